"""Sums over orders, against plain additions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy import events as ev
from groupbuy.buy import Minimum
from groupbuy.summing import BuySum, active, lines_of, reached, totals
from tests.groupbuy.made import D, a_buy, an_order, items

BASKETS = st.lists(st.dictionaries(st.integers(1, 3), st.decimals(0, 9, places=1), max_size=3), max_size=8)


@given(BASKETS)
def test_totals_are_the_sums_of_the_orders(baskets: list[dict[int, Decimal]]) -> None:
    orders = [an_order(basket, seq_no=n) for n, basket in enumerate(baskets, 1)]
    sums = totals(a_buy(), orders)
    for it in sums.items:
        wanted = [basket.get(it.item.no, D(0)) for basket in baskets]
        assert it.ordered == it.billed == sum(wanted)
        assert it.orders == sum(qty > 0 for qty in wanted)
        assert it.amount == sum(order.line(it.item.no).amount for order in orders)
    assert [it.item.no for it in sums.items] == sorted(items())
    assert sums.units == sum(sum(basket.values()) for basket in baskets)
    assert sums.amount == sum(order.amount for order in orders) == sum(it.amount for it in sums.items)
    assert sums.orders == sum(any(basket.values()) for basket in baskets) == len(active(orders))


def test_shortage_is_billed_and_summed_less_but_ordered_stays() -> None:
    order = an_order({1: 3})
    order.apply(ev.LineShorted(7, order.id, 1, D(1), 1))
    sums = totals(a_buy(), [order]).items[0]
    assert (sums.ordered, sums.billed, sums.amount) == (3, 2, 5000)


def test_what_was_paid_for_a_cancelled_order_is_still_in_the_till() -> None:
    order = an_order({1: 1})
    order.apply(ev.PaymentConfirmed(7, order.id, 2500))
    order.apply(ev.QtyChanged(7, order.id, 1, D(1), D(0), 2500, "resident"))
    sums = totals(a_buy(), [order])
    assert (sums.orders, sums.amount, sums.paid) == (0, 0, 2500)


def test_the_lines_of_an_item_come_by_participation_number() -> None:
    orders = [an_order({1: 1}, seq_no=n) for n in (3, 1, 2)] + [an_order({2: 1}, seq_no=4)]
    assert [order.seq_no for order, _ in lines_of(1, orders)] == [1, 2, 3]


@pytest.mark.parametrize(("of", "have"), [("orders", 12), ("units", 30), ("amount", 50_000)])
def test_a_minimum_is_measured_in_its_own_unit_and_whole_units_only(of: str, have: int) -> None:
    sums = BuySum(items=(), orders=12, units=D("30.9"), amount=50_000, paid=0)
    assert reached(Minimum(of, 1), sums) == have  # type: ignore[arg-type]

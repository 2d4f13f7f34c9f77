"""An order's lines know every price they were ordered at: held against a plain list of prices."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy import events as ev
from groupbuy.money import cost
from groupbuy.order import Line, Order, Part
from tests.groupbuy.made import D, an_order

STEPS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 9)), max_size=15)


def grown(steps: list[tuple[int, int]]) -> tuple[Line, list[int]]:
    """A line taken through totals and prices, and beside it one price per unit, the last on top."""
    line, prices = Line(1), list[int]()
    for after, price in steps:
        line = line.to(Decimal(after), price)
        del prices[after:]
        prices += [price] * (after - len(prices))
    return line, prices


@given(STEPS)
def test_a_line_is_a_list_of_unit_prices_taken_away_last_first(steps: list[tuple[int, int]]) -> None:
    line, prices = grown(steps)
    assert line.ordered == len(prices)
    assert line.amount == sum(prices)
    assert [part.price for part in line.parts for _ in range(int(part.qty))] == prices
    assert all(part.qty > 0 for part in line.parts)


@given(STEPS, st.integers(0, 20))
def test_what_does_not_come_is_the_last_that_was_added(steps: list[tuple[int, int]], missing: int) -> None:
    line, prices = grown(steps)
    short = min(missing, len(prices))
    cut = Line(1, line.parts, Decimal(short))
    assert cut.amount == sum(prices[: len(prices) - short])
    assert cut.billed == len(prices) - short
    assert cut.ordered == len(prices)


@given(st.lists(st.tuples(st.decimals(0, 20, places=3), st.integers(1, 9999)), max_size=8))
def test_fractions_stay_exact_and_each_priced_part_is_rounded_once(steps: list[tuple[Decimal, int]]) -> None:
    line = Line(1)
    for after, price in steps:
        line = line.to(after, price)
        assert line.ordered == after
    assert line.amount == sum(cost(part.qty, part.price) for part in line.parts)
    assert len(line.parts) <= len(steps)


def test_a_line_keeps_its_price_when_the_item_gets_dearer() -> None:
    line = Line(1).to(D(2), 1000)
    assert line.to(D(2), 1500) == line
    assert line.to(D(1), 1500).parts == (Part(D(1), 1000),)


def test_raising_a_line_adds_a_priced_part_and_lowering_takes_the_last_first() -> None:
    line = Line(1).to(D(2), 1000).to(D(5), 1500)
    assert line.parts == (Part(D(2), 1000), Part(D(3), 1500))
    assert line.amount == 6500
    assert line.to(D(3), 1800).parts == (Part(D(2), 1000), Part(D(1), 1500))
    assert line.to(D(0), 1800).parts == ()


def test_more_at_the_same_price_is_one_part() -> None:
    assert Line(1).to(D("0.5"), 1).to(D(1), 1).amount == 1, "not twice half a fen rounded up"


def test_what_does_not_come_is_never_more_than_is_ordered() -> None:
    line = Line(1, (Part(D(5), 100),), short=D(4))
    assert line.to(D(3), 100).short == 3
    assert line.to(D(3), 100).amount == 0
    assert line.to(D(6), 100).short == 4


@given(STEPS, STEPS, st.integers(0, 9999))
def test_what_is_taken_back_leaves_every_price_as_it_was(
    earlier: list[tuple[int, int]], message: list[tuple[int, int]], price: int
) -> None:
    before, _ = grown(earlier)
    now = before
    for after, at in message:
        now = now.to(Decimal(after), at)
    back = now
    for step in now.steps(before.ordered, now.given_back(before), price):
        assert back.ordered != step.qty, "every step of the journal moves something"
        back = back.to(step.qty, step.price)
    assert back.parts == before.parts


def test_an_order_sums_its_lines() -> None:
    order = an_order({1: 2, 3: "1.5"})
    assert order.amount == 2 * 2500 + 5970
    assert order.owed == order.amount
    assert order.active
    assert order.waiting


def change(order: Order, item: int, after: object, price: int = 2500) -> None:
    before = order.line(item).ordered
    order.apply(ev.QtyChanged(7, order.id, item, before, D(str(after)), price, "resident"))


def test_a_cancelled_order_keeps_its_number_and_owes_nothing() -> None:
    order = an_order({1: 2}, seq_no=12)
    change(order, 1, 0)
    assert (order.seq_no, order.active, order.amount, order.waiting) == (12, False, 0, False)
    change(order, 1, 1)
    assert (order.seq_no, order.active, order.amount) == (12, True, 2500)


def test_shortage_is_billed_less_and_lifted_again() -> None:
    order = an_order({1: 3})
    order.apply(ev.LineShorted(7, order.id, 1, D(2), 1))
    assert (order.line(1).ordered, order.line(1).billed, order.amount) == (3, 1, 2500)
    order.apply(ev.ShortageLifted(7, order.id, 1, D(2), 1))
    assert (order.line(1).short, order.amount) == (0, 7500)


def test_lifting_what_a_smaller_order_no_longer_lacks_does_not_make_it_grow() -> None:
    order = an_order({1: 3})
    order.apply(ev.LineShorted(7, order.id, 1, D(2), 1))
    change(order, 1, 1)
    order.apply(ev.ShortageLifted(7, order.id, 1, D(2), 1))
    assert (order.line(1).billed, order.line(1).short) == (1, 0)


def test_picking_up_in_parts_and_taking_one_back() -> None:
    order = an_order({1: 3, 2: 1})
    order.apply(ev.GoodsPickedUp(7, order.id, "v1", (ev.Picked(1, D(2)), ev.Picked(2, D(1)))))
    order.apply(ev.GoodsPickedUp(7, order.id, "v2", (ev.Picked(1, D(1)),)))
    assert not order.waiting
    order.apply(ev.PickupReversed(7, order.id, "v1"))
    assert (order.line(1).waiting, order.line(2).waiting) == (2, 1)
    assert list(order.verifications) == ["v2"]


def test_a_claim_is_a_claim_until_the_leader_confirms() -> None:
    order = an_order({1: 2})
    order.apply(ev.PaymentClaimed(7, order.id))
    assert (order.claimed, order.paid, order.owed) == (True, 0, 5000)
    order.apply(ev.PaymentConfirmed(7, order.id, 5000))
    assert (order.claimed, order.paid, order.owed) == (False, 5000, 0)
    order.apply(ev.LineShorted(7, order.id, 1, D(1), 1))
    assert order.owed == -2500, "what is to be given back"


@pytest.mark.parametrize("item", [1, 99])
def test_a_line_never_ordered_is_empty(item: int) -> None:
    order = an_order({})
    assert order.line(item) == Line(item)
    assert not order.active

"""Every pair of states: a step of the one table, or refused by name."""

from datetime import timedelta
from itertools import product

import pytest

from groupbuy import events as ev
from groupbuy.buy import OVER, STATE_NAMES, STEPS, TAKES_LATE_HANDLED, Minimum, State, measure
from groupbuy.errors import NoSuchItem, WrongState
from tests.for_each import for_each
from tests.groupbuy.made import CUTOFF, D, a_buy, minutes

TO: dict[State, ev.BuyEvent] = {
    State.OPEN: ev.BuyOpened(7),
    State.CLOSED: ev.BuyClosed(7, CUTOFF),
    State.FORMED: ev.BuyFormed(7, "reached"),
    State.NOT_FORMED: ev.BuyNotFormed(7, 1, 2),
    State.PURCHASING: ev.GoodsOrdered(7),
    State.ARRIVED: ev.BuyArrived(7),
    State.FINISHED: ev.BuyFinished(7),
    State.CANCELLED: ev.BuyCancelled(7, "leader"),
}
AFTER = CUTOFF + minutes(5)
# The states as people name them, written a second time so that a slip in the table shows.
ALLOWED = {
    *("draft open", "draft cancelled", "open closed", "open cancelled"),
    *("closed open", "closed formed", "closed not_formed", "closed cancelled"),
    *("not_formed open", "not_formed formed", "not_formed cancelled"),
    *(
        "formed purchasing",
        "formed cancelled",
        "purchasing arrived",
        "purchasing cancelled",
        "arrived finished",
    ),
}


@for_each(("now", "to"), list(product(State, State)))
def test_every_pair_is_a_step_or_refused_by_name(now: State, to: State) -> None:
    buy = a_buy(now)
    if f"{now} {to}" in ALLOWED:
        assert buy.may(to)
        buy.must(to)
        buy.apply(TO[to], AFTER)
        assert (buy.state, buy.state_since) == (to, AFTER)
        return
    assert not buy.may(to)
    with pytest.raises(WrongState) as refused:
        buy.must(to)
    assert STATE_NAMES[now] in str(refused.value)
    assert STATE_NAMES[to] in str(refused.value)
    if to in TO:
        with pytest.raises(WrongState):
            buy.apply(TO[to], AFTER)
        assert buy.state is now, "a refused step changes nothing"


def test_every_state_can_be_reached_and_every_state_but_the_last_can_be_left() -> None:
    seen, ahead = set(), [State.DRAFT]
    while ahead:
        now = ahead.pop()
        if now not in seen:
            seen.add(now)
            ahead.extend(STEPS[now])
    assert seen == set(State)
    assert {state for state in State if not STEPS[state]} == OVER


def test_from_every_state_the_end_can_be_reached() -> None:
    ends = set(OVER)
    while grown := {state for state in State if STEPS[state] & ends} - ends:
        ends |= grown
    assert ends == set(State)


def test_cancelled_is_possible_exactly_before_the_goods_are_there() -> None:
    before = {State.DRAFT, State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING}
    assert {state for state in State if State.CANCELLED in STEPS[state]} == before


def test_no_state_in_which_late_handled_orders_are_booked_is_over() -> None:
    assert not TAKES_LATE_HANDLED & OVER
    assert State.PURCHASING not in TAKES_LATE_HANDLED


def test_reopening_and_extending_move_the_cutoff() -> None:
    buy = a_buy(State.CLOSED)
    buy.apply(ev.BuyReopened(7, AFTER), AFTER)
    assert (buy.state, buy.cutoff_at) == (State.OPEN, AFTER)
    buy.apply(ev.BuyExtended(7, AFTER + timedelta(hours=1)), AFTER)
    assert (buy.state, buy.cutoff_at) == (State.OPEN, AFTER + timedelta(hours=1))


def test_closing_by_hand_leaves_the_cutoff_that_held() -> None:
    buy = a_buy()
    buy.apply(ev.BuyClosed(7, CUTOFF - minutes(30), by_hand=True), CUTOFF - minutes(30))
    assert buy.cutoff_at == CUTOFF - minutes(30)


def test_a_price_and_a_stock_change_touch_their_item_alone() -> None:
    buy = a_buy()
    others = {no: it for no, it in buy.items.items() if no != 1}
    buy.apply(ev.PriceChanged(7, 1, 2600), CUTOFF)
    buy.apply(ev.StockChanged(7, 1, None), CUTOFF)
    assert (buy.items[1].price, buy.items[1].stock, buy.items[1].left) == (2600, None, None)
    assert {no: it for no, it in buy.items.items() if no != 1} == others


def test_what_is_left_is_never_below_nothing() -> None:
    buy = a_buy()
    buy.count(1, D(8))
    assert buy.items[1].left == 12
    buy.apply(ev.StockChanged(7, 1, D(5)), CUTOFF)
    assert buy.items[1].left == 0


def test_an_item_arrives_at_points_and_an_arrival_can_be_taken_back() -> None:
    buy = a_buy(State.PURCHASING)
    buy.apply(ev.GoodsArrived(7, 1, 1, "east", D(0)), CUTOFF)
    buy.apply(ev.GoodsArrived(7, 2, 2, "", D(0)), CUTOFF)
    assert [buy.items[1].arrived_at(point) for point in ("east", "north")] == [True, False]
    assert [buy.items[2].arrived_at(point) for point in ("east", "north")] == [True, True]
    buy.apply(ev.ArrivalReversed(7, 1), CUTOFF)
    assert not buy.items[1].arrived_at("east")
    assert list(buy.arrivals) == [2]
    assert buy.last_arrival == 2, "a number once given is not given again"


def test_an_item_that_is_not_offered_is_refused_by_its_number() -> None:
    with pytest.raises(NoSuchItem, match="7号团没有第9样"):
        a_buy().item(9)


@pytest.mark.parametrize(("of", "written"), [("orders", "12户"), ("units", "12份"), ("amount", "0.12元")])
def test_a_minimum_is_written_with_its_unit(of: str, written: str) -> None:
    assert measure(Minimum(of, 12), 12) == written  # type: ignore[arg-type]

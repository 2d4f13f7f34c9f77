"""Whether a notice is still true when it is about to go out: asked of the buy and the order as they are then."""

from dataclasses import replace
from typing import Any

import pytest

from groupbuy import events as ev
from groupbuy.buy import State
from groupbuy.notices import Notice, notice_kinds
from groupbuy.places import Hours
from tests.for_each import for_each
from tests.groupbuy.golden import CASES
from tests.groupbuy.made import CUTOFF, OPENED, PICKUP, D, a_buy, an_order, hours

ONE_OF_EACH: dict[str, Notice] = {notice.kind: notice for notice, _, _ in reversed(CASES)}
ONLY_WHILE: dict[str, set[State]] = {
    "opened": {State.OPEN},
    "cutoff_soon": {State.OPEN},
    "cutoff_moved": {State.OPEN},
    "not_formed": {State.NOT_FORMED},
}
OF_GOODS = {"arrived", "brought", "pickup_soon", "fetch_reminder"}
SET_TIME = {"pay_reminder", "handed_over", "pickup_moved", "point_assigned", "delayed", "delayed_tonight"}
ALWAYS = sorted(set(notice_kinds()) - set(ONLY_WHILE) - OF_GOODS - SET_TIME)


def told(kind: str, **changed: Any) -> Notice:
    return replace(ONE_OF_EACH[kind], **changed)


@for_each("state", State)
@for_each("kind", sorted(ONLY_WHILE))
def test_news_of_a_state_holds_in_that_state_only(kind: str, state: State) -> None:
    changed = {"cutoff_at": CUTOFF} if kind.startswith("cutoff") else {}
    assert told(kind, **changed).holds(a_buy(state), None) is (state in ONLY_WHILE[kind])


@pytest.mark.parametrize("kind", ["cutoff_soon", "cutoff_moved"])
def test_news_of_a_cutoff_is_stale_once_the_cutoff_moved_again(kind: str) -> None:
    notice = told(kind, cutoff_at=CUTOFF)
    assert notice.holds(a_buy(), None)
    assert not notice.holds(a_buy(cutoff_at=CUTOFF + hours(1)), None)
    assert not notice.holds(a_buy(cutoff_at=CUTOFF - hours(1)), None)


def test_news_of_an_opening_is_as_true_after_the_cutoff_moved() -> None:
    assert told("opened", cutoff_at=CUTOFF).holds(a_buy(cutoff_at=CUTOFF + hours(1)), None)


@for_each("kind", sorted(set(ONLY_WHILE) | OF_GOODS))
def test_nothing_holds_of_a_buy_that_cannot_be_found(kind: str) -> None:
    assert not told(kind).holds(None, None)
    assert not told(kind).holds(None, an_order({1: 1}))


@for_each("kind", ALWAYS)
def test_what_has_happened_stays_true_whatever_came_after(kind: str) -> None:
    for state in State:
        assert told(kind).holds(a_buy(state), None)
    assert told(kind).holds(None, None)


@pytest.mark.parametrize("kind", sorted(OF_GOODS))
def test_goods_are_spoken_of_while_some_wait_at_the_orders_point(kind: str) -> None:
    buy, order, notice = a_buy(State.ARRIVED), an_order({1: 3}), told(kind)
    assert not notice.holds(buy, order), "nothing has arrived"
    buy.apply(ev.GoodsArrived(7, 1, 1, "east", D(0)), OPENED)
    assert not notice.holds(buy, order), "it is at another point"
    buy.apply(ev.GoodsArrived(7, 2, 1, "north", D(0)), OPENED)
    assert notice.holds(buy, order)
    order.apply(ev.GoodsPickedUp(7, order.id, "v", (ev.Picked(1, D(2)),)))
    assert notice.holds(buy, order), "one box still waits"
    order.apply(ev.LineShorted(7, order.id, 1, D(1), 3))
    assert not notice.holds(buy, order), "the last box does not come"
    order.apply(ev.ShortageLifted(7, order.id, 1, D(1), 3))
    assert notice.holds(buy, order)
    order.apply(ev.PointChosen(7, order.id, "clinic", "1"))
    assert not notice.holds(buy, order), "the order goes elsewhere now"


@pytest.mark.parametrize("kind", sorted(OF_GOODS))
def test_goods_for_nobody_are_not_spoken_of(kind: str) -> None:
    buy = a_buy(State.ARRIVED)
    buy.apply(ev.GoodsArrived(7, 1, 1, "", D(0)), OPENED)
    assert not told(kind).holds(buy, None)
    assert not told(kind).holds(buy, an_order({2: 1}))
    assert not told(kind).holds(buy, an_order({1: 0}))


@pytest.mark.parametrize(
    ("waiting", "kinds"),
    [
        ("now", {"opened", "arrival_withdrawn", "delayed_tonight"}),
        (
            "cutoff",
            {"closed", "closed_summary", "cutoff_moved", "cutoff_soon", "not_formed", "summary_corrected"},
        ),
    ],
)
def test_only_these_are_told_at_night(waiting: str, kinds: set[str]) -> None:
    assert {name for name, cls in notice_kinds().items() if cls.waiting == waiting} == kinds


def test_only_reminders_can_be_switched_off() -> None:
    off = {name for name, cls in notice_kinds().items() if cls.reminds}
    assert off == {"pickup_soon", "pay_reminder", "fetch_reminder"}


def test_a_new_place_is_told_while_it_is_the_orders_and_something_waits() -> None:
    order, notice = an_order({1: 3}), told("pickup_moved", spot="s1", day=PICKUP.day)
    assert not notice.holds(a_buy(), None)
    assert not notice.holds(a_buy(), order)
    hours_of = (Hours(PICKUP.opens, PICKUP.closes),)
    order.apply(ev.PickupSet(7, order.id, "s1", PICKUP.day, hours_of))
    assert notice.holds(a_buy(), order)
    order.apply(ev.PickupSet(7, order.id, "s2", PICKUP.day, hours_of))
    assert not notice.holds(a_buy(), order), "it has moved again"
    order.apply(ev.PickupSet(7, order.id, "s1", PICKUP.day, hours_of))
    order.apply(ev.GoodsPickedUp(7, order.id, "v", (ev.Picked(1, D(3)),)))
    assert not notice.holds(a_buy(), order)


def test_a_reminder_to_pay_holds_while_something_is_owed_and_nobody_says_it_is_paid() -> None:
    order, notice = an_order({1: 3}), told("pay_reminder")
    assert notice.holds(a_buy(), order)
    order.apply(ev.PaymentClaimed(7, order.id))
    assert not notice.holds(a_buy(), order)
    order.apply(ev.PaymentConfirmed(7, order.id, order.owed))
    assert not notice.holds(a_buy(), order)
    assert not notice.holds(a_buy(), None)


@pytest.mark.parametrize("kind", ["delayed", "delayed_tonight"])
def test_news_of_late_goods_is_stale_once_they_are_there_or_another_time_was_said(kind: str) -> None:
    notice = told(kind, day=PICKUP.day, opens=PICKUP.opens.isoformat())
    order, buy = an_order({1: 3}), a_buy(State.PURCHASING)
    assert not notice.holds(buy, order), "it kept no time at all"
    order.apply(ev.PickupSet(7, order.id, "s1", PICKUP.day, (Hours(PICKUP.opens, PICKUP.closes),)))
    assert notice.holds(buy, order)
    assert not replace(notice, opens="19:00:00").holds(buy, order)
    assert not notice.holds(buy, None)
    buy.items[1] = replace(buy.items[1], arrived=frozenset({"north"}))
    assert not notice.holds(buy, order)

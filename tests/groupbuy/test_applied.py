"""Each event by itself: the fields it changes, to what, and nothing beside them."""

from copy import deepcopy
from dataclasses import fields
from typing import Any

import pytest

from groupbuy import events as ev
from groupbuy.buy import STEPS, GroupBuy, State
from groupbuy.errors import WrongState
from groupbuy.fold import Book
from groupbuy.order import Line, Order, Part
from tests.for_each import for_each
from tests.groupbuy.made import CUTOFF, D, a_buy, an_order, hours

S = State
LATER = CUTOFF + hours(1)
ARRIVAL = ev.GoodsArrived(7, 3, 1, "north", D(0))
SHORTAGE = ev.GoodsShort(7, 2, 1, "", D(1))


def arrived() -> GroupBuy:
    """Strawberries at the north, with a shortage before."""
    buy = a_buy(S.ARRIVED)
    buy.apply(SHORTAGE, CUTOFF)
    buy.apply(ARRIVAL, CUTOFF)
    return buy


def changed(before: Any, after: Any) -> dict[str, Any]:
    """The fields in which two of a kind differ, as they are afterwards."""
    names = [it.name for it in fields(after) if getattr(before, it.name) != getattr(after, it.name)]
    return {name: getattr(after, name) for name in names}


def to(state: State, **more: Any) -> dict[str, Any]:
    return {"state": state, "state_since": LATER, **more}


@for_each(
    ("start", "event", "changes"),
    [
        (S.DRAFT, ev.BuyOpened(7), to(S.OPEN)),
        (S.OPEN, ev.BuyExtended(7, LATER), {"cutoff_at": LATER}),
        (S.OPEN, ev.BuyClosed(7, CUTOFF), to(S.CLOSED)),
        (S.OPEN, ev.BuyClosed(7, LATER - hours(3), by_hand=True), to(S.CLOSED, cutoff_at=LATER - hours(3))),
        (S.CLOSED, ev.BuyReopened(7, LATER), to(S.OPEN, cutoff_at=LATER)),
        (S.NOT_FORMED, ev.BuyReopened(7, LATER), to(S.OPEN, cutoff_at=LATER)),
        (S.CLOSED, ev.BuyFormed(7, "no_minimum"), to(S.FORMED)),
        (S.NOT_FORMED, ev.BuyFormed(7, "leader"), to(S.FORMED)),
        (S.CLOSED, ev.BuyNotFormed(7, 1, 2), to(S.NOT_FORMED)),
        (S.PURCHASING, ev.BuyCancelled(7, "leader"), to(S.CANCELLED)),
        (S.NOT_FORMED, ev.BuyCancelled(7, "no_answer"), to(S.CANCELLED)),
        (S.FORMED, ev.GoodsOrdered(7), to(S.PURCHASING)),
        (S.PURCHASING, ev.BuyArrived(7), to(S.ARRIVED)),
        (S.ARRIVED, ev.BuyFinished(7), to(S.FINISHED)),
        (S.OPEN, ev.MomentPassed(7, "close@1"), {"passed": frozenset({"close@1"})}),
        (S.CLOSED, SHORTAGE, {"last_arrival": 2, "arrivals": {2: SHORTAGE}}),
        (S.CANCELLED, ev.BuyExtended(7, CUTOFF), {}),
    ],
)
def test_an_event_of_a_buy_changes_these_fields(
    start: State, event: ev.BuyEvent, changes: dict[str, Any]
) -> None:
    buy = a_buy(start)
    before = deepcopy(buy)
    buy.apply(event, LATER)
    assert changed(before, buy) == changes


@for_each(
    ("event", "item", "changes"),
    [
        (ev.PriceChanged(7, 1, 2600), 1, {"price": 2600}),
        (ev.PriceChanged(7, 3, 0), 3, {"price": 0}),
        (ev.StockChanged(7, 1, None), 1, {"stock": None}),
        (ev.StockChanged(7, 2, D("0.5")), 2, {"stock": D("0.5")}),
        (ev.GoodsArrived(7, 4, 2, "", D(0)), 2, {"arrived": frozenset({""})}),
        (ev.GoodsArrived(7, 4, 1, "east", D(0)), 1, {"arrived": frozenset({"north", "east"})}),
        (ev.ArrivalReversed(7, 3), 1, {"arrived": frozenset()}),
    ],
)
def test_an_event_of_an_item_changes_that_item_alone(
    event: ev.BuyEvent, item: int, changes: dict[str, Any]
) -> None:
    buy = arrived()
    before = deepcopy(buy)
    buy.apply(event, LATER)
    assert set(changed(before, buy)) <= {"items", "last_arrival", "arrivals"}
    assert {no for no, it in buy.items.items() if it != before.items[no]} == {item}
    assert changed(before.items[item], buy.items[item]) == changes


def test_a_shortage_taken_back_leaves_what_has_arrived_and_no_number_is_given_twice() -> None:
    buy = arrived()
    buy.apply(ev.ArrivalReversed(7, 2), LATER)
    assert (buy.items[1].arrived, buy.arrivals, buy.last_arrival) == ({"north"}, {3: ARRIVAL}, 3)
    buy.apply(ev.ArrivalReversed(7, 3), LATER)
    assert (buy.items[1].arrived, buy.arrivals, buy.last_arrival) == (frozenset(), {}, 3)


@for_each(
    ("event", "target"),
    [
        (ev.BuyOpened(7), S.OPEN),
        (ev.BuyClosed(7, LATER, by_hand=True), S.CLOSED),
        (ev.BuyReopened(7, LATER), S.OPEN),
        (ev.BuyFormed(7, "reached"), S.FORMED),
        (ev.BuyNotFormed(7, 0, 2), S.NOT_FORMED),
        (ev.BuyCancelled(7, "leader"), S.CANCELLED),
        (ev.GoodsOrdered(7), S.PURCHASING),
        (ev.BuyArrived(7), S.ARRIVED),
        (ev.BuyFinished(7), S.FINISHED),
    ],
)
def test_an_event_from_a_state_that_cannot_have_it_changes_nothing_at_all(
    event: ev.BuyEvent, target: State
) -> None:
    for state in State:
        buy = a_buy(state)
        before = deepcopy(buy)
        if target in STEPS[state]:
            buy.apply(event, LATER)
            assert buy.state is target
        else:
            with pytest.raises(WrongState):
                buy.apply(event, LATER)
            assert buy == before


def ordered() -> Order:
    """3 boxes at 25 yuan and one at 26, one of which does not come; one was fetched; 50 yuan paid."""
    order = an_order({1: 3})
    order.apply(ev.QtyChanged(7, order.id, 1, D(3), D(4), 2600, "resident"))
    order.apply(ev.LineShorted(7, order.id, 1, D(1), 1))
    order.apply(ev.GoodsPickedUp(7, order.id, "v1", (ev.Picked(1, D(1)),)))
    order.apply(ev.PaymentConfirmed(7, order.id, 5000))
    return order


def line(short: object = 1, picked: object = 1, *parts: tuple[object, int]) -> Line:
    prices = tuple(Part(D(str(qty)), price) for qty, price in parts or ((3, 2500), (1, 2600)))
    return Line(1, prices, D(str(short)), D(str(picked)))


def qty(after: object, price: int, item: int = 1) -> ev.QtyChanged:
    return ev.QtyChanged(7, "order-1", item, D(0), D(str(after)), price, "resident")


@for_each(
    ("event", "changes"),
    [
        (qty(6, 2600), {"lines": {1: line(1, 1, (3, 2500), (3, 2600))}}),
        (qty("4.5", 2400), {"lines": {1: line(1, 1, (3, 2500), (1, 2600), ("0.5", 2400))}}),
        (qty(2, 9999), {"lines": {1: line(1, 1, (2, 2500))}}),
        (qty(4, 1), {}),
        (qty(1, 1990, item=2), {"lines": {1: line(), 2: Line(2, (Part(D(1), 1990),))}}),
        (ev.PointChosen(7, "order-1", "east", "271828"), {"point": "east", "code": "271828"}),
        (ev.LineShorted(7, "order-1", 1, D("0.5"), 2), {"lines": {1: line("1.5")}}),
        (ev.ShortageLifted(7, "order-1", 1, D(1), 1), {"lines": {1: line(0)}}),
        (ev.ShortageLifted(7, "order-1", 1, D(3), 1), {"lines": {1: line(0)}}),
        (ev.PaymentClaimed(7, "order-1"), {"claimed": True}),
        (ev.PaymentConfirmed(7, "order-1", 2500), {"paid": 7500}),
        (ev.PaymentConfirmed(7, "order-1", -5000), {"paid": 0}),
        (
            ev.GoodsPickedUp(7, "order-1", "v2", (ev.Picked(1, D("0.25")),)),
            {
                "lines": {1: line(1, "1.25")},
                "verifications": {"v1": (ev.Picked(1, D(1)),), "v2": (ev.Picked(1, D("0.25")),)},
            },
        ),
        (ev.PickupReversed(7, "order-1", "v1"), {"lines": {1: line(1, 0)}, "verifications": {}}),
    ],
)
def test_an_event_of_an_order_changes_these_fields(event: ev.OrderEvent, changes: dict[str, Any]) -> None:
    order = ordered()
    before = deepcopy(order)
    order.apply(event)
    assert changed(before, order) == changes


def test_events_about_no_buy_touch_no_buy_and_no_order() -> None:
    book = Book({7: a_buy()}, {"order-1": ordered()}, {("r1", "garden"): "east", ("r1", "river"): "pier"})
    before = deepcopy(book)
    for event, field, after in (
        (ev.PointBound("r2", "garden", "north"), "bindings", before.bindings | {("r2", "garden"): "north"}),
        (ev.ResidentErased("r2"), "bindings", before.bindings),
        (ev.ResidentErased("r1"), "bindings", {}),
        (ev.ConfigApplied("v9"), "config", "v9"),
    ):
        book.apply(event, LATER)
        assert getattr(book, field) == after
        assert (book.buys, book.orders) == (before.buys, before.orders)


@pytest.mark.parametrize(
    "event",
    [ev.BuyOpened(8), ev.PaymentClaimed(7, "nobody"), ev.OrderPlaced(8, "o", "r", "r", 1, "p", "1")],
)
def test_an_event_about_what_is_not_in_the_book_does_not_fold(event: ev.Event) -> None:
    with pytest.raises(KeyError):
        Book({7: a_buy()}).apply(event, LATER)

"""The journal folded: every event finds what it is about, and nothing else moves."""

from copy import deepcopy
from typing import Any

import pytest

from groupbuy import delivery_events as way
from groupbuy import events as ev
from groupbuy import leader_events as lead
from groupbuy import leave_events as away
from groupbuy.buy import Minimum, State
from groupbuy.errors import WrongState
from groupbuy.fold import Book
from groupbuy.order import Proxy
from groupbuy.places import Hours
from groupbuy.point_events import AssignmentAsked
from groupbuy.record import event_types
from tests.for_each import for_each
from tests.groupbuy.made import CUTOFF, OPENED, PICKUP, D, hours, offered


def drafted(number: int = 7, **changed: Any) -> ev.BuyDrafted:
    told: dict[str, Any] = {
        "buy": number,
        "community": "garden",
        "leader": "mei",
        "title": "周末水果",
        "items": offered(),
        "chats": ("garden-1",),
        "cutoff_at": CUTOFF,
        "pickup_day": PICKUP.day,
        "pickup_opens": PICKUP.opens,
        "pickup_closes": PICKUP.closes,
    }
    return ev.BuyDrafted(**(told | changed))


def placed(order: str = "o1", buy: int = 7, seq_no: int = 1, resident: str = "r1") -> ev.OrderPlaced:
    return ev.OrderPlaced(buy, order, resident, resident, seq_no, "north", "123456")


def qty(
    before: object, after: object, *, order: str = "o1", buy: int = 7, price: int = 2500
) -> ev.QtyChanged:
    return ev.QtyChanged(buy, order, 1, D(str(before)), D(str(after)), price, "resident")


def folded(*events: ev.Event) -> Book:
    book = Book()
    for event in events:
        book.apply(event, OPENED)
    return book


def test_a_draft_is_a_buy_with_everything_the_leader_wrote() -> None:
    buy = folded(drafted(minimum_of="orders", minimum_need=3)).buys[7]
    assert (buy.state, buy.state_since, buy.last_seq) == (State.DRAFT, OPENED, 0)
    assert (buy.minimum, buy.pickup, buy.chats) == (Minimum("orders", 3), PICKUP, ("garden-1",))
    assert [(it.no, it.name, it.price, it.stock, it.limit, it.taken) for it in buy.items.values()] == [
        (1, "草莓", 2500, 20, 5, 0),
        (2, "蓝莓", 1990, None, None, 0),
        (3, "排骨", 3980, D("12.5"), None, 0),
    ]


def test_a_buy_without_a_minimum_has_none() -> None:
    assert folded(drafted()).buys[7].minimum is None


def test_what_is_ordered_is_taken_from_the_item_and_given_back() -> None:
    book = folded(drafted(), ev.BuyOpened(7), placed(), qty(0, 3), placed("o2", seq_no=2, resident="r2"))
    book.apply(qty(0, 2, order="o2"), OPENED)
    assert book.buys[7].items[1].taken == 5
    book.apply(qty(3, 1), OPENED)
    assert (book.buys[7].items[1].taken, book.orders["o1"].line(1).ordered) == (3, 1)
    assert book.buys[7].last_seq == 2


def test_the_last_participation_number_is_the_highest_given() -> None:
    assert folded(drafted(), placed(seq_no=5), placed("o2", seq_no=3)).buys[7].last_seq == 5


def test_a_binding_is_the_last_one_said_per_community_and_goes_with_the_person() -> None:
    book = folded(
        ev.PointBound("r1", "garden", "east"),
        ev.PointBound("r1", "garden", "north"),
        ev.PointBound("r1", "river", "pier"),
        ev.PointBound("r2", "garden", "east"),
    )
    assert book.bindings == {("r1", "garden"): "north", ("r1", "river"): "pier", ("r2", "garden"): "east"}
    book.apply(ev.ResidentErased("r1"), OPENED)
    assert book.bindings == {("r2", "garden"): "east"}


def test_an_erased_person_leaves_their_orders_in_the_book() -> None:
    book = folded(drafted(), placed(), qty(0, 2), ev.ResidentErased("r1"))
    assert book.orders["o1"].amount == 5000


def test_the_configuration_in_force_is_the_last_applied() -> None:
    assert folded(ev.ConfigApplied("v1"), ev.ConfigApplied("v2")).config == "v2"


A_DAY: list[ev.Event] = [
    ev.ConfigApplied("v1"),
    drafted(),
    drafted(8, title="另一个"),
    ev.BuyOpened(7),
    ev.BuyOpened(8),
    ev.PointBound("r1", "garden", "east"),
    placed(),
    qty(0, 3),
    placed("other", 8),
    ev.PriceChanged(7, 1, 2600),
    qty(3, 5, price=2600),
    ev.StockChanged(7, 1, D(30)),
    ev.PointChosen(7, "o1", "east", "654321", "hand"),
    ev.PickupSet(7, "o1", "s1", PICKUP.day, (Hours(PICKUP.opens, PICKUP.closes),)),
    ev.ClaimAsked(7, "o1", "r9"),
    ev.OrderClaimed(7, "o1", "r9"),
    ev.BuyExtended(7, CUTOFF + hours(1)),
    ev.MomentPassed(7, "close@1"),
    ev.BuyClosed(7, CUTOFF + hours(1)),
    ev.BuyReopened(7, CUTOFF + hours(2)),
    ev.BuyClosed(7, CUTOFF + hours(2)),
    ev.MomentPassed(7, "assign@1-0"),
    AssignmentAsked(7, 1, "leader"),
    ev.BuyNotFormed(7, 1, 3),
    ev.BuyFormed(7, "leader"),
    ev.GoodsOrdered(7),
    ev.GoodsShort(7, 1, 1, "", D(1)),
    ev.LineShorted(7, "o1", 1, D(1), 1),
    ev.ArrivalReversed(7, 1),
    ev.ShortageLifted(7, "o1", 1, D(1), 1),
    ev.ProxyNamed(7, "o1", "482913", CUTOFF),
    ev.ProxyWithdrawn(7, "o1"),
    ev.ProxyNamed(7, "o1", "482914", CUTOFF + hours(9)),
    way.TransferSent(7, 1, 1, D(2), "east", "north", cut=False),
    way.TransferReceived(7, 1, D(1)),
    way.TransferSent(7, 2, 1, D(1), "east", "north", cut=True),
    way.TransferRefused(7, 2),
    way.RouteSet(7, ("north", "east"), by_hand=True),
    way.DeliveryDelayed(7, "east", CUTOFF + hours(22)),
    ev.GoodsArrived(7, 2, 1, "east", D(0)),
    ev.BuyArrived(7),
    ev.Reminded(7, "o1", "paying"),
    ev.PaymentClaimed(7, "o1"),
    ev.PaymentConfirmed(7, "o1", 12_700),
    ev.GoodsPickedUp(7, "o1", "v1", (ev.Picked(1, D(2)),)),
    ev.PickupReversed(7, "o1", "v1"),
    ev.GoodsPickedUp(7, "o1", "v2", (ev.Picked(1, D(5)),), by_proxy=True),
    ev.BuyFinished(7),
    ev.BuyCancelled(8, "leader"),
    lead.ApplicationBegun("a1", "r1"),
    lead.TermsAccepted("a1", "v1"),
    lead.ApplicationSubmitted("a1"),
    lead.LeaderWelcomed("a1", "hong"),
    lead.LeaderReported("a1"),
    lead.OnboardingDone("a1"),
    lead.LeaderRetired("a1"),
    lead.LeaderReturned("a1"),
    lead.ApplicationBegun("a2", "r2"),
    lead.ApplicationWithdrawn("a2"),
    lead.ApplicationBegun("a3", "r2"),
    lead.ApplicationSubmitted("a3"),
    lead.ApplicationDeclined("a3"),
    lead.LeaderKnown("a4", "mei"),
    away.LeaveTaken("l1", "mei", PICKUP.day, PICKUP.day),
    away.LeaveBegun("l1"),
    away.CoverSought("l1", 1, "north", PICKUP.day, PICKUP.day),
    away.SubstituteAsked("l1", 1, "lan", CUTOFF),
    away.CoverDeclined("l1", 1),
    away.SubstituteAsked("l1", 1, "hong", CUTOFF),
    away.CoverSilent("l1", 1),
    away.CoverExhausted("l1", 1),
    away.CoverAccepted("l1", 1, "qiang", "east"),
    away.HouseholdsMoved("l1", 1, ("o1",)),
    away.CoverEnded("l1", 1),
    away.LeaveEnded("l1"),
    away.LeaveTaken("l2", "mei", PICKUP.day, PICKUP.day),
    away.LeaveCancelled("l2"),
    ev.ResidentErased("r1"),
]


def test_a_whole_day_folds_to_what_happened() -> None:
    book = folded(*A_DAY)
    buy, order = book.buys[7], book.orders["o1"]
    assert (buy.state, book.buys[8].state) == (State.FINISHED, State.CANCELLED)
    assert (buy.cutoff_at, list(buy.arrivals)) == (CUTOFF + hours(2), [2])
    assert buy.passed == {"close@1", "assign@1-0", "assign_asked-1"}
    assert (buy.assigned, buy.assignments_asked) == (True, 1)
    assert (buy.items[1].price, buy.items[1].stock, buy.items[1].taken) == (2600, 30, 5)
    assert [(it.state, it.lifted) for it in buy.transfers.values()] == [("received", 1), ("refused", 0)]
    assert (buy.route, buy.by_hand) == (("north", "east"), True)
    assert buy.delays == {"east": CUTOFF + hours(22)}
    assert (order.point, order.code, order.by_hand) == ("east", "654321", True)
    assert order.proxy == Proxy("482914", CUTOFF + hours(9))
    assert (order.spot, order.day, order.hours) == ("s1", PICKUP.day, (Hours(PICKUP.opens, PICKUP.closes),))
    assert (order.resident, order.placed_by) == ("r9", "r9")
    assert (order.amount, order.paid, order.owed, order.waiting) == (12_700, 12_700, 0, False)
    assert book.bindings == {}
    assert [it.state.value for it in book.leaderships.values()] == [
        *("active", "withdrawn", "declined", "active")
    ]
    assert [it.state.value for it in book.leaves.values()] == ["over", "cancelled"]
    [cover] = book.leaves["l1"].covers.values()
    assert (cover.asked, cover.substitute, cover.to, cover.moved) == (
        ("lan", "hong"),
        "qiang",
        "east",
        ("o1",),
    )


def test_the_day_above_holds_every_event_there_is() -> None:
    concrete = set(event_types()) - {
        "Event",
        "BuyEvent",
        "OrderEvent",
        "LeadershipEvent",
        "LeaveEvent",
        "CoverEvent",
    }
    assert {type(it).__name__ for it in A_DAY} == concrete


@for_each("at", range(len(A_DAY)))
def test_each_event_moves_only_what_it_names(at: int) -> None:
    book = folded(*A_DAY[:at])
    before = deepcopy(book)
    event = A_DAY[at]
    book.apply(event, OPENED)
    named = getattr(event, "buy", None), getattr(event, "order", None)
    for number, buy in before.buys.items():
        assert number == named[0] or book.buys[number] == buy
    for key, leadership in before.leaderships.items():
        assert key == getattr(event, "leadership", None) or book.leaderships[key] == leadership
    for key, leave in before.leaves.items():
        assert key == getattr(event, "leave", None) or book.leaves[key] == leave
    for order_id, order in before.orders.items():
        assert order_id == named[1] or book.orders[order_id] == order
    said = isinstance(event, ev.ClaimAsked | ev.Reminded)  # words that are kept and move nothing
    assert said or book != before, "an event that changes nothing is no event"


def test_a_journal_that_breaks_the_table_does_not_fold() -> None:
    with pytest.raises(WrongState):
        folded(drafted(), ev.GoodsOrdered(7))

"""Which orders a solution of the whole may move, and which ones must go: by state, goods, day and point."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from groupbuy import events as ev
from groupbuy.assigning import facts
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Building, Community, Directory, Place
from groupbuy.order import Order
from groupbuy.places import PointKind
from groupbuy.point_events import AssignmentAsked
from groupbuy.reassigning import MOVABLE, may_move, must_move, to_choose_from
from groupbuy.resident import Resident
from groupbuy.standins import Standin
from groupbuy.told import Told
from tests.for_each import for_each
from tests.groupbuy.made import OPENED, PICKUP, POINTS, D, a_buy, a_directory, an_identity, an_order

HOME = Place(31.2, 121.4)
GARDEN = Community("garden", "花园里", (Building("3号楼", HOME),))


def town(**changed: dict[str, Any]) -> Directory:
    points = {it: replace(point, **changed.get(it, {})) for it, point in POINTS.items()}
    return a_directory(points=points, communities={"garden": GARDEN})


def waiting(point: str = "north", **changed: Any) -> Order:
    return replace(an_order({1: 2}), point=point, **changed)


@for_each("state", State)
def test_orders_move_until_their_goods_arrive(state: State) -> None:
    assert may_move(a_buy(state), waiting(), town()) is (state in MOVABLE)


def arrived(point: str) -> GroupBuy:
    buy = a_buy(State.PURCHASING)
    buy.apply(ev.GoodsArrived(7, 1, 1, point, D(0)), OPENED)
    return buy


@pytest.mark.parametrize(("point", "moves"), [("north", False), ("", False), ("east", True)])
def test_goods_that_are_at_its_point_hold_an_order_there(point: str, moves: bool) -> None:
    assert may_move(arrived(point), waiting(), town()) is moves


@for_each(
    ("order", "moves"),
    [
        (waiting(), True),
        (waiting(day=PICKUP.day), True),
        (waiting(day=PICKUP.day + timedelta(days=1)), False),
        (replace(an_order({1: 0}), point="north"), False),
        (waiting("torn-down"), True),
    ],
)
def test_what_waits_for_the_day_itself_moves(order: Order, moves: bool) -> None:
    assert may_move(a_buy(State.CLOSED), order, town()) is moves


def test_what_is_brought_to_the_door_stays() -> None:
    directory = town(north={"kind": PointKind.DOOR})
    assert not may_move(a_buy(State.CLOSED), waiting(), directory)
    assert [it.id for it in to_choose_from(a_buy(), directory)] == ["east", "clinic"]


SHUT: dict[str, Any] = {"closed": frozenset({PICKUP.day})}


@for_each(
    ("changed", "point", "must"),
    [
        ({}, "north", False),
        ({"north": SHUT}, "north", True),
        ({"north": SHUT}, "east", False),
        ({"north": SHUT, "east": SHUT, "clinic": SHUT}, "north", False),
        ({}, "torn-down", True),
    ],
)
def test_those_of_a_point_that_is_closed_must_go_where_another_is_open(
    changed: dict[str, Any], point: str, must: bool
) -> None:
    assert must_move(a_buy(State.FORMED), waiting(point), town(**changed)) is must
    assert must_move(a_buy(State.ARRIVED), waiting(point), town(**changed)) is must, "nothing has come there"
    assert not must_move(a_buy(State.FINISHED), waiting(point), town(**changed))
    put_off = waiting(point, day=PICKUP.day + timedelta(days=1))
    assert not must_move(a_buy(State.FORMED), put_off, town(**changed)), "not by itself"
    assert may_move(a_buy(State.FORMED), put_off, town(**changed)) is (must or len(changed) == 3), (
        "when asked"
    )
    late = replace(a_buy(State.FORMED), delays={"": OPENED})
    assert not may_move(late, put_off, town(**changed)), "its goods come that day"


def test_a_point_whose_leader_is_away_is_left_to_the_substitute() -> None:
    away = Standin("l1", 1, "mei", "north", PICKUP.day, PICKUP.day, substitute="qiang", to="east")
    directory, buy = replace(town(), standins=(away,)), a_buy(State.FORMED)
    assert [it.id for it in to_choose_from(buy, directory)] == ["east", "clinic"]
    assert not may_move(buy, waiting("north"), directory)
    assert not must_move(buy, waiting("north"), directory)
    assert may_move(buy, waiting("east"), directory)
    at_north = replace(away, to="")
    assert may_move(buy, waiting("north"), replace(directory, standins=(at_north,)))
    over = replace(away, last=PICKUP.day - timedelta(days=1))
    assert may_move(buy, waiting("north"), replace(directory, standins=(over,)))


@for_each(
    ("because", "kept"),
    [("hand", True), ("cover", True), ("assigned", False), ("full", False), ("bound", False), ("", False)],
)
def test_what_was_chosen_by_hand_or_for_an_absent_leader_is_no_solutions_business(
    because: Any, kept: bool
) -> None:
    order = waiting()
    order.apply(ev.PointChosen(7, order.id, "east", "123456", because))
    assert order.by_hand is kept


def test_each_request_is_done_once_and_counted() -> None:
    buy = a_buy(State.FORMED)
    assert (buy.assignments_asked, buy.assignment_waits, buy.assigned) == (0, False, False)
    for no in (1, 2, 11):
        buy.apply(AssignmentAsked(7, no, "leader"), OPENED)
    assert (buy.assignments_asked, buy.assignment_waits) == (3, True)
    buy.apply(ev.MomentPassed(7, "assign@open-3"), OPENED)
    assert (buy.assignment_waits, buy.assigned) == (False, True)


def test_a_home_is_the_owners_else_that_of_who_ordered_for_them_unless_they_lead() -> None:
    directory = town()
    owner, sender = Resident("a", room="3-101"), Resident("b", room="3-202")
    leader = replace(sender, identities=(an_identity("u-mei"),))

    def home(one: Resident | None, other: Resident | None) -> str:
        found = facts.home_of(one, other, "garden", directory)
        return found.room if found else ""

    assert home(owner, sender) == "101"
    assert home(Resident("a"), sender) == home(None, sender) == "202"
    assert home(Resident("a"), leader) == home(None, None) == home(Resident("a"), Resident("b")) == ""
    assert home(owner, leader) == "101"


def test_a_household_and_a_point_as_an_assignment_takes_them() -> None:
    directory, buy = town(north={"place": HOME, "step_free": True}, east=SHUT), a_buy()
    home = facts.home_of(Resident("a", room="3-101"), None, "garden", directory)
    who = facts.household("a", {}, buy, directory, home=home, told=Told(step_free=True), bound="north")
    assert (who.place, who.building, who.step_free, who.bound, who.told) == (
        *(HOME, "garden/3号楼"),
        *(True, "north", ()),
    )
    north = facts.stop(directory.points["north"], buy, directory)
    assert (north.place, north.step_free, north.closed, north.capacity) == (HOME, True, False, {})
    (span,) = north.windows
    assert (span.opens.hour, span.closes.hour) == (17, 20)
    assert facts.stop(directory.points["east"], buy, directory).closed
    assert facts.place_of(None, directory) is None

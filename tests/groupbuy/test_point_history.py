"""How an order came to the point it is at, read off its journal: every way there is, in plain values."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from groupbuy import events as ev
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.order import Order
from groupbuy.places import PointKind
from groupbuy.point_history import History, How, history
from groupbuy.ports import JournalEntry
from groupbuy.standins import Standin
from tests.for_each import for_each
from tests.groupbuy.made import OPENED, PICKUP, POINTS, D, a_buy, a_directory, an_order

Because = Literal["", "full", "bound", "hand", "cover", "assigned"]
ME, MEI = "resident-0001", "r-mei"


def placed(point: str, by: str = ME) -> tuple[ev.Event, str]:
    return ev.OrderPlaced(7, "order-1", ME, by, 1, point, "000001"), by


def chosen(point: str, because: Because, by: str = "clock") -> tuple[ev.Event, str]:
    return ev.PointChosen(7, "order-1", point, "000001", because), by


def came(
    *steps: tuple[ev.Event, str],
    bound: str | None = None,
    buy: GroupBuy | None = None,
    directory: Directory | None = None,
    **changed: Any,
) -> History:
    """The history of an order that went these ways, other things between them."""
    between = (ev.QtyChanged(7, "order-1", 1, D(0), D(2), 2500, "resident"), ME)
    told = [it for step in steps for it in (step, between)]
    entries: Sequence[JournalEntry] = [
        JournalEntry(no, OPENED, event, actor, "m") for no, (event, actor) in enumerate(told)
    ]
    last = next(it for it, _ in reversed(steps) if isinstance(it, ev.OrderPlaced | ev.PointChosen))
    order: Order = replace(an_order({1: 2}), point=last.point, **changed)
    return history(order, buy or a_buy(), entries, bound, directory or a_directory())


def solved() -> GroupBuy:
    buy = a_buy(State.FORMED)
    buy.apply(ev.MomentPassed(7, "assign@2026-11-21T12:00:00+00:00"), OPENED)
    assert buy.assigned
    return buy


def test_where_an_order_was_placed_it_is_for_now_until_the_whole_is_solved() -> None:
    assert came(placed("north")) == History(How.FOR_NOW)
    assert came(placed("north"), buy=solved()) == History(How.KEPT)
    assert came(placed("north"), bound="north", buy=solved()) == History(How.CHOSEN)
    assert came(placed("north"), bound="east") == History(How.FOR_NOW), "what they chose had no room"


def test_where_there_is_one_point_there_was_nothing_to_choose() -> None:
    alone = a_directory(points={"north": POINTS["north"]})
    assert came(placed("north"), directory=alone).how is How.ONLY
    door = replace(POINTS["east"], kind=PointKind.DOOR)
    only_door = a_directory(points={"north": POINTS["north"], "east": door})
    assert came(placed("north"), directory=only_door).how is How.ONLY, "a door is for those who chose it"
    assert came(placed("north"), chosen("east", "bound", ME), directory=only_door).how is How.DOOR


@for_each(
    ("because", "by", "how"),
    [
        ("bound", ME, How.CHOSEN),
        ("hand", ME, How.CHOSEN),
        ("hand", MEI, How.BY_HAND),
        ("full", ME, How.OUTGROWN),
        ("cover", "clock", How.BACK),
        ("assigned", "clock", How.SOLVED),
        ("", "clock", How.FOR_NOW),  # a journal of an older version says no more
    ],
)
def test_the_latest_step_says_how(because: Because, by: str, how: How) -> None:
    assert came(placed("east"), chosen("north", because, by)) == History(how, "east")
    later = came(placed("east"), chosen("clinic", "assigned"), chosen("north", because, by))
    assert later == History(how, "clinic"), "what was before that counts no more"


def test_what_a_leader_chose_for_somebody_is_told_from_what_who_ordered_for_them_chose() -> None:
    by_neighbour = placed("east", by="neighbour")
    mine = {"placed_by": "neighbour"}
    assert came(by_neighbour, chosen("north", "hand", "neighbour"), **mine).how is How.CHOSEN
    assert came(by_neighbour, chosen("north", "hand", MEI), **mine).how is How.BY_HAND
    assert came(placed("east"), chosen("north", "hand", MEI), bound="north").how is How.BY_HAND


def test_a_solution_that_brings_them_to_their_own_point_did_as_they_chose() -> None:
    assert came(placed("east"), chosen("north", "assigned"), bound="north") == History(How.CHOSEN, "east")


@pytest.mark.parametrize(
    "east",
    [None, {"closed": frozenset({PICKUP.day})}],
    ids=["no point any more", "closed that day"],
)
def test_a_point_that_cannot_serve_the_order_any_more_is_why_it_was_sent_elsewhere(east: Any) -> None:
    points = {key: it for key, it in POINTS.items() if key != "east"}
    if east:
        points["east"] = replace(POINTS["east"], **east)
    here = a_directory(points=points)
    assert came(placed("east"), chosen("north", "assigned"), directory=here) == History(How.GONE, "east")
    by_hand = came(placed("east"), chosen("north", "hand", MEI), directory=here)
    assert by_hand.how is How.BY_HAND, "the leader was first"


COVER = Standin("leave", 1, "qiang", "east", PICKUP.day, PICKUP.day, "mei", "north")


@for_each(
    ("cover", "how"),
    [
        (COVER, How.COVERED),
        (replace(COVER, to=""), How.SOLVED),  # the substitute comes to them
        (replace(COVER, to="clinic"), How.SOLVED),
        (replace(COVER, point="clinic"), How.SOLVED),
        (replace(COVER, first=date(2026, 11, 24), last=date(2026, 11, 25)), How.SOLVED),
    ],
)
def test_who_comes_along_to_a_substitutes_point_is_there_because_of_the_leave(
    cover: Standin, how: How
) -> None:
    away = a_directory(standins=(cover,))
    found = came(placed("east"), chosen("north", "assigned"), directory=away)
    assert found == History(how, "east", cover if how is How.COVERED else None)
    lent = came(placed("east"), chosen("north", ""), directory=away)
    assert (lent.how is How.COVERED) is (how is How.COVERED)


def test_the_order_s_own_day_says_whether_a_leave_touches_it() -> None:
    later = date(2026, 11, 25)
    away = a_directory(standins=(replace(COVER, first=later, last=later),))
    steps = placed("east"), chosen("north", "")
    assert came(*steps, directory=away).how is How.FOR_NOW
    assert came(*steps, directory=away, day=later).how is How.COVERED

"""What time makes due, asked of a buy's state alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from groupbuy import delivering, pickup
from groupbuy import events as ev
from groupbuy.buy import GroupBuy, Pickup, State
from groupbuy.directory import Directory, QuietHours, Reminders
from groupbuy.due import closes_at, moments, next_look, pickup_closes, pickup_opens
from groupbuy.places import PickupWindow
from groupbuy.point_events import AssignmentAsked
from tests.for_each import for_each
from tests.groupbuy.day import Day
from tests.groupbuy.made import (
    CUTOFF,
    DIRECTORY,
    OPENED,
    POINTS,
    QUIET,
    a_buy,
    a_directory,
    at_home,
    hours,
    minutes,
)

GRACE = DIRECTORY.limits.grace


def due(buy: GroupBuy, directory: Directory = DIRECTORY) -> list[tuple[str, datetime]]:
    """Without the assignment of points, which is below."""
    return [(it.what, it.at) for it in moments(buy, directory) if it.what != "assign"]


def assigning(buy: GroupBuy, directory: Directory = DIRECTORY) -> list[str]:
    return [it.name for it in moments(buy, directory) if it.what == "assign" and it.at <= CUTOFF]


def test_points_are_assigned_once_after_each_cutoff_and_whenever_that_is_asked_for() -> None:
    stamp = int(CUTOFF.timestamp())
    buy = a_buy(State.CLOSED, since=CUTOFF)
    assert assigning(buy) == [f"assign@{stamp}-0"]
    buy.apply(ev.MomentPassed(7, f"assign@{stamp}-0"), CUTOFF)
    buy.apply(ev.BuyFormed(7, "no_minimum"), CUTOFF)
    assert (assigning(buy), buy.assigned, buy.assignment_waits) == ([], True, False)
    buy.apply(AssignmentAsked(7, 1, "leader"), CUTOFF)
    assert (assigning(buy), buy.assignment_waits) == ([f"assign@{stamp}-1"], True)
    buy.apply(ev.MomentPassed(7, f"assign@{stamp}-1"), CUTOFF)
    assert (assigning(buy), buy.assignment_waits) == ([], False)


def test_points_are_assigned_early_only_where_it_is_asked_for_and_at_the_cutoff_again() -> None:
    buy = a_buy()
    assert assigning(buy) == []
    buy.apply(AssignmentAsked(7, 1, "point_gone"), OPENED)
    assert assigning(buy) == ["assign@open-1"]
    buy.apply(ev.MomentPassed(7, "assign@open-1"), OPENED)
    assert (assigning(buy), buy.assignment_waits) == ([], False)
    buy.apply(ev.BuyClosed(7, CUTOFF), CUTOFF)
    assert assigning(buy) == [f"assign@{int(CUTOFF.timestamp())}-1"]


@for_each("state", [State.DRAFT, State.NOT_FORMED, State.ARRIVED, State.FINISHED, State.CANCELLED])
def test_points_are_not_assigned_where_it_is_too_early_or_too_late(state: State) -> None:
    assert assigning(a_buy(state)) == []


def test_with_one_point_there_is_nothing_to_assign_but_those_of_a_point_that_is_gone() -> None:
    one = a_directory(points={"north": POINTS["north"]})
    buy = a_buy(State.CLOSED, since=CUTOFF)
    assert assigning(buy, one) == []
    buy.apply(AssignmentAsked(7, 1, "point_gone"), CUTOFF)
    assert len(assigning(buy, one)) == 1


def test_an_open_buy_reminds_twice_and_closes_after_the_grace() -> None:
    assert due(a_buy()) == [
        ("cutoff_soon", CUTOFF - hours(2)),
        ("cutoff_soon", CUTOFF - minutes(15)),
        ("close", CUTOFF + GRACE),
    ]
    assert closes_at(a_buy(), DIRECTORY) == CUTOFF + GRACE
    assert next_look(a_buy(), DIRECTORY) == CUTOFF - hours(2)


def test_a_closed_buy_forms_when_reopening_is_over() -> None:
    assert due(a_buy(State.CLOSED, since=CUTOFF)) == [("form", CUTOFF + minutes(30))]


def test_a_buy_closed_late_forms_as_if_it_had_closed_on_time_and_one_closed_by_hand_from_then() -> None:
    late = a_buy(State.CLOSED, since=CUTOFF + hours(2))
    assert due(late) == [("form", CUTOFF + GRACE + minutes(30))]
    by_hand = a_buy(State.CLOSED, since=CUTOFF - hours(1), cutoff_at=CUTOFF - hours(1))
    assert due(by_hand) == [("form", CUTOFF - minutes(30))]


def test_a_missed_minimum_is_given_up_after_waking_hours_without_an_answer() -> None:
    buy = a_buy(State.NOT_FORMED, since=at_home("2026-11-21 20:01"))
    assert due(buy) == [("give_up", at_home("2026-11-21 23:01"))]
    assert due(buy, a_directory(quiet=QUIET)) == [("give_up", at_home("2026-11-22 09:01"))]


def test_arrived_goods_are_reminded_of_and_listed_when_the_window_closes() -> None:
    closes = at_home("2026-11-22 20:00")
    assert due(a_buy(State.ARRIVED)) == [("pickup_soon", closes - hours(2)), ("unclaimed", closes)]


@for_each("state", [State.DRAFT, State.FORMED, State.PURCHASING, State.FINISHED, State.CANCELLED])
def test_time_makes_nothing_due_in_any_other_state(state: State) -> None:
    one = a_directory(points={"north": POINTS["north"]})
    assert due(a_buy(state), one) == []
    assert next_look(a_buy(state), one) is None


def test_a_moment_dealt_with_is_not_looked_at_again() -> None:
    buy = a_buy()
    for it in list(moments(buy, DIRECTORY)):
        buy.apply(ev.MomentPassed(7, it.name), it.at)
    assert due(buy) == []


def test_another_cutoff_makes_new_moments() -> None:
    buy = a_buy()
    for it in list(moments(buy, DIRECTORY)):
        buy.apply(ev.MomentPassed(7, it.name), it.at)
    buy.apply(ev.BuyExtended(7, CUTOFF + hours(1)), CUTOFF)
    assert due(buy)[-1] == ("close", CUTOFF + hours(1) + GRACE)
    assert len(due(buy)) == 3


def test_closing_again_makes_forming_due_again() -> None:
    buy = a_buy(State.CLOSED, since=CUTOFF)
    first = moments(buy, DIRECTORY)[0].name
    buy.apply(ev.MomentPassed(7, first), CUTOFF)
    buy.apply(ev.BuyReopened(7, CUTOFF + hours(2)), CUTOFF + minutes(5))
    buy.apply(ev.BuyClosed(7, CUTOFF + hours(2)), CUTOFF + hours(2))
    assert due(buy) == [("form", CUTOFF + hours(2) + minutes(30))]


def soon(cutoff: str, opened: str, *leads: float) -> list[datetime]:
    directory = a_directory(quiet=QUIET, reminders=Reminders(before_cutoff=tuple(hours(it) for it in leads)))
    buy = a_buy(cutoff_at=at_home(cutoff), since=at_home(opened))
    return [it.at for it in moments(buy, directory) if it.what == "cutoff_soon"]


def test_closing_soon_is_brought_forward_out_of_quiet_hours() -> None:
    assert soon("2026-11-22 09:00", "2026-11-21 10:00", 2) == [at_home("2026-11-21 21:59")]
    assert soon("2026-11-21 23:00", "2026-11-21 10:00", 0.5) == [at_home("2026-11-21 21:59")]


def test_closing_soon_in_the_daytime_stays_where_it_is() -> None:
    assert soon("2026-11-21 20:00", "2026-11-21 10:00", 2) == [at_home("2026-11-21 18:00")]
    assert soon("2026-11-21 22:00", "2026-11-21 10:00", 1) == [at_home("2026-11-21 21:00")]


def test_closing_soon_is_dropped_where_it_would_come_before_the_opening() -> None:
    assert soon("2026-11-21 20:00", "2026-11-21 19:00", 2) == []
    assert soon("2026-11-22 09:00", "2026-11-21 22:30", 2) == [], (
        "brought forward it would precede the opening"
    )


def test_the_pickup_window_is_in_the_operators_zone_through_clock_changes() -> None:
    directory = a_directory(zone=ZoneInfo("America/New_York"))
    for day, opens, closes in [
        (date(2026, 10, 31), 21, 0),  # summer time: UTC-4
        (date(2026, 11, 1), 22, 1),  # clocks went back in the night
        (date(2027, 3, 14), 21, 0),  # clocks went forward
    ]:
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        buy = a_buy(State.ARRIVED, since=morning, pickup=Pickup(day, time(17), time(20)))
        assert pickup_opens(buy, directory).astimezone(UTC).hour == opens
        assert pickup_closes(buy, directory).astimezone(UTC).hour == closes
        assert due(buy, directory)[1] == ("unclaimed", pickup_closes(buy, directory))


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Shanghai"]
)
def test_every_lead_gives_one_reminder_on_days_of_23_and_25_hours(zone: str) -> None:
    quiet = QuietHours(time(22), time(8))
    directory = a_directory(zone=ZoneInfo(zone), quiet=quiet)
    for month, day in [(3, 8), (3, 29), (4, 5), (10, 4), (10, 25), (11, 1), (12, 31)]:
        cutoff = datetime(2026, month, day, 9, tzinfo=directory.zone).astimezone(UTC)
        buy = a_buy(cutoff_at=cutoff, since=cutoff - hours(48))
        found = [
            it.at.astimezone(directory.zone) for it in moments(buy, directory) if it.what == "cutoff_soon"
        ]
        assert [(it.hour, it.minute) for it in found] == [(21, 59), (8, 45)]


def test_moments_come_earliest_first_whatever_the_leads_order() -> None:
    directory = a_directory(reminders=Reminders(before_cutoff=(minutes(5), hours(3), minutes(30))))
    ats = [it.at for it in moments(a_buy(since=OPENED), directory)]
    assert ats == sorted(ats)
    assert len(ats) == 4


def test_goods_that_came_too_late_for_their_window_are_given_a_day_before_the_leader_hears() -> None:
    directory = a_directory()
    closes = pickup_closes(a_buy(State.ARRIVED), directory)
    late = a_buy(State.ARRIVED, since=closes + timedelta(hours=1))
    assert due(late, directory) == [("unclaimed", closes + timedelta(hours=25))]
    barely = a_buy(State.ARRIVED, since=closes - timedelta(minutes=30))
    assert [what for what, _ in due(barely, directory)] == ["unclaimed"]


def early(closes: time, **changed: Any) -> Directory:
    """East closes before the buy's hours are over; the other points go by the buy."""
    windows = (PickupWindow(frozenset(), time(16), closes),)
    return a_directory(points={**POINTS, "east": replace(POINTS["east"], windows=windows, **changed)})


def test_a_point_that_closes_early_has_its_reminder_early() -> None:
    buy, closes = a_buy(State.ARRIVED), at_home("2026-11-22 20:00")
    as_ever = [("pickup_soon", closes - hours(2)), ("unclaimed", closes)]
    assert due(buy, early(time(18, 30))) == [("pickup_soon", at_home("2026-11-22 16:30")), *as_ever]
    [first, *_] = moments(buy, early(time(18, 30)))
    assert first.closing == at_home("2026-11-22 18:30")
    assert due(buy, early(time(20))) == due(buy, early(time(21))) == as_ever
    shut = early(time(18, 30), closed=frozenset({date(2026, 11, 22)}))
    assert due(buy, shut) == as_ever
    buy.delays = {"east": at_home("2026-11-22 17:30")}
    assert due(buy, early(time(18, 30)))[0] == ("pickup_soon", at_home("2026-11-22 16:30")), (
        "still closes then"
    )


def test_goods_that_came_within_the_last_hours_of_a_point_are_not_reminded_of_at_once() -> None:
    buy = a_buy(State.ARRIVED, since=at_home("2026-11-22 16:45"))
    assert due(buy, early(time(18, 30))) == due(buy)


async def test_each_is_reminded_once_before_their_own_point_closes(day: Day) -> None:
    day.directory = early(time(18, 30))
    await day.opens()
    east = await day.orders("li", {1: 1})
    await day.orders("wang", {1: 1})

    async def to_east(books: pickup.Books) -> None:
        await pickup.move(books, await books.own_order(east.id), "east", "resident")
        await pickup.settle(books, await books.buy(day.number), await books.own_order(east.id))

    await day.run(to_east)
    await day.comes(at_home("2026-11-22 09:00"))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    assert await day.comes(at_home("2026-11-22 16:30")) == ["pickup_soon"]
    assert len(await day.told("resident:li", "pickup_soon")) == 1
    assert await day.told("resident:wang", "pickup_soon") == []
    assert await day.comes(at_home("2026-11-22 20:00")) == ["pickup_soon", "unclaimed"]
    assert "17:00–18:30" in (await day.told("resident:li", "pickup_soon"))[0]
    assert len(await day.told("resident:wang", "pickup_soon")) == 1

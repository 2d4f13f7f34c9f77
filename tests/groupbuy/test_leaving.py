"""Leave by itself: the days that can be taken, who is asked in which order, what time does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from groupbuy import leave_errors as errors
from groupbuy import leaving
from groupbuy.configuring import apply
from groupbuy.directory import QuietHours
from groupbuy.leave import Search, State
from tests.groupbuy.absence import (
    PICKUP,
    TODAY,
    accepts,
    asked,
    comes_back,
    cover,
    declines,
    garden,
    is_named,
    only_north,
    small,
    takes_leave,
    the_leave,
)
from tests.groupbuy.day import Day
from tests.groupbuy.made import MEI, OPENED, POINTS, QUIET, at_home, hours

DAY = timedelta(days=1)


async def test_days_past_reversed_too_many_or_taken_already_are_refused_by_name(day: Day) -> None:
    day.directory = garden()
    for first, last, refusal in (
        (TODAY - DAY, TODAY, errors.LeaveInPast),
        (TODAY + 360 * DAY, TODAY + 360 * DAY, errors.LeaveInPast),
        (PICKUP, TODAY, errors.LeaveBackwards),
        (TODAY, TODAY + 60 * DAY, errors.LeaveTooLong),
    ):
        with pytest.raises(refusal):
            await takes_leave(day, first=first, last=last)
    await takes_leave(day, first=TODAY + 3 * DAY, last=TODAY + 5 * DAY)
    for first, last in ((3, 3), (1, 3), (5, 9), (1, 9)):
        with pytest.raises(errors.LeaveOverlaps) as refused:
            await takes_leave(day, first=TODAY + first * DAY, last=TODAY + last * DAY)
        assert "11月24日–26日" in str(refused.value)
    await takes_leave(day, first=TODAY + DAY, last=TODAY + 2 * DAY)
    mine = await day.store.reads.leaves_of("mei")
    assert [it.first.day for it in mine] == [22, 24], "days beside each other are two leaves"
    assert [it.state for it in mine] == [State.PLANNED] * 2


async def test_what_it_touches_is_counted_before_anybody_is_asked(day: Day) -> None:
    day.directory = garden()
    await day.opens()
    for who in ("r1", "r2"):
        await day.orders(who, {1: 1})
    found = await day.run(lambda books: leaving.effects(books, MEI, PICKUP, PICKUP))
    assert [(point.id, len(some)) for point, some in found] == [("north", 2), ("clinic", 0)]
    elsewhen = await day.run(lambda books: leaving.effects(books, MEI, PICKUP + DAY, PICKUP + DAY))
    assert [len(some) for _, some in elsewhen] == [0, 0]
    assert await asked(day, "lan", "qiang") == [0, 0]


async def test_managers_are_asked_first_then_deputies_then_the_nearest_with_room_then_the_others(
    day: Day,
) -> None:
    north = replace(garden().points["north"], managers=("hong",))
    day.directory = garden(north=north, east=small("east", 1))
    await day.opens()
    await day.orders("r1", {1: 2})
    await takes_leave(day)
    turns = []
    for _ in range(3):
        now = await cover(day)
        turns.append((now.candidate, now.offer))
        await declines(day, now.candidate)
    assert turns == [("hong", ""), ("lan", ""), ("qiang", "")], "room for one at east, where two are needed"
    assert (await cover(day)).state is Search.EXHAUSTED
    assert await asked(day, "hong", "lan", "qiang") == [1, 2, 1], "小兰 was asked about the clinic too"
    assert len(await day.told("admin:root", "cover_missing")) == 1
    assert "现在有1户要取" in (await day.told("leader:mei", "cover_missing"))[0]


async def test_the_nearest_point_with_room_goes_before_a_nearer_one_without(day: Day) -> None:
    day.directory = only_north(east=small("east", 1), clinic=replace(POINTS["clinic"], leader="mei"))
    await day.opens()
    await day.orders("r1", {1: 2})
    await takes_leave(day)
    first = await cover(day)
    assert (first.candidate, first.offer) == ("hong", "west")
    await declines(day, "hong")
    second = await cover(day)
    assert (second.candidate, second.offer) == ("qiang", "")
    clinic = await cover(day, "clinic")
    assert (clinic.candidate, clinic.offer) == ("qiang", "east"), (
        "nothing to fetch at the clinic: room for that"
    )


async def test_an_answer_is_waited_for_in_waking_hours_and_then_the_next_one_is_asked(day: Day) -> None:
    day.directory = replace(garden(), quiet=QUIET)
    day.at = at_home("2026-11-21 21:00")
    await takes_leave(day, first=PICKUP + DAY, last=PICKUP + DAY)
    until = (await cover(day)).until
    assert until == at_home("2026-11-22 09:00"), "an hour before the night, an hour after it"
    assert await day.comes(until - timedelta(seconds=1)) == []
    assert await day.comes(until) == ["leave", "leave"], "north and clinic"
    now = await cover(day)
    assert (now.asked, now.candidate, now.until) == (("lan", "qiang"), "qiang", at_home("2026-11-22 11:00"))
    assert await day.comes(until) == [], "once"
    await day.comes(at_home("2026-11-22 11:00"))
    assert (await cover(day)).candidate == "hong"
    await day.comes(at_home("2026-11-22 13:00"))
    assert (await cover(day)).state is Search.EXHAUSTED
    assert len(await day.told("admin:root", "cover_missing")) == 2, "once for each point"
    assert isinstance(day.directory.quiet, QuietHours)


async def test_where_nobody_can_be_asked_the_admins_hear_it_at_once(day: Day) -> None:
    made = garden()
    day.directory = replace(
        made,
        leaders={"mei": MEI},
        points={key: it for key, it in made.points.items() if it.leader == "mei"},
    )
    await takes_leave(day)
    assert (await cover(day)).state is Search.EXHAUSTED
    assert len(await day.told("admin:root", "cover_missing")) == 2
    with pytest.raises(errors.NotAsked):
        await declines(day, "mei")


async def test_somebody_who_is_away_themselves_is_not_asked_and_hands_on_what_they_were_asked(
    day: Day,
) -> None:
    day.directory = garden()
    await takes_leave(day, "lan", PICKUP, PICKUP)
    await takes_leave(day)
    assert (await cover(day)).candidate == "qiang"
    await takes_leave(day, "qiang", PICKUP, PICKUP + DAY)
    now = await cover(day)
    assert (now.asked, now.candidate) == (("qiang", "hong"), "hong")
    east = await cover(day, "east", "qiang")
    assert east.candidate == "hong"
    assert len(await day.told("leader:hong", "cover_asked")) == 3, "north, clinic and east"


async def test_only_the_one_asked_decides_and_a_second_thought_counts_while_nobody_else_is_asked(
    day: Day,
) -> None:
    day.directory = only_north()
    await takes_leave(day)
    with pytest.raises(errors.NotAsked):
        await accepts(day, "hong")
    await declines(day, "qiang")
    with pytest.raises(errors.AskedSomebodyElse):
        await accepts(day, "qiang")
    with pytest.raises(errors.AskedSomebodyElse):
        await declines(day, "qiang")
    await declines(day, "hong")
    assert (await cover(day)).state is Search.EXHAUSTED
    await accepts(day, "qiang")
    assert (await cover(day)).substitute == "qiang"
    for again in ("hong", "qiang"):
        with pytest.raises(errors.CoverTaken):
            await accepts(day, again)
    assert [len(await day.told("leader:mei", "cover_found"))] == [1]


async def test_an_answer_after_the_deadline_counts_as_long_as_nobody_looked(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day)
    day.at = OPENED + hours(9)
    await accepts(day, "qiang")
    assert await day.comes(day.at) == []
    assert (await cover(day)).substitute == "qiang"


async def test_an_admin_names_somebody_whoever_has_been_asked_or_has_it(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day)
    for who in ("mei",):
        with pytest.raises(errors.CannotStandIn):
            await is_named(day, who)
    await is_named(day, "hong")
    assert (await cover(day)).substitute == "hong"
    assert len(await day.told("leader:qiang", "cover_over")) == 1, (
        "who was being asked hears that it is settled"
    )
    assert len(await day.told("leader:hong", "cover_found")) == 1
    with pytest.raises(errors.CoverTaken):
        await is_named(day, "hong")
    await is_named(day, "qiang")
    now = await cover(day)
    assert (now.no, now.substitute) == (2, "qiang")
    [first, second] = (await the_leave(day)).covers.values()
    assert (first.live, second.live) == (False, True)


async def test_a_leave_begins_on_its_first_morning_and_is_over_after_its_last_day(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day, last=PICKUP + DAY)
    await accepts(day, "qiang")
    await day.comes(at_home("2026-11-22 00:00"))
    assert (await the_leave(day)).state is State.PLANNED
    await day.comes(at_home("2026-11-22 00:01"))
    assert (await the_leave(day)).state is State.RUNNING
    with pytest.raises(errors.LeaveOverlaps):
        await takes_leave(day, first=PICKUP, last=PICKUP)
    await day.comes(at_home("2026-11-24 00:01"))
    assert await day.store.reads.leaves_of("mei") == []
    assert await day.store.reads.live_leaves() == []
    assert await day.told("leader:qiang", "cover_over") == [], "the days are past: nothing to say"
    await takes_leave(day, first=date(2026, 11, 24), last=date(2026, 11, 24))
    assert (await the_leave(day)).state is State.RUNNING, "from today: at once"


async def test_a_process_that_slept_through_a_leave_deals_with_all_of_it_at_once(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day)
    done = await day.comes(at_home("2026-11-30 12:00"))
    assert set(done) == {"leave"}
    assert await day.store.reads.live_leaves() == []


async def test_coming_back_and_calling_off_need_a_leave_that_is_that_far(day: Day) -> None:
    day.directory = garden()
    with pytest.raises(errors.NotOnLeave):
        await comes_back(day)
    with pytest.raises(errors.NoLeavePlanned):
        await day.run(lambda books: leaving.cancel(books, MEI))
    await takes_leave(day, first=PICKUP, last=PICKUP)
    await takes_leave(day, first=PICKUP + 3 * DAY, last=PICKUP + 4 * DAY)
    with pytest.raises(errors.LeaveNotBegun):
        await comes_back(day)
    with pytest.raises(errors.WhichLeave):
        await day.run(lambda books: leaving.cancel(books, MEI))
    over = await day.run(lambda books: leaving.cancel(books, MEI, PICKUP + 4 * DAY))
    assert over.first == PICKUP + 3 * DAY
    over = await day.run(lambda books: leaving.cancel(books, MEI))
    assert (over.first, over.state) == (PICKUP, State.CANCELLED)
    assert all(not it.live for it in over.covers.values())
    assert len(await day.told("leader:lan", "cover_over")) == 4, "two points, two leaves"


async def test_a_configuration_that_moves_points_and_people_moves_the_search_too(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day)

    async def reload(changed: object) -> None:
        day.directory = changed  # type: ignore[assignment]
        await day.run(lambda books: apply(books, day.directory))

    leaders = day.directory.leaders
    retired = replace(leaders["qiang"], retired=True)
    await reload(replace(day.directory, leaders={**leaders, "qiang": retired}))
    assert (await cover(day)).candidate == "qiang", "asked is asked: somebody retired may still say no"
    await reload(
        replace(day.directory, leaders={**leaders, "qiang": replace(retired, communities=("river",))})
    )
    assert (await cover(day)).candidate == "hong"
    await declines(day, "hong")
    await reload(only_north())
    await accepts(day, "qiang")
    points = {key: it for key, it in day.directory.points.items() if it.leader != "qiang"}
    gone = {key: it for key, it in leaders.items() if key != "qiang"}
    await reload(replace(day.directory, leaders=gone, points=points))
    now = await cover(day)
    assert (now.no, now.candidate) == (2, "hong")
    await reload(
        replace(day.directory, points={**points, "extra": replace(points["north"], id="extra", no=9)})
    )
    assert (await cover(day, "extra")).candidate == "hong", "a point that came to an absent leader"
    await reload(replace(day.directory, points={**points, "north": replace(points["north"], leader="hong")}))
    assert (await the_leave(day)).open_covers == []
    await reload(replace(day.directory, leaders={"hong": leaders["hong"]}, points={}))
    assert await day.store.reads.live_leaves() == []

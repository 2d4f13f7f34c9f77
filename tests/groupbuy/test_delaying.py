"""Goods come late: those who wait hear it once, the window follows, and what time makes due follows that."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from groupbuy import configuring, delaying, delivering, delivery_errors, errors, pickup, proxying, verifying
from groupbuy.buy import State
from groupbuy.directory import Directory
from groupbuy.due import moments
from groupbuy.places import PickupPoint, PickupWindow, Replacement
from groupbuy.whereabouts import delayed, of_order, of_point
from tests.for_each import for_each
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, OPENED, POINTS, QUIET, a_buy, a_directory, at_home, hours

NORTH = POINTS["north"]
LONG = PickupWindow(frozenset(), time(16), time(21, 30))
NOON = PickupWindow(frozenset(), time(12), time(13))


def town(**north: object) -> Directory:
    return a_directory(points={**POINTS, "north": replace(NORTH, **north)})  # type: ignore[arg-type]


@for_each(
    ("windows", "ready", "then"),
    [
        ((), "2026-11-22 16:59", "11月22日(日) 17:00–20:00"),
        ((), "2026-11-22 17:00", "11月22日(日) 17:00–20:00"),
        ((), "2026-11-22 19:00", "11月22日(日) 19:00–20:00"),
        ((), "2026-11-22 19:30", "11月22日(日) 19:30–20:00"),
        ((), "2026-11-22 19:31", "11月22日(日) 19:31–20:31"),
        ((LONG,), "2026-11-22 19:31", "11月22日(日) 19:31–21:30"),
        ((LONG,), "2026-11-22 21:10", "11月22日(日) 21:10–22:10"),
        ((), "2026-11-22 22:59", "11月22日(日) 22:59–23:59"),
        ((), "2026-11-22 23:00", "11月23日(一) 17:00–20:00"),
        ((LONG,), "2026-11-22 23:30", "11月23日(一) 16:00–21:30"),
        ((LONG,), "2026-11-23 18:00", "11月23日(一) 18:00–21:30"),
        ((NOON, LONG), "2026-11-23 12:15", "11月23日(一) 12:15–13:00、16:00–21:30"),
        ((LONG,), "2026-11-24 23:30", "11月26日(四) 16:00–21:30"),  # the market's holiday between
        ((), "2026-11-25 10:00", "11月26日(四) 17:00–20:00"),
    ],
)
def test_what_is_left_of_the_hours_holds_else_the_points_own_else_an_hour(
    windows: tuple[PickupWindow, ...], ready: str, then: str
) -> None:
    directory = town(windows=windows)
    point: PickupPoint = directory.points["north"]
    planned = of_point(point, a_buy(), directory)
    assert planned is not None
    assert delayed(planned, point, at_home(ready), directory).when == then


def test_goods_that_come_a_day_late_are_fetched_where_the_point_stands_then() -> None:
    tomorrow = date(2026, 11, 23)
    moved = Replacement(tomorrow, tomorrow, "西门岗亭", access_note="打电话", why="装修")
    directory = town(replacements=(moved,))
    planned = of_point(directory.points["north"], a_buy(), directory)
    assert planned is not None
    late = delayed(planned, directory.points["north"], at_home("2026-11-23 18:00"), directory)
    assert late.when == "11月23日(一) 18:00–20:00"
    assert (late.spot.address, late.spot.access_note, late.spot.why) == ("西门岗亭", "打电话", "装修")
    again = delayed(planned, directory.points["north"], at_home("2026-11-24 18:00"), directory)
    assert again.spot == planned.spot
    never = town(closed=frozenset(date(2026, 11, 23) + timedelta(n) for n in range(90)))
    gone = delayed(planned, never.points["north"], at_home("2026-11-23 18:00"), never)
    assert gone.when == "11月23日(一) 18:00–20:00", "no day to name: what the leader said"


def test_reminders_come_before_either_end_of_fetching_and_the_list_after_it() -> None:
    buy = a_buy(State.ARRIVED)
    buy.delays = {"north": at_home("2026-11-22 20:30")}
    assert [(it.what, it.at, it.closing is not None) for it in moments(buy, a_directory())] == [
        ("pickup_soon", at_home("2026-11-22 18:00"), False),
        ("pickup_soon", at_home("2026-11-22 19:30"), True),
        ("unclaimed", at_home("2026-11-22 20:00"), False),
        ("unclaimed", at_home("2026-11-22 21:30"), True),
    ]
    buy.delays = {"": at_home("2026-11-22 18:30")}
    assert len(moments(buy, a_directory())) == 2, "fetching ends when it was to end"


@pytest.fixture
async def formed(day: Day) -> Day:
    """wang 3 and li 2 boxes at north, zhao 2 boxes and a jar at east; formed; it is Sunday noon."""
    await day.opens()
    await day.run(lambda books: pickup.bind(books, "zhao", POINTS["east"]))
    await day.orders("wang", {1: 3})
    await day.orders("li", {1: 2})
    await day.orders("zhao", {1: 2, 2: 1})
    await day.comes(CUTOFF + hours(1))
    day.at = at_home("2026-11-22 12:00")
    return day


async def is_late(day: Day, ready: str, point: str = "") -> list[str]:
    told = await day.leads(lambda books, buy: delaying.delay(books, buy, at_home(ready), POINTS.get(point)))
    return [it.resident for it in told]


async def comes(day: Day, item: int, point: str) -> None:
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(item)], point=point))


async def shown(day: Day, who: str) -> str:
    return of_order(await day.order(who), await day.buy(), day.directory).when


async def test_those_who_wait_are_told_once_and_a_second_word_corrects_the_first(formed: Day) -> None:
    assert await is_late(formed, "2026-11-22 19:00") == ["wang", "li", "zhao"]
    assert await formed.told("resident:wang", "delayed") == [
        "【1号团】货要晚到，取货改到11月22日(日) 19:00–20:00：北门便利店。到了再告诉你。"
    ]
    with pytest.raises(errors.NothingChanged):
        await is_late(formed, "2026-11-22 19:00")
    assert await is_late(formed, "2026-11-22 18:00", "east") == ["zhao"]
    assert [await shown(formed, it) for it in ("li", "zhao")] == [
        "11月22日(日) 19:00–20:00",
        "11月22日(日) 18:00–20:00",
    ]
    assert await is_late(formed, "2026-11-22 17:00") == ["wang", "li", "zhao"]
    assert "货能按时到，取货改到11月22日(日) 17:00–20:00" in (await formed.told("resident:li", "delayed"))[1]
    assert (await formed.buy()).delays == {"": at_home("2026-11-22 17:00")}


async def test_whose_goods_are_there_hears_nothing_and_keeps_the_time(formed: Day) -> None:
    await comes(formed, 1, "north")
    await comes(formed, 1, "east")
    assert await is_late(formed, "2026-11-22 19:00") == ["zhao"], "the jar is still to come"
    assert await shown(formed, "wang") == "11月22日(日) 17:00–20:00"
    await comes(formed, 2, "east")
    with pytest.raises(delivery_errors.NobodyWaits):
        await is_late(formed, "2026-11-22 19:30")
    assert "19:00–20:00" in (await formed.told("resident:zhao", "arrived"))[-1]


async def test_reminders_and_the_list_go_by_each_points_own_end(formed: Day) -> None:
    await is_late(formed, "2026-11-22 19:45", "north")
    for item, point in ((1, "north"), (1, "east"), (2, "east")):
        await comes(formed, item, point)
    assert await formed.comes(at_home("2026-11-22 18:00")) == ["pickup_soon"]
    assert await formed.told("resident:wang", "pickup_soon") == []
    assert len(await formed.told("resident:zhao", "pickup_soon")) == 1
    assert await formed.comes(at_home("2026-11-22 20:00")) == ["pickup_soon", "unclaimed"]
    assert "19:45–20:45" in (await formed.told("resident:wang", "pickup_soon"))[0]
    assert "还有1单没取：\n3号" in (await formed.told("leader:mei", "unclaimed"))[0]
    await formed.for_order(verifying.hand_out, "li")
    assert await formed.comes(at_home("2026-11-22 20:45")) == ["unclaimed"]
    assert "还有1单没取：\n1号" in (await formed.told("leader:mei", "unclaimed"))[1]
    assert len(await formed.told("resident:zhao", "pickup_soon")) == 1


async def test_a_neighbours_code_lasts_as_long_as_the_goods_are_handed_out(formed: Day) -> None:
    order = await formed.order("wang")
    await formed.run(lambda books: proxying.allow(books, [order]))
    code = (await formed.order("wang")).proxy
    assert code is not None
    await is_late(formed, "2026-11-22 21:00")
    now = (await formed.order("wang")).proxy
    assert now is not None
    assert (now.code, now.until) == (code.code, at_home("2026-11-22 22:00"))


async def test_a_new_configuration_and_a_late_order_keep_the_later_time(formed: Day) -> None:
    await is_late(formed, "2026-11-22 19:00", "north")
    formed.directory = replace(town(access_note="按铃"), version="v2")
    await formed.run(lambda books: configuring.apply(books, formed.directory))
    assert await shown(formed, "wang") == "11月22日(日) 19:00–20:00"
    await comes(formed, 1, "north")
    formed.directory = replace(town(access_note="按门铃"), version="v3")
    await formed.run(lambda books: configuring.apply(books, formed.directory))
    assert await shown(formed, "wang") == "11月22日(日) 19:00–20:00"
    assert await formed.told("resident:wang", "pickup_moved") == []


@pytest.mark.parametrize(
    ("now", "ready", "kind"),
    [
        ("2026-11-21 21:30", "2026-11-22 19:00", "delayed"),
        ("2026-11-21 23:00", "2026-11-22 19:00", "delayed"),
        ("2026-11-21 23:00", "2026-11-22 07:00", "delayed_tonight"),
        ("2026-11-22 23:10", "2026-11-22 23:40", "delayed_tonight"),
    ],
)
async def test_at_night_only_what_the_night_is_about_is_said_at_once(
    day: Day, now: str, ready: str, kind: str
) -> None:
    day.directory = a_directory(quiet=QUIET)
    early = ready.endswith("07:00")
    at = time(6) if early else time(17)
    await day.opens(pickup=replace(a_buy().pickup, opens=at, closes=time(20)))
    await day.orders("wang", {1: 3})
    await day.comes(CUTOFF + hours(1))
    day.at = at_home(now)
    await is_late(day, ready)
    told = [it for it in ("delayed", "delayed_tonight") if await day.told("resident:wang", it)]
    assert told == [kind]


async def test_what_is_past_too_late_or_of_a_buy_without_goods_is_refused(formed: Day) -> None:
    with pytest.raises(delivery_errors.DelayPast, match="11:59 已经过了"):
        await is_late(formed, "2026-11-22 11:59")
    with pytest.raises(delivery_errors.DelayTooLong):
        await is_late(formed, "2026-11-25 17:01")
    await is_late(formed, "2026-11-25 17:00")
    with pytest.raises(delivery_errors.NobodyWaits):
        await is_late(formed, "2026-11-22 19:00", "clinic")
    formed.at = OPENED + timedelta(minutes=5)
    await formed.opens()
    with pytest.raises(errors.WrongState):
        await is_late(formed, "2026-11-22 19:00")


def test_a_word_about_every_point_takes_the_place_of_those_about_one() -> None:
    buy, at = a_buy(), at_home("2026-11-22 18:00")
    assert buy.delay_at("north") is None
    buy.delays = {"": at, "east": at + hours(1)}
    assert (buy.delay_at("north"), buy.delay_at("east")) == (at, at + hours(1))

"""A point that stands elsewhere or otherwise: undelivered orders follow, and who is concerned is told once."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from groupbuy import configuring, delivering, pickup
from groupbuy.directory import Directory
from groupbuy.events import OfferedItem, OrderPlaced, PickupSet
from groupbuy.places import PickupPoint, PickupWindow, PointKind, Replacement, StorageClass
from groupbuy.whereabouts import of_order
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, PICKUP, POINTS, a_directory, at_home, hours

NORTH = POINTS["north"]
MONDAY = date(2026, 11, 23)
ELSEWHERE = Replacement(date(2026, 11, 22), date(2026, 11, 23), "西门岗亭", access_note="打电话", why="装修")
LATER = replace(ELSEWHERE, first=MONDAY, last=MONDAY)


def town(version: str = "v2", **north: Any) -> Directory:
    return a_directory(version=version, points={**POINTS, "north": replace(NORTH, **north)})


async def applies(day: Day, new: Directory) -> None:
    day.directory = new
    await day.run(lambda books: configuring.apply(books, new))


async def moved(day: Day, who: str = "resident:wang") -> list[str]:
    return await day.told(who, "pickup_moved")


async def shown(day: Day, who: str = "wang") -> str:
    where = of_order(await day.order(who), await day.buy(), day.directory)
    return f"{where.place} {where.when}"


async def test_an_order_keeps_where_and_when_it_is_fetched_as_it_was_placed(day: Day) -> None:
    day.directory = town(replacements=(ELSEWHERE,))
    await day.opens()
    await day.orders("wang", {1: 1})
    assert await shown(day) == "北门便利店（西门岗亭） 11月22日(日) 17:00–20:00"
    order = await day.order("wang")
    assert order.where is not None
    assert (order.where.access_note, order.where.why) == ("打电话", "装修")
    journal = await day.store.reads.journal(order=order.id)
    (kept,) = [it.event for it in journal if isinstance(it.event, PickupSet)]
    assert "西门" not in str(kept), "the journal knows an opaque id"
    assert kept.spot == order.spot
    await day.orders("li", {1: 1})
    assert (await day.order("li")).spot == order.spot, "the same words stand once"
    day.directory = town()
    assert await shown(day) == "北门便利店（西门岗亭） 11月22日(日) 17:00–20:00", "whatever the files say now"


async def test_each_change_of_address_or_hours_is_told_once_and_what_is_no_change_is_not(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await applies(day, town("v1"))
    assert await moved(day) == []
    await applies(day, town(replacements=(ELSEWHERE,)))
    await applies(day, town("v3", replacements=(ELSEWHERE,)))
    assert len(await moved(day)) == 1
    assert await shown(day) == "北门便利店（西门岗亭） 11月22日(日) 17:00–20:00"
    evening = PickupWindow(frozenset(range(7)), time(18), time(22))
    await applies(day, town("v4", windows=(evening,)))
    assert len(await moved(day)) == 2
    assert await shown(day) == "北门便利店（北门8号铺） 11月22日(日) 18:00–20:00"
    await applies(day, town("v5", windows=(evening,), name="北门小店", access_note="敲门"))
    assert len(await moved(day)) == 2, "a new name and note are kept, not told"
    assert (await shown(day)).startswith("北门小店")
    assert await day.store.disagreements() == []


async def test_who_has_fetched_cancelled_or_waits_elsewhere_hears_nothing(day: Day) -> None:
    await day.opens()
    for who in ("wang", "li", "zhao"):
        await day.orders(who, {1: 1})
    await day.cancels("li")
    east = await day.order("zhao")
    await day.run(lambda books: pickup.move(books, east, "east", "hand"))
    await applies(day, town(address="北门1号铺"))
    assert len(await moved(day)) == 1
    assert await moved(day, "resident:li") == []
    assert await moved(day, "resident:zhao") == []


async def test_a_point_that_is_now_closed_on_the_day_is_fetched_from_on_the_next_that_it_is_open(
    day: Day,
) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    shut = town(closed=frozenset({date(2026, 11, 22), MONDAY}))
    alone = replace(
        shut, points={it: point for it, point in shut.points.items() if point.community != "garden"}
    )
    alone = replace(alone, points={**alone.points, "north": shut.points["north"]})
    await applies(day, alone)
    assert await shown(day) == "北门便利店（北门8号铺） 11月24日(二) 17:00–20:00"
    assert len(await moved(day)) == 1


async def test_what_is_put_off_goes_to_a_day_on_which_there_is_room_for_it(day: Day) -> None:
    """Tuesday is full of another buy's goods, Wednesday a holiday; who is put off already is not sent on."""
    chilled = {StorageClass.CHILLED: 3}
    items = (OfferedItem(1, "草莓", "盒", 2500, storage="chilled"),)
    north = {it: at for it, at in town(capacity=chilled).points.items() if it == "north"}
    day.directory = replace(town(capacity=chilled), points=north)
    await day.opens(items=items, pickup=replace(PICKUP, day=date(2026, 11, 24)))
    await day.orders("li", {1: 2})
    await day.opens(items=items)
    await day.orders("wang", {1: 1})
    await day.orders("zhao", {1: 2})
    shut = replace(north["north"], closed=frozenset({date(2026, 11, 22), MONDAY}))
    await applies(day, replace(day.directory, version="v2", points={"north": shut}))
    assert [(await shown(day, who))[-21:-12] for who in ("wang", "zhao")] == ["11月24日(二)", "11月26日(四)"]
    smaller = replace(shut, capacity={StorageClass.CHILLED: 1})
    await applies(day, replace(day.directory, version="v3", points={"north": smaller}))
    assert [(await shown(day, who))[-21:-12] for who in ("wang", "zhao")] == ["11月24日(二)", "11月26日(四)"]
    assert len(await moved(day)) == len(await moved(day, "resident:zhao")) == 1


async def test_what_no_day_has_room_for_is_fetched_on_the_first(day: Day) -> None:
    await day.opens(items=(OfferedItem(1, "草莓", "盒", 2500, storage="chilled"),))
    await day.orders("wang", {1: 2})
    shut = replace(NORTH, closed=frozenset({date(2026, 11, 22)}), capacity={StorageClass.CHILLED: 1})
    await applies(day, replace(day.directory, version="v2", points={"north": shut}))
    assert await shown(day) == "北门便利店（北门8号铺） 11月23日(一) 17:00–20:00"


async def test_where_another_point_is_open_that_day_those_of_a_closed_one_go_there_and_are_told_once(
    day: Day,
) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.orders("li", {1: 1})
    shut = town(closed=frozenset({date(2026, 11, 22)}))
    await applies(day, shut)
    await applies(day, shut)
    assert await shown(day) == "北门便利店（北门8号铺） 11月22日(日) 17:00–20:00", "until the whole is solved"
    assert await day.comes(day.at) == []
    assert "北门" not in await shown(day)
    assert await moved(day) == []
    assert len(await day.told("resident:wang", "point_assigned")) == 1
    assert len(await day.told("leader:mei", "points_assigned")) == 1


async def test_an_order_that_kept_nothing_is_given_its_place_in_silence(day: Day) -> None:
    await day.opens()
    seq_no = await day.run(lambda books: books.next_seq(day.number))
    placed = OrderPlaced(day.number, "o1", "wang", "wang", seq_no, "north", "111111")
    await day.run(lambda books: books.record(placed))
    await day.orders("wang", {1: 1})
    assert (await day.order("wang")).where is None, "as an older version left it"
    await applies(day, town())
    assert (await day.order("wang")).where is not None
    assert await moved(day) == []


async def test_what_was_not_fetched_moves_along_on_the_morning_a_point_moves_and_back(day: Day) -> None:
    await applies(day, town("v1"))
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    await applies(day, town(replacements=(LATER,)))
    assert await moved(day) == [], "not before it moves"
    assert await day.comes(at_home("2026-11-23 00:05")) == ["pickup_soon", "unclaimed", "moved"]
    assert await shown(day) == "北门便利店（西门岗亭） 11月23日(一) 17:00–20:00"
    assert len(await moved(day)) == 1
    assert await day.comes(at_home("2026-11-24 07:00")) == ["moved"]
    assert await shown(day) == "北门便利店（北门8号铺） 11月24日(二) 17:00–20:00"
    assert await day.comes(datetime.fromisoformat("2026-12-24T07:00:00+00:00")) == []
    assert await day.store.disagreements() == []


async def test_the_address_of_a_home_that_is_no_point_any_more_is_erased(day: Day) -> None:
    home: PickupPoint = replace(NORTH, kind=PointKind.HOME)
    day.directory = a_directory(points={**POINTS, "north": home})
    await day.opens()
    order = await day.orders("wang", {1: 1})
    await day.cancels("wang")
    assert await day.store.reads.spots([order.spot or ""]) != {}
    await applies(
        day, a_directory(version="v3", points={key: it for key, it in POINTS.items() if key != "north"})
    )
    assert await day.store.reads.spots([order.spot or ""]) == {}
    assert (await day.order("wang")).where is None
    assert await day.store.disagreements() == []

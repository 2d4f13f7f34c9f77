"""Where undelivered orders go while a leader is away, who is told, and how everything comes back."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from groupbuy import closing, covering, delivering, leaving, pickup
from groupbuy import leave_errors as errors
from groupbuy.buy import Pickup, State
from groupbuy.errors import PointFull
from groupbuy.events import PointChosen
from groupbuy.leave import Search
from groupbuy.order import Order
from groupbuy.places import PointKind
from groupbuy.whereabouts import Where
from storage.unit import Unit
from tests.groupbuy.absence import (
    PICKUP,
    accepts,
    comes_back,
    cover,
    covers,
    declines,
    garden,
    is_named,
    only_north,
    small,
    takes_leave,
    the_leave,
    where,
)
from tests.groupbuy.day import Day
from tests.groupbuy.made import MEI, at_home

DAY = timedelta(days=1)
HANDED = "handed_over"


async def two_households(day: Day) -> tuple[Order, Order]:
    day.directory = only_north()
    await day.opens()
    return await day.orders("r1", {1: 2}), await day.orders("r2", {2: 1})


async def told(day: Day, who: str) -> list[str]:
    return await day.told(f"resident:{who}", HANDED)


def shown(it: Where) -> tuple[str, str]:
    return it.spot.point, it.spot.who


async def arrives(day: Day, *, at: str = "") -> None:
    """The buy's berries reach a point ("" all)."""
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)], point=at))


async def test_somebody_at_the_same_place_everybody_hears_once_and_late_orders_are_told_too(day: Day) -> None:
    first, _ = await two_households(day)
    code = first.code
    await takes_leave(day)
    assert shown(await where(day, "r1")) == ("north", ""), "asked is not yet told"
    await accepts(day, "qiang")
    assert shown(await where(day, "r1")) == ("north", "强哥")
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [1, 1]
    assert "强哥（梅姐请假）" in await the_telling(day, "r1")
    assert (await day.order("r1")).code == code
    await day.orders("late", {1: 1})
    assert (await where(day, "late")).short == "自提：北门便利店（找强哥），11月22日(日) 17:00–20:00"
    assert await told(day, "late") == [], "the answer to the order has said it"
    await day.run(lambda books: leaving.settle(books, day.directory))
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [1, 1]


async def binds(day: Day, who: str, point: str = "north") -> None:
    """自提点: theirs from now on."""
    await day.run(lambda books: pickup.bind(books, who, day.directory.points[point]))


async def the_telling(day: Day, who: str) -> str:
    return (await told(day, who))[-1]


async def test_households_come_to_the_substitutes_point_with_their_codes_and_go_back_with_them(
    day: Day,
) -> None:
    first, second = await two_households(day)
    codes = first.code, second.code
    await takes_leave(day, last=PICKUP + DAY)
    assert (await cover(day)).offer == "east"
    await accepts(day, "qiang", there=True)
    assert (await cover(day)).moved == (first.id, second.id)
    moved = [await day.order(who) for who in ("r1", "r2")]
    assert [(it.point, it.code) for it in moved] == [("east", code) for code in codes]
    assert "改到" in await the_telling(day, "r1")
    await binds(day, "late")
    late = await day.orders("late", {1: 1})
    assert late.point == "east"
    assert late.id in (await cover(day)).moved
    await day.comes(at_home("2026-11-22 08:00"))
    await comes_back(day)
    back = [await day.order(who) for who in ("r1", "r2", "late")]
    assert [(it.point, it.code) for it in back] == [("north", code) for code in (*codes, late.code)]
    assert [len(await told(day, who)) for who in ("r1", "r2", "late")] == [2, 2, 1]
    assert "取货请找梅姐：改到北门便利店" in await the_telling(day, "late")
    assert len(await day.told("leader:qiang", "cover_over")) == 1


async def test_a_code_that_somebody_there_has_is_replaced_and_the_new_one_told(day: Day) -> None:
    first, _ = await two_households(day)

    async def same(books: Unit) -> None:
        """A neighbour's order at east with the same code."""
        await pickup.move(books, await books.own_order((await other()).id), "east", "bound")

    async def other() -> Order:
        return await day.order("r2")

    await day.run(same)
    taken = (await other()).code
    await day.run(lambda books: books.record(PointChosen(day.number, first.id, "north", taken)))
    await takes_leave(day)
    await accepts(day, "qiang", there=True)
    now = await day.order("r1")
    assert now.code != taken
    assert f"取货码换成 {now.code}" in await the_telling(day, "r1")


async def test_room_is_asked_again_when_the_answer_comes(day: Day) -> None:
    await two_households(day)
    day.directory = only_north(east=small("east", 3))
    await takes_leave(day)
    assert (await cover(day)).offer == "east"
    await day.orders("r3", {1: 3})
    with pytest.raises(errors.NoRoomThere) as refused:
        await accepts(day, "qiang", there=True)
    assert "代班 1" in str(refused.value)
    await accepts(day, "qiang")
    assert shown(await where(day, "r3")) == ("north", "强哥")


async def test_a_point_that_is_closed_on_the_day_is_no_place_to_come_to(day: Day) -> None:
    await two_households(day)
    shut = replace(only_north().points["east"], closed=frozenset({PICKUP}))
    day.directory = only_north(east=shut)
    await takes_leave(day)
    assert ((await cover(day)).candidate, (await cover(day)).offer) == ("hong", "west")


async def test_goods_that_have_reached_the_point_stay_and_only_a_person_comes(day: Day) -> None:
    await two_households(day)
    await day.leads(lambda books, buy: _closed(books, buy.number))
    await arrives(day, at="north")
    day.at = at_home("2026-11-22 09:00")
    await takes_leave(day)
    assert (await cover(day)).offer == ""
    with pytest.raises(errors.GoodsLieThere):
        await accepts(day, "qiang", there=True)
    await accepts(day, "qiang")
    assert shown(await where(day, "r1")) == ("north", "强哥")


async def _closed(books: Unit, number: int) -> None:
    await closing.close(books, await books.locked(number), by_hand=True)


async def test_what_nobody_fetched_before_a_leave_is_told_on_its_first_morning_and_again_after_it(
    day: Day,
) -> None:
    await two_households(day)
    await day.leads(lambda books, buy: _closed(books, buy.number))
    await arrives(day, at="north")
    await takes_leave(day, first=PICKUP + DAY, last=PICKUP + 2 * DAY)
    await accepts(day, "qiang", there=True)
    assert await told(day, "r1") == [], "to be fetched before that"
    await day.comes(at_home("2026-11-23 00:01"))
    assert shown(await where(day, "r1")) == ("north", "强哥"), "the goods lie there: nobody is sent to east"
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [1, 1]
    await day.comes(at_home("2026-11-25 00:01"))
    assert shown(await where(day, "r1")) == ("north", "")
    assert "取货请找梅姐" in await the_telling(day, "r1")
    assert len(await told(day, "r1")) == 2


async def test_goods_that_lie_at_the_other_point_when_the_leader_is_back_are_fetched_there(day: Day) -> None:
    await two_households(day)
    await takes_leave(day, last=PICKUP + DAY)
    await accepts(day, "qiang", there=True)
    await day.leads(lambda books, buy: _closed(books, buy.number))
    await arrives(day, at="east")
    await day.comes(at_home("2026-11-22 12:00"))
    await comes_back(day)
    assert [(await day.order(who)).point for who in ("r1", "r2")] == ["east", "north"], "r2's have not come"
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [1, 2]


async def test_who_chose_another_point_meanwhile_stays_there(day: Day) -> None:
    await two_households(day)
    await takes_leave(day)
    await accepts(day, "qiang", there=True)
    await binds(day, "r1", "west")
    await day.run(lambda books: leaving.cancel(books, MEI))
    assert [(await day.order(who)).point for who in ("r1", "r2")] == ["west", "north"]
    assert len(await told(day, "r1")) == 1
    await takes_leave(day)
    await declines(day, "qiang")
    await accepts(day, "hong", there=True)
    await binds(day, "r1")
    assert (await day.order("r1")).point == "west", "north's households come to west on these days"


async def test_a_buy_opened_during_the_leave_follows_it(day: Day) -> None:
    day.directory = only_north()
    await takes_leave(day, last=PICKUP + 2 * DAY)
    await accepts(day, "qiang")
    day.at = at_home("2026-11-22 09:00")
    await day.opens(
        cutoff_at=at_home("2026-11-22 20:00"),
        pickup=Pickup(PICKUP + DAY, time(17), time(20)),
    )
    await day.orders("r1", {1: 1})
    assert shown(await where(day, "r1")) == ("north", "强哥")
    await day.opens(
        cutoff_at=at_home("2026-11-22 20:00"),
        pickup=Pickup(PICKUP + 4 * DAY, time(17), time(20)),
    )
    await day.orders("r1", {1: 1})
    assert shown(await where(day, "r1")) == ("north", ""), "fetched when 梅姐 is back"


async def test_a_substitute_who_goes_on_leave_keeps_the_other_days_and_people_hear_of_the_next_one_only(
    day: Day,
) -> None:
    await two_households(day)
    await takes_leave(day, last=PICKUP + 4 * DAY)
    await accepts(day, "qiang")
    await takes_leave(day, "qiang", PICKUP + 2 * DAY, PICKUP + 3 * DAY)
    found = sorted(await covers(day), key=lambda it: it.first)
    assert [
        ((it.first - PICKUP).days, (it.last - PICKUP).days, it.substitute, it.candidate) for it in found
    ] == [
        (0, 1, "qiang", ""),
        (2, 3, "", "hong"),
        (4, 4, "qiang", ""),
    ]
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [1, 1]
    await day.run(lambda books: leaving.cancel(books, day.directory.leaders["qiang"]))
    await takes_leave(day, "qiang", PICKUP, PICKUP)
    [sought] = [it for it in await covers(day) if it.state is not Search.ACCEPTED and it.first == PICKUP]
    assert shown(await where(day, "r1")) == ("north", "强哥"), (
        "until there is somebody else they keep whom they know"
    )
    assert sought.candidate == "hong"
    key = (await the_leave(day)).id

    async def unit(books: Unit) -> None:
        await covering.accept(books, await books.own_leave(key), sought.no, day.directory.leaders["hong"])

    await day.run(unit)
    assert shown(await where(day, "r1")) == ("north", "红姐")
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [2, 2]


async def test_households_at_a_substitutes_point_go_where_that_point_goes_and_come_home_from_there(
    day: Day,
) -> None:
    await two_households(day)
    await takes_leave(day)
    await accepts(day, "qiang", there=True)
    await takes_leave(day, "qiang")
    await accepts(day, "hong", point="east", of="qiang", there=True)
    assert [(await day.order(who)).point for who in ("r1", "r2")] == ["west", "west"]
    await binds(day, "late")
    assert (await day.orders("late", {1: 1})).point == "west"
    await day.run(lambda books: leaving.cancel(books, MEI))
    assert [(await day.order(who)).point for who in ("r1", "r2", "late")] == ["north"] * 3
    await day.run(lambda books: leaving.cancel(books, day.directory.leaders["qiang"]))
    assert [(await day.order(who)).point for who in ("r1", "r2", "late")] == ["north"] * 3


async def test_named_in_place_of_somebody_the_households_follow_once(day: Day) -> None:
    await two_households(day)
    await takes_leave(day)
    await accepts(day, "qiang", there=True)
    await is_named(day, "hong")
    assert shown(await where(day, "r1")) == ("north", "红姐")
    assert [len(await told(day, who)) for who in ("r1", "r2")] == [2, 2]
    assert "红姐（梅姐请假）" in await the_telling(day, "r1")


async def test_goods_brought_to_the_door_make_nobody_come(day: Day) -> None:
    made = garden()
    day.directory = garden(north=replace(made.points["north"], kind=PointKind.DOOR))
    await day.opens()
    await day.orders("r1", {1: 1})
    await takes_leave(day)
    await declines(day, "lan")
    assert ((await cover(day)).candidate, (await cover(day)).offer) == ("qiang", "")
    with pytest.raises(errors.NoRoomThere):
        await accepts(day, "qiang", there=True)
    assert (await day.buy()).state is State.OPEN


async def test_what_is_ordered_later_comes_along_only_where_there_is_room(day: Day) -> None:
    await two_households(day)
    day.directory = only_north(east=small("east", 5))
    for who in ("late", "later"):
        await binds(day, who)
    await takes_leave(day)
    await accepts(day, "qiang", there=True)
    first = await day.orders("late", {1: 2})
    assert first.point == "east"
    second = await day.orders("later", {1: 1})
    assert (second.point, (await cover(day)).moved.count(second.id)) == ("clinic", 0), (
        "east is full: 2 + 1 + 2"
    )
    await day.orders("big", {1: 4})
    with pytest.raises(PointFull):
        await binds(day, "big")

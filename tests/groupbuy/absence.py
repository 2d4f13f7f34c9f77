"""A community with leaders who can be away, and short words for what they do: for the tests of leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from groupbuy import covering, leaving
from groupbuy.directory import Directory, Leader, PickupPoint, Place, Right
from groupbuy.leave import Cover, Leave
from groupbuy.places import StorageClass
from groupbuy.whereabouts import Where, of_order
from storage.unit import Unit
from tests.groupbuy.day import Day
from tests.groupbuy.made import DEPUTY, MEI, POINTS, QIANG, a_directory, an_identity

TODAY, PICKUP = date(2026, 11, 21), date(2026, 11, 22)
HONG = Leader("hong", "红姐", ("garden",), (an_identity("u-hong"),), rights=frozenset({Right.ORDERS}))
PLACES = {"north": Place(31.2, 121.4), "clinic": Place(31.2, 121.4005), "east": Place(31.2, 121.401)}


def garden(**changed: PickupPoint) -> Directory:
    """梅姐 leads north and clinic, 小兰 is her deputy; 强哥 leads east, 红姐 west, which is farther."""
    points = {key: replace(it, place=PLACES.get(key)) for key, it in POINTS.items()}
    west = PickupPoint("west", 4, "西门车库", "garden", "hong", "西门2号库", Place(31.2, 121.405))
    leaders = {it.id: it for it in (MEI, DEPUTY, QIANG, HONG)}
    return a_directory(points={**points, "west": west, **changed}, leaders=leaders)


def only_north(**changed: PickupPoint) -> Directory:
    """The same, and nobody but the leaders of other points to ask about north."""
    made = garden(**{"clinic": replace(POINTS["clinic"], leader="qiang"), **changed})
    return replace(made, leaders={key: it for key, it in made.leaders.items() if key != "lan"})


def small(point: str, units: int) -> PickupPoint:
    known = garden().points[point]
    return replace(known, capacity={StorageClass.NORMAL: units})


async def takes_leave(day: Day, leader: str = "mei", first: date = PICKUP, last: date = PICKUP) -> Leave:
    return await day.run(lambda books: leaving.take(books, day.directory.leaders[leader], first, last))


async def the_leave(day: Day, leader: str = "mei") -> Leave:
    [found] = await day.store.reads.leaves_of(leader)
    return found


async def covers(day: Day, point: str = "north", leader: str = "mei") -> list[Cover]:
    return [it for it in (await the_leave(day, leader)).open_covers if it.point == point]


async def cover(day: Day, point: str = "north", leader: str = "mei") -> Cover:
    [found] = await covers(day, point, leader)
    return found


async def does(day: Day, step: Any, who: str, *, point: str = "north", of: str = "mei", **how: Any) -> None:
    """`covering.accept`, `decline` or `assign` by or of somebody, for the one cover of a point."""
    found = await cover(day, point, of)
    key = (await the_leave(day, of)).id

    async def unit(books: Unit) -> None:
        await step(books, await books.own_leave(key), found.no, day.directory.leaders[who], **how)

    await day.run(unit)


async def accepts(day: Day, who: str, **how: Any) -> None:
    await does(day, covering.accept, who, **how)


async def declines(day: Day, who: str, **how: Any) -> None:
    await does(day, covering.decline, who, **how)


async def is_named(day: Day, who: str, **how: Any) -> None:
    await does(day, covering.assign, who, **how)


async def comes_back(day: Day, leader: str = "mei") -> Leave:
    return await day.run(lambda books: leaving.come_back(books, day.directory.leaders[leader]))


async def where(day: Day, who: str) -> Where:
    return of_order(await day.order(who), await day.buy(), day.directory)


async def asked(day: Day, *leaders: str) -> Sequence[int]:
    """How often each was asked so far."""
    return [len(await day.told(f"leader:{it}", "cover_asked")) for it in leaders]

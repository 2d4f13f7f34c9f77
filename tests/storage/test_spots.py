"""Places beside the book: the same words once, emptied for good; and what lies at points on a day."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from groupbuy import events as ev
from groupbuy.places import Hours, PointKind, Spot, StorageClass
from tests.storage.book import World

HOME = Spot("p1", "小林家", PointKind.HOME, "6号楼101", "敲门", "装修")
SHOP = Spot("p2", "便利店", PointKind.STORE, "南门")
TUESDAY = date(2026, 11, 3)
BOX = ev.OfferedItem(1, "草莓", "盒", 1990, storage="chilled", units=Decimal("0.4"))
BAG = ev.OfferedItem(2, "大米", "袋", 5000, units=Decimal("2.5"))


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


async def keep(world: World, spot: Spot) -> str:
    found: str = await world.run(lambda books: books.spot_of(spot))
    return found


async def test_the_same_words_stand_once_and_any_other_word_is_another_place(world: World) -> None:
    first = await keep(world, HOME)
    assert await keep(world, HOME) == first
    changed = {
        "point": "p9",
        "name": "x",
        "kind": PointKind.GATE,
        "address": "x",
        "access_note": "",
        "why": "",
    }
    others = {await keep(world, replace(HOME, **{key: it})) for key, it in changed.items()}  # type: ignore[arg-type]
    assert len(others | {first}) == len(changed) + 1
    assert await world.store.reads.spots([first, "nobody"]) == {first: HOME}


@pytest.mark.parametrize(("known", "left"), [(["p1", "p2"], {"p1", "p2"}), (["p2"], {"p2"}), ([], {"p2"})])
async def test_only_homes_of_points_that_are_gone_are_emptied(
    world: World, known: list[str], left: set[str]
) -> None:
    ids = [await keep(world, it) for it in (HOME, SHOP)]
    await world.run(lambda books: books.empty_spots(known))
    assert {it.point for it in (await world.store.reads.spots(ids)).values()} == left
    again = await keep(world, HOME)
    assert (again == ids[0]) is ("p1" in left), "what was emptied is not filled again"


async def placed(world: World, buy: int, who: str, point: str, day: date, **lines: str) -> str:
    """An order with its day; `a` and `b` are quantities of the two items."""
    order = ""
    for item, qty in ((1, lines.get("a")), (2, lines.get("b"))):
        if qty:
            order = await world.order(buy, who, item, qty, point)
    await world.record(ev.PickupSet(buy, order, "s", day, (Hours(time(16), time(19, 30)),)))
    return order


async def loads(
    world: World, now: datetime, *, day: date = TUESDAY, without: str = ""
) -> dict[str, list[int]]:
    found = await world.store.reads.loads(["p1", "p2"], day, now=now, without=without)
    return {point: [it[kind] for kind in StorageClass] for point, it in found.items()}


async def test_what_lies_at_a_point_is_the_need_of_each_order_not_fetched(world: World) -> None:
    buy = await world.open_buy(items=(BOX, BAG))
    first = await placed(world, buy, "ann", "p1", TUESDAY, a="1", b="1")
    await placed(world, buy, "bo", "p1", TUESDAY, a="3")
    await placed(world, buy, "eve", "p2", TUESDAY, b="2")
    await placed(world, buy, "dan", "p3", TUESDAY, b="2")
    noon = at("03 12:00")
    assert await loads(world, noon) == {"p1": [3, 3, 0], "p2": [5, 0, 0]}
    assert await loads(world, noon, without=first) == {"p1": [0, 2, 0], "p2": [5, 0, 0]}
    await world.record(ev.GoodsPickedUp(buy, first, "v", (ev.Picked(2, Decimal(1)),)))
    assert (await loads(world, noon))["p1"] == [0, 3, 0]
    await world.record(ev.LineShorted(buy, first, 1, Decimal(1), 1))
    assert (await loads(world, noon))["p1"] == [0, 2, 0]
    await world.record(ev.BuyCancelled(buy, "leader"))
    assert await loads(world, noon) == {}
    assert await world.store.reads.loads([], TUESDAY, now=noon) == {}


@pytest.mark.parametrize(
    ("day", "now", "counts"),
    [
        ("2026-11-03", "02 12:00", True),  # its own day
        ("2026-11-04", "03 19:29", False),  # it can still be fetched before
        ("2026-11-04", "03 19:30", True),  # it was not: it lies there
        ("2026-11-09", "04 00:00", True),
        ("2026-11-02", "02 12:00", False),  # it comes later
    ],
)
async def test_an_order_counts_on_its_day_and_once_its_hours_are_over(
    world: World, day: str, now: str, counts: bool
) -> None:
    buy = await world.open_buy(items=(BOX, BAG))
    await placed(world, buy, "ann", "p1", TUESDAY, a="1")
    found = await loads(world, at(now), day=date.fromisoformat(day))
    assert found == ({"p1": [0, 1, 0]} if counts else {})


async def test_an_order_that_knows_no_day_counts_on_every_day(world: World) -> None:
    buy = await world.open_buy(items=(BOX, BAG))
    await world.order(buy, "ann", 1, "1", "p1")
    assert await loads(world, at("02 12:00"), day=date(2026, 12, 1)) == {"p1": [0, 1, 0]}

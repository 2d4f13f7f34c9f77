"""Goods go from point to point: two words make it so, and nothing is gained or lost on the way."""

import asyncio
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from groupbuy import delivering, delivery_errors, errors, pickup, transferring, verifying
from groupbuy.buy import Transfer
from groupbuy.errors import Refusal
from groupbuy.summing import totals
from groupbuy.transferring import balance
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, POINTS, D, hours

PLACES = ("north", "east", "clinic")


async def comes(day: Day, point: str, short: int = 0) -> None:
    await day.leads(
        lambda books, buy: delivering.arrive(books, buy, [buy.item(1)], point=point, short=D(short))
    )


async def sends(day: Day, qty: object, origin: str, target: str, *, cut: bool = False) -> Transfer:
    ends = POINTS[origin], POINTS[target]
    return await day.leads(
        lambda books, buy: transferring.send(books, buy, buy.item(1), D(str(qty)), ends, cut=cut)
    )


async def gets(day: Day, no: int) -> list[str]:
    return [it.resident for it in await day.leads(lambda books, buy: transferring.receive(books, buy, no))]


async def leaves(day: Day, no: int) -> None:
    await day.leads(lambda books, buy: transferring.refuse(books, buy, no))


async def billed(day: Day) -> list[int]:
    return [int(it.line(1).billed) for it in await day.store.reads.orders(day.number)]


async def lies(day: Day, point: str) -> tuple[int, int, int, int]:
    it = balance(await day.buy(), 1, point)
    return int(it.sent), int(it.received), int(it.over), int(it.lying)


async def begun(day: Day) -> Day:
    """wang 3 and li 2 boxes at north, zhao 4 at east; formed."""
    await day.opens()
    await day.run(lambda books: pickup.bind(books, "zhao", POINTS["east"]))
    await day.orders("wang", {1: 3})
    await day.orders("li", {1: 2})
    await day.orders("zhao", {1: 4})
    await day.comes(CUTOFF + hours(1))
    return day


async def test_what_came_over_goes_to_who_went_short_once_it_was_received(day: Day) -> None:
    await begun(day)
    await comes(day, "north")
    await comes(day, "east", short=3)
    assert (await sends(day, 2, "north", "east")).no == 1
    assert await billed(day) == [3, 2, 1], "nothing has come yet"
    assert (
        "2号点调来草莓2盒。点清了回“收到调货 1号团 1”" in (await day.told("leader:qiang", "transferred"))[0]
    )
    assert await gets(day, 1) == ["zhao"]
    assert await billed(day) == [3, 2, 3]
    assert "1号点收到了你调去的草莓2盒" in (await day.told("leader:mei", "transferred"))[0]
    assert "草莓3盒" in (await day.told("resident:zhao", "arrived"))[-1]
    assert await lies(day, "north") == (2, 0, 2, 0)
    assert await lies(day, "east") == (0, 2, 0, 0)
    with pytest.raises(delivery_errors.NoSuchTransfer):
        await gets(day, 1)


async def test_orders_at_the_first_point_go_short_only_where_that_is_said(day: Day) -> None:
    await begun(day)
    await comes(day, "north")
    await comes(day, "east", short=3)
    await sends(day, 3, "north", "east", cut=True)
    assert await billed(day) == [2, 0, 1], "the latest first"
    assert "缺2盒" in (await day.told("resident:li", "shorted"))[0]
    await leaves(day, 1)
    assert await billed(day) == [3, 2, 1]
    assert "没收你调去的草莓3盒，还算在2号点" in (await day.told("leader:mei", "transferred"))[0]
    with pytest.raises(errors.MiscountedArrival):
        await sends(day, 6, "north", "east", cut=True)
    assert (await day.buy()).transfers[1].state == "refused"
    assert len((await day.buy()).transfers) == 1


async def test_what_nobody_went_short_of_lies_there_and_can_go_on(day: Day) -> None:
    await begun(day)
    await comes(day, "north", short=1)
    await comes(day, "east")
    await sends(day, 3, "east", "north")
    await gets(day, 1)
    assert await lies(day, "north") == (0, 3, 0, 2)
    await sends(day, 2, "north", "east")
    assert await lies(day, "north") == (2, 3, 0, 0)
    assert await gets(day, 2) == []
    assert await lies(day, "east") == (3, 2, 1, 0)


async def test_what_has_not_arrived_is_not_sent_or_received_and_what_was_sent_not_taken_back(
    day: Day,
) -> None:
    await begun(day)
    with pytest.raises(errors.WrongState):
        await sends(day, 1, "north", "east")
    await comes(day, "north")
    with pytest.raises(delivery_errors.NotThereYet, match="1号点的草莓还没签收"):
        await sends(day, 1, "east", "north")
    with pytest.raises(delivery_errors.SamePoint):
        await sends(day, 1, "north", "north")
    await sends(day, 1, "north", "east")
    with pytest.raises(delivery_errors.NotThereYet):
        await gets(day, 1)
    with pytest.raises(delivery_errors.TransferredSince):
        await day.leads(lambda books, buy: delivering.unsign(books, buy, buy.item(1), POINTS["north"]))
    await leaves(day, 1)
    await day.leads(lambda books, buy: delivering.unsign(books, buy, buy.item(1), POINTS["north"]))


moves = st.tuples(
    st.sampled_from(["send", "cut", "get", "get", "leave", "fetch"]),
    st.sampled_from(PLACES),
    st.sampled_from(PLACES),
    st.integers(1, 4),
)


async def lived(file: Path, shorts: list[int], steps: list[tuple[str, str, str, int]]) -> None:
    """Counts the boxes that lie at each point and on the road by hand, beside the book."""
    async with storage.open(f"sqlite://{file}") as store:
        day = await begun(Day(store))
        at = {"north": 5, "east": 4, "clinic": 0}
        for point, short in zip(("north", "east"), shorts, strict=True):
            await comes(day, point, short)
            at[point] -= short
        road: dict[int, tuple[str, str, int, int]] = {}
        fetched, over = 0, 0
        came = sum(at.values())
        for what, origin, target, qty in steps:
            try:
                if what == "fetch":
                    who = {"north": "wang", "east": "zhao", "clinic": "li"}[origin]
                    order = await day.order(who)
                    waits = int(order.line(1).waiting)
                    await day.for_order(verifying.hand_out, who)
                    at[order.point] -= waits
                    fetched += waits
                elif what in ("send", "cut"):
                    before = (await lies(day, origin))[2]
                    it = await sends(day, qty, origin, target, cut=what == "cut")
                    new = (await lies(day, origin))[2] - before
                    at[origin] += new - qty
                    over += new
                    road[it.no] = (origin, target, qty, new)
                elif road and what == "get":
                    await gets(day, min(road))
                    origin, target, qty, _ = road.pop(min(road))
                    at[target] += qty
                elif road:
                    before = (await lies(day, road[min(road)][0]))[2]
                    await leaves(day, min(road))
                    origin, _, qty, _ = road.pop(min(road))
                    gone = before - (await lies(day, origin))[2]
                    at[origin] += qty - gone
                    over -= gone
            except Refusal:
                continue
        buy, orders = await day.buy(), await store.reads.orders(day.number)
        for point in PLACES:
            there = [it for it in orders if it.point == point]
            waits = sum((it.line(1).waiting for it in there), Decimal(0))
            assert at[point] == waits + balance(buy, 1, point).lying, point
        assert totals(buy, orders).items[0].picked == fetched
        assert came + over == fetched + sum(at.values()) + sum(it[2] for it in road.values())
        assert await store.disagreements() == []


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=2), st.lists(moves, max_size=8))
def test_what_came_is_what_was_handed_out_what_lies_and_what_is_on_the_road(
    empty: Path, shorts: list[int], steps: list[tuple[str, str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(lived(Path(shutil.copy(empty, Path(folder) / "day.db")), shorts, steps))

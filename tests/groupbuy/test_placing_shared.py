"""Several buys at the same points on the same day, several classes in one order: room is kept, whoever is first."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from groupbuy import errors, gathering, pickup, placing
from groupbuy.closing import close
from groupbuy.events import OfferedItem, PointBound
from groupbuy.places import PickupPoint, Replacement, StorageClass
from groupbuy.reassigning import ask
from groupbuy.room import need
from groupbuy.solving import Task, explained, solved
from tests.groupbuy.day import Day
from tests.groupbuy.made import PICKUP
from tests.groupbuy.test_placing import AT, C, at, closed, lives, opened, settled, task, town

N, F = StorageClass.NORMAL, StorageClass.FROZEN
MIXED = (
    OfferedItem(1, "草莓", "盒", 2500, storage="chilled"),
    OfferedItem(2, "大米", "袋", 5000, units=Decimal(2)),
    OfferedItem(3, "排骨", "斤", 3980, storage="frozen", units=Decimal("0.5")),
    OfferedItem(4, "鸡蛋券", "张", 100, units=Decimal(0)),
)


async def lying(day: Day, numbers: list[int]) -> dict[tuple[str, StorageClass], int]:
    """Reckoned order by order, without storage's sums."""
    found: dict[tuple[str, StorageClass], int] = {}
    for number in numbers:
        buy = await day.store.reads.buy(number)
        for order in await day.store.reads.orders(number):
            for kind, units in need(buy, order).items():
                found[order.point, kind] = found.get((order.point, kind), 0) + units
    return found


def over(day: Day, loads: dict[tuple[str, StorageClass], int]) -> dict[tuple[str, StorageClass], int]:
    rooms = {point.id: point.capacity for point in day.directory.points.values()}
    return {(at, kind): units for (at, kind), units in loads.items() if units > rooms[at].get(kind, units)}


async def read(day: Day, number: int) -> Task:
    found = await placing.task_of(day.store.reads, day.directory, number, day.at)
    assert found is not None
    return found


async def test_two_buys_that_want_the_same_room_get_it_once(day: Day) -> None:
    """Both are solved before either is written: the second one is not what was solved any more."""
    await opened(day)
    first = day.number
    wang, li = await lives(day, "wang", "1-101"), await lives(day, "li", "1-201")
    await day.run(lambda books: _tie(books, wang, "north"))
    await day.orders(wang, {1: 2})
    await closed(day)
    await day.opens(items=MIXED)
    second = day.number
    await day.run(lambda books: _tie(books, li, "north"))
    await day.orders(li, {1: 2})
    await closed(day)
    assert (await day.store.reads.orders(first))[0].point == (await at(day))[0] == "north"
    day.directory = town(
        east={"capacity": {C: 2}}, north={"closed": frozenset({PICKUP.day})}, clinic={"capacity": {C: 2}}
    )
    one, other = await read(day, first), await read(day, second)
    answers = solved(one), solved(other)
    assert [set(it.assignment.placement.values()) for it in answers] == [{"east"}, {"east"}]
    assert await settled(day, one, answers[0])
    assert not await settled(day, other, answers[1])
    again = await read(day, second)
    assert {it.id: it.capacity.get(C) for it in again.problem.open_points} == {"east": 0, "clinic": 2}
    assert await settled(day, again)
    assert over(day, await lying(day, [first, second])) == {}
    assert await at(day) == ["clinic"]


async def _tie(books: Any, who: str, point: str) -> None:
    await books.record(PointBound(who, "garden", point))


async def test_buys_of_several_classes_keep_the_room_of_each_whatever_is_ordered_meanwhile(day: Day) -> None:
    """By chance: orders come, grow and go between reading and writing; some are refused, none is split or lost."""
    dice = Random(5)
    day.directory = town(
        **{
            it: {"capacity": {C: dice.randint(5, 8), N: dice.randint(10, 13), F: dice.randint(2, 4)}}
            for it in AT
        }
    )
    people = [await lives(day, f"p{n}", f"{dice.randint(1, 3)}-{n + 1}01") for n in range(14)]
    numbers = [await day.opens(items=MIXED) for _ in range(2)]

    refusals: list[type[errors.Refusal]] = []

    async def something(number: int) -> None:
        day.number, who = number, dice.choice(people)
        wants = {no: dice.choice((0, 1, 1, 2)) for no in dice.sample((1, 2, 3, 4), 2)}
        try:
            await day.orders(who, wants)
            if dice.random() < 0.2:
                await day.cancels(who)
        except errors.Refusal as refused:
            refusals.append(type(refused))

    for _ in range(40):
        await something(dice.choice(numbers))
        assert over(day, await lying(day, numbers)) == {}
    applied = 0
    for number in numbers * 3:
        day.number = number
        await day.leads(ask, "leader")
        found = await read(day, number)
        answer = solved(found)
        assert answer.trouble is None
        for _ in range(dice.randint(0, 2)):
            await something(dice.choice(numbers))
        done = await day.run(lambda books, a=found, b=answer: placing.settle(books, a, b, last=True))
        assert done
        applied += 1
        assert over(day, await lying(day, numbers)) == {}
        for it in await day.store.reads.orders(number):
            assert it.point in AT
    assert applied == 6
    assert errors.NoRoom in refusals, "the room binds"
    reads = await day.store.reads.loads(list(AT), PICKUP.day, now=day.at)
    mine = await lying(day, numbers)
    assert {(at, kind): n for at, room in reads.items() for kind, n in room.items() if n} == mine


async def test_what_takes_no_room_goes_to_the_nearest_point_however_full_it_is(day: Day) -> None:
    day.directory = town(east={"capacity": {N: 0, C: 0}})
    await day.opens(items=MIXED)
    await day.orders(await lives(day, "voucher", "1-101"), {4: 3})
    await day.orders(await lives(day, "berries", "1-201"), {1: 1, 4: 1})
    assert await at(day) == ["east", "north"]
    await day.leads(lambda books, buy: close(books, buy, by_hand=True))
    assert await settled(day, await task(day))
    assert await at(day) == ["east", "north"]


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        ({}, "east"),
        ({"closed": frozenset({PICKUP.day})}, "north"),
        ({"moves": "clinic"}, "north"),
    ],
)
async def test_a_point_is_where_it_stands_that_day_and_not_there_on_its_holidays(
    day: Day, changed: dict[str, Any], near: str
) -> None:
    """Somebody of 1号楼 goes to the point at their door, unless that is closed or stands at 3号楼 for a while."""
    await opened(day)
    await day.orders(await lives(day, "wang", "1-101"), {1: 1})
    assert await at(day) == ["east"]
    await closed(day)
    moves = changed.pop("moves", None)
    east: PickupPoint = replace(town().points["east"], **changed)
    if moves:
        away = Replacement(PICKUP.day, PICKUP.day, address="3号楼下", place=AT[moves])
        east = replace(east, replacements=(away,))
    day.directory = replace(day.directory, points={**day.directory.points, "east": east})
    assert await settled(day, await task(day))
    assert await at(day) == [near]


async def test_what_two_buys_bring_on_one_day_is_fetched_at_one_point(day: Day) -> None:
    """By whoever of the family orders; on another day, or once it was fetched, it says nothing."""
    await opened(day)
    wang, li = await lives(day, "wang", "1-101"), await lives(day, "li", "1-101")
    await day.run(lambda books: pickup.bind(books, wang, day.directory.points["north"]))
    await day.orders(wang, {1: 1})
    await closed(day)
    first = day.number
    assert await at(day) == ["north"]
    await day.opens(items=MIXED)
    await day.orders(li, {1: 1})
    await closed(day)
    assert await at(day) == ["east"], "decided at once, for one person"
    found = await task(day)
    assert [it.that_day for it in found.problem.households] == [frozenset({"north"})]
    assert await settled(day, found)
    assert await at(day) == ["north"], "434 m further, yet one way for both"
    (order,) = await day.store.reads.orders(day.number)
    why = explained(await read_again(day), order.id)
    assert why is not None
    assert why.others[0].terms.named() == {"moved": 250, "retold": 800, "second": 700}
    await day.opens(items=MIXED)
    await day.orders(wang, {2: 1})
    assert await at(day) == ["north"], "their own goods are known at once"
    third, other_day = day.number, replace(PICKUP, day=PICKUP.day + timedelta(1))
    assert {it.id for it in (await gathering.that_day(day.store.reads, await day.buy()))} == {
        (await day.store.reads.orders(it))[0].id for it in (first, third - 1)
    }
    await day.opens(items=MIXED, pickup=other_day)
    assert await gathering.that_day(day.store.reads, await day.buy()) == []


async def read_again(day: Day) -> Task:
    return await placing.read_task(day.store.reads, day.directory, await day.buy(), day.at)

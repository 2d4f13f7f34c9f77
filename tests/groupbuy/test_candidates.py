"""Who is asked to stand in, and in which order: the table of communities and the answer it must give."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from groupbuy.candidates import FAR, Candidate, may_move, metres, next_candidate, own_point
from groupbuy.directory import Directory, Leader, PickupPoint
from groupbuy.leave import Cover, Search
from groupbuy.places import PointKind
from groupbuy.touched import Touched, has_room, households, led_by, lies, next_day, together, touched
from storage.unit import Unit
from tests.for_each import for_each
from tests.groupbuy.absence import PICKUP, TODAY, garden, small, takes_leave
from tests.groupbuy.day import Day
from tests.groupbuy.made import DEPUTY, POINTS, QIANG, a_buy, an_order

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """`leaders` and `points` differ from the garden's, `asked` were already; `expected` are asked in turn."""

    expected: str
    leaders: Mapping[str, Leader | None] = field(default_factory=dict)
    points: Mapping[str, PickupPoint] = field(default_factory=dict)
    asked: tuple[str, ...] = ()

    def directory(self) -> Directory:
        made = garden(**self.points)
        leaders = {**made.leaders, **self.leaders}
        return replace(made, leaders={key: it for key, it in leaders.items() if it is not None})


NORTH, EAST, WEST = (garden().points[it] for it in ("north", "east", "west"))
SECOND = replace(DEPUTY, id="fen", name="小芬")
CASES = {
    "the deputy, then by distance": Case("lan qiang hong"),
    "a manager before the deputy": Case(
        "hong lan qiang", points={"north": replace(NORTH, managers=("hong",))}
    ),
    "managers in their order": Case(
        "qiang hong lan",
        points={"north": replace(NORTH, managers=("qiang", "hong"))},
    ),
    "every deputy before any other leader": Case("lan fen qiang hong", leaders={"fen": SECOND}),
    "the absent leader is no manager of their own": Case(
        "lan qiang hong",
        points={"north": replace(NORTH, managers=("mei",))},
    ),
    "a manager nobody knows": Case("lan qiang hong", points={"north": replace(NORTH, managers=("gone",))}),
    "nobody twice": Case("hong", asked=("lan", "qiang")),
    "nobody retired": Case("lan hong", leaders={"qiang": replace(QIANG, retired=True)}),
    "nobody of another community": Case(
        "lan hong", leaders={"qiang": replace(QIANG, communities=("river",))}
    ),
    "a full point goes behind": Case("lan hong qiang", points={"east": small("east", 1)}),
    "all full: by distance": Case(
        "lan qiang hong",
        points={"east": small("east", 1), "west": small("west", 1)},
    ),
    "a closed point goes behind": Case(
        "lan hong qiang",
        points={"east": replace(EAST, closed=frozenset({PICKUP}))},
    ),
    "a point without a place is far": Case("lan hong qiang", points={"east": replace(EAST, place=None)}),
    "goods to the door make nobody come": Case(
        "lan hong qiang",
        points={"east": replace(EAST, kind=PointKind.DOOR)},
    ),
    "nobody at all": Case("", leaders={"lan": None, "qiang": None, "hong": None}),
}


async def in_turn(day: Day, case: Case) -> list[Candidate]:
    """Everybody who would be asked one after the other about north on the pickup day."""
    found: list[Candidate] = []

    async def unit(books: Unit) -> None:
        leave = await books.own_leave(key)
        asked = case.asked
        while True:
            cover = Cover(9, "north", PICKUP, PICKUP, Search.SOUGHT, asked)
            candidate = await next_candidate(books, leave, cover)
            if candidate is None:
                return
            found.append(candidate)
            asked = (*asked, candidate.leader.id)

    day.directory = case.directory()
    key = (await takes_leave(day)).id
    await day.run(unit)
    return found


@pytest.mark.parametrize("name", CASES)
async def test_they_are_asked_in_this_order(day: Day, name: str) -> None:
    day.directory = CASES[name].directory()
    await day.opens()
    await day.orders("r1", {1: 2})
    if (await day.order("r1")).point != "north":
        pytest.fail("the household fetches at north")
    found = await in_turn(day, CASES[name])
    assert " ".join(it.leader.id for it in found) == CASES[name].expected
    offers = {it.leader.id: it.offer for it in found}
    assert not offers.get("lan"), "a deputy comes to the place"


def test_how_far_it_is_between_points_is_walked_and_unknown_is_far() -> None:
    assert metres(NORTH, EAST) < metres(NORTH, WEST) < FAR
    assert metres(NORTH, NORTH) == 0
    assert metres(NORTH, replace(EAST, place=None)) == FAR
    assert metres(replace(NORTH, place=None), EAST) == FAR


@for_each("one", PointKind)
@for_each("other", PointKind)
def test_only_points_that_people_come_to_take_in_others(one: PointKind, other: PointKind) -> None:
    come = PointKind.DOOR not in (one, other)
    assert may_move(replace(NORTH, kind=one), replace(EAST, kind=other)) is come


async def test_the_nearest_of_somebodys_own_points_is_offered(day: Day) -> None:
    day.directory = garden(clinic=replace(garden().points["clinic"], leader="qiang"))

    async def unit(books: Unit) -> list[str]:
        found = [own_point(who, books.directory.points["north"], books) for who in ("qiang", "hong", "lan")]
        return [it.id if it else "" for it in found]

    assert await day.run(unit) == ["clinic", "west", ""]
    assert [it.id for it in led_by("qiang", day.directory)] == ["east", "clinic", "pier"]
    assert led_by("lan", day.directory) == []


def test_what_was_not_fetched_in_time_is_for_today() -> None:
    order = an_order({1: 1})
    assert next_day(a_buy(), order, TODAY) == PICKUP
    assert next_day(a_buy(), order, PICKUP + 2 * DAY) == PICKUP + 2 * DAY
    order.day = date(2026, 11, 30)
    assert next_day(a_buy(), order, TODAY) == date(2026, 11, 30)


def test_goods_lie_at_a_point_once_something_of_an_order_waits_there() -> None:
    buy, order = a_buy(), an_order({1: 1, 2: 1})
    assert not lies(buy, order)
    buy.items[2] = replace(buy.items[2], arrived=frozenset({"east"}))
    assert not lies(buy, order)
    buy.items[2] = replace(buy.items[2], arrived=frozenset({"north"}))
    assert lies(buy, order)
    assert not lies(buy, an_order({1: 1}))


def test_room_is_summed_over_orders_and_households_counted_once() -> None:
    buy = a_buy()
    some = [
        Touched(buy, an_order({1: 2, 2: 1}, seq_no=1, resident="r1"), PICKUP, lies=False),
        Touched(buy, an_order({3: "0.5"}, seq_no=2, resident="r1"), PICKUP, lies=False),
        Touched(buy, an_order({1: 1}, seq_no=3, resident="r2"), PICKUP, lies=False),
    ]
    assert households(some) == 2
    assert list(together(some).values()) == [5], "3, half a jin rounded up, and 1"
    assert together([]) == {}


async def test_what_a_leave_touches_is_what_is_undelivered_on_its_days(day: Day) -> None:
    day.directory = garden()
    await day.opens()
    for who, qty in (("r1", 1), ("r2", 2), ("r3", 1)):
        await day.orders(who, {1: qty})
    await day.cancels("r3")

    async def at(point: str, first: int, last: int) -> list[int]:
        async def unit(books: Unit) -> list[int]:
            found = await touched(books, POINTS[point], PICKUP + first * DAY, PICKUP + last * DAY)
            return [it.order.seq_no for it in found]

        return await day.run(unit)

    assert await at("north", 0, 0) == [1, 2]
    assert await at("north", -1, 3) == [1, 2]
    assert await at("north", 1, 3) == []
    assert await at("north", -3, -1) == []
    assert await at("clinic", 0, 0) == []

    async def room(units: int) -> bool:
        async def unit(books: Unit) -> bool:
            found = await touched(books, POINTS["north"], PICKUP, PICKUP)
            return await has_room(books, small("east", units), found)

        return await day.run(unit)

    assert [await room(units) for units in (2, 3, 4)] == [False, True, True]

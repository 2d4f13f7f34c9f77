"""A household that no point has room for as a whole, and people whom no point near enough can serve."""

from dataclasses import replace
from typing import Any

import pytest

from groupbuy import pickup, placing
from groupbuy.assigning.infeasible import Add, Move, Trouble, Way
from groupbuy.assigning.model import Assignment, Household, Point, Problem
from groupbuy.directory import Building, Place
from groupbuy.notices import points_short
from groupbuy.solving import Answer, Task, explained, solved
from tests.groupbuy.day import Day
from tests.groupbuy.made import PICKUP
from tests.groupbuy.test_placing import (
    AT,
    HOMES,
    C,
    asked,
    at,
    closed,
    lives,
    opened,
    settled,
    task,
    town,
)

SHUT = {"closed": frozenset({PICKUP.day})}


def room(**units: int) -> dict[str, Any]:
    return {it: {"capacity": {C: units.get(it, 0)}} for it in AT}


async def family(day: Day, *needs: int, room_no: str = "1-101") -> list[str]:
    """People of one home, who order so much each."""
    who = [await lives(day, f"{room_no}-{no}", room_no) for no in range(len(needs))]
    for it, qty in zip(who, needs, strict=True):
        await day.orders(it, {1: qty})
    return who


async def test_a_family_that_fits_nowhere_as_a_whole_stays_where_it_fits(day: Day) -> None:
    await opened(day, **room(east=3, north=3))
    wang, li = await family(day, 2, 2)
    assert await at(day) == ["east", "north"]
    assert "一家" not in "".join(await day.told("leader:mei", "points_assigned"))
    await closed(day)
    assert await settled(day, await task(day))
    assert await at(day) == ["east", "north"]
    assert await day.told("leader:mei", "points_short") == []
    await asked(day)
    assert await settled(day, await task(day))
    (told,) = await day.told("leader:mei", "points_assigned")
    assert "都不用换" in told
    assert told.endswith("\n1号、2号是一家，没有一个点都放得下，分开取")
    for who in (wang, li):
        assert await day.told(f"resident:{who}", "point_assigned") == []
    found = await placing.read_task(day.store.reads, day.directory, await day.buy(), day.at)
    for order in await day.store.reads.orders(day.number):
        why = explained(found, order.id)
        assert why is not None
        assert (why.own.point, why.of.need) == (order.point, {C: 2}), "each order for itself"
        assert why.of.id == f"garden/1号楼//101#{order.id}"


async def test_who_stands_apart_comes_together_once_there_is_room_and_others_move_all_the_same(
    day: Day,
) -> None:
    await opened(day, **room(east=3, north=3, clinic=9))
    family_of_two = await family(day, 2, 2)
    await closed(day)
    far = await lives(day, "far", "3-301")
    assert await settled(day, await task(day))
    assert len(set(await at(day))) == 1, "the clinic has room for both"
    assert await at(day) == ["clinic", "clinic"]
    assert len(await day.told(f"resident:{family_of_two[0]}", "point_assigned")) == 1
    day.directory = town(**room(east=3, north=3))
    await asked(day)
    assert await settled(day, await task(day))
    assert sorted(await at(day)) == ["east", "north"], "no room at the clinic any more"
    assert far


async def test_a_point_that_shuts_divides_a_family_where_nothing_else_is_left(day: Day) -> None:
    await opened(day, **room(east=4, north=2, clinic=2))
    await family(day, 2, 2)
    assert await at(day) == ["east", "east"]
    await closed(day)
    rooms = room(east=4, north=2, clinic=2)
    day.directory = town(**{**rooms, "east": SHUT})
    assert await settled(day, await task(day))
    assert sorted(await at(day)) == ["clinic", "north"]


async def test_who_fits_nowhere_even_apart_is_told_to_the_leader_and_nobody_moves(day: Day) -> None:
    await opened(day)
    await family(day, 2, 2)
    await closed(day)
    before = await at(day)
    day.directory = town(**room(east=1, north=1, clinic=1))
    assert await settled(day, await task(day))
    assert await at(day) == before
    (told,) = await day.told("leader:mei", "points_short")
    assert "加起来还差 1 格" in told


async def test_what_was_solved_apart_holds_as_far_as_it_can_when_the_book_has_changed(day: Day) -> None:
    await opened(day, **room(east=4, north=2, clinic=3))
    await family(day, 2, 2)
    await closed(day)
    rooms = room(east=4, north=2, clinic=3)
    day.directory = town(**{**rooms, "east": SHUT})
    found = await task(day)
    answer = solved(found)
    assert answer.apart == {"garden/1号楼//101"}
    await lives(day, "1-101-0", "3-301")  # one of the two has moved out
    assert not await settled(day, found, answer)
    assert await day.run(lambda books: placing.settle(books, found, answer, last=True))
    assert sorted(await at(day)) == ["clinic", "north"]


async def test_nobody_hinders_the_others_because_no_point_is_near_enough(day: Day) -> None:
    """Where they go already they may go on going; those whose point shuts wait for their leader."""
    await opened(day)
    far_away = Building("9号楼", Place(31.25, 121.4))
    garden = replace(HOMES, farthest_walk=100, buildings=(*HOMES.buildings, far_away))
    day.directory = replace(town(), communities={"garden": garden})
    near, far = await lives(day, "near", ""), await lives(day, "far", "9-101")
    await day.orders(near, {1: 1})
    await day.orders(far, {1: 1})
    assert await at(day) == ["north", "clinic"]
    await lives(day, "near", "1-101")
    await closed(day)
    assert await settled(day, await task(day))
    assert await at(day) == ["east", "clinic"]
    assert await day.told("leader:mei", "points_short") == []
    day.directory = replace(town(clinic=SHUT), communities={"garden": garden})
    await lives(day, "near", "2-101")
    await asked(day)
    assert await settled(day, await task(day))
    assert await at(day) == ["north", "clinic"], "all others go where it is best for them"
    (told,) = await day.told("leader:mei", "points_short")
    assert told.startswith(
        "【1号团】有人没排到自提点，别人的都排了：\n1 户附近没有能去的点\n可以：1 户改 2号点"
    )
    assert "points.yaml" not in told
    (moved,) = await day.told(f"resident:{far}", "pickup_moved")
    assert "北门诊所" in moved, "on the next day that it is open"
    await day.for_order(pickup.move_by_hand, far, day.directory.points["north"])
    assert await at(day) == ["north", "north"], "what the leader was advised to do can be done"


def whole(*needs: int, capacity: int, points: int = 2) -> Task:
    """One family with orders at several points, and a neighbour at the last one."""
    stops = tuple(Point(f"p{no}", capacity={C: capacity}) for no in range(points))
    homes = (
        Household("home", {C: sum(needs)}, last="p0", promised="p0"),
        Household("next", {C: 1}, last="p0"),
    )
    orders = {"home": tuple(f"o{no}" for no in range(len(needs))), "next": ("n",)}
    present = {f"o{no}": f"p{no % points}" for no in range(len(needs))} | {"n": "p0"}
    units = {f"o{no}": {C: need} for no, need in enumerate(needs)} | {"n": {C: 1}}
    return Task(1, "assign", Problem(homes, stops), orders, present, units)


@pytest.mark.parametrize(
    ("needs", "capacity", "expected"),
    [
        ((1, 1), 3, {"home": {"p0"}}),
        ((2, 2), 3, {"home#o0": {"p0", "p1"}, "home#o1": {"p0", "p1"}}),
        ((1, 1, 1), 2, {"home#o0": {"p0", "p1"}, "home#o2": {"p0", "p1"}}),
    ],
)
def test_only_who_must_is_divided(
    needs: tuple[int, ...], capacity: int, expected: dict[str, set[str]]
) -> None:
    problem = whole(*needs, capacity=capacity)
    answer = solved(problem)
    assert answer.trouble is None
    assert all(answer.assignment.placement[it] in points for it, points in expected.items())
    assert set(answer.assignment.placement) == set(problem.apart(answer.apart).orders)
    assert (answer.apart == {"home"}) == any("#" in it for it in expected)


def test_parts_are_the_orders_with_what_each_needs_and_where_it_is() -> None:
    problem = whole(1, 2, capacity=9)
    assert problem.in_two_places == {"home"}
    parts = problem.apart({"home", "somebody else"})
    assert parts.orders == {"home#o0": ("o0",), "home#o1": ("o1",), "next": ("n",)}
    assert [(it.need, it.last, it.promised) for it in parts.problem.households] == [
        ({C: 1}, "p0", "p0"),
        ({C: 2}, "p1", "p1"),
        ({C: 1}, "p0", None),
    ]
    assert problem.apart(()) is problem
    assert Answer(Assignment({}), Trouble((), ())).apart == frozenset()


async def test_a_leader_is_advised_to_move_only_orders_that_are_not_there_yet(day: Day) -> None:
    await opened(day)
    ways = [
        Way((), (Move("north", ("wang", "li"), 180),), {}),
        Way((), (Move("clinic", ("wang",), 90),), {}),
        Way((), (Move("east", ("crowd",), 0),), {}),
    ]
    trouble = Trouble((Add("east", C, 1),), (), ways=tuple(ways))
    numbers = {
        "wang": {3: "clinic", 4: "clinic"},
        "li": {5: "north", 6: "east"},
        "crowd": dict.fromkeys(range(10, 23), "north"),
    }
    await day.leads(points_short.tell, trouble, numbers)
    (told,) = await day.told("leader:mei", "points_short")
    crowd = "、".join(f"{no}号" for no in range(10, 22))
    assert told.splitlines()[2:] == [
        "改2号点的：3号、4号、6号，回“改点 1号团 3号 2号点”",
        f"改1号点的：{crowd}等13单，回“改点 1号团 10号 1号点”",
        "加格数在 points.yaml 里改，改完回“重新分配 1”",
    ]

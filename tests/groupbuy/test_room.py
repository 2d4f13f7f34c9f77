"""Room at pickup points: what orders need, which point is chosen, and that none ever holds more than it has."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy import delivering, errors, pickup
from groupbuy.assigning.model import Household
from groupbuy.buy import GroupBuy, Item, Pickup
from groupbuy.directory import Directory, Place
from groupbuy.events import OfferedItem
from groupbuy.ordering import Placed, Wish
from groupbuy.pickup import Choice, choose
from groupbuy.places import PointKind, StorageClass
from groupbuy.quantity import ZERO
from groupbuy.room import fits, free, lacking, need, need_of, written
from tests.for_each import for_each
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, PICKUP, POINTS, D, a_buy, a_directory, an_order, at_home, hours

N, C, F = StorageClass.NORMAL, StorageClass.CHILLED, StorageClass.FROZEN
OFFER = (
    OfferedItem(1, "草莓", "盒", 2500, storage="chilled", units=D("0.5")),
    OfferedItem(2, "大米", "袋", 5000, units=D(3)),
    OfferedItem(3, "酸奶", "组", 1600, storage="chilled", units=D("1.5")),
)
HERE = Place(31.2, 121.4)


def town(**capacity: dict[StorageClass, int]) -> Directory:
    """The garden's points with so much room each; without mention: without limit."""
    points = {key: replace(it, capacity=capacity.get(key, {})) for key, it in POINTS.items()}
    return a_directory(points=points)


def selling() -> GroupBuy:
    buy = a_buy()
    buy.items = {
        it.no: Item(it.no, it.name, it.unit, it.price, storage=StorageClass(it.storage), units=it.units)
        for it in OFFER
    }
    return buy


@for_each(
    ("lines", "room"),
    [
        ({}, {}),
        ({1: 1}, {C: 1}),
        ({1: 2}, {C: 1}),
        ({1: 3}, {C: 2}),
        ({1: 1, 3: 1}, {C: 2}),  # 0.5 + 1.5: rounded once, not line by line
        ({1: "0.5"}, {C: 1}),
        ({2: 2}, {N: 6}),
        ({2: "0.333", 3: 2}, {N: 1, C: 3}),
        ({1: 0, 2: 0}, {}),
    ],
)
def test_an_orders_need_is_summed_by_class_and_rounded_up_once(
    lines: dict[int, Any], room: dict[StorageClass, int]
) -> None:
    assert need_of(selling(), {no: D(str(qty)) for no, qty in lines.items()}) == room
    assert need(selling(), an_order(lines)) == room


@given(st.lists(st.decimals(0, 999, places=3), min_size=1, max_size=5))
def test_a_need_is_never_less_than_its_exact_sum_and_less_than_one_more(qtys: list[Any]) -> None:
    buy = selling()
    buy.items = {no: replace(buy.items[1], no=no) for no in range(len(qtys))}
    exact = sum((qty * D("0.5") for qty in qtys), ZERO)
    found = need_of(buy, dict(enumerate(qtys))).get(C, 0)
    assert exact <= found < exact + 1


def test_room_is_counted_for_each_class_alone_and_an_absent_class_is_without_limit() -> None:
    point = replace(POINTS["east"], capacity={C: 5, F: 0})
    assert free(point, {C: 3}) == {C: 2, F: 0}
    assert fits(point, {C: 3}, {C: 2, N: 10_000})
    assert lacking(point, {C: 3}, {C: 4, F: 1, N: 1}) == {C: 2, F: 1}
    assert lacking(point, {C: 9}, {C: 1}) == {C: 1}, "overfull by a smaller capacity in the files"


@given(*[st.dictionaries(st.sampled_from(StorageClass), st.integers(least, 5)) for least in (0, 0, 1)])
def test_a_point_takes_what_nothing_is_lacking_for(
    capacity: dict[StorageClass, int], load: dict[StorageClass, int], wanted: dict[StorageClass, int]
) -> None:
    point = replace(POINTS["north"], capacity=capacity)
    assert fits(point, load, wanted) == (not lacking(point, load, wanted))
    assert written({F: 1, N: 2, C: 0}) == "常温2格、冷冻1格"


FULL = {C: 5}


@for_each(
    ("capacity", "bound", "chosen", "because"),
    [
        ({}, None, "north", "best"),  # the first of the buy's leader
        ({}, "east", "east", "bound"),
        ({}, "pier", "north", "best"),  # another community's is nobody's own here
        ({"north": FULL}, None, "clinic", "best"),
        ({"north": FULL, "clinic": FULL}, None, "east", "best"),
        ({"east": FULL}, "east", "north", "full"),
        ({"clinic": {C: 6}}, "clinic", "clinic", "bound"),
    ],
)
def test_the_residents_own_point_if_it_has_room_else_the_best_that_has(
    capacity: Any, bound: str | None, chosen: str, because: str
) -> None:
    loads = {it: {C: 5} for it in POINTS}
    choice = choose(selling(), town(**capacity), loads, {C: 1}, bound=bound)
    assert (choice.point.id, choice.because) == (chosen, because)
    assert (choice.instead_of is not None) is (because == "full")


def test_a_point_that_is_closed_that_day_is_not_chosen_and_the_nearest_home_is() -> None:
    far, near = Place(31.3, 121.4), Place(31.201, 121.4)
    directory = a_directory(
        points={
            "east": replace(POINTS["east"], place=far),
            "north": replace(POINTS["north"], closed=frozenset({PICKUP.day})),
            "clinic": replace(POINTS["clinic"], place=near, leader="qiang"),
        }
    )
    near_home = Household("r1", {}, place=HERE)
    assert choose(a_buy(), directory, {}, {}, bound="north").because == "closed"
    assert choose(a_buy(), directory, {}, {}).point.id == "east"
    assert choose(a_buy(), directory, {}, {}, who=near_home).point.id == "clinic"


def test_a_door_is_only_for_those_who_chose_it_unless_there_is_nothing_else() -> None:
    door = replace(POINTS["north"], kind=PointKind.DOOR)
    both = a_directory(points={"north": door, "east": POINTS["east"]})
    assert choose(a_buy(), both, {}, {}).point.id == "east"
    assert choose(a_buy(), both, {}, {}, bound="north").point.id == "north"
    assert choose(a_buy(), a_directory(points={"north": door}), {}, {}).point.id == "north"


def test_what_fits_nowhere_is_refused_with_the_largest_room() -> None:
    directory = town(north={C: 8}, clinic={C: 9}, east={C: 4, N: 0})
    with pytest.raises(
        errors.NoRoom, match="这单要冷藏9格，最多的北门便利店还剩冷藏8格。请少订一点，或找梅姐"
    ):
        choose(selling(), directory, {"clinic": {C: 2}}, {C: 9})
    with pytest.raises(errors.NoRoom, match="还剩0格"):
        choose(selling(), town(north={F: 0}, clinic={F: 0}, east={F: 0}), {}, {F: 1})


def test_where_several_points_lack_as_much_the_one_is_named_at_which_ordering_less_helps() -> None:
    directory = town(north={C: 9, F: 0}, clinic={C: 1, F: 9}, east={C: 0, F: 9})
    with pytest.raises(errors.NoRoom, match=r"这单要冷藏2格，最多的.*还剩冷藏1格。") as refused:
        choose(selling(), directory, {}, {C: 2, F: 1})
    assert refused.value.facts["point"] == directory.points["clinic"].name
    with pytest.raises(errors.NoRoom, match=r"这单要冷冻1格，最多的.*还剩0格") as refused:
        choose(selling(), town(north={F: 0}, clinic={F: 0}, east={F: 0}), {}, {F: 1})
    first = min(POINTS.values(), key=lambda it: it.no)
    assert refused.value.facts["point"] == first.name, "all alike: by number"


async def opened(day: Day, **capacity: dict[StorageClass, int]) -> None:
    day.directory = town(**capacity)
    await day.opens(items=OFFER)


async def chosen(day: Day, who: str, qty: int, item: int = 1) -> Choice | None:
    placed: list[Placed] = await day.says(who, [Wish(item, D(qty))])
    return placed[0].choice


async def test_orders_fill_a_point_to_the_last_unit_and_no_further(day: Day) -> None:
    await opened(day, north={C: 3}, clinic={C: 2}, east={C: 0})
    assert [(await day.orders(f"r{n}", {1: 1})).point for n in range(5)] == [
        *("north", "north", "north", "clinic", "clinic")
    ]
    with pytest.raises(errors.NoRoom):
        await day.orders("r9", {1: 1})
    assert (await day.orders("r9", {2: 5})).point == "north", "there is no limit on what is not chilled"
    await day.cancels("r0")
    assert (await day.orders("r10", {1: 2})).point == "north"


async def test_an_order_that_grows_beyond_its_points_room_goes_elsewhere_as_a_whole(day: Day) -> None:
    await opened(day, north={C: 2}, clinic={C: 4}, east={C: 4})
    await day.run(lambda books: pickup.bind(books, "wang", day.directory.points["north"]))
    assert (await chosen(day, "wang", 4)) == Choice(day.directory.points["north"], "bound")
    assert await chosen(day, "wang", 3) is None, "it shrank"
    choice = await chosen(day, "wang", 6)
    assert choice == Choice(day.directory.points["clinic"], "full", day.directory.points["north"])
    assert ((await day.order("wang")).point, (await day.order("wang")).where.point) == ("clinic", "clinic")  # type: ignore[union-attr]
    with pytest.raises(errors.NoRoom, match="冷藏5格"):
        await chosen(day, "wang", 10)
    assert (await day.order("wang")).line(1).ordered == 6, "nothing of the message is booked"


async def test_goods_not_fetched_take_room_on_their_day_and_after_it_until_they_are(day: Day) -> None:
    await opened(day, north={C: 2}, clinic={C: 2}, east={C: 2})
    await day.orders("wang", {1: 4})
    monday = Pickup(PICKUP.day + timedelta(days=1), PICKUP.opens, PICKUP.closes)
    first = day.number
    await day.opens(items=OFFER, pickup=monday, cutoff_at=CUTOFF + hours(30))
    assert (await day.orders("li", {1: 4})).point == "north", "wang's will have been fetched by then"
    await day.cancels("li")
    await day.comes(at_home("2026-11-22 09:00"))
    day.number, second = first, day.number
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    day.number = second
    await day.comes(at_home("2026-11-22 20:01"))
    assert (await day.orders("li", {1: 4})).point == "clinic", "wang's still lie there"


async def test_a_full_point_is_not_chosen_and_the_nearest_with_room_are_named(day: Day) -> None:
    day.directory = a_directory(
        points={
            "east": replace(POINTS["east"], place=HERE, capacity={C: 1}),
            "north": replace(POINTS["north"], place=Place(31.3, 121.4), capacity={C: 4}),
            "clinic": replace(POINTS["clinic"], place=Place(31.201, 121.4), capacity={C: 4}),
        }
    )
    await day.opens(items=OFFER)
    await day.orders("wang", {1: 4})

    async def binds(point: str) -> list[Any]:
        return await day.run(lambda books: pickup.bind(books, "wang", day.directory.points[point]))

    with pytest.raises(errors.PointFull) as refused:
        await binds("east")
    assert str(refused.value) == (
        "东门驿站放不下了，还差冷藏1格。放得下的有 3 北门诊所、2 北门便利店，回“自提点 3”"
    )
    assert await day.store.reads.binding("wang", "garden") is None
    assert len(await binds("clinic")) == 1
    await day.orders("wang", {1: 8})
    day.directory = town(north={C: 1}, east={C: 0}, clinic={C: 1})
    with pytest.raises(errors.PointFull, match="别的点也满了，先不换"):
        await binds("north")


async def test_for_a_day_on_which_the_new_point_is_closed_the_order_stays(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    closed = replace(POINTS["east"], closed=frozenset({date(2026, 11, 22)}))
    day.directory = a_directory(points={**POINTS, "east": closed})
    assert await day.run(lambda books: pickup.bind(books, "wang", closed)) == []
    assert (await day.order("wang")).point == "north"
    assert await day.store.reads.binding("wang", "garden") == "east"


async def test_of_many_orders_at_once_each_point_takes_exactly_what_it_has(day: Day) -> None:
    await opened(day, north={C: 7}, clinic={C: 5}, east={C: 3})
    tasks = (day.says(f"r{n}", [Wish(1, D(1 + n % 3))]) for n in range(40))
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(it) for it in done if not isinstance(it, list)} == {errors.NoRoom}
    buy, held = await day.buy(), dict.fromkeys(POINTS, 0)
    for order in await day.store.reads.orders(day.number):
        held[order.point] += need(buy, order).get(C, 0)
    assert held == {"north": 7, "clinic": 5, "east": 3, "pier": 0}, "all that fits was taken"
    assert sum(isinstance(it, list) for it in done) >= 8

"""Points are bound once and remembered; orders move while they can; codes are unique where they lie."""

import pytest

from groupbuy import closing, delivering, errors, pickup
from groupbuy.ordering import Wish
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, POINTS, D, a_directory, hours

EAST, NORTH, PIER = POINTS["east"], POINTS["north"], POINTS["pier"]


async def binds(day: Day, who: str, point: object = EAST) -> list[str]:
    return [it.resident for it in await day.run(lambda books: pickup.bind(books, who, point))]  # type: ignore[arg-type]


async def test_a_bound_point_is_remembered_for_later_orders_and_buys(day: Day) -> None:
    assert await binds(day, "wang") == []
    for _ in range(2):
        await day.opens()
        placed = await day.says("wang", [Wish(1, D(1))])
        assert (placed[0].order.point, placed[0].provisional) == ("east", False)


async def test_changing_the_point_moves_what_is_on_its_way(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.says("wang", [Wish(1, D(1), whom="mother")])
    code = (await day.order("wang")).code
    assert sorted(await binds(day, "wang")) == ["mother", "wang"]
    order = await day.order("wang")
    assert (order.point, order.code) == ("east", code)
    assert await binds(day, "wang") == []


async def test_goods_that_are_there_stay_where_they_are(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    assert await binds(day, "wang") == []
    assert (await day.order("wang")).point == "north"


async def test_a_point_of_another_community_moves_nothing_here(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    assert await binds(day, "wang", PIER) == []
    assert (await day.order("wang")).point == "north"
    assert await day.store.reads.binding("wang", "river") == "pier"
    assert await day.store.reads.binding("wang", "garden") is None


async def test_who_is_ordered_for_fetches_where_the_sender_does(day: Day) -> None:
    await day.opens()
    await binds(day, "wang")
    placed = await day.says("wang", [Wish(1, D(1), whom="mother")])
    assert (placed[0].order.point, placed[0].provisional) == ("east", False)


async def test_a_point_that_is_no_longer_configured_is_chosen_anew(day: Day) -> None:
    await day.opens()
    await binds(day, "wang")
    day.directory = a_directory(points={"north": NORTH})
    placed = await day.says("wang", [Wish(1, D(1))])
    assert (placed[0].order.point, placed[0].provisional) == ("north", True)


async def moves(day: Day, who: str, point: str) -> None:
    await day.for_order(lambda books, buy, order: pickup.move(books, order, point, "hand"), who)


async def test_moving_to_the_point_it_is_at_keeps_the_code(day: Day) -> None:
    await day.opens()
    code = (await day.orders("wang", {1: 1})).code
    await moves(day, "wang", "north")
    assert (await day.order("wang")).code == code


async def test_an_order_of_a_buy_that_is_over_does_not_move_and_the_state_is_named_in_chinese(
    day: Day,
) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await day.leads(closing.cancel_buy, "leader")
    with pytest.raises(errors.BuyOver, match="1号团已取消，不能再改了"):
        await moves(day, "wang", "east")


async def test_codes_are_unique_among_a_points_undelivered_orders(day: Day) -> None:
    await day.opens()
    for n in range(60):
        await day.orders(f"r{n}", {2: 1})
    first = day.number
    await day.opens()
    for n in range(60):
        await day.orders(f"r{n}", {2: 1})
    orders = [*await day.store.reads.orders(first), *await day.store.reads.orders(day.number)]
    assert len({(it.point, it.code) for it in orders}) == 120
    for it in orders:
        found = await day.store.reads.order_by_code(it.point, it.code)
        assert found is not None
        assert found.id == it.id
        assert await day.store.reads.order_by_code("east", it.code) is None


async def test_a_code_opens_nothing_once_the_buy_is_over(day: Day) -> None:
    await day.opens()
    code = (await day.orders("wang", {1: 1})).code
    await day.leads(closing.cancel_buy, "leader")
    assert await day.store.reads.order_by_code("north", code) is None

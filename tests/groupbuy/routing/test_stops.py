"""Stops: which points get what of a buy's goods, and what of it is there."""

from dataclasses import replace

from groupbuy.buy import GroupBuy
from groupbuy.order import Order
from groupbuy.routing.stops import Load, Stop, stops
from tests.groupbuy.made import DIRECTORY, D, a_buy, an_order


def north(seq_no: int, wants: dict[int, int], short: int = 0) -> Order:
    return shorted(an_order(wants, point="north", seq_no=seq_no), short)


def east(seq_no: int, wants: dict[int, int], short: int = 0) -> Order:
    return shorted(an_order(wants, point="east", seq_no=seq_no), short)


def shorted(order: Order, short: int) -> Order:
    if short:
        order.lines[1] = replace(order.lines[1], short=D(short))
    return order


def arrived(buy: GroupBuy, item: int, *points: str) -> GroupBuy:
    buy.items[item] = replace(buy.items[item], arrived=frozenset(points))
    return buy


def what(it: Load) -> tuple[str, int, int, int, bool]:
    return it.item.name, int(it.qty), int(it.short), it.orders, it.signed


def of(buy: GroupBuy, *orders: Order) -> list[Stop]:
    return stops(buy, orders, DIRECTORY)


def test_stops_stand_by_number_with_what_each_is_to_get_for_how_many() -> None:
    first, second = of(a_buy(), north(1, {1: 3, 2: 1}), east(2, {1: 2}), north(3, {1: 1}))
    assert (first.name, second.name) == ("1号点 东门驿站", "2号点 北门便利店")
    assert [what(it) for it in first.loads] == [("草莓", 2, 0, 1, False)]
    assert [what(it) for it in second.loads] == [("草莓", 4, 0, 2, False), ("蓝莓", 1, 0, 1, False)]
    assert [it.seq_no for it in second.orders] == [1, 3]


def test_cancelled_orders_and_points_that_are_no_more_make_no_stop() -> None:
    gone = an_order({1: 1}, point="demolished", seq_no=2)
    assert of(a_buy(), an_order({}, point="north", seq_no=1), gone) == []
    assert of(a_buy()) == []


def test_what_is_known_not_to_come_is_not_brought() -> None:
    (stop,) = of(a_buy(), north(1, {1: 3}, short=1), north(2, {1: 1}, short=1))
    assert [what(it) for it in stop.loads] == [("草莓", 2, 2, 1, False)]
    assert of(a_buy(), north(1, {1: 3}, short=3)) == [], "nothing is brought where nothing comes"


def test_a_stop_is_done_once_all_of_it_is_there_and_tells_what_fell_short() -> None:
    orders = north(1, {1: 3, 2: 1}, short=1), east(2, {1: 2})
    first, second = of(arrived(a_buy(), 1, "north"), *orders)
    assert [it.item.name for it in first.coming] == ["草莓"]
    assert ([it.item.name for it in second.coming], second.done) == (["蓝莓"], False)
    assert what(second.loads[0]) == ("草莓", 2, 1, 1, True)
    both = arrived(arrived(a_buy(), 1, "north"), 2, "north")
    assert [it.done for it in of(both, *orders)] == [False, True]
    everywhere = arrived(arrived(a_buy(), 1, ""), 2, "")
    assert [it.done for it in of(everywhere, *orders)] == [True, True]


def test_a_stop_where_everything_fell_short_when_it_came_stays_on_the_note() -> None:
    (stop,) = of(arrived(a_buy(), 1, "north"), north(1, {1: 2}, short=2))
    assert [what(it) for it in stop.loads] == [("草莓", 0, 2, 0, True)]
    assert stop.done

"""Goods arrive in parts, some fall short, the latest orders go without, and a mistake is taken back."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy import closing, delivering, delivery_errors, errors, pickup, settling, verifying
from groupbuy.buy import State
from groupbuy.delivering import expected, without
from groupbuy.order import Order
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, OPENED, POINTS, D, a_buy, an_order, at_home, hours


@pytest.fixture(autouse=True)
async def formed(day: Day) -> None:
    """wang 3 and li 2 boxes at north, zhao 2 boxes and a jar at east; formed."""
    await day.opens()
    await day.run(lambda books: pickup.bind(books, "zhao", POINTS["east"]))
    await day.orders("wang", {1: 3})
    await day.orders("li", {1: 2})
    await day.orders("zhao", {1: 2, 2: 1})
    await day.comes(CUTOFF + hours(1))


async def arrives(day: Day, *items: int, point: str = "", short: object = 0) -> Sequence[Order]:
    return await day.leads(
        lambda books, buy: delivering.arrive(
            books, buy, [buy.item(no) for no in items], point=point, short=D(str(short))
        )
    )


async def lacks(day: Day, item: int, short: object, point: str = "") -> Sequence[Order]:
    return await day.leads(
        lambda books, buy: delivering.fall_short(books, buy, buy.item(item), D(str(short)), point=point)
    )


async def takes_back(day: Day, item: int) -> int:
    return await day.leads(lambda books, buy: delivering.reverse_arrival(books, buy, buy.item(item)))


async def billed(day: Day, item: int = 1) -> list[int]:
    return [int(it.line(item).billed) for it in await day.store.reads.orders(day.number)]


async def test_only_those_whose_goods_are_there_are_told_with_point_window_and_code(day: Day) -> None:
    there = await arrives(day, 2)
    assert [it.resident for it in there] == ["zhao"]
    assert (await day.buy()).state is State.ARRIVED
    code = (await day.order("zhao")).code
    assert await day.told("resident:zhao", "arrived") == [
        f"【1号团】到货了：蓝莓1盒\n东门驿站（东门岗亭旁）\n11月22日(日) 17:00–20:00\n取货码 {code}"
    ]
    assert await day.told("resident:wang") == []
    await arrives(day, 1)
    assert "草莓3盒" in (await day.told("resident:wang"))[0]
    assert "草莓2盒\n" in (await day.told("resident:zhao"))[1]


async def test_goods_arrive_point_by_point(day: Day) -> None:
    assert [it.resident for it in await arrives(day, 1, point="east")] == ["zhao"]
    assert await day.told("resident:wang") == []
    with pytest.raises(errors.ArrivedAlready, match="草莓已记到货"):
        await arrives(day, 1, point="east")
    with pytest.raises(errors.ArrivedAlready):
        await arrives(day, 1)
    assert [it.resident for it in await arrives(day, 1, point="north")] == ["wang", "li"]


async def test_what_is_missing_is_missed_by_the_latest_orders(day: Day) -> None:
    await arrives(day, 1, short=3)
    assert await billed(day) == [3, 1, 0]
    assert await day.told("resident:zhao", "shorted") == [
        "【1号团】抱歉，草莓少到了，你的2盒缺2盒。订单现为19.9元。"
    ]
    assert "缺1盒。订单现为25元" in (await day.told("resident:li", "shorted"))[0]
    assert "草莓1盒" in (await day.told("resident:li", "arrived"))[0]
    assert await day.told("resident:zhao", "arrived") == [], "nothing of theirs is there"
    assert await day.told("resident:wang", "shorted") == []


async def test_at_one_point_only_that_points_orders_go_without(day: Day) -> None:
    await arrives(day, 1, point="north", short=1)
    assert await billed(day) == [3, 1, 2]
    with pytest.raises(errors.MiscountedArrival, match="账上订了2盒，不是3盒"):
        await arrives(day, 1, point="east", short=3)
    assert await billed(day) == [3, 1, 2]


async def test_shortage_known_before_arrival_is_not_counted_twice(day: Day) -> None:
    affected = await lacks(day, 1, 2)
    assert [it.resident for it in affected] == ["zhao"]
    orders = await day.store.reads.orders(day.number)
    assert expected((await day.buy()).item(1), orders) == 5
    assert expected((await day.buy()).item(1), orders, "east") == 0
    await arrives(day, 1)
    assert await billed(day) == [3, 2, 0]


async def test_more_missing_than_ordered_is_a_miscount_and_changes_nothing(day: Day) -> None:
    with pytest.raises(errors.MiscountedArrival, match="草莓账上订了7盒，不是8盒"):
        await lacks(day, 1, 8)
    assert await billed(day) == [3, 2, 2]
    await lacks(day, 1, 7)
    assert await billed(day) == [0, 0, 0]


async def test_what_was_paid_too_much_is_named(day: Day) -> None:
    await day.for_order(lambda books, buy, order: settling.confirm(books, order), "li")
    await lacks(day, 1, 4)
    assert "多付的50元由梅姐退给你。" in (await day.told("resident:li", "shorted"))[0]
    assert (await day.order("li")).owed == -5000


async def test_a_shortage_taken_back_stands_again_and_is_told(day: Day) -> None:
    await lacks(day, 1, 3)
    assert await takes_back(day, 1) == 1
    assert await billed(day) == [3, 2, 2]
    assert await day.told("resident:li", "shortage_lifted") == ["【1号团】更正：草莓2盒照常，订单现为50元。"]
    with pytest.raises(errors.NoSuchArrival, match="草莓还没有到货或缺货记录"):
        await takes_back(day, 1)


async def test_an_arrival_taken_back_withdraws_what_was_told_and_can_be_recorded_again(day: Day) -> None:
    await arrives(day, 1, short=1)
    await takes_back(day, 1)
    assert await billed(day) == [3, 2, 2]
    assert "草莓还没到货，先别跑一趟" in (await day.told("resident:wang", "arrival_withdrawn"))[0]
    assert not (await day.buy()).items[1].arrived
    await arrives(day, 1)
    assert len(await day.told("resident:wang", "arrived")) == 2


async def test_the_latest_record_of_an_item_is_taken_back_first(day: Day) -> None:
    await lacks(day, 1, 2)
    await arrives(day, 1, short=1)
    await arrives(day, 2)
    assert await billed(day) == [3, 1, 0]
    assert await takes_back(day, 1) == 2
    assert await billed(day) == [3, 2, 0]
    assert await takes_back(day, 1) == 1
    assert await billed(day) == [3, 2, 2]


async def test_what_was_handed_out_since_must_be_taken_back_first(day: Day) -> None:
    await arrives(day, 1)
    await day.for_order(verifying.hand_out, "wang")
    with pytest.raises(errors.PickedSince, match="草莓已有人取走"):
        await takes_back(day, 1)
    await day.for_order(verifying.take_back, "wang")
    await takes_back(day, 1)


async def test_what_was_handed_out_is_not_cut_afterwards(day: Day) -> None:
    await arrives(day, 1)
    await day.for_order(verifying.hand_out, "zhao")
    await lacks(day, 1, 2)
    assert await billed(day) == [3, 0, 2]


async def test_finishing_with_goods_waiting_needs_a_second_word(day: Day) -> None:
    await arrives(day, 1, 2)
    await day.for_order(verifying.hand_out, "wang")
    with pytest.raises(errors.StillWaiting, match="还有2单没取完"):
        await day.leads(delivering.finish, sure=False)
    await day.leads(delivering.finish, sure=True)
    assert (await day.buy()).state is State.FINISHED
    with pytest.raises(errors.NoSuchArrival):
        await takes_back(day, 1)


async def test_finishing_when_everything_is_fetched_needs_no_second_word(day: Day) -> None:
    await arrives(day, 1, 2)
    for who in ("wang", "li", "zhao"):
        await day.for_order(verifying.hand_out, who)
    await day.leads(delivering.finish, sure=False)


async def test_who_has_not_fetched_is_reminded_and_the_leader_gets_the_list(day: Day) -> None:
    await arrives(day, 1)
    await day.for_order(verifying.hand_out, "wang")
    assert await day.comes(at_home("2026-11-22 18:00")) == ["pickup_soon"]
    assert "还有草莓2盒等你取：北门便利店" in (await day.told("resident:li", "pickup_soon"))[0]
    assert await day.told("resident:wang", "pickup_soon") == []
    assert await day.comes(at_home("2026-11-22 20:00")) == ["unclaimed"]
    told = (await day.told("leader:mei", "unclaimed"))[0]
    assert "还有2单没取：\n2号 3-1203 王姐 草莓2盒\n3号 3-1203 王姐 草莓2盒" in told


@pytest.mark.parametrize("cancelled", [False, True])
async def test_nothing_arrives_or_falls_short_while_open_or_cancelled(day: Day, cancelled: bool) -> None:
    day.at = OPENED
    await day.opens()
    if cancelled:
        await day.leads(closing.cancel_buy, "leader")
    with pytest.raises(errors.WrongState):
        await arrives(day, 1)
    with pytest.raises(errors.WrongState):
        await lacks(day, 1, 1)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(0, 45))
def test_the_rule_of_shortage_cuts_from_the_end_and_never_more_than_is_there(
    wanted: list[int], short: int
) -> None:
    orders = [an_order({1: qty}, seq_no=n) for n, qty in enumerate(wanted, 1)]
    cut = without(a_buy().item(1), orders, D(short))
    units = [n for n, qty in enumerate(wanted, 1) for _ in range(qty)]
    gone = units[max(0, len(units) - short) :] if short else []
    assert cut == {f"order-{n}": gone.count(n) for n in set(gone)}


async def signs_back(day: Day, item: int, point: str) -> object:
    return await day.leads(lambda books, buy: delivering.unsign(books, buy, buy.item(item), POINTS[point]))


async def test_what_was_signed_for_at_a_point_is_taken_back_there_and_nowhere_else(day: Day) -> None:
    await arrives(day, 1, point="north", short=2)
    await arrives(day, 1, point="east", short=1)
    assert await billed(day) == [3, 0, 1]
    assert await signs_back(day, 1, "north") == 2
    assert await billed(day) == [3, 2, 1]
    assert (await day.buy()).items[1].arrived == {"east"}
    assert await day.told("resident:zhao", "arrival_withdrawn") == []
    assert await day.told("resident:li", "shortage_lifted") == ["【1号团】更正：草莓2盒照常，订单现为50元。"]
    with pytest.raises(delivery_errors.NotSigned, match="2号点的草莓还没有签收"):
        await signs_back(day, 1, "north")
    await arrives(day, 1, point="north")
    assert await billed(day) == [3, 2, 1]


async def test_goods_marked_as_arrived_everywhere_or_fetched_or_over_were_not_signed_for(day: Day) -> None:
    await arrives(day, 1)
    await arrives(day, 2, point="east")
    with pytest.raises(delivery_errors.NotSigned):
        await signs_back(day, 1, "north")
    with pytest.raises(delivery_errors.NotSigned):
        await signs_back(day, 2, "north")
    await day.for_order(verifying.hand_out, "zhao")
    with pytest.raises(errors.PickedSince):
        await signs_back(day, 2, "east")
    await day.leads(delivering.finish, sure=True)
    with pytest.raises(delivery_errors.NotSigned):
        await signs_back(day, 2, "east")

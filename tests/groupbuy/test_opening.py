"""From a leader's draft to an open buy, and changing what is on offer."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from groupbuy import closing, delivering, errors, opening
from groupbuy.buy import Minimum, Pickup, State
from groupbuy.directory import Limits
from groupbuy.events import OfferedItem
from groupbuy.opening import is_open, must_be_open
from tests.for_each import for_each
from tests.groupbuy.day import Day, a_draft
from tests.groupbuy.made import (
    CUTOFF,
    DEPUTY,
    MEI,
    OPENED,
    PICKUP,
    POINTS,
    QIANG,
    D,
    a_directory,
    hours,
    minutes,
    offered,
)

NEXT_DAY = Pickup(date(2026, 11, 23), time(17), time(20))


async def drafted(day: Day, leader: Any = MEI, **changed: Any) -> int:
    buy = await day.run(lambda books: opening.draft(books, leader, a_draft(**changed)))
    day.number = buy.number
    return buy.number


async def test_a_draft_is_numbered_and_seen_by_nobody_but_the_leader(day: Day) -> None:
    assert await drafted(day) == 1
    assert (await day.buy()).state is State.DRAFT
    assert await day.store.reads.buys_in_chat("garden-1") == []
    assert [it.number for it in await day.store.reads.buys_of_leader("mei")] == [1]
    assert await day.kinds_told("chat:garden-1") == []


async def test_confirmed_it_opens_and_every_group_is_told_what_is_offered(day: Day) -> None:
    await drafted(day)
    await day.leads(opening.confirm)
    assert (await day.buy()).state is State.OPEN
    for chat in ("garden-1", "garden-2"):
        assert [it.number for it in await day.store.reads.buys_in_chat(chat)] == [1]
        told = await day.told(f"chat:{chat}")
        assert told[0].splitlines() == [
            "【1号团】周末水果",
            "1. 草莓 25元/盒 共20盒 限5",
            "2. 蓝莓 19.9元/盒",
            "3. 排骨 39.8元/斤 共12.5斤",
            "截单 11月21日(六) 20:00",
            "取货 11月22日(日) 17:00–20:00",
            "直接说要什么就行，例如：草莓2盒",
        ]


async def test_another_draft_takes_the_place_of_the_one_before(day: Day) -> None:
    await drafted(day)
    assert await drafted(day, title="改过的") == 2
    assert [it.number for it in await day.store.reads.buys_of_leader("mei")] == [2]
    assert (await day.store.reads.buy(1)).state is State.CANCELLED
    assert await drafted(day, QIANG) == 3
    assert [it.number for it in await day.store.reads.buys_of_leader("mei")] == [2]


async def test_a_draft_dropped_is_gone_and_an_open_buy_is_not_dropped_silently(day: Day) -> None:
    await drafted(day)
    await day.leads(opening.drop)
    assert (await day.buy()).state is State.CANCELLED
    await day.opens()
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.WrongState):
        await day.leads(opening.drop)
    assert (await day.order("wang")).active


async def test_a_draft_confirmed_after_its_cutoff_is_refused(day: Day) -> None:
    await drafted(day)
    day.at = CUTOFF
    with pytest.raises(errors.BadCutoff, match="11-21 20:00 已经过了"):
        await day.leads(opening.confirm)


async def test_an_open_buy_is_not_confirmed_again(day: Day) -> None:
    await day.opens()
    with pytest.raises(errors.WrongState):
        await day.leads(opening.confirm)


TWICE = (OfferedItem(1, "草莓", "盒", 1), OfferedItem(2, "草莓", "箱", 2))


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"items": ()}, errors.BadDraft),
        ({"items": TWICE}, errors.BadDraft),
        ({"chats": ()}, errors.BadDraft),
        ({"cutoff_at": OPENED}, errors.BadCutoff),
        ({"cutoff_at": OPENED - minutes(1)}, errors.BadCutoff),
        ({"pickup": replace(PICKUP, day=date(2026, 11, 25))}, errors.BadDraft),
        ({"pickup": replace(PICKUP, day=date(2026, 11, 20))}, errors.BadPickup),
        ({"pickup": replace(PICKUP, opens=time(20), closes=time(17))}, errors.BadPickup),
        ({"pickup": Pickup(date(2026, 11, 21), time(17), time(20))}, errors.BadPickup),
    ],
)
async def test_a_draft_that_makes_no_sense_is_refused_and_takes_no_number(
    day: Day, changed: dict[str, Any], refusal: type[errors.Refusal]
) -> None:
    with pytest.raises(refusal):
        await drafted(day, **changed)
    assert await drafted(day) == 1


async def test_a_leader_has_only_so_many_buys_at_once(day: Day) -> None:
    day.directory = a_directory(limits=Limits(open_buys_per_leader=2))
    await day.opens()
    await day.opens()
    with pytest.raises(errors.TooManyBuys, match="同时最多开2个团"):
        await drafted(day)
    assert await drafted(day, DEPUTY) == 3
    day.number = 1
    await day.leads(closing.cancel_buy, "leader")
    await drafted(day)


async def test_stock_can_be_raised_lowered_and_made_unlimited_but_not_below_what_is_ordered(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 5})

    async def restock(stock: object) -> None:
        wanted = None if stock is None else D(str(stock))
        await day.leads(lambda books, buy: opening.restock(books, buy, buy.item(1), wanted))

    with pytest.raises(errors.StockBelowOrders, match="草莓已经订出5盒"):
        await restock(4)
    await restock(5)
    with pytest.raises(errors.SoldOut):
        await day.orders("li", {1: 1})
    with pytest.raises(errors.NothingChanged):
        await restock(5)
    await restock(6)
    await day.orders("li", {1: 1})
    await restock(None)
    await day.orders("zhao", {1: 5})
    assert (await day.buy()).items[1].left is None


async def test_a_price_and_stock_stay_when_the_goods_are_there(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.NothingChanged):
        await day.leads(lambda books, buy: opening.reprice(books, buy, buy.item(1), 2500))
    await day.comes(CUTOFF + hours(1))
    await day.leads(lambda books, buy: delivering.arrive(books, buy, [buy.item(1)]))
    with pytest.raises(errors.BuyOver):
        await day.leads(lambda books, buy: opening.reprice(books, buy, buy.item(1), 1))
    with pytest.raises(errors.BuyOver):
        await day.leads(lambda books, buy: opening.restock(books, buy, buy.item(1), None))


async def test_a_copy_offers_at_todays_price_the_stock_it_began_with(day: Day) -> None:
    await day.opens(Minimum("orders", 2))
    await day.orders("wang", {1: 5})
    await day.leads(lambda books, buy: opening.reprice(books, buy, buy.item(1), 2600))
    await day.leads(lambda books, buy: opening.restock(books, buy, buy.item(1), D(7)))
    again = await day.leads(opening.copied, CUTOFF + hours(24), NEXT_DAY.day)
    first, *rest = offered()
    offer = [replace(first, price=2600), *rest]
    assert again == a_draft(
        cutoff_at=CUTOFF + hours(24), pickup=NEXT_DAY, items=offer, minimum=Minimum("orders", 2)
    )


@for_each(
    ("day", "shop", "why"),
    [
        ("2026-11-22", {}, ""),
        ("2026-11-25", {}, "11-25 休市，请换一天取货"),
        ("2026-11-25", {"keeps_holidays": False}, ""),
        ("2026-11-23", {"closed": frozenset({date(2026, 11, 23)})}, "11-23 自提点都不开，请换一天取货"),
        (
            "2026-11-25",
            {"keeps_holidays": False, "closed": frozenset({date(2026, 11, 25)})},
            "11-25 休市，请换一天取货",
        ),
    ],
)
def test_goods_are_fetched_on_a_day_on_which_a_point_is_open(
    day: str, shop: dict[str, Any], why: str
) -> None:
    directory = a_directory(points={"east": replace(POINTS["east"], **shop)})
    when = date.fromisoformat(day)
    assert is_open("garden", when, directory) is not bool(why)
    if why:
        with pytest.raises(errors.BadDraft, match=why):
            must_be_open("garden", when, directory)
    else:
        must_be_open("garden", when, directory)


def test_before_a_community_has_points_only_market_holidays_are_no_days_to_fetch() -> None:
    bare = a_directory(points={})
    assert is_open("garden", date(2026, 11, 24), bare)
    assert not is_open("garden", date(2026, 11, 25), bare)

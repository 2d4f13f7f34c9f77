"""Sold out, stocked again, dearer for what is ordered later: told at once, and explained on demand."""

from tests.bot.commands.days import LAKE, book, order
from tests.conversation import village

FEW = "开团 果\n草莓 25/盒 库存3\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00"


async def test_sold_out_and_stocked_again() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "记好了"),
            ("赵六", LAKE, "草莓2盒", "只剩1盒"),
            ("赵六", LAKE, "草莓1盒", "草莓 1盒 25元"),
            ("陈伯", LAKE, "草莓1盒", "已经订完"),
            ("陈伯", LAKE, "草莓还有吗", "已订完"),
            ("王姐", LAKE, "库存 草莓 +2", "草莓"),
            ("陈伯", LAKE, "草莓1盒", "草莓 1盒 25元"),
            ("陈伯", LAKE, "草莓还有吗", "还剩1盒"),
        )
        assert (await book(v)).item(1).taken == 4


async def test_what_somebody_gives_back_is_there_for_the_next() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓3盒", "记好了"),
            ("赵六", LAKE, "草莓1盒", "已经订完"),
            ("李阿姨", LAKE, "改成1盒", "草莓 1盒"),
            ("赵六", LAKE, "草莓2盒", "草莓 2盒 50元"),
        )


async def test_an_order_that_does_not_fit_changes_nothing_of_it() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓4盒 蓝莓1盒", "只剩3盒"),
            ("李阿姨", None, "我的订单", "没有订单"),
            ("李阿姨", LAKE, "草莓3盒 蓝莓1盒", "合计 90元"),
            ("李阿姨", LAKE, "改成草莓5盒", "订完"),
            ("李阿姨", None, "我的订单", "90元"),
        )


async def test_the_leader_sets_what_is_left_and_sells_out() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "记好了"),
            ("王姐", LAKE, "草莓还剩5盒", "草莓"),
            ("赵六", LAKE, "草莓5盒", "记好了"),
            ("王姐", LAKE, "库存 草莓 1", "订"),
            ("王姐", LAKE, "库存 蓝莓 售罄", "蓝莓"),
            ("赵六", LAKE, "蓝莓1盒", "已经订完"),
            ("王姐", LAKE, "库存 蓝莓 不限", "蓝莓"),
            ("赵六", LAKE, "蓝莓9盒", "蓝莓 9盒"),
        )


async def test_a_dearer_price_is_for_what_is_added_and_can_be_explained() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "合计 50元"),
            ("王姐", LAKE, "改价 草莓 30", "30元"),
            ("李阿姨", LAKE, "草莓加1盒", "合计 80元"),
            ("李阿姨", LAKE, "为什么", "改价为30元/盒"),
            ("李阿姨", LAKE, "为什么80元", "加的每盒30元"),
            ("王姐", LAKE, "为什么 1号", "改价为30元/盒"),
        )
        assert (await order(v, 1)).amount == 8000


async def test_giving_back_the_dearer_part_leaves_the_old_price() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "合计 50元"),
            ("王姐", LAKE, "改价 草莓 30", "30元"),
            ("李阿姨", LAKE, "草莓改成3盒", "合计 80元"),
            ("李阿姨", LAKE, "草莓改成2盒", "合计 50元"),
            ("赵六", LAKE, "草莓1盒", "合计 30元"),
        )


async def test_a_cheaper_price_is_told_to_who_asks_and_kept_apart() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("李阿姨", LAKE, "蓝莓1盒", "合计 15元"),
            ("王姐", LAKE, "蓝莓降到12块", "是要“改价 1号团 蓝莓 12”吗"),
            ("王姐", LAKE, "确认", "12元"),
            ("赵六", LAKE, "蓝莓多少钱", "12元/盒"),
            ("李阿姨", LAKE, "蓝莓再来1盒", "合计 27元"),
            ("李阿姨", None, "我的订单", "27元"),
        )


async def test_impossible_stock_and_prices_change_nothing() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        for said in ("库存 草莓 -5", "库存 草莓 1", "改价 草莓 -3", "改价 草莓 1e9", "库存 香蕉 3"):
            assert await v.say("王姐", said, chat=LAKE), said
        item = (await book(v)).item(1)
        assert (item.stock, item.price) == (3, 2500)


async def test_a_resident_changes_neither_stock_nor_price() -> None:
    async with village() as v:
        await v.open(text=FEW)
        await v.talk(
            ("赵六", LAKE, "库存 草莓 +100", "团长"),
            ("赵六", LAKE, "改价 草莓 1", ""),
            ("赵六", None, "改价 草莓 1", "团长"),
        )
        item = (await book(v)).item(1)
        assert (item.stock, item.price) == (3, 2500)

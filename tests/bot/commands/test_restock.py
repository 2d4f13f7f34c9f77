"""库存: totals, more, less, what is left, no limit, sold out."""

from decimal import Decimal

import pytest

from tests.conversation import village


async def stock(v, item=1):
    return (await v.store.reads.buy(1)).items[item].stock


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("库存 草莓 30", 30),
        ("库存 草莓30盒", 30),
        ("库存 1号 30", 30),
        ("改库存 草莓 改成 30", 30),
        ("库存 草莓 +10", 30),
        ("库存 草莓+10", 30),
        ("库存 草莓 ＋10盒", 30),
        ("库存 草莓 加10", 30),
        ("库存 草莓 补10盒", 30),
        ("库存 草莓 -5", 15),
        ("库存 草莓 减5", 15),
        ("库存 草莓 剩8", 10),
        ("库存 草莓 还剩8盒", 10),
        ("库存 草莓 售罄", 2),
        ("库存 草莓 不限", None),
        ("库存 草莓 不限量", None),
        ("库存 1 草莓 30", 30),
        ("库存 1号团 草莓 30", 30),
    ],
)
async def test_stock_is_set_raised_lowered_or_lifted(words, after):
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        assert "已订2盒" in await v.say("王姐", words)
        assert await stock(v) == (None if after is None else Decimal(after))


async def test_the_answer_says_what_is_left():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.talk(
            ("王姐", None, "库存 草莓 30", "库存 30盒，已订2盒，还剩28盒"),
            ("王姐", None, "库存 草莓 售罄", "售罄了，已订2盒。补货发“库存 草莓 +10”"),
            ("王姐", None, "库存 草莓 不限", "改为不限量，已订2盒"),
        )


async def test_sold_out_stops_orders_and_more_lets_them_in():
    async with village() as v:
        await v.open()
        await v.say("王姐", "库存 草莓 售罄")
        assert "已经订完" in await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.say("王姐", "库存 草莓 +2")
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat="lake-1")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("库存", "库存 草莓 30"),
        ("库存 草莓", "库存 草莓 30"),
        ("库存 草莓 很多", "库存 草莓 30"),
        ("库存 西瓜 3", "没有“西瓜”"),
        ("库存 草莓 20", "没有变化"),
        ("库存 草莓 1", "已经订出2盒"),
        ("库存 草莓 -19", "已经订出2盒"),
        ("库存 草莓 -21", "减不了这么多"),
        ("库存 蓝莓 +3", "蓝莓现在不限量"),
        ("库存 蓝莓 -3", "蓝莓现在不限量"),
        ("库存 草莓 1e9", "没有“草莓 1e”"),
    ],
)
async def test_bad_input_changes_nothing(words, hint):
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        assert hint in await v.say("王姐", words)
        assert (await stock(v), await stock(v, 2)) == (20, None)


async def test_others_may_not_change_stock():
    async with village() as v:
        await v.open()
        await v.talk(
            ("李阿姨", "lake-1", "库存 草莓 99", "这是团长的操作"),
            ("小林", None, "库存 草莓 99", "没有“开团”这项权限"),
            ("老周", None, "库存 1号团 草莓 99", "请找王姐"),
        )
        assert await stock(v) == 20


async def test_a_buy_that_is_over_is_left_alone():
    async with village() as v:
        await v.open()
        await v.say("王姐", "取消团购 1 确认")
        assert "不能再改了" in await v.say("王姐", "库存 1号团 草莓 30")

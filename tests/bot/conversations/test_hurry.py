"""A resident in a hurry: many changes, short words, and the book says what was said last."""

from decimal import Decimal

import pytest

from tests.bot.commands.days import LAKE, book, order
from tests.conversation import village


async def test_the_order_is_changed_five_times_and_the_last_word_counts() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("小张", LAKE, "草莓2盒", "草莓 2盒 50元"),
            ("小张", LAKE, "改成3盒", "草莓 3盒 75元"),
            ("小张", LAKE, "再加一盒蓝莓", "合计 90元"),
            ("小张", LAKE, "草莓减1盒", "草莓 2盒 50元"),
            ("小张", LAKE, "蓝莓不要了", "合计 50元"),
            ("小张", LAKE, "算了草莓就一盒", "草莓 1盒 25元"),
            ("小张", None, "我的订单", "草莓 1盒 25元"),
        )
        assert (await order(v, 1)).amount == 2500
        assert (await book(v)).item(1).taken == 1


async def test_cancelled_and_back_keeps_the_number() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("小张", LAKE, "草莓2盒", "1号"),
            ("小张", LAKE, "取消", "取消"),
            ("赵六", LAKE, "草莓1盒", "2号"),
            ("小张", LAKE, "还是要草莓1盒", "1号团 1号"),
            ("小张", LAKE, "不要了", "取消"),
            ("小张", LAKE, "蓝莓一盒", "1号团 1号"),
        )
        assert (await order(v, 1)).amount == 1500


@pytest.mark.parametrize(
    ("text", "strawberries", "blueberries"),
    [
        ("草莓2盒 蓝莓1", 2, 1),
        ("1号2份", 2, 0),
        ("1号2份，2号1份", 2, 1),
        ("草莓*2", 2, 0),
        ("草莓x2 蓝莓x3", 2, 3),
        ("要两盒草莓", 2, 0),
        ("两盒草莓一盒蓝莓", 2, 1),
        ("草莓来俩", 2, 0),
        ("草莓、蓝莓各一盒", 1, 1),
        ("草莓 2 盒，蓝莓 1 盒，谢谢", 2, 1),
        ("我要草莓两盒不要太软", 2, 0),
        ("草莓＋２", 2, 0),
        ("草莓两盒\n蓝莓一盒", 2, 1),
        ("给我留两盒草莓", 2, 0),
        ("接 草莓2", 2, 0),
        ("3-1203 草莓2盒", 2, 0),
    ],
)
async def test_a_plain_order_is_taken_as_it_is_said(text: str, strawberries: int, blueberries: int) -> None:
    async with village() as v:
        await v.open()
        assert "记好了" in await v.say("小张", text, chat=LAKE)
        assert (await order(v, 1)).amount == strawberries * 2500 + blueberries * 1500


async def test_plus_one_where_one_item_is_open() -> None:
    async with village() as v:
        await v.open(text="开团 蛋\n鸡蛋 20/板 库存10\n截单 今晚20:00\n取货 明天17:00-20:00")
        await v.talk(
            ("小张", LAKE, "+1", "鸡蛋 1板 20元"),
            ("赵六", LAKE, "+2", "鸡蛋 2板 40元"),
            ("小张", LAKE, "改成3份", "鸡蛋 3板 60元"),
            ("小张", LAKE, "加1份", "鸡蛋 4板 80元"),
            ("赵六", LAKE, "取消", "取消"),
        )
        assert (await book(v)).item(1).taken == Decimal(4)


async def test_the_same_order_said_twice_is_one_order() -> None:
    async with village() as v:
        await v.open()
        await v.talk(("小张", LAKE, "草莓2盒", "草莓 2盒"), ("小张", LAKE, "草莓2盒", "没有变化"))
        assert (await book(v)).item(1).taken == 2


async def test_cancelling_nothing_and_changing_nothing_are_told_kindly() -> None:
    async with village() as v:
        await v.open()
        for said in ("取消", "我的不要了", "改成3份"):
            answer = await v.say("小张", said)
            assert answer, said
            assert "记好了" not in answer
        assert await v.store.reads.orders(1) == []


async def test_one_part_is_cancelled_and_the_other_stays() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("小张", LAKE, "草莓2盒 蓝莓2盒", "合计 80元"),
            ("小张", LAKE, "取消草莓", "合计 30元"),
            ("小张", LAKE, "蓝莓少要一盒", "合计 15元"),
            ("小张", LAKE, "为什么", "取消草莓2盒"),
        )


@pytest.mark.parametrize("qty", ["0", "-1", "1e9", "NaN", "100000", "∞", "0.0001"])
async def test_no_odd_quantity_is_ever_booked(qty: str) -> None:
    async with village() as v:
        await v.open()
        await v.say("小张", f"草莓{qty}盒", chat=LAKE)
        await v.say("小张", f"草莓 {qty}")
        assert (await book(v)).item(1).taken == 0


async def test_one_to_one_and_in_the_group_it_is_the_same_order() -> None:
    async with village() as v:
        await v.open()
        await v.talk(
            ("小张", LAKE, "草莓1盒", "1号"),
            ("小张", None, "再加1盒", "草莓 2盒"),
            ("小张", "lake-2", "草莓3盒", ""),
            ("小张", LAKE, "改成4盒", "草莓 4盒"),
        )
        assert len(await v.store.reads.orders(1)) == 1

"""名单: every order by 跟团号."""

import pytest

from tests.bot.commands.days import bought
from tests.conversation import FRUIT, village


async def ordered(v):
    await v.open()
    await v.say("李阿姨", "我叫 3-1203 李阿姨")
    await v.say("李阿姨", "草莓2盒要熟的 蓝莓1盒", chat="lake-1")
    await v.say("赵叔", "草莓1盒", chat="lake-1")


@pytest.mark.parametrize("words", ["名单", "名单 1", "名单 1号团", "订单名单 1"])
async def test_each_order_is_a_line_with_number_goods_money_and_mark(words):
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "已付 1")
        answer = await v.say("王姐", words)
        assert answer.startswith("1号团《周末水果》2单\n")
        assert "1号 3-1203 李阿姨：草莓2盒、蓝莓1盒 65元 已付" in answer
        assert "2号 " in answer
        assert "草莓1盒 25元 未付" in answer


async def test_notes_stand_beside_the_order_one_to_one_only():
    async with village() as v:
        await ordered(v)
        assert "熟" in await v.say("王姐", "名单")
        assert "熟" not in await v.say("王姐", "名单", chat="lake-1")


async def test_in_a_group_rooms_are_kept_back():
    async with village() as v:
        await ordered(v)
        answer = await v.say("王姐", "名单", chat="lake-1")
        assert "1号 李阿姨：草莓2盒" in answer
        assert "1203" not in answer


async def test_a_claim_and_a_refund_are_marked():
    async with village() as v:
        await ordered(v)
        await v.say("赵叔", "已付")
        await v.say("王姐", "已付 1")
        await v.say("王姐", "代取消 1号 蓝莓")
        answer = await v.say("王姐", "名单")
        assert "草莓1盒 25元 说已付" in answer
        assert "草莓2盒 50元 要退15元" in answer


async def test_cancelled_orders_are_counted_not_listed():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "代取消 1号")
        answer = await v.say("王姐", "名单")
        assert "1单（另有1单已取消）" in answer
        assert "李阿姨" not in answer


async def test_a_long_list_comes_in_pages():
    async with village() as v:
        await v.open(text=FRUIT.replace("库存20", "库存99"))
        for no in range(35):
            await v.say(f"邻居{no}", "草莓1盒", chat="lake-1")
        first, second = await v.say("王姐", "名单 1"), await v.say("王姐", "名单 1 第2页")
        assert "下一页：“名单 1 第2页”" in first
        rows = [it for it in (first + "\n" + second).splitlines() if "草莓1盒 25元 未付" in it]
        assert len(rows) == len(set(rows)) == 35
        assert len(first.encode()) < 4096


async def test_nothing_ordered_is_said_so():
    async with village() as v:
        await v.open()
        assert "没有人下单" in await v.say("王姐", "名单")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "名单 9", "没有9号团"),
        ("王姐", "名单 1 草莓", "名单 12 第2页"),
        ("老周", "名单 1", "请找王姐"),
        ("小林", "名单 1", "2单"),
        ("李阿姨", "名单", "已有2户、4份"),
    ],
)
async def test_only_who_may_see_it_does(who, words, hint):
    async with village() as v:
        await ordered(v)
        assert hint in await v.say(who, words)


async def test_an_order_cut_to_nothing_is_not_called_paid() -> None:
    async with bought() as v:
        await v.say("王姐", "缺货 草莓 6")
        row = next(it for it in (await v.say("王姐", "名单")).splitlines() if it.startswith("2号"))
        assert row.endswith("0元 不用付")

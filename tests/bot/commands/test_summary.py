"""汇总: what a buy has come to."""

from datetime import timedelta

import pytest

from tests.conversation import FRUIT, village


async def ordered(v, text=FRUIT):
    await v.open(text=text)
    await v.say("李阿姨", "草莓2盒 蓝莓1盒", chat="lake-1")
    await v.say("赵叔", "草莓1盒", chat="lake-1")
    await v.say("王姐", "已付 1")


@pytest.mark.parametrize("words", ["汇总", "汇总 1", "汇总 1号团", "统计 1"])
async def test_items_households_and_money_are_summed(words):
    async with village() as v:
        await ordered(v)
        answer = await v.say("王姐", words)
        for piece in (
            "1号团《周末水果》开团中",
            "草莓 3盒 75元（2户），余17盒",
            "蓝莓 1盒 15元（1户）",
            "合计 2户 90元，已收65元，未收25元",
            "截单 11月21日(六) 20:00",
            "名单 1",
        ):
            assert piece in answer


async def test_single_items_can_be_asked_for():
    async with village() as v:
        await ordered(v)
        answer = await v.say("王姐", "汇总 草莓")
        assert "草莓 3盒" in answer
        assert "蓝莓" not in answer
        assert "合计" not in answer
        assert "蓝莓 1盒" in await v.say("王姐", "汇总 1 1号、蓝莓")


async def test_a_minimum_shows_how_far_it_is():
    async with village() as v:
        await ordered(v, f"{FRUIT}\n满20份成团")
        assert "成团 4份/20份" in await v.say("王姐", "汇总")


async def test_sold_out_shortage_refund_and_late_orders_are_marked():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "库存 草莓 售罄")
        assert "草莓 3盒 75元（2户），售罄" in await v.say("王姐", "汇总")
        await v.say("王姐", "截单")
        await v.pass_time(timedelta(minutes=5))
        await v.say("小张", "蓝莓1盒", chat="lake-1")
        assert "另有1条迟单" in await v.say("王姐", "汇总")
        await v.say("王姐", "已采购")
        await v.say("王姐", "缺货 草莓 2")
        assert "缺2盒" in await v.say("王姐", "汇总")


async def test_nothing_ordered_is_said_so_and_a_buy_that_is_over_can_be_looked_up():
    async with village() as v:
        await v.open()
        assert "没有人下单" in await v.say("王姐", "汇总")
        await v.say("王姐", "取消团购 1 确认")
        assert "没有能用“汇总”的团" in await v.say("王姐", "汇总")
        assert "1号团《周末水果》已取消" in await v.say("王姐", "汇总 1")


async def test_what_must_be_given_back_is_named():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "代取消 1号")
        assert "已收65元，要退40元" in await v.say("王姐", "汇总")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "汇总 9", "没有9号团"),
        ("王姐", "汇总 西瓜", "没有“西瓜”"),
        ("老周", "汇总 1", "请找王姐"),
        ("小林", "汇总 1", "合计 2户"),
        ("李阿姨", "汇总", "已有2户、4份"),
    ],
)
async def test_only_who_may_see_it_does(who, words, hint):
    async with village() as v:
        await ordered(v)
        assert hint in await v.say(who, words)

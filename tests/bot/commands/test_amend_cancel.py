"""代取消: a leader cancels a resident's order or some of it."""

import pytest

from tests.bot.commands.test_amend import held, two_orders
from tests.conversation import village


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("代取消 1号", {}),
        ("代取消 李阿姨", {}),
        ("代取消 3-1203", {}),
        ("代取消 1号 草莓", {2: "1"}),
        ("代取消 1号 蓝莓", {1: "2"}),
        ("代取消 1号 草莓、蓝莓", {}),
        ("帮取消 1号团 #1 2号", {1: "2"}),
    ],
)
async def test_all_or_some_of_it_goes(words, after):
    async with village() as v:
        await two_orders(v)
        answer = await v.say("王姐", words)
        assert ("改好了" if after else "的单取消了") in answer
        assert await held(v) == after
        assert await held(v, 2) == {1: "1"}


async def test_the_number_stays_and_the_stock_comes_back():
    async with village() as v:
        await two_orders(v)
        await v.say("王姐", "代取消 1号")
        assert (await v.store.reads.buy(1)).items[1].taken == 1
        assert "1号团 1号" in await v.say("李阿姨", "草莓5盒", chat="lake-1")
        assert any("团长帮你改了单，你的订单（1号）现为 已取消" in it for it in v.heard(user="李阿姨"))


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "代取消", "代取消 12号 草莓"),
        ("王姐", "代取消 9号", "单子里没有“9号”"),
        ("王姐", "代取消 2号 蓝莓", "2号现在没有订蓝莓，不用取消"),
        ("王姐", "代取消 1号 西瓜", "没有“西瓜”"),
        ("老周", "代取消 1号团 1号", "请找王姐"),
        ("赵叔", "代取消 1号", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_cancel_nothing(who, words, hint):
    async with village() as v:
        await two_orders(v)
        assert hint in await v.say(who, words)
        assert (await held(v), await held(v, 2)) == ({1: "2", 2: "1"}, {1: "1"})


async def test_what_is_cancelled_is_not_cancelled_again():
    async with village() as v:
        await two_orders(v)
        await v.say("王姐", "代取消 1号")
        assert "1号现在没有订东西" in await v.say("王姐", "代取消 1号")

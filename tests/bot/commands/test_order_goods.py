"""已采购: the list went to the supplier."""

import pytest

from groupbuy.buy import State
from tests.conversation import village


async def closed(v):
    await v.open()
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("王姐", "截单")


@pytest.mark.parametrize(
    ("who", "words"),
    [("王姐", "已采购"), ("王姐", "已采购 1"), ("王姐", "已订货 1号团"), ("小林", "已采购 1")],
)
async def test_a_closed_buy_is_bought_and_what_comes_next_is_said(who, words):
    async with village() as v:
        await closed(v)
        answer = await v.say(who, words)
        assert "1号团采购中，取货 11月22日(日) 17:00–20:00" in answer
        assert "到货 1" in answer
        assert (await v.store.reads.buy(1)).state is State.PURCHASING


async def test_from_here_on_an_order_sent_in_time_goes_to_the_late_list():
    async with village() as v:
        await closed(v)
        await v.say("王姐", "已采购")
        assert "已在采购" in await v.say("赵叔", "草莓1盒", chat="lake-1")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "已采购 9", "没有9号团"),
        ("王姐", "已采购 草莓", "已采购 12"),
        ("老周", "已采购 1", "请找王姐"),
        ("李阿姨", "已采购", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_buy_nothing(who, words, hint):
    async with village() as v:
        await closed(v)
        assert hint in await v.say(who, words)
        assert (await v.store.reads.buy(1)).state is State.CLOSED


async def test_an_open_buy_is_closed_first():
    async with village() as v:
        await v.open()
        assert "没有能用“已采购”的团" in await v.say("王姐", "已采购")
        assert "1号团开团中，不能变成采购中" in await v.say("王姐", "已采购 1")


async def test_a_buy_in_which_nobody_ordered_is_cancelled_instead():
    async with village() as v:
        await v.open()
        closing = await v.say("王姐", "截单", chat="lake-1")
        assert closing.endswith("没有人下单：不开了回“取消团购 1”，接着收单回“重开 1 30分钟”。")
        for said in ("已采购 1", "到货 1号团", "到货 1号团 草莓"):
            answer = await v.say("王姐", said)
            assert "没有人" in answer
            assert "采购中" not in answer
        assert "没有人下单，回“取消团购 1”" in await v.say("王姐", "到货 1号团")
        assert (await v.store.reads.buy(1)).state is State.CLOSED
        assert "取消了" in await v.say("王姐", "取消团购 1 确认")


async def test_a_list_that_melted_after_it_went_out_says_so_on_arrival():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒", chat="lake-1")
        await v.say("王姐", "截单", chat="lake-1")
        await v.say("王姐", "已采购")
        await v.say("王姐", "代取消 1号")
        assert "没有人下单，回“取消团购 1”" in await v.say("王姐", "到货")

"""取消团购: asked first, then everybody who ordered is told."""

from datetime import timedelta

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def state(v):
    return (await v.store.reads.buy(1)).state


async def ordered(v):
    await v.open()
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("赵叔", "蓝莓1盒", chat="lake-1")


async def test_the_leader_is_told_whom_it_hits_and_asked():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "已付 1")
        answer = await v.say("王姐", "取消团购 1")
        assert "真的取消1号团《周末水果》吗？已有2单，共65元，其中50元已收" in answer
        assert await state(v) is State.OPEN


@pytest.mark.parametrize("yes", ["确认", "确定", "确认取消。"])
async def test_yes_cancels_and_everybody_is_told(yes):
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "已付 1")
        await v.say("王姐", "取消团购 1", chat="lake-1")
        answer = await v.say("王姐", yes, chat="lake-1")
        assert "1号团取消了，2单都会收到通知" in answer
        assert "已收的50元请退给大家" in answer
        assert await state(v) is State.CANCELLED
        assert any("取消了" in it for it in v.heard(chat="lake-1"))
        orders = await v.store.reads.orders(1)
        assert [it.amount for it in orders] == [0, 0]


@pytest.mark.parametrize("no", ["不取消", "算了", "留着", "不要"])
async def test_no_keeps_it(no):
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "取消团购 1")
        assert "1号团照旧" in await v.say("王姐", no)
        assert await state(v) is State.OPEN


async def test_a_bare_cancel_is_unclear_and_asked_again():
    async with village() as v:
        await ordered(v)
        await v.talk(
            ("王姐", None, "取消团购 1", "真的取消"),
            ("王姐", None, "取消", "是要取消1号团吗"),
            ("王姐", None, "确认", "取消了"),
        )


@pytest.mark.parametrize("light", ["好", "嗯", "可以", "行"])
async def test_a_light_word_in_the_group_cancels_nothing(light):
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "取消团购 1", chat="lake-1")
        await v.say("王姐", light, chat="lake-1")
        assert await state(v) is State.OPEN


async def test_nobody_else_answers_for_the_leader():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "取消团购 1", chat="lake-1")
        await v.say("李阿姨", "确认", chat="lake-1")
        await v.say("小林", "确认", chat="lake-1")
        assert await state(v) is State.OPEN


async def test_the_question_is_forgotten_after_ten_minutes():
    async with village() as v:
        await ordered(v)
        await v.say("王姐", "取消团购 1")
        await v.pass_time(timedelta(minutes=11))
        await v.say("王姐", "确认")
        assert await state(v) is State.OPEN


async def test_said_with_confirm_it_is_done_at_once():
    async with village() as v:
        await ordered(v)
        assert "1号团取消了" in await v.say("王姐", "取消团购 1 确认")


async def test_without_orders_it_says_so():
    async with village() as v:
        await v.open()
        assert "还没有人下单" in await v.say("王姐", "取消团购")
        assert "没有人下过单" in await v.say("王姐", "确认")


async def test_a_draft_is_dropped_without_asking():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "草稿丢掉了" in await v.say("王姐", "取消团购 1")
        assert await state(v) is State.CANCELLED
        assert v.heard() == []


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "取消团购 9", "没有9号团"),
        ("王姐", "取消团购 草莓", "取消团购 12"),
        ("老周", "取消团购 1", "请找王姐"),
        ("小林", "取消团购 1 确认", "没有“开团”这项权限"),
        ("李阿姨", "取消团购 1 确认", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_cancel_nothing(who, words, hint):
    async with village() as v:
        await ordered(v)
        assert hint in await v.say(who, words)
        assert await state(v) is State.OPEN


async def test_goods_that_have_arrived_cannot_be_called_off():
    async with village() as v:
        await ordered(v)
        for words in ("截单", "已采购", "到货"):
            await v.say("王姐", words)
        assert "1号团已到货，不能变成已取消" in await v.say("王姐", "取消团购 1")
        await v.say("王姐", "取消团购 1 确认")
        assert await state(v) is State.ARRIVED

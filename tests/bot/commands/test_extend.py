"""延长: another cutoff."""

from datetime import timedelta

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def cutoff(v):
    buy = await v.store.reads.buy(1)
    return f"{buy.cutoff_at.astimezone(v.directory.zone):%d %H:%M}"


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("延长 30分钟", "21 20:30"),
        ("延长 30 分钟", "21 20:30"),
        ("延长 1 30分钟", "21 20:30"),
        ("延长 1号团 半小时", "21 20:30"),
        ("延长截单 1 一个半小时", "21 21:30"),
        ("延长 1 到 21:00", "21 21:00"),
        ("延长 到今晚九点", "21 21:00"),
        ("延长 1 明天12:00", "22 12:00"),
        ("延长 1 到 19:00", "21 19:00"),
        ("推迟截单 1 2小时", "21 22:00"),
    ],
)
async def test_the_cutoff_moves_and_the_group_is_told(words, until):
    async with village() as v:
        await v.open()
        answer = await v.say("王姐", words)
        assert "1号团截单改到 11月" in answer
        assert await cutoff(v) == until
        assert any("截单改到" in it for it in v.heard(chat="lake-1"))


async def test_a_buy_that_has_not_formed_takes_orders_again_counted_from_now():
    async with village() as v:
        await v.open(text=f"{FRUIT}\n满20份成团")
        await v.say("王姐", "截单")
        await v.pass_time(timedelta(hours=1))
        assert "截单改到 11月21日(六) 11:30" in await v.say("王姐", "延长 1 30分钟")
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat="lake-1")


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "延长", "延长 12 30分钟"),
        ("王姐", "延长 1", "延长 12 30分钟"),
        ("王姐", "延长 1 一会儿", "没看懂时间“一会儿”"),
        ("王姐", "延长 1 到 今天 09:00", "已经过了"),
        ("王姐", "延长 1 到 今晚8点", "没有变化"),
        ("王姐", "延长 1 到 后天20:00", "要晚于截单"),
        ("王姐", "延长 9 30分钟", "没有9号团"),
        ("老周", "延长 1 30分钟", "请找王姐"),
        ("小林", "延长 30分钟", "没有“开团”这项权限"),
        ("李阿姨", "延长 30分钟", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_move_nothing(who, words, hint):
    async with village() as v:
        await v.open()
        assert hint in await v.say(who, words)
        assert await cutoff(v) == "21 20:00"


async def test_a_buy_that_is_being_bought_cannot_be_extended():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒", chat="lake-1")
        await v.say("王姐", "截单")
        await v.say("王姐", "已采购")
        assert "采购中" in await v.say("王姐", "延长 1 30分钟")


async def test_a_draft_is_not_opened_by_extending_it():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "待确认" in await v.say("王姐", "延长 1 30分钟")
        assert (await v.store.reads.buy(1)).state is State.DRAFT

"""重开: a closed buy takes orders again."""

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def state(v):
    return (await v.store.reads.buy(1)).state


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("重开 30分钟", "10:30"),
        ("重开 1 30分钟", "10:30"),
        ("重开 1 21:00", "21:00"),
        ("重新开团 1号团 到今晚9点", "21:00"),
    ],
)
async def test_a_closed_buy_opens_again_until_then(words, until):
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单")
        assert f"1号团又开了，截单 11月21日(六) {until}" in await v.say("王姐", words)
        assert await state(v) is State.OPEN
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat="lake-1")


async def test_one_that_has_not_formed_opens_too():
    async with village() as v:
        await v.open(text=f"{FRUIT}\n满20份成团")
        await v.say("王姐", "截单")
        assert "又开了" in await v.say("王姐", "重开 1小时")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("重开", "重开 12 30分钟"),
        ("重开 1", "重开 12 30分钟"),
        ("重开 1 一会儿", "没看懂时间"),
        ("重开 1 今天 09:00", "已经过了"),
        ("重开 9 30分钟", "没有9号团"),
    ],
)
async def test_bad_input_opens_nothing(words, hint):
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单")
        assert hint in await v.say("王姐", words)
        assert await state(v) is State.CLOSED


async def test_what_is_still_open_needs_no_reopening():
    async with village() as v:
        await v.open()
        assert "1号团还开着" in await v.say("王姐", "重开 1 30分钟")
        assert "没有能用“重开”的团" in await v.say("王姐", "重开 30分钟")


async def test_a_draft_is_not_opened_by_reopening_it():
    async with village() as v:
        await v.say("王姐", FRUIT, chat="lake-1")
        assert "1号团待确认" in await v.say("王姐", "重开 1 30分钟")
        assert await state(v) is State.DRAFT
        assert v.heard() == []


async def test_what_is_bought_stays_closed_and_others_may_not():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓1盒", chat="lake-1")
        await v.say("王姐", "截单")
        await v.talk(
            ("李阿姨", "lake-1", "重开 30分钟", "这是团长的操作"),
            ("老周", None, "重开 1 30分钟", "请找王姐"),
            ("小林", None, "重开 1 30分钟", "权限"),
            ("王姐", None, "已采购", "采购中"),
            ("王姐", None, "重开 1 30分钟", "1号团采购中"),
        )

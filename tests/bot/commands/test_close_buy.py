"""截单: a leader closes a buy before its time."""

import pytest

from groupbuy.buy import State
from tests.conversation import FRUIT, village


async def state(v, number=1):
    return (await v.store.reads.buy(number)).state


@pytest.mark.parametrize(
    ("words", "chat"),
    [("截单", "lake-1"), ("截单", None), ("截单 1", None), ("截单 1号团。", None), ("截团 团1", "lake-1")],
)
async def test_it_closes_now_and_says_what_came_in(words, chat):
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        answer = await v.say("王姐", words, chat=chat)
        assert "1号团截单了，1单，共50元" in answer
        assert "重开 1 30分钟" in answer
        assert "已采购 1" in answer
        assert await state(v) is State.CLOSED


async def test_the_group_and_the_leader_are_told():
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.say("王姐", "截单", chat="lake-1")
        assert any("已截单" in it for it in v.heard(chat="lake-1"))
        assert any("截单汇总：1单，50元" in it for it in v.heard(user="王姐"))


async def test_a_missed_minimum_is_said_with_the_ways_out():
    async with village() as v:
        await v.open(text=f"{FRUIT}\n满20份成团")
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        answer = await v.say("王姐", "截单", chat="lake-1")
        for piece in ("还没成团（2份/20份）", "延长 1 30分钟", "照常成团 1", "取消团购 1"):
            assert piece in answer
        assert await state(v) is State.NOT_FORMED


async def test_a_question_about_closing_closes_nothing():
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单了吗", chat="lake-1")
        assert await state(v) is State.OPEN


@pytest.mark.parametrize(
    ("who", "words", "hint"),
    [
        ("王姐", "截单 99", "没有99号团"),
        ("王姐", "截单 草莓", "截单 12"),
        ("老周", "截单 1", "请找王姐"),
        ("小林", "截单 1", "没有“开团”这项权限"),
        ("李阿姨", "截单 1", "这是团长的操作"),
    ],
)
async def test_bad_input_and_wrong_people_close_nothing(who, words, hint):
    async with village() as v:
        await v.open()
        assert hint in await v.say(who, words)
        assert await state(v) is State.OPEN


async def test_what_is_closed_is_not_closed_again():
    async with village() as v:
        await v.open()
        await v.talk(
            ("王姐", None, "截单", "截单了"),
            ("王姐", None, "截单", "现在没有能用“截单”的团"),
            ("王姐", None, "截单 1", "1号团已截单，不能变成已截单"),
        )


async def test_with_two_open_the_leader_is_asked_which_and_a_quote_answers():
    async with village() as v:
        await v.open()
        await v.open()
        answer = await v.say("王姐", "截单", chat="lake-1")
        assert "是哪个团？请带上团号，例如“截单 1”" in answer
        assert (await state(v, 1), await state(v, 2)) == (State.OPEN, State.OPEN)
        assert "2号团截单了" in await v.say("王姐", "截单", chat="lake-1", quote="【2号团】周末水果")


async def test_in_a_group_only_what_is_open_there_is_meant():
    async with village() as v:
        await v.open(chat="lake-1")
        await v.open(chat="lake-2")
        assert "2号团截单了" in await v.say("王姐", "截单", chat="lake-2")
        assert await state(v, 1) is State.OPEN


async def test_the_same_delivery_again_gets_the_same_answer():
    async with village() as v:
        await v.open()
        first = await v.say("王姐", "截单", message_id="x", sent_at=v.clock.now())
        assert first == await v.say("王姐", "截单", message_id="x", sent_at=v.clock.now())

"""Old copies of an own line, and lines that somebody else's chain bore first: what counts, and what is said."""

from datetime import timedelta

import pytest

from tests.bot.commands.test_chain import book_of, chain
from tests.conversation import Village, village

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def v():
    async with village() as opened:
        await opened.say("u1", "我叫 小李", chat="lake-1")
        await opened.say("u2", "我叫 老张", chat="lake-1")
        yield opened


async def sent(v: Village, user: str, *lines: str) -> str:
    await v.pass_time(MINUTE)
    return await v.say(user, chain(*lines), chat="lake-1")


async def old_copy(v: Village, first: str, now: str) -> str:
    """u1 sends `first`, u2 copies it, u1 sends `now`, then pastes what u2 had."""
    await sent(v, "u1", f"小李 {first}")
    await sent(v, "u2", f"小李 {first}", "老张 草莓1盒")
    await sent(v, "u1", f"小李 {now}", "老张 草莓1盒")
    answer = await sent(v, "u1", f"小李 {first}", "老张 草莓1盒")
    assert "我没动" in answer
    return answer


@pytest.mark.parametrize(
    ("first", "now", "edited", "left"),
    [
        ("蓝莓4盒", "蓝莓3盒 草莓4盒", "草莓2盒", {1: "2"}),
        ("草莓3盒", "草莓2盒", "草莓3盒 蓝莓4盒", {1: "3", 2: "4"}),
        ("草莓1盒 蓝莓4盒", "蓝莓3盒", "草莓1盒", {1: "1"}),
    ],
)
async def test_what_was_left_alone_is_not_what_the_next_change_is_measured_by(
    v: Village, first: str, now: str, edited: str, left: dict[int, str]
) -> None:
    number = await v.open()
    await old_copy(v, first, now)
    assert "我没动" in await sent(v, "u1", f"小李 {first}", "老张 草莓1盒"), (
        "nor does it grow true by repeating"
    )
    await sent(v, "u1", f"小李 {edited}", "老张 草莓1盒")
    assert (await book_of(v, number))["小李"] == left


@pytest.mark.parametrize("answer", ["确认", "草莓3盒"])
async def test_the_answer_that_an_old_copy_is_met_with_gives_exactly_that_line(
    v: Village, answer: str
) -> None:
    number = await v.open()
    assert "只要草莓3盒就回“确认”" in await old_copy(v, "草莓3盒", "蓝莓3盒")
    assert "草莓 3盒" in await v.say("u1", answer, chat="lake-1")
    assert (await book_of(v, number))["小李"] == {1: "3"}
    await sent(v, "u1", "小李 蓝莓1盒")
    assert (await book_of(v, number))["小李"] == {2: "1"}, "and is what they said last"


async def test_other_words_after_an_old_copy_are_what_they_say(v: Village) -> None:
    number = await v.open()
    await old_copy(v, "草莓3盒", "蓝莓3盒")
    await v.say("u1", "草莓1盒", chat="lake-1")
    assert (await book_of(v, number))["小李"] == {1: "1", 2: "3"}
    await v.say("u1", "确认", chat="lake-1")
    assert (await book_of(v, number))["小李"] == {1: "1", 2: "3"}


async def test_what_is_left_alone_beside_a_change_is_said(v: Village) -> None:
    number = await v.open()
    await sent(v, "u1", "小李 草莓5盒")
    await v.say("u1", "草莓改成2盒", chat="lake-1")
    answer = await sent(v, "u1", "小李 草莓5盒 蓝莓1盒")
    assert "蓝莓 1盒" in answer
    assert "你的那行里草莓5盒和账上不一样" in answer
    assert await book_of(v, number) == {"小李": {1: "2", 2: "1"}}
    await v.say("u1", "草莓5盒", chat="lake-1")
    assert await book_of(v, number) == {"小李": {1: "5", 2: "1"}}


async def test_a_line_that_somebody_else_has_taken_is_answered_and_not_booked_twice(v: Village) -> None:
    await v.open()
    assert "蓝莓 1盒" in await sent(v, "bad", "小美 蓝莓1盒")
    for _ in range(2):
        answer = await sent(v, "u3", "小美 蓝莓1盒")
    assert answer == "", "once is enough"
    assert "“小美”那行已经记给别人了" in await sent(v, "u4", "小美 蓝莓1盒")
    assert len(await v.store.reads.orders(1)) == 1
    assert "蓝莓 1盒" in await v.say("u4", "蓝莓1盒", chat="lake-1")
    await sent(v, "u1", "小李 蓝莓2盒")
    assert await sent(v, "u4", "小美 蓝莓1盒", "小李 蓝莓2盒") == "", "who has ordered only passes it on"


async def test_a_second_stranger_under_a_known_name_is_answered_too(v: Village) -> None:
    await v.open()
    for user in ("s1", "s2"):
        assert "“小李”是别人的名字" in await sent(v, user, "小李 草莓5盒"), user
    assert list(await v.store.reads.orders(1)) == []


async def test_a_line_chosen_after_its_owner_has_taken_it_is_not_booked_for_the_chooser(v: Village) -> None:
    number = await v.open()
    assert "1 甲 2 乙" in await sent(v, "bad", "甲 草莓2盒", "乙 蓝莓1盒")
    assert "哪一行是你的" in await sent(v, "u3", "甲 草莓2盒")
    assert "草莓 2盒" in await v.say("u3", "1", chat="lake-1")
    assert "“甲”那行已经记给别人了" in await v.say("bad", "1", chat="lake-1")
    assert "哪一行是你的" in await sent(v, "bad2", "甲 草莓2盒", "丙 蓝莓1盒", "丁 蓝莓1盒")
    await v.say("u4", "我叫 丙", chat="lake-1")
    assert "“丙”是别人的名字" in await v.say("bad2", "1", chat="lake-1")
    assert [sorted(it.lines) for it in await v.store.reads.orders(number)] == [[1]]
    assert "草莓 3盒" in await sent(v, "u3", "甲 草莓3盒", "乙 蓝莓1盒")


async def test_so_much_of_nothing_named_is_answered_in_one_buy_and_in_two(v: Village) -> None:
    await v.open()
    for user, head in (("u3", "#接龙\n"), ("u4", "#接龙\n周末水果\n"), ("u5", "接龙\n")):
        await v.pass_time(MINUTE)
        answer = await v.say(user, f"{head}1. 小美 1份", chat="lake-1")
        assert "小美 1份”我没看懂，没有记" in answer, head
    await v.open(text="开团 海鲜\n带鱼 25/斤\n虾 30/斤\n截单 今晚21:00\n取货 明天17:00-20:00")
    for user, text in (("u6", "#接龙\n1. 阿云 1份"), ("u7", "#接龙\n周末水果\n1. 阿云 1份")):
        assert await v.say(user, text, chat="lake-1"), text
    assert await v.say("u8", "#接龙\n羽毛球\n1. 小A\n2. 小B 1位", chat="lake-1") == ""
    assert not [it for no in (1, 2) for it in await v.store.reads.orders(no)]


async def test_a_word_that_arrives_after_a_copy_of_the_one_before_it_is_said_not_lost(v: Village) -> None:
    number = await v.open()
    await sent(v, "u1", "小李 草莓2盒")
    spoken = v.clock.now() + MINUTE
    await v.pass_time(MINUTE)
    assert await sent(v, "u1", "小李 草莓2盒", "老张 蓝莓1盒") == ""
    assert "都不要了就回“确认”" in await v.say("u1", chain("小李 取消"), chat="lake-1", sent_at=spoken)
    assert (await book_of(v, number))["小李"] == {1: "2"}
    assert "已取消" in await v.say("u1", "确认", chat="lake-1")

"""Nobody's line is booked for another, and no old copy undoes what somebody said since."""

from datetime import timedelta

import pytest

from tests.bot.commands.test_chain import book_of, chain
from tests.conversation import Village, village

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def v():
    async with village() as opened:
        yield opened


async def named(v: Village, *people: tuple[str, str]) -> None:
    for user, name in people:
        await v.say(user, f"我叫 {name}", chat="lake-1")


async def test_a_line_under_a_known_name_or_room_or_the_leaders_is_not_the_senders(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "3-1203 李阿姨"))
    await v.say("u1", "草莓2盒", chat="lake-1")
    for line in ("李阿姨 草莓5盒", "3-1203 草莓5盒", "3栋1203 李阿姨 草莓5盒", "王姐 草莓5盒"):
        answer = await v.say("bad", chain(line), chat="lake-1")
        assert "别人的名字，我没有记" in answer, line
        await v.pass_time(MINUTE)
    assert await book_of(v, number) == {"李阿姨": {1: "2"}}


async def test_who_shares_a_room_is_not_who_is_named_in_the_line(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "3-1203 李阿姨"), ("u2", "3-1203 李叔"))
    assert "我没有记" in await v.say("u2", chain("3-1203 李阿姨 草莓4盒"), chat="lake-1")
    await v.say("u1", chain("3-1203 草莓2盒"), chat="lake-1")
    await v.pass_time(MINUTE)
    answer = await v.say("u2", chain("3-1203 草莓3盒"), chat="lake-1")
    assert answer, "the room is taken: an answer, no silence"
    assert await book_of(v, number) == {"李阿姨": {1: "2"}}


async def test_an_own_line_is_known_by_any_way_of_writing_name_and_room(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "3-1203 李阿姨"))
    for line, left in (
        ("3栋1203 草莓2盒", {"李阿姨": {1: "2"}}),
        ("李阿姨 草莓3盒", {"李阿姨": {1: "3"}}),
        ("3-1203 李阿姨 草莓1盒", {"李阿姨": {1: "1"}}),
        ("李阿姨 取消", {}),
    ):
        await v.say("u1", chain("阿云 蓝莓1盒", line), chat="lake-1")
        assert await book_of(v, number) == left, line
        await v.pass_time(MINUTE)


async def test_an_unchanged_line_does_not_undo_what_was_said_since(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "李阿姨"))
    await v.say("u1", chain("李阿姨 草莓2盒"), chat="lake-1")
    await v.pass_time(MINUTE)
    await v.say("u1", "草莓改成5盒", chat="lake-1")
    await v.pass_time(MINUTE)
    assert "我没动" in await v.say("u1", chain("李阿姨 草莓2盒", "阿云 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"李阿姨": {1: "5"}}
    await v.pass_time(MINUTE)
    await v.say("u1", chain("李阿姨 草莓2盒 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"李阿姨": {1: "5", 2: "1"}}, "only what changed in the line"
    await v.pass_time(MINUTE)
    await v.say("u1", "取消", chat="lake-1")
    await v.pass_time(MINUTE)
    await v.say("u1", chain("李阿姨 草莓2盒 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {}, "an old copy orders nothing that was cancelled"


async def test_an_older_own_line_that_came_along_with_a_neighbours_chain_is_no_edit(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "李阿姨"), ("u2", "老白"))
    for user, lines in (
        ("u1", ("李阿姨 草莓1盒",)),
        ("u1", ("李阿姨 草莓3盒",)),
        ("u2", ("李阿姨 草莓1盒", "老白 蓝莓1盒")),
    ):
        await v.say(user, chain(*lines), chat="lake-1")
        await v.pass_time(MINUTE)
    copied = ("李阿姨 草莓1盒", "老白 蓝莓1盒", "阿云 蓝莓2盒")
    assert "旧接龙" in await v.say("u1", chain(*copied), chat="lake-1")
    assert await book_of(v, number) == {"李阿姨": {1: "3"}, "老白": {2: "1"}}


async def test_of_two_own_lines_a_missing_one_is_asked_about(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "李阿姨"))
    await v.say("u1", chain("李阿姨 草莓2盒", "李阿姨 蓝莓1盒"), chat="lake-1")
    await v.pass_time(MINUTE)
    answer = await v.say("u1", chain("李阿姨 草莓2盒", "阿云 草莓1盒"), chat="lake-1")
    assert "蓝莓1盒 不在这条里了" in answer
    assert "蓝莓不要了" in answer
    assert await book_of(v, number) == {"李阿姨": {1: "2", 2: "1"}}
    await v.say("u1", "蓝莓不要了", chat="lake-1")
    assert await book_of(v, number) == {"李阿姨": {1: "2"}}


async def test_an_own_line_that_cannot_be_read_is_asked_about_by_name(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "李阿姨"))
    await v.say("u1", chain("李阿姨 草莓2盒"), chat="lake-1")
    for line in ("李阿姨 榴莲1个", "李阿姨 草莓半盒", "李阿姨"):
        await v.pass_time(MINUTE)
        answer = await v.say("u1", chain(line, "阿云 蓝莓1盒"), chat="lake-1")
        assert f"你的那行“{line}”我没看懂" in " ".join(answer.split("1. ")), line
    assert await book_of(v, number) == {"李阿姨": {1: "2"}}


async def test_an_own_line_that_others_copies_carried_first_is_asked_about_not_ignored(v: Village) -> None:
    number = await v.open()
    await named(v, ("u1", "阿云"))
    await v.say("u1", chain("阿云 草莓1盒", "小美 蓝莓1盒"), chat="lake-1")
    await v.pass_time(MINUTE)
    assert "哪一行是你的？回编号：1 小美" in await v.say(
        "u2", chain("阿云 草莓1盒", "小美 蓝莓1盒"), chat="lake-1"
    )
    assert "蓝莓 1盒" in await v.say("u2", "1", chat="lake-1")
    assert {1: "1"} in (await book_of(v, number)).values()
    assert {2: "1"} in (await book_of(v, number)).values()


async def test_the_question_whose_line_shows_a_handful_and_takes_a_name(v: Village) -> None:
    number = await v.open()
    asked = await v.say("u1", chain(*(f"户{it}号家 草莓1盒" for it in "甲乙丙丁戊己庚辛壬癸")), chat="lake-1")
    assert "8 户癸号家" in asked
    assert "户甲号家" not in asked
    assert "草莓 1盒" in await v.say("u1", "户乙号家", chat="lake-1")
    assert len(await book_of(v, number)) == 1


async def test_two_sendings_in_one_second_are_two_words_of_which_the_later_stands(v: Village) -> None:
    number = await v.open()
    await v.say("王姐", chain("王姐"), chat="lake-1")
    await v.say("王姐", chain("王姐", "王姐 蓝莓2盒"), chat="lake-1")
    assert "记了1行" in await v.say("王姐", "确认", chat="lake-1")
    await v.say("王姐", chain("甲 草莓1盒"), chat="lake-1")
    await v.say("王姐", "确认", chat="lake-1")
    await v.say("王姐", chain("甲 取消"), chat="lake-1")
    assert "记了1行" in await v.say("王姐", "确认", chat="lake-1")
    (order,) = [it for it in await v.store.reads.orders(number) if it.active]
    assert order.resident == order.placed_by, "the leader's own line is the leader's own order"


async def test_too_long_a_chain_is_not_read(v: Village) -> None:
    number = await v.open()
    rows = chain(*(f"户{no}甲 草莓1" for no in range(501)))
    assert "太长了" in await v.say("u1", rows, chat="lake-1")
    assert await v.store.reads.chains(number) == []

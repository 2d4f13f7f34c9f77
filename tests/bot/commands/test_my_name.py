"""我叫: room and name for the leader's lists, and nothing that could break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.my_name import MOST_NAME, MOST_ROOM, NameHow, Self, read_self
from tests.bot.commands.days import LAKE, ordered
from tests.for_each import for_each


@for_each(
    ("words", "room", "name"),
    [
        ("3-1203 王姐", "3-1203", "王姐"),
        ("王姐 3-1203", "3-1203", "王姐"),
        ("王姐", "", "王姐"),
        ("3-1203", "3-1203", ""),
        ("3-1203王姐", "3-1203", "王姐"),
        ("3栋1203 王姐", "3栋1203", "王姐"),
        ("3号楼1单元1203室 王姐", "3号楼1单元1203室", "王姐"),
        ("A座1203 王 姐", "A座1203", "王 姐"),
        ("1203 王姐", "1203", "王姐"),
        ("12号楼 王姐", "12号楼", "王姐"),
        ("3－1203 王姐", "3-1203", "王姐"),
        ("  3-1203   王姐  ", "3-1203", "王姐"),
        ("阿强7号", "", "阿强7号"),
        ("王姐🌸", "", "王姐🌸"),
        ("Mary Ann", "", "Mary Ann"),
        ("3-2-1203 王姐", "3-2-1203", "王姐"),
        ("5栋 602 赵姐", "5栋 602", "赵姐"),
        ("赵姐 5号楼 602室", "5号楼 602室", "赵姐"),
        ("5 602 赵姐", "5 602", "赵姐"),
        ("5栋602赵姐", "5栋602", "赵姐"),
        ("三期3号1203 钱哥", "三期3号1203", "钱哥"),
        ("3-1203，周姐", "3-1203", "周姐"),
        ("周姐、3-1203。", "3-1203", "周姐"),
        ("5号阿姨", "", "5号阿姨"),
    ],
)
def test_room_and_name_come_apart(words: str, room: str, name: str) -> None:
    assert read_self(words) == Self(room, name)


@for_each(
    "words",
    [
        "",
        "   ",
        "王" * (MOST_NAME + 1),
        "3-1203 " + "王" * 5000,
        "王\n姐",
        "王\x00姐",
        "王\u202e姐",
        "王\u200b姐",
        "<@all>",
        "@所有人",
        "[点我](http://x.cn)",
        "<font>王</font>",
        "`王`",
        "🌸",
        "=1+1",
        "。。。",
    ],
)
def test_what_is_no_name_is_refused_with_the_form(words: str) -> None:
    with pytest.raises(NameHow) as refused:
        read_self(words)
    assert "我叫 3-1203 王姐" in str(refused.value)


@given(st.text(max_size=60))
def test_whatever_is_accepted_is_short_and_harmless(words: str) -> None:
    try:
        said = read_self(words)
    except NameHow:
        return
    assert said.name or said.room
    assert len(said.name) <= MOST_NAME
    assert len(said.room) <= MOST_ROOM
    assert not set(said.name + said.room) & set("<>@[]`\n\r\t\x00")


async def test_the_leaders_list_shows_it_and_the_group_does_not() -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", "我叫 7-701 李大姐", chat=LAKE)
        assert "记下了，李大姐" in answer
        assert "7-701" not in answer
        assert "7-701 李大姐" in await v.say("王姐", "未付")
        assert "7-701" not in await v.say("王姐", "未付", chat=LAKE)


async def test_1_to_1_the_answer_repeats_it_whole() -> None:
    async with ordered() as v:
        assert "记下了：7-701 李大姐" in await v.say("李阿姨", "我叫 7-701 李大姐")


async def test_a_part_said_later_keeps_the_other() -> None:
    async with ordered() as v:
        assert "3-1203 李大姐" in await v.say("李阿姨", "我叫 李大姐")
        assert "8-801 李大姐" in await v.say("李阿姨", "我叫 8-801")


async def test_a_refused_name_changes_nothing() -> None:
    async with ordered() as v:
        assert "写成“我叫" in await v.say("李阿姨", "我叫 <@all>", chat=LAKE)
        assert "3-1203 李阿姨" in await v.say("王姐", "未付")


async def test_calling_oneself_like_the_leader_gives_no_rights() -> None:
    async with ordered() as v:
        await v.say("骗子", "我叫 王姐", chat=LAKE)
        assert "团长的操作" in await v.say("骗子", "到货", chat=LAKE, mention=True)


async def test_what_my_name_is_called_is_not_the_command() -> None:
    async with ordered() as v:
        assert "记下了" not in await v.say("李阿姨", "我叫了外卖", chat=LAKE)


async def test_somebody_who_wrote_in_no_group_yet_is_read_all_the_same() -> None:
    async with ordered() as v:
        assert "记下了：5栋 602 新邻居" in await v.say("新邻居", "我叫 5栋 602 新邻居")
        assert "记下了：湖畔花园3#502 小马（3号楼502室）" in await v.say("小马", "我叫 湖畔花园3#502 小马")
        for who in ("新邻居", "小马"):
            await v.say(who, "蓝莓1盒", chat=LAKE)
        await v.say("王姐", "截单")
        listed = await v.say("王姐", "配货单")
        assert "5号楼602室：新邻居 4号" in listed
        assert "3号楼502室：小马 5号" in listed

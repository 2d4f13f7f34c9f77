"""Which group buy is meant: the one named, the one quoted, the only one; else one question."""

import pytest

from bot.which import named_in, without_name
from tests.conversation import Village, village
from tests.for_each import for_each

GROUP = "lake-1"
SECOND = "开团 第二个\n香蕉 5/把\n截单 今晚21:00\n取货 明天17:00-20:00"


@for_each(
    ("text", "number", "rest"),
    [
        ("12号团 草莓2盒", 12, "草莓2盒"),
        ("第12号团", 12, ""),
        ("团12 截单", 12, "截单"),
        ("草莓2盒", None, "草莓2盒"),
        ("2号要草莓", None, "2号要草莓"),
        ("团购", None, "团购"),
    ],
)
def test_a_group_buy_is_named_by_its_number(text: str, number: int | None, rest: str) -> None:
    assert named_in(text) == number
    assert without_name(text) == rest


async def two(v: Village) -> None:
    await v.open()
    await v.open(text=SECOND)


async def state(v: Village, number: int) -> str:
    return str((await v.store.reads.buy(number)).state)


async def test_a_leaders_command_that_fits_several_asks_which_and_lists_them() -> None:
    async with village() as v:
        await two(v)
        asked = await v.say("王姐", "截单", chat=GROUP)
        assert "是哪个团？请带上团号，例如“截单 1”" in asked
        assert "1 周末水果（开团中）\n2 第二个（开团中）" in asked
        assert [await state(v, it) for it in (1, 2)] == ["open", "open"]


@pytest.mark.parametrize("text", ["截单 2", "截单 2号团", "截单 团2"])
async def test_a_number_says_which(text: str) -> None:
    async with village() as v:
        await two(v)
        await v.say("王姐", text, chat=GROUP)
        assert [await state(v, it) for it in (1, 2)] == ["open", "closed"]


async def test_a_quoted_message_of_the_bot_says_which() -> None:
    async with village() as v:
        await two(v)
        await v.say("王姐", "截单", chat=GROUP, quote="【1号团】周末水果\n1. 草莓 25元/盒")
        assert [await state(v, it) for it in (1, 2)] == ["closed", "open"]


async def test_the_only_one_it_can_be_said_of_is_meant() -> None:
    async with village() as v:
        await two(v)
        await v.say("王姐", "截单 1", chat=GROUP)
        await v.say("王姐", "截单", chat=GROUP)  # one is open still
        assert [await state(v, it) for it in (1, 2)] == ["closed", "closed"]


async def test_with_none_to_be_meant_the_refusal_says_so() -> None:
    async with village() as v:
        assert "现在没有能用“截单”的团" in await v.say("王姐", "截单", chat=GROUP)
        assert "现在没有" in await v.say("王姐", "到货", chat=GROUP)


async def test_a_buy_named_in_the_wrong_state_or_not_there_is_refused_by_name() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单", chat=GROUP)
        assert "1号团" in await v.say("王姐", "截单 1号团", chat=GROUP)
        assert "没有77号团" in await v.say("王姐", "截单 77号团", chat=GROUP)


async def test_in_a_group_only_the_buys_open_there_are_meant_1_to_1_all_of_the_leaders() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND, chat="lake-2")
        await v.say("王姐", "截单", chat="lake-2")
        assert [await state(v, it) for it in (1, 2)] == ["open", "closed"]
        await v.open(text=SECOND.replace("第二个", "第三个"), chat="lake-2")
        assert "是哪个团" in await v.say("王姐", "截单")


async def test_a_deputy_runs_the_buys_of_the_leader_they_stand_for() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        assert "草莓 3盒" in await v.say("小林", "代改 1号 草莓3", chat=GROUP)

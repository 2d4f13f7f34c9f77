"""小区: asked once on the first 1:1 contact, remembered, changeable."""

import pytest

from bot.commands.community import find_community
from tests.bot.commands.days import LAKE, MAPLE, order, ordered
from tests.conversation import START, village


async def test_a_strangers_first_word_is_handled_after_the_answer() -> None:
    async with ordered() as v:
        assert "你是哪个小区的？回数字：\n1 湖畔花园\n2 枫林苑" in await v.say("生人", "草莓2盒")
        answer = await v.say("生人", "1")
        assert "好，湖畔花园" in answer
        assert "记好了：1号团 4号" in answer
        assert (await order(v, 4)).amount == 5000


@pytest.mark.parametrize("said", ["1", "1。", "湖畔花园", "湖畔", "１"])
async def test_the_answer_is_a_number_or_a_name(said: str) -> None:
    async with ordered() as v:
        await v.say("生人", "你好")
        assert "好，湖畔花园" in await v.say("生人", said)
        assert "草莓" in await v.say("生人", "团购")


async def test_it_is_asked_once_only() -> None:
    async with ordered() as v:
        await v.say("生人", "你好")
        await v.say("生人", "1")
        assert "记好了" in await v.say("生人", "草莓2盒")


async def test_an_answer_that_is_none_is_asked_about_again() -> None:
    async with ordered() as v:
        await v.say("生人", "草莓2盒")
        assert "哪个小区" in await v.say("生人", "不知道")
        assert "哪个小区" in await v.say("生人", "9")


async def test_the_late_order_of_a_stranger_is_refused_by_its_own_time() -> None:
    async with ordered() as v:
        await v.pass_time(START.replace(hour=13))
        await v.say("生人", "草莓2盒")
        answer = await v.say("生人", "1")
        assert "已截单" in answer
        assert "记好了" not in answer


async def test_who_was_met_in_a_group_is_not_asked() -> None:
    async with ordered() as v:
        assert "记好了" in await v.say("李阿姨", "草莓3盒")


async def test_it_can_be_changed() -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", "小区")
        assert "你现在是湖畔花园的" in answer
        assert "好，枫林苑" in await v.say("李阿姨", "2")
        assert "没有开着的团" in await v.say("李阿姨", "团购")
        assert "好，湖畔花园" in await v.say("李阿姨", "小区 湖畔花园")
        assert "好，枫林苑" in await v.say("李阿姨", "换小区 2")


@pytest.mark.parametrize("said", ["小区 9", "小区 0", "小区 阳光城", "小区 园苑"])
async def test_an_unknown_one_is_refused_with_the_list(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", said)
        assert "没有这个小区，有：1 湖畔花园、2 枫林苑" in answer


async def test_a_group_is_its_communitys() -> None:
    async with ordered() as v:
        assert "这个群是枫林苑的" in await v.say("李阿姨", "小区 1", chat=MAPLE, mention=True)


async def test_talk_of_the_community_in_its_group_is_met_with_silence() -> None:
    async with ordered() as v:
        assert await v.say("李阿姨", "小区 停电了吗", chat=LAKE) == ""
        assert await v.say("李阿姨", "小区", chat=LAKE) == ""


async def test_a_question_forgotten_is_asked_anew() -> None:
    async with ordered() as v:
        await v.say("生人", "草莓2盒")
        await v.pass_time(START.replace(minute=20))
        assert "哪个小区" in await v.say("生人", "1")


async def test_a_leader_of_one_community_is_never_asked() -> None:
    async with ordered() as v:
        assert "哪个小区" not in await v.say("老周", "你好")


async def test_it_says_nothing_in_the_group_about_communities() -> None:
    async with ordered() as v:
        assert await v.say("新人", "大家早", chat=LAKE) == ""


async def test_a_part_that_several_have_names_none() -> None:
    async with village() as v:
        assert find_community("", v.directory) is None
        assert find_community("枫林", v.directory) is not None
        assert find_community("3", v.directory) is None

"""团购: what is open here and what to say."""

import pytest

from tests.bot.commands.days import LAKE, MAPLE, ordered, second_buy
from tests.conversation import village


@pytest.mark.parametrize("said", ["团购", "有什么团", "看团购", "团购。"])
async def test_items_prices_what_is_left_and_what_to_say(said: str) -> None:
    async with ordered() as v:
        answer = await v.say("路人", said, chat=LAKE)
        assert "1号团 周末水果\n11月21日(六) 20:00 截单，11月22日(日) 17:00–20:00 取货" in answer
        assert "1 草莓 25元/盒 剩14\n2 蓝莓 15元/盒" in answer
        assert "例如“草莓2盒 蓝莓1盒”" in answer


async def test_what_it_says_to_say_is_understood() -> None:
    async with ordered() as v:
        await v.say("路人", "团购", chat=LAKE)
        assert "记好了" in await v.say("路人", "草莓2盒 蓝莓1盒", chat=LAKE)


async def test_limits_and_what_is_gone_are_shown_and_not_proposed() -> None:
    async with village() as v:
        await v.open(text="开团 果\n草莓 25/盒 库存2 限购2\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00")
        assert "剩2 限购2" in await v.say("路人", "团购", chat=LAKE)
        await v.say("李阿姨", "草莓2盒", chat=LAKE)
        answer = await v.say("路人", "团购", chat=LAKE)
        assert "已订完" in answer
        assert "例如“蓝莓2盒”" in answer


async def test_several_buys_and_those_under_way() -> None:
    async with ordered() as v:
        number = await second_buy(v)
        await v.say("王姐", f"截单 {number}", chat=LAKE)
        answer = await v.say("路人", "团购", chat=LAKE)
        assert "1号团 周末水果\n" in answer
        assert f"{number}号团 蛋：已截单" in answer


async def test_where_nothing_is_open_it_says_so() -> None:
    async with ordered() as v:
        assert "现在没有开着的团" in await v.say("老周", "团购", chat=MAPLE)
        assert "草莓" not in await v.say("老周", "团购", chat=MAPLE)


async def test_1_to_1_it_shows_the_persons_own_community() -> None:
    async with ordered() as v:
        assert "草莓" in await v.say("李阿姨", "团购"), "met in the group"
        assert "没有开着的团" in await v.say("老周", "团购"), "a leader of one community"


async def test_1_to_1_a_stranger_is_asked_which_community_and_then_answered() -> None:
    async with ordered() as v:
        assert "你是哪个小区的" in await v.say("生人", "团购")
        assert "1 草莓 25元/盒" in await v.say("生人", "1")


async def test_a_word_that_goes_on_is_not_the_command() -> None:
    async with ordered() as v:
        assert "截单" not in await v.say("路人", "团购真方便", chat=LAKE)

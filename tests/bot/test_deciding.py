"""What is done about a message: commands, orders, questions and answers, silence, one short helpful line."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deciding import TEXT_ONLY, WELCOME
from bot.incoming import Incoming
from bot.replies import HELP
from tests.bot.rows import rows
from tests.conversation import FRUIT, village

GROUP = "lake-1"
SECOND = "开团 第二个\n草莓 30/盒\n香蕉 5/把\n截单 今晚21:00\n取货 明天17:00-20:00"
CHAT = (
    "今天真冷",
    "哈哈哈",
    "谁家的狗在叫",
    "草莓真好吃",
    "[图片]",
    "👍",
    "好的",
    "收到",
    "谢谢",
    "明天下雨吗",
)


@pytest.mark.parametrize("text", CHAT)
async def test_overheard_chit_chat_is_met_with_silence_and_stores_no_person(text: str) -> None:
    async with village() as v:
        await v.open()
        assert await v.say("路人", text, chat=GROUP) == ""
        assert rows(v.path, "SELECT COUNT(*) FROM residents") == [(1,)]  # the leader


@pytest.mark.parametrize("text", ["今天真冷啊", "你吃饭了吗", "嗯嗯嗯"])
async def test_addressed_and_not_understood_gets_one_short_helpful_line(text: str) -> None:
    async with village() as v:
        await v.open()
        assert (await v.say("路人", text, chat=GROUP, mention=True)).endswith(HELP)
        assert await v.say("王姐", text) == HELP


async def test_without_any_group_buy_a_group_hears_nothing_and_1_to_1_gets_help() -> None:
    async with village() as v:
        assert await v.say("路人", "草莓2盒", chat=GROUP) == ""
        assert await v.say("王姐", "今天真冷") == HELP


@pytest.mark.parametrize(
    ("kind", "addressed", "said"),
    [
        ("enter", True, WELCOME),
        ("unsupported", True, TEXT_ONLY),
        ("unsupported", False, ""),
        ("recalled", True, ""),
    ],
)
async def test_what_is_no_text_gets_a_welcome_a_hint_or_nothing(
    kind: str, addressed: bool, said: str
) -> None:
    async with village() as v:
        message = Incoming(
            "sim", "新来的", "k", "", None if addressed else GROUP, addressed=addressed, kind=kind
        )
        assert await v.hear(message) == said


async def test_where_two_group_buys_have_it_the_bot_asks_and_the_number_settles_it() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        asked = await v.say("李阿姨", "草莓2盒", chat=GROUP)
        assert "几个团都有，是哪个？" in asked
        assert "1 周末水果" in asked
        assert "2 第二个" in asked
        assert "2号团 1号\n草莓 2盒 60元" in await v.say("李阿姨", "2", chat=GROUP)
        assert await v.store.reads.orders(1) == []


async def test_where_only_one_has_it_or_it_is_named_or_quoted_nothing_is_asked() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        await v.talk(
            ("李阿姨", GROUP, "香蕉3把", "记好了：2号团"),
            ("小张", GROUP, "1号团 草莓2盒", "记好了：1号团"),
        )
        quoted = await v.say("赵姐", "草莓1盒", chat=GROUP, quote="【2号团】第二个\n1. 草莓 30元/盒")
        assert "记好了：2号团" in quoted


async def test_a_change_is_about_the_group_buy_where_one_has_ordered() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        await v.say("李阿姨", "2号团 草莓2盒", chat=GROUP)
        assert "2号团" in await v.say("李阿姨", "草莓改成3盒", chat=GROUP)
        assert "2号团（1号）的单已取消" in await v.say("李阿姨", "取消", chat=GROUP)


async def test_a_question_is_forgotten_after_ten_minutes_and_never_answered_by_another() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        await v.say("小张", "2", chat=GROUP)
        assert await v.store.reads.orders(2) == []
        v.clock.at += timedelta(minutes=11)
        await v.say("李阿姨", "2", chat=GROUP)
        assert await v.store.reads.orders(2) == []


async def test_a_question_is_answered_once_though_two_answers_come_at_the_same_instant() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        await v.say("李阿姨", "加草莓2盒", chat=GROUP)
        both = [v.message("李阿姨", "2", chat=GROUP) for _ in range(2)]
        await asyncio.gather(*(v.hear(it) for it in both))
        [order] = await v.store.reads.orders(2)
        assert order.lines[1].ordered == 2


async def test_what_is_no_answer_to_a_question_is_read_as_any_message() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SECOND)
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        assert "香蕉 1把 5元" in await v.say("李阿姨", "香蕉1把", chat=GROUP)


async def test_a_command_word_inside_talk_is_no_command() -> None:
    async with village() as v:
        await v.open()
        await v.say("王姐", "截单了吗大家", chat=GROUP)
        assert (await v.store.reads.buy(1)).state == "open"


async def test_a_leader_may_say_a_command_in_free_words() -> None:
    async with village() as v:
        await v.open()
        assert "请找" not in (answer := await v.say("王姐", "草莓再加10盒库存", chat=GROUP))
        assert answer
        assert (await v.store.reads.buy(1)).items[1].stock == 30


async def test_what_only_the_sender_may_read_is_refused_in_a_group_with_where_to_ask() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat=GROUP)
        [order] = await v.store.reads.orders(1)
        public = await v.say("李阿姨", "取货码", chat=GROUP)
        assert "请私聊我发" in public
        assert order.code not in public
        assert order.code in await v.say("李阿姨", "取货码")


async def test_a_group_that_hears_mentions_only_is_deaf_to_the_rest() -> None:
    async with village() as v:
        settings = v.parts.settings
        chats = {key: replace(it, hears_all=False) for key, it in settings.directory.chats.items()}
        settings.directory = replace(settings.directory, chats=chats)
        await v.say("王姐", FRUIT, chat=GROUP, mention=True)
        await v.say("王姐", "确认", chat=GROUP, mention=True)
        assert await v.say("李阿姨", "草莓2盒", chat=GROUP) == ""
        assert "记好了" in await v.say("李阿姨", "草莓2盒", chat=GROUP, mention=True)


async def test_an_unknown_group_is_told_its_number_once_and_only_where_the_bot_was_addressed() -> None:
    async with village() as v:
        assert await v.say("路人", "草莓2盒", chat="elsewhere") == ""
        assert "群号：elsewhere（渠道 sim）" in await v.say("路人", "草莓2盒", chat="elsewhere", mention=True)
        assert await v.say("路人", "草莓2盒", chat="elsewhere", mention=True) == ""

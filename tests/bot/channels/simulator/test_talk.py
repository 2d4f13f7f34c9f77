"""What people say over a real WebSocket on loopback, and what reaches the system behind it."""

import json
from datetime import datetime

import pytest

from bot.channels.simulator.room import SimulatorRoom
from bot.channels.simulator.talk import REMEMBERED, Talk
from tests.bot.channels.simulator.talker import Talker
from tests.bot.channels.simulator.world import CHATS, CLOSE, CUTOFF, NOW, OPEN_NOW, SmallWorld


async def test_hello_tells_the_world(page: Talker) -> None:
    await page.send(cmd="hello")
    hello = (await page.until("hello"))[-1]
    assert [chat["id"] for chat in hello["chats"]] == [chat.id for chat in CHATS]
    assert hello["people"][2] == {"user": "u-zhou", "name": "团长周敏", "role": "leader"}
    assert datetime.fromisoformat(hello["now"]) == NOW
    assert datetime.fromisoformat(hello["next_cutoff"]) == CUTOFF
    assert datetime.fromisoformat(hello["next_close"]) == CLOSE
    assert (hello["zone"], hello["history"], hello["bot"]) == ("Asia/Shanghai", [], "邻里")


async def test_a_message_in_the_group_is_shown_and_answered_there(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("团购")
    message, reply = await page.bubbles()
    assert (message["chat"], message["who"], message["name"], message["kind"]) == (
        "g-lake-1", "u-wang", "王姐", "message",
    )  # fmt: skip
    assert (reply["chat"], reply["who"], reply["text"], reply["kind"]) == (
        "g-lake-1",
        "bot",
        OPEN_NOW,
        "reply",
    )
    heard = small_world.heard[0]
    assert (heard.channel, heard.sender, heard.chat, heard.text) == ("sim", "u-wang", "g-lake-1", "团购")
    assert (heard.sent_at, heard.addressed, heard.kind) == (NOW, False, "text")
    assert heard.message_id == message["id"]


async def test_a_one_to_one_talk_is_addressed_and_stays_between_the_two(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("在吗", speaker="团长周敏", chat=None)
    message, reply = await page.bubbles()
    assert (message["chat"], message["to"]) == (None, "u-zhou")
    assert (reply["chat"], reply["to"], reply["who"]) == (None, "u-zhou", "bot")
    assert small_world.heard[0].chat is None
    assert small_world.heard[0].addressed


@pytest.mark.parametrize(
    ("said", "mention", "heard", "addressed"),
    [
        ("草莓甜吗", False, "草莓甜吗", False),
        ("草莓甜吗", True, "草莓甜吗", True),
        ("@邻里 草莓甜吗", False, "草莓甜吗", True),
        ("@邻里\u2005草莓甜吗", False, "草莓甜吗", True),
        ("草莓甜吗 @邻里", False, "草莓甜吗", True),
        ("@邻里", False, "", True),
        ("@邻里\n1. 草莓\n2. 蓝莓", False, "1. 草莓\n2. 蓝莓", True),
        ("问下 @邻里\n草莓甜吗", False, "问下 \n草莓甜吗", True),
        ("@邻居 草莓甜吗", False, "@邻居 草莓甜吗", False),
    ],
)
async def test_a_mention_addresses_the_bot_and_is_taken_out(
    page: Talker, small_world: SmallWorld, said: str, mention: bool, heard: str, addressed: bool
) -> None:
    await page.say(said, mention=mention)
    shown = await page.bubbles()
    assert shown[0]["text"] == said
    assert len(shown) == (2 if addressed else 1)
    assert (small_world.heard[0].text, small_world.heard[0].addressed) == (heard, addressed)


async def test_overheard_chit_chat_is_met_with_silence(page: Talker) -> None:
    await page.say("今晚吃什么好呢")
    assert [bubble["kind"] for bubble in await page.bubbles()] == ["message"]


async def test_the_same_delivery_again_is_the_same_message_even_later(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("草莓2盒", id="m-1")
    first = await page.bubbles()
    await page.send(cmd="clock", forward_minutes=30)
    await page.until("clock")
    await page.say("草莓2盒", id="m-1", mention=True)
    again = await page.bubbles()
    assert small_world.heard[0] == small_world.heard[1]
    assert [bubble["text"] for bubble in again] == [bubble["text"] for bubble in first]
    assert [bubble["repeat"] for bubble in first + again] == [False, False, True, True]


async def test_the_same_id_from_another_person_or_chat_is_another_message(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("草莓2盒", id="m-1")
    await page.say("草莓2盒", id="m-1", speaker="u-li")
    await page.say("草莓2盒", id="m-1", chat="g-hill")
    await page.say("草莓2盒", id="m-1", chat=None)
    for _ in range(4):
        assert not any(bubble["repeat"] for bubble in await page.bubbles())
    assert len({message.key for message in small_world.heard}) == 4


async def test_the_same_id_with_other_words_is_refused(page: Talker, small_world: SmallWorld) -> None:
    await page.say("草莓2盒", id="m-1")
    await page.bubbles()
    await page.say("草莓9盒", id="m-1")
    assert "换一个 id" in await page.refusal()
    assert len(small_world.heard) == 1


async def test_messages_without_an_id_are_never_the_same(page: Talker, small_world: SmallWorld) -> None:
    for _ in range(2):
        await page.say("草莓2盒")
        await page.bubbles()
    assert len({message.key for message in small_world.heard}) == 2


async def test_a_newcomer_is_a_resident_whose_id_is_the_name(page: Talker, small_world: SmallWorld) -> None:
    await page.say("团购", speaker="5-101 新邻居")
    assert (await page.bubbles())[0]["name"] == "5-101 新邻居"
    assert small_world.heard[0].sender == "5-101 新邻居"


async def test_nobody_can_speak_as_the_bot(page: Talker, small_world: SmallWorld) -> None:
    await page.say("我是机器人", speaker="bot")
    assert "机器人自己" in await page.refusal()
    assert small_world.heard == []


async def test_a_group_that_is_not_there_is_refused(page: Talker, small_world: SmallWorld) -> None:
    await page.say("草莓2盒", chat="g-nowhere")
    assert await page.refusal() == "没有这个群。"
    assert small_world.heard == []


async def test_only_the_last_deliveries_can_be_made_again(
    room: SimulatorRoom, small_world: SmallWorld
) -> None:
    talk, listener = Talk(room, small_world, "sim"), room.join()
    for number in (*range(REMEMBERED + 1), REMEMBERED, 0):
        frame = {"cmd": "say", "chat": "g-lake-1", "as": "u-wang", "text": "在吗", "id": f"m-{number}"}
        await talk.hear(json.dumps(frame), listener)
    *_, newest_again, oldest_again = room.history
    assert newest_again.repeat
    assert not oldest_again.repeat


async def test_a_message_is_recalled_once_and_told_with_an_id_and_time_of_its_own(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("@邻里 草莓2盒", id="m-1")
    await page.bubbles()
    await page.send(cmd="recall", chat="g-lake-1", **{"as": "王姐"}, id="m-1")
    changed = (await page.until("changed"))[-1]
    assert (changed["id"], changed["state"], changed["text"]) == ("m-1", "recalled", "")
    await page.until("clock")
    told = small_world.heard[-1]
    assert (told.kind, told.about, told.text, told.addressed) == ("recalled", "m-1", "", True)
    assert told.origin == small_world.heard[0].origin
    assert told.key != small_world.heard[0].key
    await page.send(cmd="recall", chat="g-lake-1", **{"as": "王姐"}, id="m-1")
    await page.until("clock")
    assert small_world.heard[-1] == told, "the same delivery again"
    await page.send(cmd="edit", chat="g-lake-1", **{"as": "王姐"}, id="m-1", text="草莓3盒")
    assert "已经撤回" in await page.refusal()
    await page.send(cmd="hello")
    shown, *_ = (await page.until("hello"))[-1]["history"]
    assert (shown["state"], shown["text"]) == ("recalled", "")


async def test_an_edited_message_is_shown_as_it_is_now_and_only_ones_own_can_be(
    page: Talker, small_world: SmallWorld
) -> None:
    await page.say("草莓2盒", id="m-1")
    await page.bubbles()
    await page.send(cmd="edit", chat="g-lake-1", **{"as": "王姐"}, id="m-1", text="@邻里 草莓3盒")
    changed = (await page.until("changed"))[-1]
    assert (changed["state"], changed["text"]) == ("edited", "草莓3盒")
    (reply,) = await page.bubbles()
    assert reply["chat"] == "g-lake-1"
    told = small_world.heard[-1]
    assert (told.kind, told.about, told.text, told.addressed) == ("edited", "m-1", "草莓3盒", False)
    for somebody, chat, text in (
        ("u-li", "g-lake-1", "x"),
        ("u-wang", None, "x"),
        ("u-wang", "g-lake-1", "@邻里"),
    ):
        await page.send(cmd="edit", chat=chat, **{"as": somebody}, id="m-1", text=text)
        assert await page.refusal()
    assert len(small_world.heard) == 2

"""The platform's side of a callback address, against the product's own wires."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels.wecom_app.wire import WecomAppWire
from bot.channels.wecom_bot.wire import WecomBotWire
from bot.channels.wire import Inauthentic, Wire
from bot.demo.doors import Delivery, Door, doors_for
from config.channels import WecomAppSpec, WecomBotSpec, WecomWebhookSpec

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
BOT = WecomBotSpec(name="bot", bot_name="邻里小助手", token="bot-token", aes_key="b" * 43)
APP = WecomAppSpec(
    name="app",
    corp_id="ww1",
    agent_id=7,
    api_url="http://x",
    secret="s" * 9,
    token="app-token",
    aes_key="a" * 43,
)
HOOK = WecomWebhookSpec(name="hook", api_url="http://x", key="k" * 9)
SAID = Delivery("bot", "wm01", "m1", "草莓2盒 <&]]>", NOW, chat="wrGroup")
WIRES: dict[str, Wire] = {
    "bot": WecomBotWire("bot", BOT.token, BOT.aes_key, bot_name=BOT.bot_name),
    "app": WecomAppWire("app", APP.token, APP.aes_key, "ww1", 7),
}
DOORS = doors_for([BOT, APP, HOOK])


def test_only_channels_that_are_called_back_have_a_door() -> None:
    assert set(DOORS) == {"bot", "app"}


def test_a_group_message_arrives_with_its_mention_taken_out() -> None:
    incoming = WIRES["bot"].read(*DOORS["bot"].seal(replace(SAID, text="草莓2盒"), "n1", NOW), NOW)
    assert incoming is not None
    assert (incoming.sender, incoming.message_id, incoming.text, incoming.chat, incoming.sent_at) == (
        *("wm01", "m1", "草莓2盒", "wrGroup"),
        NOW,
    )


@pytest.mark.parametrize("name", ["bot", "app"])
def test_a_private_message_arrives_as_it_was_written(name: str) -> None:
    said = replace(SAID, door=name, text="橙子3斤 & 蓝莓1盒", chat=None)
    incoming = WIRES[name].read(*DOORS[name].seal(said, "n1", NOW), NOW)
    assert incoming is not None
    assert (incoming.text, incoming.chat) == ("橙子3斤 & 蓝莓1盒", None)


@pytest.mark.parametrize(("name", "event"), [("bot", "enter_chat"), ("app", "enter_agent")])
def test_opening_the_talk_is_an_event_that_is_greeted(name: str, event: str) -> None:
    it = Delivery(name, "wm01", "e1", "", NOW, event=event)
    incoming = WIRES[name].read(*DOORS[name].seal(it, "n1", NOW), NOW)
    assert incoming is not None
    assert incoming.kind == "enter"


@pytest.mark.parametrize(("name", "event"), [("bot", "feedback_event"), ("app", "location")])
def test_other_events_mean_nothing(name: str, event: str) -> None:
    it = Delivery(name, "wm01", "e1", "", NOW, event=event)
    assert WIRES[name].read(*DOORS[name].seal(it, "n1", NOW), NOW) is None


@pytest.mark.parametrize("name", ["bot", "app"])
def test_the_same_delivery_sealed_afresh_is_the_same_message_in_other_bytes(name: str) -> None:
    said = replace(SAID, door=name, chat=None)
    first, second = (DOORS[name].seal(said, nonce, NOW) for nonce in ("n1", "n2"))
    assert first != second
    assert WIRES[name].read(*first, NOW) == WIRES[name].read(*second, NOW)


@pytest.mark.parametrize("name", ["bot", "app"])
def test_an_answer_comes_back_as_the_text_a_person_reads(name: str) -> None:
    said = replace(SAID, door=name, chat=None, text="草莓2盒")
    incoming = WIRES[name].read(*DOORS[name].seal(said, "n1", NOW), NOW)
    assert incoming is not None
    replies = [
        WIRES[name].answer("记好了：1号团 3号\n草莓 2盒", incoming, nonce, NOW) for nonce in ("a", "b")
    ]
    (plain, text), (again, _) = map(DOORS[name].open, replies)
    assert text == "记好了：1号团 3号\n草莓 2盒"
    assert plain == again, "a repeat gets the same plaintext"
    assert replies[0] != replies[1], "in other bytes"


def test_a_welcome_is_read_too() -> None:
    it = Delivery("bot", "wm01", "e1", "", NOW, event="enter_chat")
    incoming = WIRES["bot"].read(*DOORS["bot"].seal(it, "n1", NOW), NOW)
    assert incoming is not None
    assert DOORS["bot"].open(WIRES["bot"].answer("你好", incoming, "n2", NOW))[1] == "你好"


def test_silence_is_an_empty_reply() -> None:
    assert DOORS["bot"].open(b"") == (b"", "")


def test_a_reply_under_another_key_is_not_believed() -> None:
    stranger = Door(replace(BOT, token="other-token"))
    incoming = WIRES["bot"].read(*DOORS["bot"].seal(SAID, "n1", NOW), NOW)
    assert incoming is not None
    reply = WIRES["bot"].answer("记好了", incoming, "n2", NOW)
    with pytest.raises(Inauthentic):
        stranger.open(reply)


def test_nothing_of_the_message_can_be_read_on_the_way() -> None:
    for name, door in DOORS.items():
        query, body = door.seal(replace(SAID, door=name), "n1", NOW)
        assert "草莓" not in json.dumps(query) + body.decode()
        assert SAID.sender.encode() not in body

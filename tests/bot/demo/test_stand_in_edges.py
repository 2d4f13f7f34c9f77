"""The stand-in platform, doors and keys at their edges: spoken to in plain HTTP, as anything on the machine could."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.channels.envelope import Envelope
from bot.channels.standin import verification
from bot.channels.wecom_app.wire import WecomAppWire
from bot.channels.wecom_bot.wire import WecomBotWire
from bot.channels.wire import Inauthentic, Malformed
from bot.demo.doors import Delivery, Door
from bot.demo.keys import AES_KEY_LENGTH, NAMES, made_up_secrets
from bot.demo.platform import Platform, Told, platform_for, served
from config.channels import WecomAppSpec, WecomBotSpec, WecomWebhookSpec
from config.secrets import SHAPES
from tests.bot.demo.house import CONFIG
from tests.for_each import for_each

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LAKE = WecomAppSpec(name="lake", corp_id="ww1", agent_id=7, api_url="http://x", secret="lake-secret")
HILL = replace(LAKE, name="hill", corp_id="ww2", secret="hill-secret")
HOOKS = [WecomWebhookSpec(name=f"hook{no}", api_url="http://x", key=f"key-of-hook-{no}") for no in (1, 2)]
BOT = WecomBotSpec(name="bot", bot_name="小助手", token="bot-token", aes_key="b" * 43)
APP = replace(LAKE, token="app-token", aes_key="a" * 43)


class Caller:
    """Somebody who speaks HTTP to the stand-in."""

    def __init__(self, platform: Platform, client: aiohttp.ClientSession) -> None:
        self.platform, self.client = platform, client

    async def token(self, corp: str, secret: str) -> dict:
        query = {"corpid": corp, "corpsecret": secret}
        async with self.client.get(f"{self.platform.url}/cgi-bin/gettoken", params=query) as it:
            return await it.json()

    async def send(self, path: str, query: dict[str, str], message: dict) -> dict:
        async with self.client.post(f"{self.platform.url}{path}", params=query, json=message) as it:
            return await it.json()

    async def to_member(self, token: str, user: str = "ZhaoAyi", text: str = "到货了") -> int:
        message = {"touser": user, "msgtype": "text", "agentid": 7, "text": {"content": text}}
        return (await self.send("/cgi-bin/message/send", {"access_token": token}, message))["errcode"]

    async def to_group(self, key: str, text: str = "截单了") -> int:
        message = {"msgtype": "text", "text": {"content": text}}
        return (await self.send("/cgi-bin/webhook/send", {"key": key}, message))["errcode"]


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(platform_for([LAKE, HILL, *HOOKS, BOT]))
        client = await stack.enter_async_context(aiohttp.ClientSession())
        yield Caller(platform, client)


async def test_what_it_hands_tokens_to_are_the_apps_of_the_configuration(caller: Caller) -> None:
    assert caller.platform.apps == {("ww1", "lake-secret"), ("ww2", "hill-secret")}
    assert caller.platform.webhook_keys == {"key-of-hook-1", "key-of-hook-2"}


@pytest.mark.parametrize(
    ("corp", "secret"), [("ww1", "hill-secret"), ("ww2", "lake-secret"), ("", "lake-secret"), ("ww1", "")]
)
async def test_a_secret_of_another_corp_gets_no_token(caller: Caller, corp: str, secret: str) -> None:
    answer = await caller.token(corp, secret)
    assert (answer["errcode"], "access_token" in answer) == (40001, False)


async def test_a_token_is_good_until_the_next_one_is_given(caller: Caller) -> None:
    first = (await caller.token("ww1", "lake-secret"))["access_token"]
    assert await caller.to_member(first) == 0
    second = (await caller.token("ww1", "lake-secret"))["access_token"]
    assert first != second
    assert [await caller.to_member(first), await caller.to_member(second)] == [42001, 0]


async def test_a_refused_token_leaves_the_last_one_good(caller: Caller) -> None:
    token = (await caller.token("ww1", "lake-secret"))["access_token"]
    await caller.token("ww1", "wrong")
    assert await caller.to_member(token) == 0


async def test_each_group_hears_its_own_webhook(caller: Caller) -> None:
    assert [await caller.to_group(f"key-of-hook-{no}", f"第{no}群") for no in (1, 2)] == [0, 0]
    assert caller.platform.told == [
        Told("key-of-hook-1", "第1群", group=True),
        Told("key-of-hook-2", "第2群", group=True),
    ]


@pytest.mark.parametrize("key", ["", "key-of-hook-3", "lake-secret"])
async def test_a_key_of_no_group_tells_nobody(caller: Caller, key: str) -> None:
    assert await caller.to_group(key) == 93000
    assert caller.platform.told == []


async def test_what_it_is_told_is_kept_to_the_letter(caller: Caller) -> None:
    token = (await caller.token("ww1", "lake-secret"))["access_token"]
    text = "【1号团】到货了\n取货码 012345 👩‍🌾 <b>&amp;\u202e"
    await caller.to_member(token, text=text)
    assert caller.platform.told == [Told("ZhaoAyi", text, group=False)]


async def test_it_answers_on_this_machine_alone_and_is_gone_afterwards() -> None:
    async with platform_for([]) as platform, aiohttp.ClientSession() as client:
        url = platform.url
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        async with client.get(f"{url}/cgi-bin/gettoken") as it:
            assert (await it.json())["errcode"] == 40001
    async with aiohttp.ClientSession() as client:
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get(f"{url}/cgi-bin/gettoken")


async def test_two_applications_are_served_on_two_ports() -> None:
    async with served(web.Application()) as one, served(web.Application()) as two:
        assert one != two


@pytest.mark.parametrize("spec", [BOT, APP], ids=["bot", "app"])
def test_saving_an_address_is_verified_by_the_door_of_that_channel_only(
    spec: WecomBotSpec | WecomAppSpec,
) -> None:
    door = Door(spec)
    receiver = spec.corp_id if spec is APP else ""
    query = verification(door.envelope, "echo-text", "nonce", NOW)
    assert Envelope(spec.token, spec.aes_key, receiver or "").verify(query, NOW) == b"echo-text"
    other = Envelope("other-token", spec.aes_key, receiver or "")
    with pytest.raises(Inauthentic):
        other.verify(query, NOW)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_callback_sealed_at_another_time_is_stale(minutes: int) -> None:
    said = Delivery("bot", "wm01", "m1", "草莓2盒", NOW, chat="wrGroup")
    query, body = Door(BOT).seal(said, "n1", NOW + timedelta(minutes=minutes))
    with pytest.raises(Inauthentic):
        WecomBotWire("bot", BOT.token, BOT.aes_key, bot_name=BOT.bot_name).read(query, body, NOW)


def test_a_message_sent_long_before_it_is_handed_over_keeps_its_own_time() -> None:
    sent_at = NOW - timedelta(minutes=20)
    for door, wire in (
        (Door(BOT), WecomBotWire("bot", BOT.token, BOT.aes_key, bot_name=BOT.bot_name)),
        (Door(APP), WecomAppWire("lake", APP.token, APP.aes_key, "ww1", 7)),
    ):
        heard = wire.read(*door.seal(Delivery(door.name, "wm01", "m1", "橙子2斤", sent_at), "n1", NOW), NOW)
        assert heard is not None
        assert heard.sent_at == sent_at


@for_each("text", ["<xml>&amp;", "a & b < c", "a\nb", "👩‍🌾", "@小助手 你好", '{"a": 1}', "  草莓  "])
def test_whatever_is_written_one_to_one_arrives_as_it_was(text: str) -> None:
    said = Delivery("lake", "wm01", "m1", text, NOW)
    heard = WecomAppWire("lake", APP.token, APP.aes_key, "ww1", 7).read(*Door(APP).seal(said, "n1", NOW), NOW)
    assert heard is not None
    assert heard.text.strip() == text.strip()


def test_an_apps_message_has_the_fields_the_platform_sends_and_an_event_no_text() -> None:
    door = Door(APP)
    said = door._fields(Delivery("lake", "wm01", "m1", "草莓", NOW))
    assert set(said) == {"ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId"}
    assert (said["ToUserName"], said["CreateTime"]) == ("ww1", str(int(NOW.timestamp())))
    event = door._fields(Delivery("lake", "wm01", "e1", "", NOW, event="enter_agent"))
    assert (event["MsgType"], event["Event"]) == ("event", "enter_agent")
    assert not {"Content", "MsgId"} & set(event)


@pytest.mark.parametrize("chat", [None, "wrGroup"])
def test_a_bots_message_says_whether_it_is_a_group_and_mentions_the_bot_there(chat: str | None) -> None:
    body = Door(BOT)._body(Delivery("bot", "wm01", "m1", "草莓", NOW, chat=chat))
    assert body["chattype"] == ("group" if chat else "single")
    assert body.get("chatid") == chat
    assert body["text"]["content"] == ("@小助手 草莓" if chat else "草莓")


def test_a_reply_cut_short_or_of_another_shape_is_not_believed() -> None:
    door, said = Door(APP), Delivery("lake", "wm01", "m1", "草莓", NOW)
    wire = WecomAppWire("lake", APP.token, APP.aes_key, "ww1", 7)
    heard = wire.read(*door.seal(said, "n1", NOW), NOW)
    assert heard is not None
    reply = wire.answer("记好了", heard, "n2", NOW)
    assert b"wm01" in door.open(reply)[0], "it is to the one who wrote"
    for spoilt in (reply[:60], b"<xml></xml>", reply.replace(b"<Nonce>", b"<Nance>")):
        with pytest.raises((Malformed, Inauthentic)):
            door.open(spoilt)


def test_every_secret_has_the_shape_that_the_configuration_wants() -> None:
    made = made_up_secrets()
    for name, value in made.items():
        kind = (
            "aes_key_env"
            if name.endswith("_AES_KEY")
            else "token_env"
            if name.endswith("_TOKEN")
            else "secret_env"
        )
        assert re.fullmatch(SHAPES[kind][0], value, re.ASCII), name
        assert value.isascii()
        assert value.isalnum()
    assert {len(value) for name, value in made.items() if name.endswith("_AES_KEY")} == {AES_KEY_LENGTH}
    assert len(set(made.values())) == len(NAMES), "no two places share one"


def test_the_secrets_made_are_those_that_the_demos_files_name_and_no_more() -> None:
    text = (Path(CONFIG) / "channels.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"_env: (\w+)", text)) == set(NAMES)

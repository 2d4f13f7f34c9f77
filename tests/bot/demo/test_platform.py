"""The stand-in of the platform's API, spoken to by the product's own clients."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

import storage
from bot.channels.qyapi import QyApi
from bot.channels.sending import TryAgain, Undeliverable
from bot.channels.wecom_app.api import WecomApp
from bot.channels.wecom_webhook.api import WecomWebhook
from bot.demo.platform import Platform, Told, platform_for, pointed_at
from config.channels import SimulatorSpec, WecomAppSpec, WecomBotSpec, WecomWebhookSpec

APP = WecomAppSpec(name="app", corp_id="ww1", agent_id=7, api_url="https://elsewhere", secret="s" * 12)
HOOK = WecomWebhookSpec(name="hook", api_url="https://elsewhere", key="k" * 12)
BOT = WecomBotSpec(name="bot", bot_name="小助手", token="t", aes_key="a" * 43)


@dataclass
class There:
    platform: Platform
    api: QyApi

    def app(self, secret: str = APP.secret) -> WecomApp:
        return WecomApp(self.api, storage.LocalShelf(), "ww1", secret, APP.agent_id)


@pytest.fixture
async def there() -> AsyncIterator[There]:
    async with platform_for([APP, HOOK, BOT]) as platform, aiohttp.ClientSession() as session:
        yield There(platform, QyApi(session, platform.url))


async def test_it_keeps_what_a_member_was_sent(there: There) -> None:
    await there.app().push("ZhaoAyi", "到货了")
    assert there.platform.told == [Told("ZhaoAyi", "到货了", group=False)]


async def test_it_keeps_what_a_group_was_told_by_the_webhooks_key(there: There) -> None:
    await WecomWebhook(there.api, HOOK.key).push("", "截单了")
    assert there.platform.told == [Told(HOOK.key, "截单了", group=True)]


async def test_whoever_listens_hears_each_message_once(there: There) -> None:
    heard: list[str] = []
    there.platform.hear = lambda told: heard.append(told.text)
    for text in ("一", "二"):
        await there.app().push("ZhaoAyi", text)
    assert heard == ["一", "二"]


async def test_a_wrong_secret_gets_no_token(there: There) -> None:
    with pytest.raises(TryAgain):
        await there.app(secret="x" * 12).push("ZhaoAyi", "到货了")
    assert there.platform.told == []


async def test_a_token_that_was_never_given_sends_nothing(there: There) -> None:
    message = {"touser": "ZhaoAyi", "msgtype": "text", "agentid": 7, "text": {"content": "到货了"}}
    for token in ("", "made-up"):
        answer = await there.api.call("/cgi-bin/message/send", {"access_token": token}, message)
        assert answer["errcode"] == 42001
    assert there.platform.told == []


async def test_an_unknown_key_tells_nobody(there: There) -> None:
    with pytest.raises(Undeliverable):
        await WecomWebhook(there.api, "unknown-key").push("", "截单了")
    assert there.platform.told == []


def test_only_what_calls_the_platform_is_pointed_at_it() -> None:
    simulator = SimulatorSpec(name="sim")
    app, hook, bot, sim = pointed_at("http://127.0.0.1:1", [APP, HOOK, BOT, simulator])
    assert (app.api_url, hook.api_url) == ("http://127.0.0.1:1", "http://127.0.0.1:1")
    assert (bot, sim) == (BOT, simulator)
    assert app.secret == APP.secret, "nothing else is changed"

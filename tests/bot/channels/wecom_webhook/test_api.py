"""The group webhook against a loopback platform: what is pushed, and every way to fail."""

import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.clean import inert
from bot.channels.qyapi import QyApi
from bot.channels.sending import Pusher, RateLimited, TryAgain, Undeliverable
from bot.channels.wecom_webhook.api import MARKDOWN_LIMIT, TEXT_LIMIT, WecomWebhook
from tests.fakes.wecom_callbacks import CORP_ID
from tests.fakes.wecom_platform import WEBHOOK_KEY, WecomPlatform, running

SEND = "/cgi-bin/webhook/send"


@asynccontextmanager
async def group(key: str = WEBHOOK_KEY) -> AsyncIterator[tuple[WecomPlatform, WecomWebhook]]:
    platform = WecomPlatform(CORP_ID)
    async with running(platform) as session:
        yield platform, WecomWebhook(QyApi(session, platform.url), key)


async def test_a_push_is_a_plain_text_to_the_group_of_the_key() -> None:
    async with group() as (platform, webhook):
        pusher: Pusher = webhook
        await pusher.push("wrAnyGroup", "【团购12】今晚8点截单")
        assert platform.pushed == [{"msgtype": "text", "text": {"content": "【团购12】今晚8点截单"}}]


async def test_only_code_mentions_people_and_only_once() -> None:
    async with group() as (platform, webhook):
        await webhook.text("请取货\n" * 400, mention=["LiXiao", "@all"])
        mentioned = [message["text"].get("mentioned_list") for message in platform.pushed]
        assert mentioned == [["LiXiao", "@all"], *[None] * (len(mentioned) - 1)]
        assert len(mentioned) > 1


@pytest.mark.parametrize("written", ["<@all>", "@所有人", "@all 快来", "<@LiXiao>"])
async def test_a_written_mention_mentions_nobody(written: str) -> None:
    async with group() as (platform, webhook):
        await webhook.push("", written)
        assert "mentioned_list" not in platform.pushed[0]["text"]
        assert "mentioned_mobile_list" not in platform.pushed[0]["text"]


async def test_markdown_keeps_what_code_wrote_and_disarms_what_people_wrote() -> None:
    async with group() as (platform, webhook):
        name = inert('<@all>[点我](http://a.example)<font color="warning">王姐</font>')
        await webhook.markdown(f'**截单** <font color="info">已成团</font>\n> {name}')
        content = platform.pushed[0]["markdown"]["content"]
        assert content.startswith('**截单** <font color="info">已成团</font>\n> ＜')
        assert content.count("<") == 2
        assert "](" not in content
        assert "http://" not in content


async def test_a_long_text_goes_in_pieces_and_long_markdown_is_cut() -> None:
    async with group() as (platform, webhook):
        await webhook.push("", "草莓两盒\n" * 1000)
        assert all(len(each["text"]["content"].encode()) <= TEXT_LIMIT for each in platform.pushed)
        platform.pushed.clear()
        await webhook.markdown("莓" * 3000)
        (message,) = platform.pushed
        assert len(message["markdown"]["content"].encode()) <= MARKDOWN_LIMIT
        assert message["markdown"]["content"].endswith("莓…")


async def test_an_empty_text_is_not_sent() -> None:
    async with group() as (platform, webhook):
        for push in (webhook.text, webhook.markdown):
            with pytest.raises(Undeliverable, match="empty"):
                await push("\u200b \n\x00")
        assert platform.pushed == []


async def test_a_bad_key_is_undeliverable_and_not_shown() -> None:
    async with group(key="wrong-key") as (_, webhook):
        with pytest.raises(Undeliverable, match="bad webhook key") as trouble:
            await webhook.push("", "好")
        assert "wrong-key" not in "".join(traceback.format_exception(trouble.value))


async def test_the_limit_of_twenty_a_minute_says_how_long_to_wait() -> None:
    async with group() as (platform, webhook):
        platform.fail(SEND, 45009)
        with pytest.raises(RateLimited) as limited:
            await webhook.push("", "好")
        assert limited.value.retry_after_s == 60


@pytest.mark.parametrize("how", [500, -1, 40058, "garbage", "list"])
async def test_trouble_on_the_way_is_tried_again_and_then_works(how: int | str) -> None:
    async with group() as (platform, webhook):
        platform.fail(SEND, how)
        with pytest.raises(TryAgain):
            await webhook.push("", "好")
        await webhook.push("", "好")
        assert len(platform.pushed) == 1


class Recording(QyApi):
    """Takes what would be sent, for the many texts below."""

    def __init__(self) -> None:
        self.bodies: list[dict] = []

    async def call(self, path: str, params: dict, json: dict | None = None) -> dict:
        self.bodies.append(json or {})
        return {"errcode": 0}


@given(
    st.text(max_size=30) | st.sampled_from(["<@all>", "[x](http://a)", "<font>", "]]>"]), st.integers(1, 400)
)
@settings(max_examples=500)
async def test_no_text_of_anybody_exceeds_a_limit_or_mentions(written: str, times: int) -> None:
    api = Recording()
    webhook = WecomWebhook(api, WEBHOOK_KEY)
    text = f"截单\n{written * times}"
    await webhook.push("", text)
    await webhook.markdown(inert(text))
    *texts, markdown = api.bodies
    assert all(set(each) == {"msgtype", "text"} and set(each["text"]) == {"content"} for each in texts)
    assert all(len(each["text"]["content"].encode()) <= TEXT_LIMIT for each in texts)
    assert len(markdown["markdown"]["content"].encode()) <= MARKDOWN_LIMIT
    assert "<" not in markdown["markdown"]["content"]

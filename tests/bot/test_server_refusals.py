"""What the server turns away: forged, stale, plaintext, unreadable, oversized; each with its status."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import structlog

from bot.server import MOST_BODY
from tests.bot.wecom_town import GROUP, said_by_bot, town
from tests.fakes.wecom_callbacks import app_sample, bot_callback, verification

BOT = "wecom-bot"


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("another token's signature", {"msg_signature": "0" * 40}),
        ("no signature", {"msg_signature": None}),
        ("another time than was signed", {"timestamp": "1"}),
        ("another nonce than was signed", {"nonce": "other"}),
        ("no nonce", {"nonce": None}),
        ("a signature that is no ASCII", {"msg_signature": "签名"}),
    ],
)
async def test_a_forged_callback_is_refused_and_only_counted(
    fault: str, change: dict[str, str | None]
) -> None:
    async with town() as t:
        await t.open()
        query, body = t.sealed(t.bot_message("Li", "草莓2盒", chat=GROUP))
        changed = {key: value for key, value in (query | change).items() if value is not None}
        assert await t.post(BOT, changed, body) == (403, b""), fault
        assert await t.orders() == []
        assert (await t.figures())['linli_callbacks_refused_total{channel="wecom-bot",status="403"}'] == 1


async def test_a_signature_sent_twice_in_one_query_is_refused() -> None:
    async with town() as t:
        query, body = t.sealed(t.bot_message("Li", "草莓2盒", chat=GROUP))
        pairs = [*query.items(), ("msg_signature", query["msg_signature"])]
        url = f"{t.url}/channels/{BOT}"
        async with t.session.post(url, params=pairs, data=body) as response:
            assert response.status == 403


async def test_a_stale_or_future_signature_never_reaches_the_handler() -> None:
    """H2: right signature, wrong time, of 5 minutes to a year and more."""
    async with town() as t:
        await t.open()
        before = await t.figures()
        offs = [301 * sign * step for sign in (-1, 1) for step in range(1, 101)] + [-365 * 86400]
        for off in offs:
            message = t.bot_message("Li", "草莓2盒", chat=GROUP)
            stale = bot_callback(message, t.clock.now() + timedelta(seconds=off))
            assert (await t.post(BOT, *stale))[0] == 403, off
        after = await t.figures()
        assert await t.orders() == []
        assert after['linli_callbacks_refused_total{channel="wecom-bot",status="403"}'] == len(offs)
        assert {k: v for k, v in after.items() if "linli_messages" in k} == {
            k: v for k, v in before.items() if "linli_messages" in k
        }
        print(f"H2: {len(offs)} stale callbacks refused")


async def test_a_plaintext_body_is_refused_though_its_query_was_signed_once() -> None:
    """H4: no downgrade; and a signed query vouches for its own body only."""
    async with town() as t:
        await t.open()
        message = t.bot_message("Li", "草莓2盒", chat=GROUP)
        query, body = t.sealed(message)
        _, other = t.sealed(t.bot_message("Li", "草莓9盒", chat=GROUP))
        plain = json.dumps(message).encode()
        mixed = json.dumps({**message, "encrypt": json.loads(body)["encrypt"]}).encode()
        for forged in (plain, other, b"", b"[]", b"{}", b"<xml><Content>x</Content></xml>"):
            assert (await t.post(BOT, query, forged))[0] == 403, forged[:40]
        assert await t.orders() == []
        # What stands beside the ciphertext is not looked at: only the signed part speaks.
        assert "草莓 2盒" in said_by_bot((await t.post(BOT, query, mixed))[1])


async def test_what_is_signed_yet_unreadable_is_400_and_logged_without_its_content() -> None:
    async with town() as t:
        with structlog.testing.capture_logs() as logged:
            for plain in (
                b"not json",
                b"[1]",
                b'{"msgtype":"text"}',
                b'{"from": 7, "msgtype": "text"}',
                b"\xff\xfe",
            ):
                assert (await t.post(BOT, *t.sealed(plain)))[0] == 400, plain
        assert len(logged) == 5
        assert {it["event"] for it in logged} == {"malformed callback"}
        assert all(set(it) == {"event", "channel", "reason", "log_level"} for it in logged)


@pytest.mark.parametrize(
    "inner",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>',
        b'<?xml version="1.0"?><!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml></xml>',
        b"<xml><FromUserName>Li</FromUserName>",
        b"<xml>" * 3000,
        b"<xml><FromUserName>Li</FromUserName><CreateTime>soon</CreateTime></xml>",
    ],
)
async def test_xml_that_is_broken_or_bears_entities_is_400(inner: bytes) -> None:
    async with town() as t:
        assert (await t.post("wecom-app", *t.app_sealed(inner)))[0] == 400


async def test_another_corps_message_is_refused_by_the_app() -> None:
    async with town() as t:
        another = t.app_sealed(app_sample("text"), "wwanothercorp00000")
        assert (await t.post("wecom-app", *another))[0] == 400


async def test_too_large_a_body_is_413_with_and_without_a_length() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"x" * (MOST_BODY // 4)

    async with town() as t:
        query, _ = t.sealed(t.bot_message("Li", "草莓2盒", chat=GROUP))
        assert (await t.post(BOT, query, b"x" * (MOST_BODY + 1)))[0] == 413
        async with t.session.post(f"{t.url}/channels/{BOT}", params=query, data=chunks()) as response:
            assert response.status == 413
        assert (await t.figures())['linli_callbacks_refused_total{channel="wecom-bot",status="413"}'] == 2


async def test_a_channel_that_is_not_there_or_cannot_hear_is_404() -> None:
    async with town() as t:
        query, body = t.sealed(t.bot_message("Li", "草莓2盒", chat=GROUP))
        assert (await t.post("nobody", query, body))[0] == 404
        assert (await t.post("lake-webhook", query, body))[0] == 404
        assert (await t.post("sim", query, body))[0] == 404


async def test_saving_the_callback_address_gets_its_echo_and_a_forgery_does_not() -> None:
    async with town() as t:
        query = verification(b"echo-7", "", t.clock.now())
        assert await t.get(f"/channels/{BOT}", **query) == (200, "echo-7")
        assert (await t.get(f"/channels/{BOT}", **(query | {"msg_signature": "0" * 40})))[0] == 403
        assert (await t.get(f"/channels/{BOT}"))[0] == 403


async def test_events_without_meaning_are_answered_with_an_empty_200_and_pictures_with_a_hint() -> None:
    async with town() as t:
        left = {"msgtype": "event", "event": {"eventtype": "feedback_event"}, "from": {"userid": "Li"}}
        assert await t.post(BOT, *t.sealed({**left, "msgid": "e1"})) == (200, b"")
        picture = {"msgid": "e2", "msgtype": "image", "chattype": "single", "from": {"userid": "Li"}}
        assert "只看得懂文字" in said_by_bot((await t.post(BOT, *t.sealed(picture)))[1])
        entered = {**left, "msgid": "e3", "event": {"eventtype": "enter_chat"}, "chattype": "single"}
        assert "你好，我是邻里" in said_by_bot((await t.post(BOT, *t.sealed(entered)))[1])

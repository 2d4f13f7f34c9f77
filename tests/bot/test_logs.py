"""Logs (L1): one JSON line an event, and in none of them a phone number, a secret or what people wrote."""

import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.service import not_done
from groupbuy.ports import Unavailable
from tests.bot.rows import change, rows
from tests.bot.wecom_town import APP_AES_KEY, APP_TOKEN, ENVIRON, GROUP, LEADER, said_by_bot, town
from tests.fakes.wecom_platform import SECRET, WEBHOOK_KEY
from tests.for_each import for_each

PHONE = "13800138000"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything logged at DEBUG, ours and the libraries', until the test is over."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure(stream, logging.DEBUG)
    yield stream
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_database_that_is_away_is_a_line_every_second_and_no_traceback(log: io.StringIO) -> None:
    """It was three kilobytes a second, and a line about the beat that did not come through beside it."""
    cause = OSError("Connect call failed 13800138000")
    away = Unavailable("the database cannot be read")
    away.__cause__ = cause
    not_done("tick failed", away)
    not_done("look failed", Unavailable("the database cannot be read"))
    not_done("tick failed", KeyError("apple"))
    logging.getLogger("apscheduler.scheduler").warning("Execution of job skipped")
    told, bare, crash = lines(log)
    assert (told["event"], told["level"], told["reason"]) == (
        "tick failed",
        "warning",
        "Connect call failed 1**********",
    )
    assert bare["reason"] == "the database cannot be read"
    assert not {"exception", "exc_info"} & told.keys()
    assert (crash["event"], crash["level"]) == ("tick failed", "error")
    assert "KeyError: 'apple'" in str(crash["exception"])


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_json_line_with_its_level_and_time(log: io.StringIO) -> None:
    structlog.get_logger().info("tick", buy=7)
    logging.getLogger("aiohttp.server").error("odd\nrequest %s", "x")
    ours, theirs = lines(log)
    assert (ours["event"], ours["buy"], ours["level"]) == ("tick", 7, "info")
    assert str(ours["timestamp"]).endswith("Z")
    assert (theirs["event"], theirs["level"]) == ("odd\\nrequest x", "error")


def test_a_crash_is_one_line_with_its_trace(log: io.StringIO) -> None:
    try:
        raise ValueError(f"bad {PHONE}")
    except ValueError:
        structlog.get_logger().exception("message failed", message="abc")
    [line] = lines(log)
    assert "ValueError: bad 1**********" in str(line["exception"])
    assert PHONE not in log.getvalue()


@for_each(
    ("text", "gone"),
    [
        (f"call {PHONE} now", PHONE),
        (f"手机{PHONE}，谢谢", PHONE),
        ("https://x/cgi-bin/gettoken?corpid=ww1&corpsecret=hush&x=1", "hush"),
        ("https://x/send?access_token=hush", "hush"),
        ("https://x/webhook/send?key=hush-hush", "hush"),
        ("POST /channels/wecom-bot?msg_signature=hush&nonce=1", "hush"),
        ("Token=hush", "hush"),
    ],
)
def test_phones_and_secrets_in_addresses_are_blotted_out(text: str, gone: str) -> None:
    assert gone not in logs.mask(text)


def test_what_is_no_phone_and_no_secret_stays() -> None:
    text = "order 2026112100001 of buy 12, nonce=5, 20138001380001"
    assert logs.mask(text) == text


PIECES = st.sampled_from(["1", "3", "8", "0", "9", "13800", " ", "\n", "\r", "key=", "a", "&"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_is_masked_is_one_line_without_a_phone_number(text: str) -> None:
    once = logs.mask(text)
    assert "\n" not in once
    assert "\r" not in once
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", once)


def test_numbers_lists_and_objects_are_masked_as_well(log: io.StringIO) -> None:
    error = RuntimeError(f"key={WEBHOOK_KEY}")
    many = [PHONE, {"a": (PHONE,)}]
    structlog.get_logger().warning("x", n=int(PHONE), many=many, error=error, ok=True, none=None)
    [line] = lines(log)
    assert PHONE not in log.getvalue()
    assert WEBHOOK_KEY not in log.getvalue()
    assert (line["ok"], line["none"]) == (True, None)


async def test_a_day_at_debug_leaves_no_secret_no_phone_and_no_message_in_the_log(log: io.StringIO) -> None:
    """Orders, refusals, crashes, a failing platform, forged and broken callbacks."""
    body = "草莓2盒 放门口"
    async with town() as t:
        await t.open()
        for who in ("Li", PHONE):
            await t.to_bot(who, f"{body} 电话{PHONE}", chat=GROUP)
            await t.to_bot(who, "草莓1盒", chat=GROUP)
            await t.to_app(who, f"我叫 3-1203 王姐{PHONE}")
        await t.to_bot("Li", "草莓999盒", chat=GROUP)
        await t.post("wecom-bot", *t.sealed(f'{{"msgtype": "text", "x": "{PHONE}{body}"'.encode()))
        query, sealed = t.sealed(t.bot_message("Li", body, chat=GROUP))
        await t.post("wecom-bot", query | {"msg_signature": "0" * 40}, sealed)
        for path in ("/cgi-bin/webhook/send", "/cgi-bin/message/send", "/cgi-bin/gettoken"):
            t.platform.fail(path, 500, "garbage", "hang up", 40013)
        for text in ("截单", "已采购", "到货"):
            await t.to_bot(LEADER, text, chat=GROUP)
        for _ in range(6):
            await t.settle()
            t.clock.at += timedelta(minutes=2)
        [(day,)] = rows(t.path, "SELECT pickup_day FROM buys")
        change(t.path, "UPDATE buys SET pickup_day = ?", f"not a day {PHONE}")
        status, answer = await t.to_bot("Li", body, chat=GROUP)
        assert (status, "抱歉" in answer) == (200, True)
        await t.to_bot("Li", body, chat=GROUP)
        change(t.path, "UPDATE buys SET pickup_day = ?", day)
    found = lines(log)
    print(f"L1: {len(found)} events, {len(log.getvalue())} bytes")
    assert {"message failed", "malformed callback"} <= {it["event"] for it in found}
    text = log.getvalue()
    secrets = {*ENVIRON.values(), APP_TOKEN, APP_AES_KEY, SECRET, WEBHOOK_KEY, "token-1"}
    for secret in (*secrets, PHONE, body, "放门口", "王姐"):
        assert secret not in text, secret
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
    assert "msg_signature=0" not in text


async def test_after_a_crash_the_same_delivery_may_succeed(log: io.StringIO) -> None:
    async with town() as t:
        await t.open()
        message = t.bot_message("Li", "草莓2盒", chat=GROUP)
        [(day,)] = rows(t.path, "SELECT pickup_day FROM buys")
        change(t.path, "UPDATE buys SET pickup_day = 'broken'")
        _, sorry = await t.post("wecom-bot", *t.sealed(message))
        assert "没有记上" in said_by_bot(sorry)
        change(t.path, "UPDATE buys SET pickup_day = ?", day)
        _, answer = await t.post("wecom-bot", *t.sealed(message))
        assert "草莓 2盒 50元" in said_by_bot(answer)
        assert [it["event"] for it in lines(log)] == ["message failed"]
        figures = await t.figures()
        assert figures['linli_messages_total{channel="wecom-bot",outcome="crash"}'] == 1


async def test_every_line_about_a_message_names_it_and_its_channel(log: io.StringIO) -> None:
    async with town() as t:
        t.parts.late.patience = 0
        await t.open()
        t.platform.fail("/cgi-bin/message/send", 500)
        t.platform.fail("/cgi-bin/gettoken", 500)
        assert await t.to_app("Li", "小区 1", msgid="8") == (200, "")
        await t.parts.late.finish()
    about = [it for it in lines(log) if it["event"] in ("answer is late", "late answer was not sent")]
    assert len(about) == 2
    assert {(it["channel"], it["message"]) for it in about} == {("wecom-app", about[0]["message"])}
    assert re.fullmatch("[0-9a-f]{64}", str(about[0]["message"]))

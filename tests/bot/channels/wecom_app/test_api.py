"""The app speaking first, against a loopback platform: one token for all, and every way to fail."""

import asyncio
import traceback
from contextlib import AbstractAsyncContextManager

import aiohttp
import pytest

from bot.channels.qyapi import QyApi
from bot.channels.sending import Pusher, RateLimited, TryAgain, Undeliverable
from bot.channels.wecom_app.api import WecomApp
from tests.fakes.wecom_callbacks import AGENT_ID, CORP_ID
from tests.fakes.wecom_platform import SECRET, WecomPlatform, running

SEND = "/cgi-bin/message/send"
TOKEN = "/cgi-bin/gettoken"


class DictShelf:
    """A shelf in a dict; remembers how long values were to live."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.lives: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(self, key: str) -> str | None:
        return self.values.get(key)

    async def put(self, key: str, value: str, ttl_seconds: int) -> None:
        self.values[key], self.lives[key] = value, ttl_seconds

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        return self._locks.setdefault(key, asyncio.Lock())


class Set:
    """One app, its platform and its shelf, for the length of a test."""

    def __init__(self, timeout_s: float = 5.0, secret: str = SECRET) -> None:
        self.platform = WecomPlatform(CORP_ID, members={"LiXiao", "WangJie"})
        self.shelf = DictShelf()
        self._timeout_s, self._secret = timeout_s, secret

    async def __aenter__(self) -> "Set":
        self._running = running(self.platform)
        session = await self._running.__aenter__()
        self.app = self._over(session, self._timeout_s)
        self.patient = self._over(session, 60)
        return self

    def _over(self, session: aiohttp.ClientSession, timeout_s: float) -> Pusher:
        api = QyApi(session, self.platform.url, timeout_s)
        return WecomApp(api, self.shelf, CORP_ID, self._secret, AGENT_ID)

    async def __aexit__(self, *error: object) -> None:
        await self._running.__aexit__(None, None, None)


async def test_a_text_reaches_one_member() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "到货了，请来取")
        assert s.platform.sent == [
            {
                "touser": "LiXiao",
                "msgtype": "text",
                "agentid": AGENT_ID,
                "text": {"content": "到货了，请来取"},
            }
        ]


async def test_twenty_pushes_at_once_fetch_one_token() -> None:
    async with Set() as s:
        await asyncio.gather(*(s.app.push("LiXiao", f"第{n}条") for n in range(20)))
        assert len(s.platform.sent) == 20
        assert s.platform.tokens_given == 1


async def test_a_token_is_shelved_for_less_time_than_it_lives_under_a_name_without_secrets() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "好")
        assert list(s.shelf.lives.values()) == [6900]
        assert SECRET not in str(list(s.shelf.values))


async def test_another_worker_uses_the_shelved_token() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "好")
        await s.app.push("WangJie", "好")
        assert s.platform.tokens_given == 1


async def test_an_expired_token_is_fetched_anew_and_the_text_sent_once() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "一")
        s.platform.expire_token()
        await s.app.push("LiXiao", "二")
        assert [message["text"]["content"] for message in s.platform.sent] == ["一", "二"]
        assert s.platform.tokens_given == 2


async def test_twenty_pushes_that_meet_an_expired_token_fetch_one_new_token() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "一")
        s.platform.expire_token()
        await asyncio.gather(*(s.app.push("LiXiao", f"第{n}条") for n in range(20)))
        assert len(s.platform.sent) == 21
        assert s.platform.tokens_given == 2


@pytest.mark.parametrize("errcode", [40014, 42001])
async def test_a_token_refused_twice_is_left_for_later(errcode: int) -> None:
    async with Set() as s:
        s.platform.fail(SEND, errcode, errcode)
        with pytest.raises(TryAgain, match=str(errcode)):
            await s.app.push("LiXiao", "好")
        assert s.platform.tokens_given == 2


async def test_a_stranger_is_undeliverable_although_the_platform_says_ok() -> None:
    async with Set() as s:
        with pytest.raises(Undeliverable, match="no such member"):
            await s.app.push("NoSuchOne", "好")


@pytest.mark.parametrize("errcode", [40003, 40031, 60111, 81013])
async def test_a_member_the_platform_does_not_know_is_undeliverable(errcode: int) -> None:
    async with Set() as s:
        s.platform.fail(SEND, errcode)
        with pytest.raises(Undeliverable):
            await s.app.push("LiXiao", "好")


@pytest.mark.parametrize("target", ["", "@all", "LiXiao|WangJie"])
async def test_a_target_that_is_not_one_member_is_never_asked_for(target: str) -> None:
    async with Set() as s:
        with pytest.raises(Undeliverable, match="not one member"):
            await s.app.push(target, "取货码 123456")
        assert s.platform.tokens_given == 0


@pytest.mark.parametrize(("errcode", "wait_s"), [(45009, 60), (45033, 2)])
@pytest.mark.parametrize("path", [TOKEN, SEND])
async def test_a_rate_limit_says_how_long_to_wait(errcode: int, wait_s: float, path: str) -> None:
    async with Set() as s:
        s.platform.fail(path, errcode)
        with pytest.raises(RateLimited) as limited:
            await s.app.push("LiXiao", "好")
        assert limited.value.retry_after_s == wait_s
        assert s.platform.sent == []


@pytest.mark.parametrize("how", [500, 502, 404, 301, -1, 60020, "garbage", "list", "hang up"])
@pytest.mark.parametrize("path", [TOKEN, SEND])
async def test_trouble_on_the_way_is_tried_again_and_then_works(how: int | str, path: str) -> None:
    async with Set() as s:
        # A client repeats a call by itself when the connection was cut; twice means the trouble lasts.
        s.platform.fail(path, *([how] * (2 if how == "hang up" else 1)))
        with pytest.raises(TryAgain):
            await s.app.push("LiXiao", "好")
        s.platform._failures.clear()
        await s.app.push("LiXiao", "好")
        assert len(s.platform.sent) == 1


async def test_a_slow_platform_is_given_up_after_the_timeout() -> None:
    async with Set(timeout_s=0.2) as s:
        s.platform.fail(SEND, "slow")
        with pytest.raises(TryAgain, match="Timeout"):
            await s.app.push("LiXiao", "好")


async def test_a_platform_that_is_not_there_is_tried_again() -> None:
    async with Set() as s:
        s.app._api._base_url = "http://127.0.0.1:1"
        with pytest.raises(TryAgain):
            await s.app.push("LiXiao", "好")


async def test_a_wrong_secret_is_tried_again_and_never_shown() -> None:
    async with Set(secret="wrong-secret") as s:
        with pytest.raises(TryAgain, match="no token, errcode 40001") as trouble:
            await s.app.push("LiXiao", "好")
        assert "wrong-secret" not in "".join(traceback.format_exception(trouble.value))


@pytest.mark.parametrize("how", [500, "hang up", "garbage", "slow"])
async def test_no_failure_carries_a_token_or_secret_anywhere(how: int | str) -> None:
    async with Set(timeout_s=0.2) as s:
        for path in (TOKEN, SEND):
            s.platform.fail(path, how, how)
            with pytest.raises(TryAgain) as trouble:
                await s.app.push("LiXiao", "好")
            shown = "".join(traceback.format_exception(trouble.value)) + repr(trouble.value.__context__)
            assert SECRET not in shown
            assert "token-" not in shown
            s.platform._failures.clear()
            await s.patient.push("LiXiao", "好")


async def test_a_long_text_goes_in_pieces_between_lines() -> None:
    async with Set() as s:
        lines = [f"{n}. 草莓 2盒 51.60元 三号楼王姐" for n in range(150)]
        await s.app.push("LiXiao", "\n".join(lines))
        contents = [message["text"]["content"] for message in s.platform.sent]
        assert len(contents) > 1
        assert all(len(content.encode()) <= 2048 for content in contents)
        assert "\n".join(contents).split("\n") == lines


async def test_a_text_goes_out_clean_and_an_empty_one_not_at_all() -> None:
    async with Set() as s:
        await s.app.push("LiXiao", "王\u202e姐\x00 ]]>")
        assert s.platform.sent[0]["text"]["content"] == "王姐 ]] >"
        with pytest.raises(Undeliverable, match="empty"):
            await s.app.push("LiXiao", "\x00\n ")


async def test_a_repeat_is_left_out_by_the_platform_but_never_another_notice_in_the_same_words() -> None:
    """A sender that was killed, or heard no answer, sends again; "now 2 boxes", "now 3", "now 2" are three."""
    long = "\n".join(f"{n}. 草莓 2盒 51.60元 三号楼王姐" for n in range(150))
    async with Set() as s:
        for of, text in ((7, "现为 2盒"), (8, "现为 3盒"), (9, "现为 2盒"), (9, "现为 2盒"), (7, "现为 2盒")):
            await s.app.push("LiXiao", text, of)
        await s.app.push("WangJie", "现为 2盒", 9)
        assert [(it["touser"], it["text"]["content"][-2]) for it in s.platform.sent] == [
            ("LiXiao", "2"),
            ("LiXiao", "3"),
            ("LiXiao", "2"),
            ("WangJie", "2"),
        ]
        assert len(s.platform.repeats) == 2
        s.platform.fail(SEND, 502)
        with pytest.raises(TryAgain):
            await s.app.push("LiXiao", long, 10)
        await s.app.push("LiXiao", long, 10)
        pieces = len(s.platform.sent) - 4
        await s.app.push("LiXiao", long, 10)
        assert len(s.platform.repeats) == 2 + pieces
        await s.app.push("LiXiao", "答复")
        await s.app.push("LiXiao", "答复")
        assert len(s.platform.repeats) == 2 + pieces, "an answer has no number: asked twice, answered twice"

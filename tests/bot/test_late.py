"""C8: an answer that takes longer than the platform waits is pushed when it is there, once."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest
import structlog

from bot import replies
from bot.channels.sending import TryAgain
from bot.late import LateAnswers, Later
from groupbuy.ports import Unavailable
from tests.bot.wecom_town import town


class Postman:
    """What was pushed; fails where it is told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.pushed: list[tuple[str, str]] = []
        self.failure = failure

    async def push(self, target: str, text: str, of: int = 0) -> None:
        if self.failure:
            raise self.failure
        self.pushed.append((target, text))


def answering(what: str | Exception | None, go: asyncio.Event) -> Callable[[], Awaitable[str | None]]:
    async def work() -> str | None:
        await go.wait()
        if isinstance(what, Exception):
            raise what
        return what

    return work


async def test_an_answer_in_time_is_the_response_and_so_is_a_crash_or_a_store_that_fails() -> None:
    late, go, postman = LateAnswers(), asyncio.Event(), Postman()
    go.set()
    assert await late.within("k", answering("记好了", go), postman, "Li") == "记好了"
    assert await late.within("k", answering(None, go), postman, "Li") is None
    with pytest.raises(Unavailable):
        await late.within("k", answering(Unavailable("x"), go), postman, "Li")
    assert postman.pushed == []


@pytest.mark.parametrize(
    ("answer", "pushed"),
    [("记好了", [("Li", "记好了")]), (None, []), (Unavailable("x"), [("Li", replies.APOLOGY)])],
)
async def test_a_late_answer_is_pushed_once_however_often_the_message_comes_meanwhile(
    answer: str | Exception | None, pushed: list[tuple[str, str]]
) -> None:
    late, go, postman = LateAnswers(patience=0.01), asyncio.Event(), Postman()
    with structlog.testing.capture_logs() as logged:
        for _ in range(3):
            with pytest.raises(Later):
                await late.within("k", answering(answer, go), postman, "Li")
    assert [it["event"] for it in logged] == ["answer is late"]
    go.set()
    await late.finish()
    assert postman.pushed == pushed
    assert await late.within("k", answering("again", go), postman, "Li") == "again"


async def test_a_channel_that_cannot_speak_first_answers_when_it_can_as_the_platform_asks_again() -> None:
    late, go = LateAnswers(patience=0.01), asyncio.Event()
    asked = asyncio.create_task(late.within("k", answering("记好了", go), None, "Li"))
    await asyncio.sleep(0.03)
    assert not asked.done()
    go.set()
    assert await asked == "记好了"


async def test_a_push_that_fails_is_logged_and_one_that_never_comes_keeps_nobody_at_the_end() -> None:
    late, go = LateAnswers(patience=0.01), asyncio.Event()
    with structlog.testing.capture_logs() as logged:
        with pytest.raises(Later):
            await late.within("k", answering("记好了", go), Postman(TryAgain("HTTP 502")), "Li")
        go.set()
        await late.finish()
    assert [(it["event"], it.get("reason")) for it in logged][1:] == [
        ("late answer was not sent", "HTTP 502")
    ]
    assert "记好了" not in str(logged)


async def test_a_request_that_is_given_up_in_time_takes_its_work_with_it() -> None:
    late, go = LateAnswers(), asyncio.Event()
    asked = asyncio.create_task(late.within("k", answering("x", go), Postman(), "Li"))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked


async def test_no_timer_is_left_behind_by_answers_in_time_and_none_ends_a_later_wait() -> None:
    late, go, postman = LateAnswers(patience=0.05), asyncio.Event(), Postman()
    loop = asyncio.get_running_loop()
    asked = [
        asyncio.create_task(late.within(f"k{no}", answering(str(no), go), postman, "Li")) for no in range(20)
    ]
    loop.call_soon(go.set)
    assert await asyncio.gather(*asked) == [str(no) for no in range(20)]
    go.clear()
    began = loop.time()
    with pytest.raises(Later):
        await late.within("k0", answering("again", go), postman, "Li")
    assert loop.time() - began >= 0.05 - 0.001, "the clock's own grain"
    go.set()
    await late.finish()
    assert postman.pushed == [("Li", "again")]


async def test_over_http_what_is_slow_to_store_is_kept_and_its_answer_comes_as_a_message() -> None:
    async with town() as t:
        await t.open()
        t.parts.late.patience = 0.02
        with closing(sqlite3.connect(t.path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # another process writes
            for _ in range(2):
                assert await t.to_app("Li", "小区 1", msgid="7") == (200, "")
            other.execute("ROLLBACK")
            await t.parts.late.finish()
        [message] = t.platform.sent
        assert message["touser"] == "Li"
        status, answer = await t.to_app("Li", "小区 1", msgid="7")
        assert (status, answer) == (200, message["text"]["content"])
        assert len(t.platform.sent) == 1

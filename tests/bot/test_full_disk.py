"""A disk that is full (C6): nothing is stored, so the platform is told to come again; then all is well."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from tests.bot.rows import fingerprint
from tests.bot.wecom_town import GROUP, said_by_bot, town

BOT = "wecom-bot"
ONE_PAGE = 4096


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process may grow past one page: a write beyond it fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ONE_PAGE, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_while_nothing_can_be_stored_a_callback_gets_503_and_later_its_answer() -> None:
    async with town() as t:
        await t.open()
        before = fingerprint(t.path, but=())
        message = t.bot_message("Li", "草莓2盒", chat=GROUP)
        with no_room(), structlog.testing.capture_logs() as logged:
            for _ in range(3):
                assert await t.post(BOT, *t.sealed(message)) == (503, b"")
            assert (await t.to_app("Li", "我的订单"))[0] == 503
        assert fingerprint(t.path, but=()) == before
        assert [it["event"] for it in logged] == ["nothing stored"] * 4
        assert all(set(it) == {"event", "channel", "message", "log_level"} for it in logged)
        status, body = await t.post(BOT, *t.sealed(message))
        assert status == 200
        assert "草莓 2盒 50元" in said_by_bot(body)
        assert len(await t.orders()) == 1
        figures = await t.figures()
        assert figures['linli_messages_total{channel="wecom-bot",outcome="unavailable"}'] == 3


async def test_what_was_answered_before_the_disk_was_full_is_answered_again_while_it_is() -> None:
    async with town() as t:
        await t.open()
        message = t.bot_message("Li", "草莓2盒", chat=GROUP)
        _, first = await t.post(BOT, *t.sealed(message))
        with no_room():
            status, again = await t.post(BOT, *t.sealed(message))
        assert (status, said_by_bot(again)) == (200, said_by_bot(first))


async def test_reading_goes_on_and_the_process_stays_ready_while_the_disk_is_full() -> None:
    async with town() as t:
        await t.open()
        with no_room():
            assert (await t.get("/healthz"))[0] == 200
            assert (await t.get("/readyz"))[0] == 200


async def test_a_due_moment_and_a_notice_that_meet_a_full_disk_are_dealt_with_afterwards() -> None:
    async with town() as t:
        await t.open()
        await t.to_bot("Li", "草莓2盒", chat=GROUP)
        buy = await t.store.reads.buy(1)
        t.clock.at = buy.cutoff_at + t.parts.settings.directory.limits.grace
        with no_room(), structlog.testing.capture_logs() as logged:
            await t.parts.worker.ticks.tick(at=t.clock.now())
        assert {it["event"] for it in logged} == {"due buy failed"}
        assert (await t.store.reads.buy(1)).state == "open"
        await t.settle()
        assert (await t.store.reads.buy(1)).state == "closed"
        assert any("已截单，共1户" in it["text"]["content"] for it in t.platform.pushed)

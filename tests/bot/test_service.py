"""A running process: beats, the sender woken, an edit taken on SIGHUP, an orderly end on SIGTERM."""

import asyncio
import gc
import os
import signal
import socket
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
import structlog

from bot import late, service
from bot.assembly import make_web
from bot.channels.opening import Outlet
from bot.service import Process, Worker
from bot.ways import Ways
from tests.bot.posting import posting
from tests.bot.rows import change
from tests.conversation import Village, village
from tests.eventually import eventually
from tests.servers.life import free_port


@asynccontextmanager
async def working(v: Village) -> AsyncIterator[None]:
    v.parts.worker.start()
    try:
        yield
    finally:
        await v.parts.worker.stop()


async def test_the_worker_deals_with_what_is_due_and_tells_it_by_itself() -> None:
    async with village() as v:
        await v.open()
        v.clock.at += timedelta(hours=8)
        async with working(v):
            await eventually(lambda: any("20:00 截单" in it for it in v.heard(chat="lake-1")[1:]))


async def test_a_woken_sender_sends_at_once_not_at_the_next_look() -> None:
    async with village() as v, working(v):
        for text in ("开团 快\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00", "确认"):
            await v.hear(v.message("王姐", text, chat="lake-1"))
        v.parts.worker.wake()
        await eventually(lambda: any("【1号团】快" in it for it in v.heard(chat="lake-1")))


async def test_a_beat_that_fails_is_logged_and_the_next_one_comes() -> None:
    async with village() as v:
        await v.open()
        v.clock.at += timedelta(hours=8)
        change(v.path, "UPDATE buys SET pickup_day = 'broken'")
        with structlog.testing.capture_logs() as logged:
            async with working(v):
                await eventually(lambda: any(it["event"] == "due buy failed" for it in logged))
                assert v.parts.worker.silence() < 10
                change(v.path, "UPDATE buys SET pickup_day = '2026-11-22'")
                await eventually(lambda: any("20:00 截单" in it for it in v.heard(chat="lake-1")[1:]))


async def test_stopping_twice_or_before_the_start_is_nothing() -> None:
    async with village() as v:
        await v.parts.worker.stop()
        async with working(v):
            pass
        await v.parts.worker.stop()


class SlowPost:
    """A platform that answers when it is let."""

    def __init__(self) -> None:
        self.got, self.let = asyncio.Event(), asyncio.Event()

    async def push(self, target: str, text: str, of: int = 0) -> None:
        self.got.set()
        await self.let.wait()


async def test_a_message_on_its_way_when_the_process_ends_is_marked_as_sent() -> None:
    async with posting() as p:
        await p.open()
        slow = SlowPost()
        outlet = Outlet("sim", "sim", slow, to_people=True, to_groups=True, per_minute=60)
        p.sender.ways = Ways({"sim": outlet})
        clock = p.village.clock
        worker = Worker(clock, p.village.parts.worker.ticks, p.sender, clock.refresh)
        worker.start()
        await slow.got.wait()
        stopping = asyncio.create_task(worker.stop())
        await asyncio.sleep(0)
        slow.let.set()
        await stopping
        assert p.ends("opened") == [("sent", "sim")]


async def test_a_platform_that_never_answers_does_not_keep_the_process() -> None:
    async with posting() as p:
        await p.open()
        slow = SlowPost()
        p.sender.ways = Ways({"sim": Outlet("sim", "sim", slow, True, True, per_minute=60)})
        clock = p.village.clock
        worker = Worker(clock, p.village.parts.worker.ticks, p.sender, clock.refresh)
        worker.start()
        await slow.got.wait()
        async with asyncio.timeout(30):
            await worker.stop()
        assert p.ends("opened") == [("waiting", "")]  # told again when its lease has run out


async def test_a_process_serves_reloads_on_sighup_and_ends_on_sigterm() -> None:
    reloads: list[int] = []

    async def reload() -> None:
        reloads.append(1)
        if len(reloads) == 1:
            raise OSError("the folder is gone")

    port = free_port()
    async with village() as v:
        web = make_web(v.parts, v.store.check)
        process = Process(v.parts.worker, web, works=True, reload=reload)
        up = asyncio.Event()
        running = asyncio.create_task(process.run("127.0.0.1", port, up.set))
        await up.wait()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/healthz") as response,
        ):
            assert response.status == 200
        with structlog.testing.capture_logs() as logged:
            os.kill(os.getpid(), signal.SIGHUP)
            await eventually(lambda: len(reloads) == 1)
            await eventually(lambda: bool(logged))
        assert [it["event"] for it in logged] == ["reload failed"]
        os.kill(os.getpid(), signal.SIGHUP)
        await eventually(lambda: len(reloads) == 2)
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(30):
            await running


async def test_a_worker_without_http_and_a_server_without_worker_end_as_well() -> None:
    async def reload() -> None:
        """Nothing changes."""

    for works in (True, False):
        async with village() as v:
            web = None if works else make_web(v.parts, v.store.check)
            process = Process(v.parts.worker, web, works=works, reload=reload)
            up = asyncio.Event()
            running = asyncio.create_task(process.run("127.0.0.1", free_port(), up.set))
            await up.wait()
            os.kill(os.getpid(), signal.SIGINT)
            async with asyncio.timeout(30):
                await running


def test_the_patience_at_the_end_fits_within_the_ten_seconds_of_a_supervisor() -> None:
    patience = service.LAST_CALLS + service.LAST_ANSWERS + service.LAST_MESSAGES
    assert patience + timedelta(seconds=late.LAST) <= timedelta(seconds=9)


async def test_a_taken_address_ends_the_process_with_its_reason() -> None:
    async def reload() -> None:
        """Nothing changes."""

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        async with village() as v:
            web = make_web(v.parts, v.store.check)
            process = Process(v.parts.worker, web, works=True, reload=reload)
            with pytest.raises(OSError, match="in use"):
                await process.run("127.0.0.1", taken.getsockname()[1], lambda: None)


def test_what_lasts_is_not_looked_through_while_messages_are_answered_and_all_is_as_before_afterwards() -> (
    None
):
    class Knot:
        """Something that holds itself."""

    def tie() -> "weakref.ref[Knot]":
        knot = Knot()
        knot.itself = knot  # type: ignore[attr-defined]  # that is the knot
        return weakref.ref(knot)

    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    lasts = Knot()
    with service.lasting():
        assert gc.get_freeze_count() > frozen
        assert gc.get_threshold() == (service.NEW_BEFORE_LOOKING, *before[1:])
        assert gc.isenabled()
        new = tie()
        gc.collect()
        assert new() is None, "what is new and holds itself is still found"
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
    assert lasts is not None

"""A running process: the metronome, the sender's loop and the HTTP server, started and stopped in order."""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.sender import Sender
from bot.server import HEALTH
from bot.ticks import Ticks
from bot.understand import warm
from groupbuy.ports import Unavailable

log = structlog.get_logger()

TICK = timedelta(seconds=1)
TIDY = timedelta(hours=1)
LISTEN = timedelta(seconds=1)
NEW_BEFORE_LOOKING = 20_000
"""New objects before Python's collector of cycles looks for some: a message makes hundreds, in hardly any."""
LAST_CALLS = timedelta(seconds=0.5)
"""In which new requests are still answered, while /readyz sends them elsewhere."""
LAST_ANSWERS = timedelta(seconds=5)
LAST_MESSAGES = timedelta(seconds=2.5)
"""Together, and with `late.LAST`, below the 10 s after which an impatient supervisor kills."""


@dataclass(slots=True)
class Worker:
    """Looks at the book every second and whenever woken. APScheduler is only the metronome: what is
    due are rows, so nothing is lost when a beat is."""

    clock: Clock
    ticks: Ticks
    sender: Sender
    refresh: Callable[[], Awaitable[None]]
    ring: Callable[[], None] = lambda: None
    _woken: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _scheduler: AsyncIOScheduler | None = None
    _sending: asyncio.Task[None] | None = None
    _stopping: bool = False
    _beaten_at: float | None = None

    def silence(self) -> float:
        """Seconds since what is due was last dealt with; 0 for a process that does not work."""
        return 0.0 if self._beaten_at is None else asyncio.get_running_loop().time() - self._beaten_at

    def wake(self) -> None:
        """Something may wait to be sent, by this process or by another."""
        self.hear()
        self.ring()

    def hear(self) -> None:
        """Another process says so."""
        self._woken.set()

    def start(self, *, works: bool = True) -> None:
        """`works` False: the clock and the configuration are kept fresh, nothing else is done."""
        self._stopping = False
        scheduler = AsyncIOScheduler(timezone="UTC")
        beat = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        beaten = self._tick if works else self._look
        scheduler.add_job(beaten, "interval", seconds=TICK.total_seconds(), **beat)
        if works:
            self._beaten_at = asyncio.get_running_loop().time()
            scheduler.add_job(self._tidy, "interval", seconds=TIDY.total_seconds(), **beat)
            self._sending = asyncio.create_task(self._send())
        scheduler.start()
        self._scheduler = scheduler

    async def catch_up(self) -> None:
        """Deal with what is due now, as every beat does."""
        await self._tick()

    async def stop(self) -> None:
        """Let what is under way end, then stop: APScheduler would cancel a running tick, and a message
        cut off between being sent and being marked would be sent again."""
        self._stopping = True
        self.wake()
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.pause()
            async with self._busy:
                scheduler.shutdown(wait=False)
        if self._sending is not None:
            await asyncio.wait([self._sending], timeout=LAST_MESSAGES.total_seconds())
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def _tick(self) -> None:
        async with self._busy:
            try:
                await self.refresh()
                if await self.ticks.tick(at=self.clock.now()):
                    self.wake()
                if self._beaten_at is not None:
                    self._beaten_at = asyncio.get_running_loop().time()
            except Exception as failed:
                not_done("tick failed", failed)

    async def _look(self) -> None:
        async with self._busy:
            try:
                await self.refresh()
            except Exception as failed:
                not_done("look failed", failed)

    async def _tidy(self) -> None:
        async with self._busy:
            try:
                await self.ticks.tidy(at=self.clock.now())
            except Exception as failed:
                not_done("tidying failed", failed)

    async def _send(self) -> None:
        while not self._stopping:
            try:
                async with asyncio.timeout(LISTEN.total_seconds()):
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._woken.clear()
            try:
                await self.sender.drain(at=self.clock.now())
            except Exception as failed:
                not_done("sending failed", failed)


def not_done(what: str, failed: Exception) -> None:
    """A crash with its traceback; a database that is away, which is tried again every second, in a line."""
    if isinstance(failed, Unavailable):
        log.warning(what, reason=str(failed.__cause__ or failed))
    else:
        log.error(what, exc_info=failed)


@dataclass(slots=True)
class Process:
    """One process from start to SIGTERM or SIGINT; SIGHUP calls `reload`. `server` None: no HTTP;
    `works` False: no clock and no sender."""

    worker: Worker
    server: web.Application | None
    works: bool
    reload: Callable[[], Awaitable[None]]
    _reloading: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self, host: str, port: int, ready: Callable[[], None]) -> None:
        """Serve until told to stop, then finish what is under way (10 s at most). OSError where the
        address is taken."""
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._reload_soon)
        patience = LAST_ANSWERS.total_seconds()
        runner = (
            web.AppRunner(self.server, shutdown_timeout=patience, access_log=None) if self.server else None
        )
        try:
            if self.works:  # what became due while nothing ran, before anybody is answered
                await self.worker.catch_up()
            if runner is not None:
                warm()
                await runner.setup()
                await web.TCPSite(runner, host, port).start()
            self.worker.start(works=self.works)
            ready()
            with lasting():
                await stop.wait()
            if self.server is not None:
                self.server[HEALTH].stopping = True
                await asyncio.sleep(LAST_CALLS.total_seconds())
        finally:
            if runner is not None:
                await runner.cleanup()
            await self.worker.stop()

    def _reload_soon(self) -> None:
        async def reload() -> None:
            try:
                await self.reload()
            except Exception:
                log.exception("reload failed")

        task = asyncio.get_running_loop().create_task(reload())
        self._reloading.add(task)
        task.add_done_callback(self._reloading.discard)


@contextmanager
def lasting() -> Iterator[None]:
    """Meanwhile what is there now is taken to stay: the collector does not look through all of it again and
    again while messages are answered (measured: 6 to 9 % of the processor)."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_BEFORE_LOOKING, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()

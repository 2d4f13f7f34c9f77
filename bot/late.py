"""An answer that takes longer than the platform waits: nothing in the response, and sent by itself when it is there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from bot import replies
from bot.channels.sending import Pusher, SendFailed
from groupbuy.ports import Unavailable

log = structlog.get_logger()

PATIENCE = 4.5
"""Seconds; WeCom gives up after five and sends the message again (PLATFORM §1)."""
LAST = 1.0
"""Seconds that a process which ends waits for such answers."""


class Later(Exception):
    """The answer will be pushed."""


@dataclass(slots=True)
class LateAnswers:
    """One late answer a message, however often the platform sends it meanwhile."""

    patience: float = PATIENCE
    _waiting: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def within(
        self, key: str, work: Callable[[], Awaitable[str | None]], pusher: Pusher | None, target: str
    ) -> str | None:
        """The answer in time; without a `pusher` whenever it comes, as the platform asks again by itself.

        Later where it is pushed to `target` once it is there.
        """
        if pusher is None:
            return await work()
        if key in self._waiting:
            raise Later
        answering = asyncio.ensure_future(work())
        try:
            await _until_done(answering, self.patience)
        except asyncio.CancelledError:
            answering.cancel()
            raise
        if answering.done():
            return answering.result()
        log.warning("answer is late", message=key)
        task = asyncio.create_task(self._push(key, answering, pusher, target))
        self._waiting[key] = task
        task.add_done_callback(lambda _: self._waiting.pop(key, None))
        raise Later

    async def finish(self) -> None:
        """Wait a little for what is still to be pushed."""
        if self._waiting:
            await asyncio.wait(self._waiting.values(), timeout=LAST)

    async def _push(
        self, key: str, answering: "asyncio.Future[str | None]", pusher: Pusher, target: str
    ) -> None:
        try:
            answer = await answering
        except Unavailable:  # the platform has its 200 and will not ask again: the person must
            answer = replies.APOLOGY
        if not answer:
            return
        try:
            await pusher.push(target, answer)
        except SendFailed as failed:
            log.warning("late answer was not sent", message=key, reason=str(failed))


async def _until_done(work: "asyncio.Future[str | None]", patience: float) -> None:
    """Returns when the work is done, or so many seconds have passed: `asyncio.wait` for one, at a third of its
    cost, as every message goes through here."""
    loop = asyncio.get_running_loop()
    over = loop.create_future()

    def end(_work: object = None) -> None:
        if not over.done():
            over.set_result(None)

    work.add_done_callback(end)
    timer = loop.call_later(patience, end)
    try:
        await over
    finally:
        timer.cancel()
        work.remove_done_callback(end)

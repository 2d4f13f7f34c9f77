"""How long an answer is waited for, and that our own loop's standing still is not blamed on who answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 0.1
"""Seconds within which Redis has answered or is given up: nobody's answer waits longer for it."""
LATE = 0.02
"""Seconds after its moment from which a timer's lateness shows that the loop stood still."""


async def within(question: Callable[[], Awaitable[T]], seconds: float = PATIENCE) -> T:
    """What is answered; TimeoutError where it is not in time.

    After a loop has stood still its timers and the answers it did not look at are there at the same moment, and
    the timers win. So what is there is taken first, and a timer that is late itself gives the time again, once: what
    takes several ways there and back may not have been on its way yet. Silence costs `seconds`; where the loop stood
    still meanwhile, what it lost and at most `seconds` more.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as scope:
        waiting = _Waiting(loop, scope, seconds)
        try:
            return await question()
        finally:
            waiting.timer.cancel()


class _Waiting:
    """One timer, set again once at most."""

    __slots__ = ("due", "loop", "more", "scope", "timer")

    def __init__(self, loop: asyncio.AbstractEventLoop, scope: asyncio.Timeout, seconds: float) -> None:
        self.loop, self.scope, self.more = loop, scope, seconds
        self.due = loop.time() + seconds
        self.timer = loop.call_at(self.due, self._over)

    def _over(self) -> None:
        now = self.loop.time()
        if self.more and now - self.due >= LATE:
            self.timer = self.loop.call_at(now + self.more, self._over)
            self.more = 0.0
        else:
            # In the loop's next turn: who has been answered in this one goes on before that.
            self.scope.reschedule(now)

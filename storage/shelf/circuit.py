"""A circuit before Redis: open, nobody asks it; closed again by itself once it answers."""

import asyncio
import math
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from redis.exceptions import RedisError

from storage.shelf.client import Link
from storage.shelf.patience import PATIENCE, within

log = structlog.get_logger()

T = TypeVar("T")
LOOK = 0.25
"""Seconds between two looks whether Redis answers, and whether it still is the one that knew."""
MINUTE = 60.0
FAILURES = (RedisError, OSError, TimeoutError)


class Away(Exception):
    """Redis does not answer, or not in time."""


@dataclass(slots=True)
class Circuit:
    """Open until the first look. `unsure_since` is when what Redis counts was last incomplete (out of reach,
    or emptied), by `seconds` that only go forward. None: it is complete. `whole_since` is when it was
    last found again, or found emptied: what was done without it before is not in its counts. `why` is what its
    last failure said."""

    link: Link
    seconds: Callable[[], float] = time.monotonic
    took: Callable[[float], None] = lambda seconds: None
    patience: float = PATIENCE
    open: bool = True
    why: str = ""
    unsure_since: float | None = None
    whole_since: float = -math.inf
    _opened_at: float = 0.0
    _epoch: str = ""

    async def ask(self, question: Callable[[], Awaitable[T]]) -> T:
        """What Redis answers. Away: at once while the circuit is open, else when `patience` is over."""
        if self.open:
            raise Away
        return await self._asked(question)

    async def look(self) -> None:
        """Opens or closes the circuit by what Redis answers now, and sees whether it has been emptied."""
        try:
            epoch = await self._asked(self._read_epoch)
        except Away:
            return
        same, self._epoch, self.why = epoch == self._epoch, epoch, ""
        if self.open:
            self.open = False
            log.info("shelf there")
            if self.unsure_since is not None:
                self.whole_since = self.seconds()
            short = self.seconds() - self._opened_at < MINUTE
            self.unsure_since = None if self.unsure_since is None or (same and short) else self.seconds()
        elif not same:
            log.warning("shelf was emptied")
            self.unsure_since = self.whole_since = self.seconds()

    async def keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            await self.look()

    async def _asked(self, question: Callable[[], Awaitable[T]]) -> T:
        began = self.seconds()
        try:
            return await within(question, self.patience)
        except FAILURES as error:
            self._fail(error)
            raise Away from error
        finally:
            self.took(self.seconds() - began)

    def _fail(self, error: BaseException) -> None:
        self.why = str(error) or f"no answer within {PATIENCE} s"
        if not self.open or self.unsure_since is None:
            self.open, self._opened_at = True, self.seconds()
            self.unsure_since = self._opened_at
            log.warning("shelf lost", error=type(error).__name__, reason=self.why)

    async def _read_epoch(self) -> str:
        """A mark that whoever finds none sets; another one than before means that what was kept is gone."""
        mark = secrets.token_hex(8)
        found = await self.link.redis.set(f"{self.link.prefix}epoch", mark, nx=True, get=True)
        return found.decode() if isinstance(found, bytes) else mark

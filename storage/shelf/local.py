"""The shelf of one process: everything in its own memory."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from types import TracebackType

from storage.shelf.windows import Windows


class LocalShelf:
    """For one process, and what the shared shelf falls back on; `now` are seconds that only go forward."""

    shared = False
    why = ""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._kept: dict[str, tuple[str, float]] = {}
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}
        self._sent = Windows(now)

    async def __aenter__(self) -> "LocalShelf":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.clear()

    async def get(self, key: str) -> str | None:
        value, until = self._kept.get(key, ("", 0.0))
        return value if until > self._now() else None

    async def put(self, key: str, value: str, ttl_seconds: int) -> None:
        self._drop_expired()
        self._kept[key] = (value, self._now() + ttl_seconds)

    @asynccontextmanager
    async def lock(self, key: str) -> AsyncIterator[None]:
        turn, users = self._locks.get(key, (asyncio.Lock(), 0))
        self._locks[key] = (turn, users + 1)
        try:
            async with turn:
                yield
        finally:
            turn, users = self._locks[key]
            if users == 1:
                del self._locks[key]
            else:
                self._locks[key] = (turn, users - 1)

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        if await self.get(f"lease:{key}") not in (None, holder):
            return False
        await self.put(f"lease:{key}", holder, ttl_seconds)
        return True

    async def release(self, key: str, holder: str) -> None:
        if await self.get(f"lease:{key}") == holder:
            del self._kept[f"lease:{key}"]

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        return self._sent.take(f"{outlet}:{target}", per_minute)

    async def may_hear(self, channel: str, sender: str, per_minute: int) -> bool:
        return self._sent.take(f"heard:{channel}:{sender}", per_minute)

    async def heard(self, channel: str, sender: str) -> int:
        """How much of what somebody said was heard in the last minute."""
        return self._sent.taken(f"heard:{channel}:{sender}")

    def ring(self) -> None:
        """Nobody else is there to be woken."""

    def on_ring(self, heard: Callable[[], None]) -> None:
        """Nobody else rings."""

    def on_answer(self, took: Callable[[float], None]) -> None:
        """Nobody else is asked."""

    async def time(self) -> datetime | None:
        return None

    async def reachable(self) -> bool:
        return True

    def _drop_expired(self) -> None:
        now = self._now()
        for key in [key for key, (_, until) in self._kept.items() if until <= now]:
            del self._kept[key]

"""The shelf for what may be lost: tokens, locks and leases. In this process, or shared through Redis."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from redis.asyncio import Redis

LOCK_SECONDS = 30
"""A lock whose holder died is free again after this long."""


class Shelf(Protocol):
    """Nothing here is the truth about an order; losing all of it costs time, never an order."""

    async def get(self, key: str) -> str | None: ...
    async def put(self, key: str, value: str, ttl_seconds: int) -> None: ...
    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """Held by one at a time, among all that share the shelf."""
        ...

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        """True while `holder` has it: taken where it was free, prolonged where it was theirs."""
        ...

    async def release(self, key: str, holder: str) -> None:
        """Give a lease back; nothing happens to somebody else's."""
        ...

    async def close(self) -> None: ...


class LocalShelf:
    """For one process; `now` are seconds that only go forward."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._kept: dict[str, tuple[str, float]] = {}
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

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

    async def close(self) -> None:
        self._kept.clear()

    def _drop_expired(self) -> None:
        now = self._now()
        for key in [key for key, (_, until) in self._kept.items() if until <= now]:
            del self._kept[key]


PROLONG = """
local held = redis.call('get', KEYS[1])
if held and held ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
"""
GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"


class RedisShelf:
    """For several processes; every key under `linli:`."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    async def get(self, key: str) -> str | None:
        value = await self._redis.get(f"linli:{key}")
        return value.decode() if isinstance(value, bytes) else value

    async def put(self, key: str, value: str, ttl_seconds: int) -> None:
        await self._redis.set(f"linli:{key}", value, ex=ttl_seconds)

    @asynccontextmanager
    async def lock(self, key: str) -> AsyncIterator[None]:
        async with self._redis.lock(f"linli:lock:{key}", timeout=LOCK_SECONDS, sleep=0.05):
            yield

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        return bool(await self._redis.eval(PROLONG, 1, f"linli:lease:{key}", holder, str(ttl_seconds)))

    async def release(self, key: str, holder: str) -> None:
        await self._redis.eval(GIVE_BACK, 1, f"linli:lease:{key}", holder)

    async def close(self) -> None:
        await self._redis.aclose()


def new_holder() -> str:
    """A name for whoever takes leases."""
    return secrets.token_hex(8)


def open_shelf(url: str | None) -> Shelf:
    """The shared shelf at a Redis address (`redis://host:port/0`), the process's own without one."""
    if not url:
        return LocalShelf()
    from redis.asyncio import Redis

    return RedisShelf(Redis.from_url(url))

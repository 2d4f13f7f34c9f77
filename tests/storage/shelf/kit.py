"""What the shelf's tests share: addresses with a prefix of their own, shelves with a clock by hand."""

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from redis.asyncio import Redis

from storage.shelf.client import connect
from storage.shelf.shared import RedisShelf


def prefixed(url: str, prefix: str | None = None) -> str:
    return f"{url}?prefix={prefix or f'test-{secrets.token_hex(6)}:'}"


@dataclass(slots=True)
class Seconds:
    """A clock that only goes forward, by hand."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@asynccontextmanager
async def shelf(url: str, now: Callable[[], float] | None = None) -> AsyncIterator[RedisShelf]:
    """A shared shelf; its circuit goes by `now` where that is given."""
    it = RedisShelf(connect(url))
    if now is not None:
        it.circuit.seconds = now
    async with it:
        yield it


@asynccontextmanager
async def raw(url: str) -> AsyncIterator[Redis]:
    """The server itself, behind the shelf's back."""
    redis = Redis.from_url(url.partition("?")[0])
    try:
        yield redis
    finally:
        await redis.aclose()


async def let_time_pass(redis: Redis, prefix: str, seconds: float) -> None:
    """As if so many seconds had passed for every key: nobody waits two hours for a token to lapse."""
    async for key in redis.scan_iter(match=f"{prefix}*"):
        left = await redis.pttl(key) - round(seconds * 1000)
        if await redis.pttl(key) < 0:
            continue
        await (redis.pexpire(key, left) if left > 0 else redis.delete(key))

"""What the shelf's tests share: addresses with a prefix of their own, shelves with a clock by hand."""

import math
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from redis.asyncio import Redis

from storage.shelf.client import connect
from storage.shelf.patience import PATIENCE
from storage.shelf.shared import RedisShelf
from tests.servers.redis import RedisServer

PATIENT = 10.0
"""Seconds that a server which is there may take where it is not the tests' matter: the machine may be busy."""
SLACK = 0.15
"""What a machine adds to a tenth of a second where nobody else wants it; a busy one is asked up to `TRIES` times."""
TRIES = 5


def prefixed(url: str, prefix: str | None = None) -> str:
    return f"{url}?prefix={prefix or f'test-{secrets.token_hex(6)}:'}"


@dataclass(slots=True)
class Seconds:
    """A clock that only goes forward, by hand."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@asynccontextmanager
async def shelf(
    url: str, now: Callable[[], float] | None = None, *, patience: float = PATIENT
) -> AsyncIterator[RedisShelf]:
    """A shared shelf; its circuit goes by `now` where that is given, and waits so many seconds for an answer."""
    it = RedisShelf(connect(url))
    it.circuit.patience = patience
    if now is not None:
        it.circuit.seconds = now
    async with it:
        yield it


@contextmanager
def impatient(*shelves: RedisShelf) -> Iterator[None]:
    """As shelves are outside the tests; in them a healthy server may take its time."""
    for it in shelves:
        it.circuit.patience = PATIENCE
    yield
    for it in shelves:
        it.circuit.patience = PATIENT


async def best(once: Callable[[], Awaitable[float]], enough: float) -> float:
    """The least of up to `TRIES` costs, in seconds; no more tries after one that is good enough."""
    spent: list[float] = []
    while len(spent) < TRIES and min(spent, default=math.inf) > enough:
        spent.append(await once())
    return min(spent)


async def cost_while_frozen(
    own_redis: RedisServer, it: RedisShelf, ask: Callable[[], Awaitable[object]]
) -> float:
    """Seconds that `ask` takes of a server that stops just before; it has been missed then, and is back."""
    assert await it.reachable()
    own_redis.freeze()
    with impatient(it):
        began = time.perf_counter()
        await ask()
        spent = time.perf_counter() - began
    assert it.circuit.open
    own_redis.thaw()
    assert await it.reachable()
    return spent


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

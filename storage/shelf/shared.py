"""The shelf of several processes, in Redis; without Redis each process goes on with its own."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import TypeVar

from storage.shelf.bell import Bell
from storage.shelf.circuit import Away, Circuit
from storage.shelf.client import GIVE_BACK, PROLONG, Link
from storage.shelf.hearing import Hearing
from storage.shelf.local import LocalShelf
from storage.shelf.rates import Rates

T = TypeVar("T")
LOCK_SECONDS = 10
"""A lock whose holder died is free again after this long."""
TRY_AGAIN = 0.05
"""Seconds between two tries for a lock."""


class RedisShelf:
    """Slower, stricter, never wrong without Redis: what is put is kept here as well, a lease or lock is then
    this process's own, and the database still decides."""

    shared = True

    def __init__(self, link: Link, own: LocalShelf | None = None) -> None:
        self._link = link
        self._own = own or LocalShelf()
        self.circuit = Circuit(link)
        self._rates = Rates(self.circuit, self._own)
        self._hearing = Hearing(self.circuit, self._own)
        self._bell = Bell(self.circuit)
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "RedisShelf":
        await self.circuit.look()
        running = (self.circuit.keep_looking(), self._bell.keep_ringing(), self._bell.keep_hearing())
        self._tasks = [asyncio.create_task(it) for it in running]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._link.close()

    async def get(self, key: str) -> str | None:
        async def question() -> str | None:
            value = await self._link.redis.get(self._key(key))
            return value.decode() if isinstance(value, bytes) else value

        return await self._or(question, lambda: self._own.get(key))

    async def put(self, key: str, value: str, ttl_seconds: int) -> None:
        await self._own.put(key, value, ttl_seconds)
        await self._or(lambda: self._link.redis.set(self._key(key), value, ex=ttl_seconds), _nothing)

    @asynccontextmanager
    async def lock(self, key: str) -> AsyncIterator[None]:
        async with self._own.lock(key):
            mark, name = secrets.token_hex(8), self._key(f"lock:{key}")
            await self._take(name, mark)
            try:
                yield
            finally:
                await self._or(lambda: self._run(GIVE_BACK, name, mark), _nothing)

    async def _take(self, name: str, mark: str) -> None:
        """Until it is held, or Redis is away: each process then goes by its own lock."""
        while True:
            try:
                if await self.circuit.ask(lambda: self._link.redis.set(name, mark, nx=True, ex=LOCK_SECONDS)):
                    return
            except Away:
                return
            await asyncio.sleep(TRY_AGAIN)

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        name = self._key(f"lease:{key}")
        mine = lambda: self._own.lease(key, holder, ttl_seconds)  # noqa: E731 - both ways in one line
        return bool(await self._or(lambda: self._run(PROLONG, name, holder, str(ttl_seconds)), mine))

    async def release(self, key: str, holder: str) -> None:
        await self._own.release(key, holder)
        await self._or(lambda: self._run(GIVE_BACK, self._key(f"lease:{key}"), holder), _nothing)

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        return await self._rates.may(outlet, target, per_minute)

    async def may_hear(self, channel: str, sender: str, per_minute: int) -> bool:
        return await self._hearing.may(channel, sender, per_minute)

    def ring(self) -> None:
        self._bell.ring()

    def on_ring(self, heard: Callable[[], None]) -> None:
        self._bell.on_ring(heard)

    def on_answer(self, took: Callable[[float], None]) -> None:
        self.circuit.took = took

    async def time(self) -> datetime | None:
        async def question() -> datetime | None:
            seconds, micro = await self._link.redis.time()
            return datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=micro)

        return await self._or(question, _nothing)

    async def reachable(self) -> bool:
        await self.circuit.look()
        return not self.circuit.open

    @property
    def why(self) -> str:
        return self.circuit.why

    def _key(self, name: str) -> str:
        return f"{self._link.prefix}{name}"

    async def _run(self, program: str, key: str, *values: str) -> object:
        found: object = await self._link.redis.eval(program, 1, key, *values)
        return found

    async def _or(self, question: Callable[[], Awaitable[T]], instead: Callable[[], Awaitable[T]]) -> T:
        try:
            return await self.circuit.ask(question)
        except Away:
            return await instead()


async def _nothing() -> None:
    """There is nothing to do instead."""

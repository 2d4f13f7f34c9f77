"""The shelf for what may be lost: tokens, locks, leases, send limits, wake-ups. In this process, or in Redis."""

import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from types import TracebackType
from typing import Protocol, TypeVar

from storage.shelf.local import LocalShelf

__all__ = ["BadShelf", "LocalShelf", "Shelf", "new_holder", "open_shelf"]

S = TypeVar("S")


class BadShelf(ValueError):
    """The shelf's address is none that can be used; the text shows no password."""


class Shelf(Protocol):
    """Nothing here is the truth about an order; losing all of it costs time, never an order. Used as an
    async context manager; where a shared one is out of reach it works on as the process's own."""

    async def __aenter__(self: S) -> S: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    async def get(self, key: str) -> str | None: ...
    async def put(self, key: str, value: str, ttl_seconds: int) -> None: ...
    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """Held by one at a time, among all that share the shelf, for `LOCK_SECONDS` at most: what is done
        twice all the same must do no harm."""
        ...

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        """True while `holder` has it: taken where it was free, prolonged where it was theirs."""
        ...

    async def release(self, key: str, holder: str) -> None:
        """Give a lease back; nothing happens to somebody else's."""
        ...

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        """Whether one more message may go to a target now, by all processes together; a yes is counted."""
        ...

    async def may_hear(self, channel: str, sender: str, per_minute: int) -> bool:
        """Whether one more message of somebody is heard now, by all processes together (without what they
        share, each hears a part of it); a yes is counted."""
        ...

    def ring(self) -> None:
        """Wake the other processes; returns at once, and many rings may be heard as one."""
        ...

    def on_ring(self, heard: Callable[[], None]) -> None:
        """Have `heard` called whenever a process rings."""
        ...

    @property
    def shared(self) -> bool:
        """Whether other processes may have the same one."""
        ...

    def on_answer(self, took: Callable[[float], None]) -> None:
        """Have `took` told how many seconds each question to what is shared takes."""
        ...

    async def time(self) -> datetime | None:
        """What time it is where the shared shelf is; None where there is none, or it is away."""
        ...

    async def reachable(self) -> bool:
        """False while what is shared is out of reach."""
        ...

    @property
    def why(self) -> str:
        """What is in the way while it is out of reach; "" while nothing is."""
        ...


def new_holder() -> str:
    """A name for whoever takes leases."""
    return secrets.token_hex(8)


def open_shelf(url: str | None) -> Shelf:
    """The shared shelf at a Redis address, the process's own without one. BadShelf for another address.

    `redis://host:port/0`, `rediss://…` or `unix://…`; `?prefix=lake:` keeps several systems on one server
    apart ("linli:" where it is not said).
    """
    if not url:
        return LocalShelf()
    from storage.shelf.client import connect
    from storage.shelf.shared import RedisShelf

    try:
        return RedisShelf(connect(url))
    except (TypeError, ValueError):
        raise BadShelf(
            "LINLI_REDIS_URL is no address of a Redis server: redis://host:6379/0, rediss://… or unix://…"
        ) from None

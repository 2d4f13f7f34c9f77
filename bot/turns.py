"""What one process at a time should do: the shelf keeps the others from asking, the database decides."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Shelf, Store
from groupbuy.ports import Unavailable


@dataclass(frozen=True, slots=True)
class Turns:
    """One holder of a process."""

    store: Store
    shelf: Shelf
    holder: str = field(default_factory=lambda: secrets.token_hex(8))

    @asynccontextmanager
    async def turn(self, lease: str, *, at: datetime, lasts: timedelta) -> AsyncIterator[int | None]:
        """The number to write under (`UnitBooks.holds`), None where it is another's turn.

        Whoever dies or stops with it is replaced once it has lasted, and what they write then is refused.
        """
        if not await self.shelf.lease(lease, self.holder, int(lasts.total_seconds())):
            yield None
            return
        number = await self.store.leases.take(lease, at=at, lasts=lasts)
        try:
            yield number
        finally:
            with suppress(Unavailable):  # it will have lasted by itself
                if number is not None:
                    await self.store.leases.give_back(lease, number)
            await self.shelf.release(lease, self.holder)

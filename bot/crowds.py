"""How much of one community is dealt with at a time where others speak too: a crowd in one keeps nobody in another
waiting, and waits in line itself."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from groupbuy.ports import Unavailable

AT_ONCE = 64
"""Messages of one community, as many as share a commit. More at a time are answered no sooner, and others wait for them."""
MOST_WAITING = 5_000
"""Of one community; whoever comes then is told that nothing was stored, and the platform sends it again."""
WHILE = 60.0
"""Seconds for which somebody who spoke counts as there."""


@dataclass(slots=True)
class Crowds:
    """A line for each community in which more is said than can be dealt with. None is a community too: people of
    whom it is not known yet where they belong."""

    at_once: int = AT_ONCE
    most_waiting: int = MOST_WAITING
    _under_way: Counter[str | None] = field(default_factory=Counter)
    _lines: "dict[str | None, deque[asyncio.Future[None]]]" = field(default_factory=dict)
    _heard_at: dict[str | None, float] = field(default_factory=dict)

    @asynccontextmanager
    async def turn(self, community: str | None) -> AsyncIterator[None]:
        """Holds a place of the community's until the message is dealt with. At once where it has one left or
        nobody else speaks; `Unavailable` where the line is too long."""
        now = asyncio.get_running_loop().time()
        self._heard_at[community] = now
        crowded = self._under_way[community] >= self.at_once or community in self._lines
        if crowded and not self._alone(community, now):
            await self._in_line(community)
        else:
            self._under_way[community] += 1
        try:
            yield
        finally:
            self._next(community)

    def _alone(self, community: str | None, now: float) -> bool:
        return all(now - at > WHILE for other, at in self._heard_at.items() if other != community)

    async def _in_line(self, community: str | None) -> None:
        line = self._lines.setdefault(community, deque())
        if len(line) >= self.most_waiting:
            raise Unavailable(f"{len(line)} messages of one community wait")
        place = asyncio.get_running_loop().create_future()
        line.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._next(community)  # it was given already
            raise

    def _next(self, community: str | None) -> None:
        """A place is free: the first in line has it, unless more were taken than there are while nobody else spoke."""
        line = self._lines.get(community)
        while line and self._under_way[community] <= self.at_once:
            first = line.popleft()
            if not line:
                del self._lines[community]
            if not first.done():  # else its caller has gone
                first.set_result(None)
                return
        self._under_way[community] -= 1

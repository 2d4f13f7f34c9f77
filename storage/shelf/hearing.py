"""How much one person is heard by all processes together, whatever becomes of Redis meanwhile."""

import math
import secrets
from dataclasses import dataclass, field

from storage.shelf.circuit import MINUTE, Away, Circuit
from storage.shelf.local import LocalShelf

UNKNOWN = 2
"""So many processes are taken to listen while Redis has never said how many; their parts fit twice as many."""
COUNTED_FOR = 1.0
"""Seconds for which their number is taken as last counted."""
COUNT = """
local now = tonumber(redis.call('time')[1])
redis.call('zadd', KEYS[1], now, ARGV[1])
redis.call('zremrangebyscore', KEYS[1], '-inf', now - 60)
return redis.call('zcard', KEYS[1])
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """How a limit is divided among `ears` processes, so that their sum is never above it, however much of it was
    used before Redis was lost: `alone` is for each while nothing is counted together (a share of half the limit),
    `one` and `together` keep that much back for the others while it is."""

    alone: int
    one: int
    together: int

    @classmethod
    def of(cls, limit: int, ears: int) -> "Parts":
        if ears == 1:
            return cls(limit, limit, limit)
        alone = max(1, limit // (2 * ears))
        return cls(alone, max(1, limit - (ears - 1) * alone), max(1, limit - (ears - 2) * alone))


@dataclass(slots=True)
class Hearing:
    """Stricter without Redis and for a minute after it is back, as what the others heard meanwhile is not known.
    What a process hears it counts for itself as well."""

    circuit: Circuit
    own: LocalShelf
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    ears: int = UNKNOWN
    _counted_at: float = -math.inf
    _since: float = math.inf

    async def may(self, channel: str, sender: str, per_minute: int) -> bool:
        circuit, key = self.circuit, f"heard:{channel}:{sender}"
        there = await self._count()
        parts = Parts.of(per_minute, self.ears)
        whole = there and self._whole(circuit.seconds())
        if not await self.own.may_hear(channel, sender, parts.one if whole else parts.alone):
            return False
        if not there:
            return True
        windows = circuit.link.windows
        try:
            return await circuit.ask(lambda: windows.acquire_entry(key, parts.together, int(MINUTE)))
        except Away:
            return await self.own.heard(channel, sender) <= parts.alone

    async def _count(self) -> bool:
        """How many processes have heard somebody within a minute, this one among them. False where Redis is away."""
        now = self.circuit.seconds()
        if now - self._counted_at < COUNTED_FOR:
            return not self.circuit.open
        redis, ears = self.circuit.link.redis, f"{self.circuit.link.prefix}ears"
        try:
            found = await self.circuit.ask(lambda: redis.eval(COUNT, 1, ears, self.name))
        except Away:
            return False
        if self._counted_at == -math.inf:
            self._since = now
        # Who has just come is not known to the others yet, and an emptied Redis has forgotten them.
        least = 1 if self._whole(now) and now - self._since >= MINUTE else self.ears
        self.ears, self._counted_at = max(least, int(str(found))), now
        return True

    def _whole(self, now: float) -> bool:
        return now - self.circuit.whole_since >= MINUTE

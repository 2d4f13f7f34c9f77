"""How often one target of a channel may be spoken to: the platform's limits, kept before it keeps them."""

from typing import Protocol

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter


class Limiter(Protocol):
    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        """Whether one more message may go now; a yes is counted."""
        ...


class NoLimit:
    """For a store whose clock is moved by hand: its minutes are not the platform's."""

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        return True


class PerMinute:
    """In this process, by a moving window of real time."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        return await self._limiter.hit(RateLimitItemPerMinute(per_minute), outlet, target)

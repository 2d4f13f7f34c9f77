"""How often one target of a channel may be spoken to: the platform's limits, kept before it keeps them."""

from typing import Protocol


class Limiter(Protocol):
    """The shelf, where there is one to count for all processes."""

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        """Whether one more message may go now; a yes is counted."""
        ...


class NoLimit:
    """For a store whose clock is moved by hand: its minutes are not the platform's."""

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        return True

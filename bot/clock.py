"""The one clock everything asks: real time, plus how far the store's clock was moved forward."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.ports import Store
from groupbuy.errors import Refusal


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class MovableClock(Clock, Protocol):
    @property
    def movable(self) -> bool: ...
    async def move_to(self, at: datetime) -> None:
        """Forward only, kept in the store; raises ClockNotMovable or ClockOnlyForward."""
        ...

    async def refresh(self) -> None:
        """Read again how far another process has moved the store's clock."""
        ...


class ClockNotMovable(Refusal):
    text = "只有全是模拟渠道的库才能拨时钟"


class ClockOnlyForward(Refusal):
    text = "时钟只能往前拨，现在是 {now}"


@dataclass(slots=True)
class StoreClock:
    """`real` tells real time (main.py hands it in); only a store without real people is `movable`."""

    store: Store
    real: Callable[[], datetime]
    movable: bool
    offset: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return self.real() + self.offset

    async def refresh(self) -> None:
        self.offset = await self.store.offset()

    async def move_to(self, at: datetime) -> None:
        if not self.movable:
            raise ClockNotMovable()
        present = self.real() + self.offset
        ahead = at - present
        if ahead < timedelta(seconds=-1):
            raise ClockOnlyForward(now=present.isoformat(timespec="seconds"))
        self.offset += max(ahead, timedelta(0))
        await self.store.move(self.offset)

"""When to look: one tick asks the book what is due and has each due buy and leave dealt with in its own unit."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.assigning import assign
from bot.ports import Store, UnitBooks
from bot.settings import Settings
from bot.turns import Turns
from groupbuy.due import Moment
from groupbuy.leaving import pass_leave
from groupbuy.passing import pass_due

log = structlog.get_logger()

Happened = Callable[[Sequence[str], Sequence[str]], None]
"""(kinds journalled, kinds asked) of a unit that is committed, for the metrics."""

REMEMBERED = timedelta(days=7)
TIDYING = timedelta(minutes=10)


def unwatched(kinds: Sequence[str], questions: Sequence[str]) -> None:
    """Nobody counts."""


@dataclass(slots=True)
class Ticks:
    """Knows no rule: what is due and what then happens stand in `groupbuy`."""

    turns: Turns
    settings: Settings
    late: Callable[[float], None] = lambda seconds: None
    happened: Happened = unwatched

    async def tick(self, *, at: datetime) -> list[Moment]:
        """Deal with everything due at `at`. One buy's or leave's failure does not hold up the others; it is
        logged and due again at the next tick."""
        passed: list[Moment] = []
        for number in await self.store.due(at):
            try:
                community = (await self.store.reads.buy(number)).community
                passed += await self._run(partial(pass_due, number=number), at, {community})
                passed += await assign(self.turns, self.settings, number, at=at)
            except Exception:
                log.exception("due buy failed", buy=number)
        for leave in await self.store.leaves_due(at):
            try:
                passed += await self._run(partial(pass_leave, key=leave), at)
            except Exception:
                log.exception("due leave failed", leave=leave)
        for moment in passed:
            self.late((at - moment.at).total_seconds())
        return passed

    @property
    def store(self) -> Store:
        return self.turns.store

    async def _run(
        self,
        unit: Callable[[UnitBooks], Awaitable[list[Moment]]],
        at: datetime,
        communities: Collection[str] = (),
    ) -> list[Moment]:
        seen: list[UnitBooks] = []

        async def watched(books: UnitBooks) -> list[Moment]:
            seen[:] = [books]
            return await unit(books)

        passed = await self.store.run(
            watched,
            at=at,
            directory=self.settings.directory,
            actor="clock",
            message=f"tick:{at.isoformat()}",
            alone=True,
            communities=communities,
        )
        self.happened(seen[0].happened, seen[0].questions)
        return passed

    async def tidy(self, *, at: datetime) -> None:
        """Forget answers and questions older than a repeat may be (DESIGN §5.1); one worker does."""
        async with self.turns.turn("tidy", at=at, lasts=TIDYING) as held:
            if held is not None:
                await self.store.forget(before=at - REMEMBERED)

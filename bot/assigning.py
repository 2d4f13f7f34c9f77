"""Assigning the points of a buy whose moment has come: read, solved beside the loop, written if nothing changed."""

import asyncio
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.ports import Store, UnitBooks
from bot.settings import Settings
from bot.turns import Turns
from groupbuy.due import Moment
from groupbuy.placing import settle, task_of
from groupbuy.solving import Answer, Task, solved

log = structlog.get_logger()

LASTS = timedelta(seconds=60)
"""A worker that stops while it solves is replaced after this long."""
TRIES = 5
"""How often it is solved where orders keep changing meanwhile; the last time, what still holds of it is done."""


async def assign(turns: Turns, settings: Settings, number: int, *, at: datetime) -> list[Moment]:
    """The moment that was dealt with, if any. One worker solves a buy at a time. The store is held for reading
    and for writing, never while it is solved; the process may end in between: nothing is lost but the work."""
    lease, store = f"assign:{number}", turns.store
    if await task_of(store.reads, settings.directory, number, at) is None:
        return []
    async with turns.turn(lease, at=at, lasts=LASTS) as held:
        return await _assigned(store, settings, number, lease, held, at) if held is not None else []


async def _assigned(
    store: Store, settings: Settings, number: int, lease: str, held: int, at: datetime
) -> list[Moment]:
    async def write(books: UnitBooks, task: Task, answer: Answer, last: bool) -> bool | None:
        return await settle(books, task, answer, last=last) if await books.holds(lease, held) else None

    for no in range(1, TRIES + 1):
        task = await task_of(store.reads, settings.directory, number, at)
        if task is None:
            return []
        answer = await asyncio.to_thread(solved, task)
        done = await store.run(
            partial(write, task=task, answer=answer, last=no == TRIES),
            at=at,
            directory=settings.directory,
            actor="clock",
            message=f"tick:{at.isoformat()}",
            alone=True,
        )
        if done is None:
            log.warning("points not assigned, as another worker has taken over", buy=number)
            return []
        if done:
            return [Moment("assign", at, task.moment)]
    log.warning("points not all assigned, as orders keep changing and there is little room", buy=number)
    return []

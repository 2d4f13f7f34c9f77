"""Assigning the points of a buy whose moment has come: read, solved beside the loop, written if nothing changed."""

import asyncio
from datetime import datetime
from functools import partial

import structlog

from bot.ports import Store
from bot.settings import Settings
from groupbuy.due import Moment
from groupbuy.placing import settle, solved, task_of

log = structlog.get_logger()

TRIES = 5
"""How often it is solved where orders keep changing meanwhile; the last time, what still holds of it is done."""


async def assign(store: Store, settings: Settings, number: int, *, at: datetime) -> list[Moment]:
    """The moment that was dealt with, if any. The store is held for reading and for writing, never while it is
    solved; another worker may have been first, or the process may end in between: nothing is lost but the work."""
    for no in range(1, TRIES + 1):
        task = await task_of(store.reads, settings.directory, number, at)
        if task is None:
            return []
        answer = await asyncio.to_thread(solved, task)
        done = await store.run(
            partial(settle, task=task, answer=answer, last=no == TRIES),
            at=at,
            directory=settings.directory,
            actor="clock",
            message=f"tick:{at.isoformat()}",
            alone=True,
        )
        if done:
            return [Moment("assign", at, task.moment)]
    log.warning("points not all assigned, as orders keep changing and there is little room", buy=number)
    return []

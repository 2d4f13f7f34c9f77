"""What becomes of claimed notices, written for several at once: while one statement is on its way, those that end
form the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime

from groupbuy.ports import Unavailable
from groupbuy.telling import Claimed
from storage.commit import Committer
from storage.fields import stamp_or_none
from storage.sql import Sql

KINDS = ("BIGINT", "TEXT", "TEXT", "TEXT", "TEXT", "TEXT", "BIGINT")
WRITE = """
UPDATE outbox SET state = more.column3, reason = more.column4, ended_at = more.column5,
  not_before = COALESCE(more.column6, not_before), tries = tries + more.column7,
  lease = NULL, lease_until = NULL
FROM {more}
WHERE id = more.column1 AND COALESCE(lease, '') = more.column2 AND state = 'waiting' RETURNING id
"""
"""Only of a notice that is still held as it was handed out (or still not held)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An end, or state "waiting" and when to try again."""

    claimed: Claimed
    state: str
    reason: str
    ended_at: datetime | None = None
    not_before: datetime | None = None
    tried: bool = False

    def row(self) -> tuple[object, ...]:
        ended, again = stamp_or_none(self.ended_at), stamp_or_none(self.not_before)
        held = self.claimed.lease or ""
        return (self.claimed.id, held, self.state, self.reason, ended, again, int(self.tried))


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    mark: Mark
    done: "asyncio.Future[bool]"


class Marks:
    """One statement in flight, no timer. A mark is written even where nobody waits for it any more: its notice
    has been sent."""

    def __init__(self, commit: Committer) -> None:
        self._commit = commit
        self._waiting: list[_Asked] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, mark: Mark) -> bool:
        """Whether the notice was still ours, once that is committed; or why it could not be."""
        asked = _Asked(mark, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        if self._writing is None:
            # An empty context: what one caller has bound (for its log lines) is not the others'.
            self._writing = asyncio.create_task(self._write(), context=Context())
        return await asked.done

    async def close(self) -> None:
        """Waits for what was asked for."""
        if self._writing is not None:
            await self._writing

    async def _write(self) -> None:
        some: list[_Asked] = []
        try:
            while some := self._next():
                await self._together(some)
        except BaseException:  # the process is going down: nobody may wait for ever
            for it in (*some, *self._waiting):
                it.done.cancel()
            raise
        finally:
            self._writing = None

    def _next(self) -> list[_Asked]:
        """Those that wait, of each notice the first: of two one comes too late, and is told so."""
        some: dict[int, _Asked] = {}
        for it in self._waiting:
            some.setdefault(it.mark.claimed.id, it)
        self._waiting = [it for it in self._waiting if some[it.mark.claimed.id] is not it]
        return list(some.values())

    async def _together(self, some: Sequence[_Asked]) -> None:
        """One by one where they failed together: it may be the fault of one of them."""
        try:
            ours = await self._commit.run(_written([it.mark for it in some]), scope=(), keeps=True)
        except Exception as error:
            if len(some) > 1 and not isinstance(error, Unavailable):
                for it in some:
                    await self._together([it])
                return
            for it in some:
                if not it.done.done():
                    it.done.set_exception(error)
            return
        for it in some:
            if not it.done.done():
                it.done.set_result(it.mark.claimed.id in ours)


def _written(marks: Sequence[Mark]) -> Callable[[Sql], Awaitable[set[int]]]:
    """The work that writes them; the notices that were ours."""

    async def work(sql: Sql) -> set[int]:
        more, values = sql.dialect.given(KINDS, [it.row() for it in marks])
        return {row["id"] for row in await sql.rows(WRITE.format(more=more), *values)}

    return work

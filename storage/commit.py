"""Group commit: whatever waits runs in turn in one transaction, each in its own savepoint; one at a time."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, TypeVar

import stamina
from tortoise.exceptions import IntegrityError

from groupbuy.expected import Expected
from groupbuy.ports import Unavailable
from storage.foreseen import foresee
from storage.scope import OutOfScope
from storage.sql import CommitUnknown, Sql

T = TypeVar("T")
Work = Callable[[Sql], Awaitable[Any]]
MOST = 64
"""Units in one commit: nobody waits for more than these to run."""
TURN = 4
"""Units after which those who wait for something else are heard."""
TRIES = 3
"""Of a unit by itself, while another process holds the lock or the like."""


class Spoilt(Exception):
    """A statement failed where units share what is written: nobody knows yet whose it was."""


class Closed(RuntimeError):
    """The store was closed before the work could run."""


@dataclass(slots=True, eq=False)
class _Job:
    work: Work
    alone: bool
    scope: Collection[str] | None
    keeps: bool
    expected: Expected | None
    done: "asyncio.Future[Any]"
    result: Any = None
    error: BaseException | None = field(default=None)

    def again(self) -> bool:
        """The same with everything, once: what its scope did not cover it may have read too early."""
        if self.scope is None or not isinstance(self.error, OutOfScope | IntegrityError):
            return False
        self.scope, self.alone = None, True
        return True

    def answer(self) -> None:
        if self.done.done():
            return  # the caller has gone; what it asked for is done all the same
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


class Committer:
    """One flush in flight; no timer: while a commit is on its way, those who come form the next one."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._waiting: deque[_Job] = deque()
        self._flushing: asyncio.Task[None] | None = None
        self._closed = False
        self.commits = 0
        self.units = 0

    async def run(
        self,
        work: Callable[[Sql], Awaitable[T]],
        *,
        alone: bool = False,
        scope: Collection[str] | None = None,
        keeps: bool = False,
        expected: Expected | None = None,
    ) -> T:
        """Run `work` in a transaction; its result once that is committed, or its exception.

        `scope` names what it writes, None is anything: work of one scope is never under way in two processes.
        Work that finds that it needs more (`OutOfScope`), or that a constraint refused because another scope
        was first, is run again with everything. `keeps`: what it has loaded (`Sql.kept`) it leaves as it is now.
        `expected`: what it will most likely read, which is read together with what its neighbours expect.
        """
        if self._closed:
            raise Closed("the store is closed")
        job = _Job(work, alone, scope, keeps, expected, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        if self._flushing is None:
            # An empty context: what one caller has bound (for its log lines) is not the others'.
            self._flushing = asyncio.create_task(self._flush(), context=Context())
        result: T = await job.done
        return result

    async def close(self) -> None:
        """Waits for what was accepted."""
        self._closed = True
        if self._flushing is not None:
            await self._flushing

    async def _flush(self) -> None:
        try:
            while batch := self._next():
                try:
                    await self._commit(batch)
                except BaseException:  # the process is going down: nobody may wait for ever
                    for job in batch:
                        job.done.cancel()
                    raise
                for job in batch:
                    if job.again():
                        self._waiting.appendleft(job)
                    else:
                        job.answer()
        finally:
            self._flushing = None

    def _next(self) -> list[_Job]:
        batch: list[_Job] = []
        while self._waiting and len(batch) < MOST and not (batch and self._waiting[0].alone):
            job = self._waiting.popleft()
            if job.done.done():
                continue  # its caller gave up before it began
            batch.append(job)
            if job.alone:
                break
        return batch

    async def _commit(self, batch: list[_Job]) -> None:
        """Together; where the database fails, nothing of it stands and each is done by itself."""
        try:
            await self._together(batch)
        except CommitUnknown as error:
            for job in batch:
                job.error = error
        except Exception as error:
            known = not isinstance(error, Spoilt) and not self._sql.dialect.is_transient(error)
            if len(batch) == 1 and known:
                batch[0].error = self._told(error)
                return
            away: Exception | None = None
            for job in batch:
                if away is None:
                    away = await self._by_itself(job)
                else:
                    job.error = away  # what one has waited for in vain the next need not wait for

    async def _by_itself(self, job: _Job) -> Exception | None:
        """The error where the database stayed out of reach for all the tries."""
        try:
            async for attempt in stamina.retry_context(
                on=self._sql.dialect.is_transient,
                attempts=TRIES,
                timeout=None,
                wait_initial=0.02,
                wait_max=0.5,
                wait_jitter=0.05,
            ):
                with attempt:
                    await self._lone(job, at_once=True)
        except Exception as error:
            job.error = self._told(error)
            return job.error if self._sql.dialect.is_transient(error) else None
        return None

    def _told(self, error: Exception) -> Exception:
        """What the caller gets: the rules' own word for a database that fails."""
        if not self._sql.dialect.is_broken(error):
            return error
        told = Unavailable("nothing could be stored")
        told.__cause__ = error
        return told

    async def _together(self, batch: list[_Job]) -> None:
        if len(batch) == 1:
            await self._lone(batch[0])
            return
        async with self._sql.transaction(_joined(job.scope for job in batch)):
            await foresee(self._sql, [job.expected for job in batch if job.expected])
            for no, job in enumerate(batch, 1):
                await self._one(job)
                if no % TURN == 0:  # units may run without ever waiting: let the others have their turn
                    await asyncio.sleep(0)
        self.commits += 1
        self.units += len(batch)

    async def _lone(self, job: _Job, *, at_once: bool = False) -> None:
        """Without neighbours the transaction is savepoint enough."""
        job.result, job.error, self._sql.scope = None, None, job.scope
        try:
            async with self._sql.transaction(job.scope, at_once=at_once):
                try:
                    job.result = await job.work(self._sql)
                except Exception as error:
                    job.error = error
                    raise
                self._must_be_sound()
        except Exception as error:
            spoilt = self._sql.spoilt
            if spoilt is not None and not self._sql.dialect.is_broken(spoilt):
                raise Spoilt from error
            if job.error is None or self._sql.dialect.is_broken(error):
                raise
        else:
            self.commits += 1
            self.units += 1

    def _must_be_sound(self) -> None:
        """Spoilt where a statement failed, even if the unit made nothing of it: the database may have."""
        if self._sql.spoilt is not None:
            raise Spoilt from self._sql.spoilt

    async def _one(self, job: _Job) -> None:
        """The unit's own exception undoes the unit; the database's own fails the batch."""
        job.result, job.error, self._sql.scope = None, None, job.scope
        try:
            async with self._sql.savepoint():
                job.result = await job.work(self._sql)
        except Exception as error:
            if self._sql.dialect.is_broken(error):
                raise
            job.error = error
        self._must_be_sound()
        if not job.keeps:
            self._sql.forget()


def _joined(scopes: Iterable[Collection[str] | None]) -> Collection[str] | None:
    all_of: set[str] = set()
    for it in scopes:
        if it is None:
            return None
        all_of.update(it)
    return all_of

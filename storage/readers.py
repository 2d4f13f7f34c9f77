"""Who reads at the same time reads together: one snapshot for a group, one statement for what several of it ask."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from contextvars import Context
from itertools import chain
from types import TracebackType
from typing import Any

from groupbuy.fold import Book
from groupbuy.ports import Unavailable
from storage.reads import BookReads
from storage.sql import Row, Sql

MOST = 64
"""Readers in a group: nobody waits for more than these to read."""
TURNS = 3
"""Of the event loop, for who is inside a group and has not asked for anything yet."""
PATIENCE = 5.0
"""Seconds a snapshot is kept for those inside while nobody asks for anything; a platform waits no longer."""

Find = Callable[[Sql, Book, Sequence[Any]], Awaitable[Mapping[Any, Any]]]
"""Finds by key what several ask for; what is left out is None. One kind of question each."""
Place = asyncio.Future[Any]


async def _statements(
    sql: Sql, _: Book, asked: Sequence[tuple[str, tuple[Any, ...]]]
) -> Mapping[Any, Sequence[Row]]:
    return {it: await sql.rows(it[0], *it[1]) for it in asked}


class Group:
    """Those who share a snapshot. Its task alone speaks to the database: a reader that goes away in the middle of
    a statement takes it from nobody. Each answer, as of one moment, is found once and given to all who ask;
    what is given is shared and must not be changed."""

    def __init__(self, sql: Sql, patience: float) -> None:
        self._sql = sql
        self.sql = Within(sql, self)
        self._patience = patience
        self.book = Book()
        self.inside = 0
        self._known: dict[Find, dict[Hashable, Any]] = defaultdict(dict)
        self._asked: dict[Find, dict[Hashable, list[Place]]] = {}
        self._waiting: list[Place] = []
        self._wake: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()
        self._heard = False
        self._over = False

    async def ask(self, find: Find, *keys: Hashable) -> Sequence[Any]:
        """What `find` finds under each; the database's own error where it fails, Unavailable when it is too late."""
        known = self._known[find]
        unknown = [it for it in keys if it not in known]
        if unknown:
            if self._over:
                raise Unavailable("the snapshot is over")
            self._heard = True
            if self.inside == 1:
                await self._answer_at_once(find, unknown)
                return [known[it] for it in keys]
            place: Place = asyncio.get_running_loop().create_future()
            of = self._asked.setdefault(find, {})
            for it in unknown:
                of.setdefault(it, []).append(place)
            self._waiting.append(place)
            self._stir()
            await place
        return [known[it] for it in keys]

    def leave(self) -> None:
        self.inside -= 1
        if not self.inside:
            self._stir()

    def _stir(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    async def serve(self) -> None:
        """Until everybody has left."""
        try:
            while await self._all_have_asked():
                await self._answer()
        finally:
            self._over = True
            _fail(self._waiting, Unavailable("the snapshot is over"))

    async def _all_have_asked(self) -> bool:
        """Waits for all inside, for those busy with something else no longer than a few turns; False when
        everybody has left, or when none of those inside has asked for anything for too long."""
        while self.inside:
            for _ in range(TURNS):
                await asyncio.sleep(0)
                if len(self._waiting) >= self.inside:
                    return self.inside > 0
            if self._waiting:
                return True
            self._wake = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(self._patience):
                    await self._wake
            except TimeoutError:
                if not self._heard and not self._turn.locked():
                    return False
            finally:
                self._wake, self._heard = None, False
        return False

    async def _answer(self) -> None:
        """Kind by kind; those whose questions are answered go on."""
        asked, waiting, self._asked, self._waiting = self._asked, self._waiting, {}, []
        try:
            for find, of in asked.items():
                failed: dict[Hashable, Exception] = {}
                for keys in [[it] for it in of] if find is _statements else [list(of)]:
                    await self._find(find, keys, failed)
                for key, error in failed.items():
                    _fail(of[key], error)
                for place in chain.from_iterable(of.values()):
                    if not place.done():
                        place.set_result(None)
        except BaseException:  # the process is going down: nobody may wait for ever
            for place in waiting:
                place.cancel()
            raise

    async def _answer_at_once(self, find: Find, keys: Sequence[Hashable]) -> None:
        """Nobody else is inside: there is nothing to wait for."""
        failed: dict[Hashable, Exception] = {}
        await self._find(find, keys, failed)
        for error in failed.values():
            raise error

    async def _find(self, find: Find, keys: Sequence[Hashable], failed: dict[Hashable, Exception]) -> None:
        """One by one where what failed is not the database: it may be the fault of one of them."""
        try:
            async with self._turn:
                found = await find(self._sql, self.book, keys)
        except Exception as error:
            if len(keys) == 1 or self._sql.dialect.is_broken(error):
                failed |= dict.fromkeys(keys, error)
                return
            for key in keys:
                await self._find(find, [key], failed)
        else:
            self._known[find] |= {key: found.get(key) for key in keys}


def _fail(places: Sequence[Place], error: Exception) -> None:
    for it in places:
        if not it.done():
            it.set_exception(error)


class Within(Sql):
    """The statements of whoever is inside a group, each run when its turn comes."""

    def __init__(self, sql: Sql, group: Group) -> None:
        super().__init__(sql._client, sql.dialect)
        self._group = group

    async def rows(self, sql: str, *values: Any) -> Sequence[Row]:
        (found,) = await self._group.ask(_statements, (sql, values))
        return found  # type: ignore[no-any-return]


class Readers:
    """One group at a time; no timer: who comes while it reads is of the next. `reads` is what they read with."""

    def __init__(self, sql: Sql, reads: Callable[[Group], BookReads], *, patience: float = PATIENCE) -> None:
        self._sql = sql
        self.reads = reads
        self._patience = patience
        self._coming: deque[asyncio.Future[Group]] = deque()
        self._serving: asyncio.Task[None] | None = None

    def visit(self) -> "Visit":
        return Visit(self)

    def come(self) -> "asyncio.Future[Group]":
        """The group one is let into; whoever is must leave it."""
        place: asyncio.Future[Group] = asyncio.get_running_loop().create_future()
        self._coming.append(place)
        if self._serving is None:
            # An empty context: what one reader has bound (for its log lines) is not the others'.
            self._serving = asyncio.create_task(self._serve(), context=Context())
        return place

    def failed(self, error: BaseException | None) -> bool:
        return isinstance(error, Exception) and self._sql.dialect.is_broken(error)

    async def close(self) -> None:
        """Waits for those who are reading."""
        if self._serving is not None:
            await self._serving

    async def _serve(self) -> None:
        try:
            while self._coming:
                group = None
                try:
                    async with self._sql.snapshot():
                        group = self._let_in()
                        await group.serve()
                except Exception as error:  # who was let in knows by now, or has left
                    if group is None:
                        _fail(self._next(), error)
        except BaseException:  # the process is going down: nobody may wait for ever
            for it in self._coming:
                it.cancel()
            raise
        finally:
            self._serving = None

    def _let_in(self) -> Group:
        """Whoever has come by now: nothing has been read yet."""
        group = Group(self._sql, self._patience)
        for it in self._next():
            group.inside += 1
            it.set_result(group)
        return group

    def _next(self) -> "list[asyncio.Future[Group]]":
        found: list[asyncio.Future[Group]] = []
        while self._coming and len(found) < MOST:
            it = self._coming.popleft()
            if not it.done():  # else they went away before it began
                found.append(it)
        return found


class Visit:
    """A reader's time inside a group; Unavailable where the database fails meanwhile."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    async def __aenter__(self) -> BookReads:
        place = self._readers.come()
        try:
            self._group = await place
        except BaseException:
            if place.done() and not place.cancelled() and place.exception() is None:
                place.result().leave()  # let in, and gone before they knew
            raise
        return self._readers.reads(self._group)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._group.leave()
        if self._readers.failed(error):
            raise Unavailable("the database cannot be read") from error

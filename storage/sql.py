"""A transaction's statements: what it writes it may gather, what a part of it has done can be taken back."""

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, nullcontext
from itertools import count
from types import TracebackType
from typing import Any

from tortoise.exceptions import IntegrityError

from groupbuy.ports import Unavailable
from storage.ahead import Ahead
from storage.dialect import Client, Dialect
from storage.dialect import Row as Row
from storage.kept import Kept
from storage.listed import marks as marks
from storage.listed import padded as padded
from storage.listed import slices as slices
from storage.statements import Statements
from storage.waiting import Counted, Key, Mark, Pile, Sum, Twice, Waiting, named


class CommitUnknown(Unavailable):
    """Whether the work was committed is not known: the inbox knows, when the message comes again."""


class Disagrees(Exception):
    """What was counted is not what the database has: nothing of the transaction may stand."""


class Sql(Statements):
    """`scope` is what the work under way may write, None for everything.

    In a transaction rows may be left for `later`: they are written together, each pile in one statement, before
    the commit or before a statement that names their table. A statement that fails there has spoilt it all:
    who was to blame is found by doing the work again in a transaction where everything is written `at_once`.
    """

    def __init__(self, client: Client, dialect: Dialect) -> None:
        super().__init__(client, dialect)
        self.scope: Collection[str] | None = None
        self._names = count()
        self._begin()

    def _begin(self) -> None:
        self._gathers = self._past = self._writing = False
        self._marks: list[Mark] = []
        self.waiting, self.kept, self.ahead = Waiting(), Kept(), Ahead()
        self._written: dict[Pile, set[Key]] = {}
        self.spoilt: Exception | None = None

    @property
    def gathers(self) -> bool:
        """Whether there is a `later` in this transaction."""
        return self._gathers

    def _spoils(self, error: Exception) -> None:
        if self._gathers and self.spoilt is None:
            self.spoilt = error

    async def _before(self, sql: str) -> None:
        """Everybody reads what they have written, and nothing is written outside the savepoint it belongs to."""
        words, writes = named(sql)
        if not self._past and self.waiting.touches(words):
            await self.write()
        if writes:
            self.waiting.changed(words)
            self.ahead.changed(words, waited=self._writing)
            await self._mark()

    async def _mark(self) -> None:
        if self._marks and not self._marks[-1].name:
            name = f"s{next(self._names)}"
            await self.run(f"SAVEPOINT {name}")
            self._marks[-1].name = name

    async def later(self, pile: Pile, rows: Sequence[Sequence[Any]]) -> None:
        """Rows of which nobody needs to know how many are new. IntegrityError for one that waits already."""
        if not self._gathers:
            await self.insert(pile.into, rows, pile.then)
            return
        try:
            self.waiting.add(pile, rows)
        except Twice as error:
            raise IntegrityError(error) from error
        self.ahead.later(pile, rows)

    def instead(self, pile: Pile, row: Sequence[Any]) -> bool:
        """Puts a row in the place of the one that waits under its key; False where none does."""
        those, key = self.waiting.rows.get(pile, {}), tuple(row[: pile.key])
        if key in those:
            those[key] = tuple(row)
            return True
        return False

    def waits(self, pile: Pile, column: str, values: Collection[object]) -> bool:
        """Whether a row waits that has one of these values there: without, the database knows best."""
        at = pile.columns.index(column)
        return not {row[at] for row in self.waiting.rows.get(pile, {}).values()}.isdisjoint(values)

    def is_written(self, pile: Pile, keys: Iterable[Key]) -> bool:
        """Whether rows of one of these keys went to the database in this transaction."""
        return pile in self._written and not self._written[pile].isdisjoint(keys)

    @contextmanager
    def past(self) -> Iterator[None]:
        """Reads of rows of which the caller knows that none of them waits."""
        before, self._past = self._past, True
        try:
            yield
        finally:
            self._past = before

    async def counted(self, it: Sum, *key: Any) -> Counted | None:
        """What a sum has come to, and its bound; None where there is no such row. It is only the caller's to
        decide by while nobody else can write that row."""
        if (it, key) not in self.waiting.counted and self.ahead.knows("sums", (it, key)):
            self.waiting.counted[it, key] = self.ahead.get("sums", (it, key))
        elif (it, key) not in self.waiting.counted:
            past = key not in self.waiting.sums.get(it, {}) and not self.waiting.has_rows_of(it.table)
            with self.past() if past else nullcontext():  # of its neighbours it does not matter what waits
                row = await self.row(it.asked(), *key)
            if row is None:
                return None
            self.waiting.counted[it, key] = row["has"], row["most"]
        return self.waiting.counted[it, key]

    async def write(self) -> None:
        """Everything that waits, each pile in one statement."""
        piles, sums, self.waiting.rows, self.waiting.sums = self.waiting.piles(), self.waiting.sums, {}, {}
        if not piles and not sums:
            return
        counted, self._writing = dict(self.waiting.counted), True
        for pile, new in piles:
            await self.insert(pile.into, new, pile.then)
            if pile.key:
                self._written.setdefault(pile, set()).update([row[: pile.key] for row in new])
        for it, of in sums.items():
            rows = [(*key, more) for key, more in sorted(of.items())]
            more, values = self.dialect.given(["BIGINT"] * len(rows[0]), rows)
            if await self.run(it.added(more), *values) != len(of):
                self._spoils(Disagrees(f"{it.table}.{it.column}"))
                raise Disagrees(f"{it.table}.{it.column}")
        self.waiting.counted, self._writing = counted, False

    def forget(self) -> None:
        """What was loaded may not be so any more."""
        self.kept = Kept(touched=self.kept.touched, changed=self.kept.changed)

    @asynccontextmanager
    async def transaction(
        self, scope: Collection[str] | None = None, *, at_once: bool = False
    ) -> AsyncIterator[None]:
        """Begins with the right to write what is in the scope, or everything; left by an exception it is undone.

        CommitUnknown where the commit failed and there is nothing left to undo.
        """
        self._begin()
        try:
            await self.run(self.dialect.begin(scope))
            self._gathers = self.ahead.lasts = not at_once
            yield
            if self.spoilt is None:
                await self.write()
        except BaseException:
            self._gathers = False
            await self._undo()
            raise
        self._gathers = False
        try:
            await self.run("COMMIT")
        except Exception as error:
            if await self._undo():
                raise
            raise CommitUnknown("the commit failed; whether it holds is not known") from error

    def savepoint(self, *, remembers: bool = False) -> "Savepoint":
        """Undone by an exception; what was loaded is as before it then where it `remembers`, else forgotten."""
        return Savepoint(self, remembers)


class Savepoint:
    """A part of a transaction. No generator, as every unit is in two of them."""

    def __init__(self, sql: Sql, remembers: bool) -> None:
        self._sql = sql
        self._remembers = remembers

    async def __aenter__(self) -> None:
        sql = self._sql
        self._mark = Mark(sql.waiting.copy(), sql.kept.before(self._remembers))
        sql._marks.append(self._mark)
        if not sql.gathers:
            await sql._mark()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sql, mark = self._sql, self._mark
        sql._marks.pop()
        if kind is not None:
            sql.waiting, sql.kept = mark.waiting, mark.before.again(sql.kept)
            if mark.name:
                sql.ahead.undone()
                await sql.run(f"ROLLBACK TO {mark.name}")
                await sql.run(f"RELEASE {mark.name}")
            return
        sql.kept.went_on(mark.before)
        if mark.name and sql._marks and not sql._marks[-1].name:
            sql._marks[-1].name = mark.name  # nothing was written there before it
        elif mark.name:
            await sql.run(f"RELEASE {mark.name}")

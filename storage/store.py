"""One open database: units of work, reads beside them, the outbox, the clock's offset, the health."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import TypeVar

from tortoise.exceptions import OperationalError

from groupbuy.directory import Directory
from groupbuy.due import next_look
from groupbuy.expected import Expected
from groupbuy.fold import Book
from groupbuy.ports import Unavailable
from storage import compare, leaves
from storage.beside import ReadsBeside
from storage.commit import Committer
from storage.dialect import READ_ONLY, Dialect
from storage.fields import instant, instant_or_none, stamp, stamp_or_none
from storage.finding import LIVE
from storage.leases import Leases
from storage.loading import load_buys
from storage.outbox import Outbox
from storage.schema import NotReady, must_fit
from storage.scope import scope_of
from storage.sql import Sql
from storage.unit import Unit

T = TypeVar("T")
MICROSECOND = timedelta(microseconds=1)


class Store:
    """Use as `async with storage.open(url) as store`. One connection writes, one reads."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._writer = dialect.client("writer")
        self._reader = dialect.client("reader")
        self._read = Sql(self._reader, dialect)
        self._commit = Committer(Sql(self._writer, dialect))
        self.reads = ReadsBeside(self._read)
        self.outbox = Outbox(self._commit, self._read)
        self.leases = Leases(self._commit)

    async def __aenter__(self) -> "Store":
        if not self._dialect.is_there():
            raise NotReady("there is no database yet: run `python main.py migrate`")
        try:
            await self._writer.create_connection(with_db=True)
            await self._reader.create_connection(with_db=True)
            await self.check()
        except OperationalError as error:
            await self._close()
            raise Unavailable(f"the database cannot be reached: {error}") from error
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.outbox.close()
        await self._commit.close()
        await self._close()

    async def _close(self) -> None:
        await self.reads.close()
        await self._reader.close()
        await self._writer.close()

    async def check(self) -> None:
        """NotReady unless it has all migrations, none that leaves no place for this version, and takes writes."""
        async with self._read.snapshot():
            await must_fit(self._read)
        if not self._reader.takes_writes():
            raise NotReady(f"the database cannot be written: it is {READ_ONLY}")

    async def run(
        self,
        unit: Callable[[Unit], Awaitable[T]],
        *,
        at: datetime,
        directory: Directory,
        actor: str = "",
        message: str = "",
        alone: bool = False,
        communities: Collection[str] | None = None,
        expected: Expected | None = None,
    ) -> T:
        """Run one unit and commit; `unit` may be run again, and must await nothing but its books.

        `communities` are those it is likely to write, `expected` what it is likely to read; None or too little
        is slower and no less right.
        """
        scope = scope_of(communities, actor) if self._dialect.scoped and communities else None

        async def work(sql: Sql) -> T:
            books = Unit(sql, at=at, directory=directory, actor=actor, message=message)
            await books.look_who_stands_in()
            result = await unit(books)
            await books.flush()
            books.leave()
            return result

        return await self._commit.run(work, alone=alone, scope=scope, keeps=True, expected=expected)

    async def due(self, at: datetime) -> Sequence[int]:
        rows = await self._read.look(
            "SELECT number FROM buys WHERE next_look_at <= ? ORDER BY next_look_at, number", stamp(at)
        )
        return [row["number"] for row in rows]

    async def leaves_due(self, at: datetime) -> Sequence[str]:
        async with self._read.snapshot():
            return await leaves.due(self._read, at)

    async def next_due(self) -> datetime | None:
        both = "SELECT next_look_at FROM buys UNION ALL SELECT next_look_at FROM leaves"
        (row,) = await self._read.look(f"SELECT MIN(next_look_at) AS at FROM ({both}) AS looks")  # noqa: S608
        return instant_or_none(row["at"])

    async def look_again(self, directory: Directory) -> None:
        async def work(sql: Sql) -> None:
            for buy in await load_buys(sql, Book(), LIVE):
                at = stamp_or_none(next_look(buy, directory))
                await sql.run("UPDATE buys SET next_look_at = ? WHERE number = ?", at, buy.number)

        await self._commit.run(work, alone=True)

    async def config_version(self) -> str:
        """The configuration last applied, "" before the first."""
        return await self._setting("config") or ""

    async def config_applied_at(self) -> datetime | None:
        """When that was, by the store's clock; None before the first."""
        return instant_or_none(await self._setting("config_at"))

    def free_space(self) -> int | None:
        """Bytes left on the disk that holds the database; None where that is another machine's."""
        return self._dialect.free_space()

    async def machine_time(self) -> datetime:
        """What time it is where the database runs, to the second."""
        (row,) = await self._read.look("SELECT CURRENT_TIMESTAMP AS at")
        at = row["at"]
        return at.astimezone(UTC) if isinstance(at, datetime) else instant(f"{at}+00:00")

    async def offset(self) -> timedelta:
        return timedelta(microseconds=int(await self._setting("offset") or 0))

    async def move(self, offset: timedelta) -> None:
        """Sets the offset; a smaller one than before is ignored: the clock only goes forward."""

        async def work(sql: Sql) -> None:
            row = await sql.row("SELECT value FROM settings WHERE name = 'offset'")
            if row is None or int(row["value"]) < offset // MICROSECOND:
                await sql.insert(
                    "settings (name, value)",
                    [("offset", str(offset // MICROSECOND))],
                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )

        await self._commit.run(work)

    async def _setting(self, name: str) -> str | None:
        rows = await self._read.look("SELECT value FROM settings WHERE name = ?", name)
        return rows[0]["value"] if rows else None

    async def forget(self, *, before: datetime) -> None:
        async def work(sql: Sql) -> None:
            await sql.run("DELETE FROM inbox WHERE at < ?", stamp(before))
            await sql.run("DELETE FROM pending WHERE expires_at < ?", stamp(before))
            over = "SELECT number FROM buys WHERE state IN ('finished', 'cancelled')"
            await sql.run(f"DELETE FROM chains WHERE sent_at < ? AND buy IN ({over})", stamp(before))  # noqa: S608

        await self._commit.run(work, scope=())

    async def stored(self) -> Book:
        """The book as the tables have it."""
        async with self._read.snapshot():
            return await compare.stored(self._read)

    async def folded(self) -> Book:
        """The book as the journal tells it."""
        async with self._read.snapshot():
            return await compare.folded(self._read)

    async def disagreements(self) -> list[str]:
        """Where tables and journal (or columns that follow from others) differ; the right answer is none."""
        async with self._read.snapshot():
            return await compare.disagreements(self._read)

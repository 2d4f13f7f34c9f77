"""Statements on one connection: `?` for every value, rows as dicts, the same on every dialect."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

from groupbuy.ports import Unavailable
from storage.dialect import Dialect

Row = dict[str, Any]
MOST_VALUES = 20_000
"""In one statement: below every database's own limit."""


class CommitUnknown(Unavailable):
    """Whether the work was committed is not known: the inbox knows, when the message comes again."""


class Sql:
    """One connection of Tortoise's, spoken to in SQL: an order is a handful of statements, and building
    models for each would take more time than the database does. `scope` is what the work under way may write,
    None for everything."""

    def __init__(self, client: BaseDBAsyncClient, dialect: Dialect) -> None:
        self._client = client
        self.dialect = dialect
        self.scope: Collection[str] | None = None
        self._names = count()
        self._turn = asyncio.Lock()

    async def rows(self, sql: str, *values: Any) -> list[Row]:
        return await self._client.execute_query_dict(self.dialect.spelt(sql), list(values))

    async def row(self, sql: str, *values: Any) -> Row | None:
        found = await self.rows(sql, *values)
        return found[0] if found else None

    async def run(self, sql: str, *values: Any) -> int:
        """How many rows were changed."""
        changed, _ = await self._client.execute_query(self.dialect.spelt(sql), list(values))
        return changed

    async def hold(self, name: str) -> None:
        """Nobody else holds `name` until the transaction ends."""
        if statement := self.dialect.holding(name):
            await self.run(statement)

    async def insert(self, into: str, rows: Sequence[Sequence[Any]], then: str = "") -> int:
        """Many rows in as few statements as can be: `into` is "table (columns)", `then` an ON CONFLICT clause."""
        one = f"({', '.join('?' * len(rows[0]))})" if rows else ""
        fit = max(1, MOST_VALUES // len(rows[0])) if rows else 1
        changed = 0
        for some in (rows[i : i + fit] for i in range(0, len(rows), fit)):
            values = ", ".join([one] * len(some))
            sql = f"INSERT INTO {into} VALUES {values} {then}"  # noqa: S608 - names from our own code
            changed += await self.run(sql, *(value for row in some for value in row))
        return changed

    @asynccontextmanager
    async def transaction(self, scope: Collection[str] | None = None) -> AsyncIterator[None]:
        """Begins with the right to write what is in the scope, or everything; left by an exception it is undone.

        CommitUnknown where the commit failed and there is nothing left to undo.
        """
        try:
            await self.run(self.dialect.begin(scope))
            yield
        except BaseException:
            await self._undo()
            raise
        try:
            await self.run("COMMIT")
        except Exception as error:
            if await self._undo():
                raise
            raise CommitUnknown("the commit failed; whether it holds is not known") from error

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[None]:
        """Several reads that see one and the same moment; one at a time on this connection.

        Unavailable where the database fails.
        """
        async with self._turn:
            try:
                await self.run(self.dialect.begin_reading)
                try:
                    yield
                finally:
                    await self._undo()
            except Exception as error:
                if self.dialect.is_broken(error):
                    raise Unavailable("the database cannot be read") from error
                raise

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        name = f"s{next(self._names)}"
        await self.run(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            await self.run(f"ROLLBACK TO {name}")
            await self.run(f"RELEASE {name}")
            raise
        await self.run(f"RELEASE {name}")

    async def _undo(self) -> bool:
        """ROLLBACK; False where the database had already ended the transaction by itself."""
        try:
            await self.run("ROLLBACK")
        except Exception as error:
            if not self.dialect.is_over(error):
                raise
            return False
        return True


def marks(values: Iterable[Any]) -> str:
    """As many `?` as there are values, for an IN list (never empty: an empty list matches nothing)."""
    return ", ".join("?" for _ in values) or "NULL"

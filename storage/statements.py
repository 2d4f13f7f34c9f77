"""Statements on one connection: `?` for every value, rows by name, the same on every dialect."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from groupbuy.ports import Unavailable
from storage.dialect import Client, Dialect, Row


class Statements:
    """An order is a handful of statements, and building models for each would take more time than the database
    does. One user at a time; who gathers what it writes has a say `_before` each statement."""

    _gathers = False

    def __init__(self, client: Client, dialect: Dialect) -> None:
        self._client = client
        self.dialect = dialect
        self._spelt = dialect.spelt
        self._turn = asyncio.Lock()

    async def _before(self, sql: str) -> None:
        """Where something is gathered, before each statement."""

    def _spoils(self, error: Exception) -> None:
        """Whenever a statement fails."""

    async def rows(self, sql: str, *values: Any) -> Sequence[Row]:
        if self._gathers:
            await self._before(sql)
        try:
            return await self._client.execute_query_dict(self._spelt(sql), values)
        except Exception as error:
            self._spoils(error)
            raise

    async def row(self, sql: str, *values: Any) -> Row | None:
        found = await self.rows(sql, *values)
        return found[0] if found else None

    async def run(self, sql: str, *values: Any) -> int:
        """How many rows were changed."""
        if self._gathers:
            await self._before(sql)
        try:
            changed, _ = await self._client.execute_query(self._spelt(sql), values)
        except Exception as error:
            self._spoils(error)
            raise
        return changed

    async def hold(self, name: str) -> None:
        """Nobody else holds `name` until the transaction ends."""
        if statement := self.dialect.holding(name):
            await self.run(statement)

    async def insert(self, into: str, rows: Sequence[Sequence[Any]], then: str = "") -> None:
        """`into` is "table (columns)", `then` an ON CONFLICT clause. One text whatever the number of rows, so that
        every database finds it prepared."""
        if not rows:
            return
        sql = f"INSERT INTO {into} VALUES ({', '.join('?' * len(rows[0]))}) {then}"  # noqa: S608 - our own names
        if len(rows) == 1:
            await self.run(sql, *rows[0])
            return
        if self._gathers:
            await self._before(sql)
        try:
            await self._client.execute_many(self._spelt(sql), rows)
        except Exception as error:
            self._spoils(error)
            raise

    async def look(self, sql: str, *values: Any) -> Sequence[Row]:
        """One read by itself, without the two round trips around it: a statement sees one moment anyway.

        Unavailable where the database fails.
        """
        async with self._turn:
            try:
                try:
                    return await self.rows(sql, *values)
                except Exception as error:
                    if not self.dialect.is_over(error):
                        raise
                    await self._client.create_connection(with_db=True)  # it was lost while nobody used it
                    return await self.rows(sql, *values)
            except Exception as error:
                if self.dialect.is_broken(error):
                    raise Unavailable("the database cannot be read") from error
                raise

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

    async def _undo(self) -> bool:
        """ROLLBACK; False where the database had already ended the transaction by itself."""
        try:
            await self.run("ROLLBACK")
        except Exception as error:
            if not self.dialect.is_over(error):
                raise
            return False
        return True

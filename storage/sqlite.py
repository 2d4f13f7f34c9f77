"""SQLite for Tortoise, with the settings under which an acknowledged order survives a crash."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from tortoise.backends.sqlite.client import SqliteClient as TortoiseClient
from tortoise.exceptions import IntegrityError, OperationalError

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": "2000",  # a platform waits five seconds for an answer
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what somebody had erased is gone from the file, not only from its tables
}
BEGIN = "BEGIN IMMEDIATE"
WAITS = (BEGIN, "COMMIT")
T = TypeVar("T")
# A thread each for as many as wait at the same time: one that waits for a lock must not keep from its own commit
# who holds it. They are for nothing else, so that none waits behind what takes long, and none is started twice.
WAITING = ThreadPoolExecutor(64, "sqlite")


class SqliteClient(TortoiseClient):
    """Nothing but our pragmas: Tortoise's own defaults sync less often and wait no time for a lock."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, **kwargs})


client_class = SqliteClient


class InlineClient(SqliteClient):
    """A connection with one user at a time whose statements run at once, without a thread between.

    A statement of ours takes some ten microseconds and handing it to a thread takes several times
    that. Only BEGIN IMMEDIATE may wait (for another process) and COMMIT (for the disk): COMMIT goes to a
    thread, and BEGIN where somebody else is writing, and the event loop goes on. Measured: 2.5 times the
    orders a second.
    """

    _raw: sqlite3.Connection | None = None

    async def create_connection(self, with_db: bool) -> None:
        if self._raw is None:
            self._raw = await _waited(self._opened)

    def _opened(self) -> sqlite3.Connection:
        raw = sqlite3.connect(
            self.filename, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for name, value in self.pragmas.items():
            raw.execute(f"PRAGMA {name}={value}")
        return raw

    async def close(self) -> None:
        if self._raw is not None:
            raw, self._raw = self._raw, None
            await _waited(raw.close)

    def takes_writes(self) -> bool:
        return os.access(self.filename, os.W_OK)

    async def execute_query(
        self, query: str, values: Sequence[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        if query == BEGIN and self._begins_at_once():
            return 0, ()
        if query in WAITS:
            return (await _waited(lambda: self._ran(query, ()))).rowcount, ()
        return self._ran(query, values or ()).rowcount, ()

    async def execute_query_dict(
        self, query: str, values: Sequence[Any] | None = None
    ) -> list[dict[str, Any]]:
        found = self._ran(query, values or ())
        # By zip: `sqlite3.Row` looks for each name among all, which for a row of twenty takes twice as long.
        names = [it[0] for it in found.description or ()]
        try:
            return [dict(zip(names, row, strict=True)) for row in found]
        except sqlite3.Error as error:
            if (told := _told(error)) is error:
                raise
            raise told from error

    async def execute_many(self, query: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement once for each row: as fast as one for all of them, whose text would be another for
        each number of rows."""
        try:
            self._open().executemany(query, values)
        except sqlite3.Error as error:
            if (told := _told(error)) is error:
                raise
            raise told from error

    def _ran(self, query: str, values: Sequence[Any]) -> sqlite3.Cursor:
        try:
            return self._open().execute(query, values)
        except sqlite3.Error as error:
            if (told := _told(error)) is error:
                raise
            raise told from error

    def _begins_at_once(self) -> bool:
        """False where somebody else is writing."""
        self._ran("PRAGMA busy_timeout=0", ())
        try:
            self._ran(BEGIN, ())
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            return False
        finally:
            self._ran(f"PRAGMA busy_timeout={self.pragmas['busy_timeout']}", ())
        return True

    def _open(self) -> sqlite3.Connection:
        if self._raw is None:
            raise OperationalError(sqlite3.OperationalError("the connection is closed"))
        return self._raw


async def _waited(work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(WAITING, work)


def _told(error: sqlite3.Error) -> Exception:
    """The error by the name that both databases share."""
    if isinstance(error, sqlite3.OperationalError):
        return OperationalError(error)
    return IntegrityError(error) if isinstance(error, sqlite3.IntegrityError) else error

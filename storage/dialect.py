"""What differs between databases, in one place: SQLite here, PostgreSQL in `postgres.py`."""

import asyncio
import fcntl
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tortoise.backends.base.client import BaseDBAsyncClient

    from storage.sql import Sql


Row = Mapping[str, Any]


READ_ONLY = "a replica, or was made read only (as some hosts do when its disk is full)"


class UnknownDatabase(ValueError):
    """The database address is of no kind this storage knows."""


class Client(Protocol):
    """One connection with one user at a time, as far as `Sql` speaks to it."""

    async def create_connection(self, with_db: bool) -> None:
        """Opens it, where it is not open."""
        ...

    async def close(self) -> None: ...

    def takes_writes(self) -> bool:
        """False where whatever is written would be refused (a replica, a disk that is mounted to be read only)."""
        ...

    async def execute_query(self, query: str, values: Sequence[Any] | None = None) -> tuple[int, Any]:
        """How many rows were changed, and something."""
        ...

    async def execute_query_dict(self, query: str, values: Sequence[Any] | None = None) -> Sequence[Row]: ...

    async def execute_many(self, query: str, values: Sequence[Sequence[Any]]) -> None:
        """The statement once for each row of values, in one go."""
        ...


class Dialect(Protocol):
    """`lock` is appended to a SELECT that must hold its rows until the transaction ends; `scoped`: units that
    write different things may be under way at once, in several processes."""

    begin_reading: str
    lock: str
    scoped: bool

    def begin(self, scope: Collection[str] | None) -> str:
        """The statement that begins to write: nobody else writes what is in one of the named scopes until
        the transaction ends; None is everything there is."""
        ...

    def holding(self, name: str) -> str:
        """The statement that waits until nobody else holds a name, "" where nobody else can."""
        ...

    def writing_alone(self) -> str:
        """The statement of a transaction that lets nobody else write until it ends, "" where no transaction lets them."""
        ...

    def client(self, name: str) -> Client:
        """A connection to work with, not yet opened."""
        ...

    def tortoise(self) -> dict[str, Any]:
        """Engine and credentials of the connection that migrates."""
        ...

    def is_there(self) -> bool:
        """There is something to open (opening must not make an empty database)."""
        ...

    def spelt(self, sql: str) -> str:
        """A statement with `?` for its values, as this database's driver wants it."""
        ...

    def given(self, kinds: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
        """A table `more` for a FROM, of these rows, its columns column1, column2, … of these kinds (BIGINT, TEXT);
        and the values for it."""
        ...

    def is_transient(self, error: BaseException) -> bool:
        """Trying the whole transaction again may help (lock, serialisation, disconnect)."""
        ...

    def is_broken(self, error: BaseException) -> bool:
        """The database failed (not the unit): the transaction may be gone, others' work with it."""
        ...

    def is_over(self, error: BaseException) -> bool:
        """ROLLBACK found no transaction to undo."""
        ...

    def migrating(self, client: "BaseDBAsyncClient") -> "AbstractAsyncContextManager[BaseDBAsyncClient]":
        """The client to migrate with, while no other process migrates this database."""
        ...

    def free_space(self) -> int | None:
        """Bytes left on the disk that holds it; None where that is another machine's."""
        ...

    async def has_table(self, sql: "Sql", table: str) -> bool: ...
    async def dangling(self, sql: "Sql", schema: int) -> list[str]:
        """Tables with rows whose parent is missing; empty where they were looked through with as many migrations."""
        ...


class Sqlite:
    """One file; one writer at a time, which takes the lock when it begins (a transaction that took it
    later would be refused instead of waiting)."""

    begin_reading = "BEGIN"
    lock = ""
    scoped = False

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, scope: Collection[str] | None) -> str:
        return "BEGIN IMMEDIATE"

    def holding(self, name: str) -> str:
        return ""

    def writing_alone(self) -> str:
        return ""

    def client(self, name: str) -> Client:
        from storage.sqlite import InlineClient

        return InlineClient(str(self.path), connection_name=name)

    def tortoise(self) -> dict[str, Any]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(0o600)  # it will hold names and rooms
        self._must_open()
        return {
            "engine": "storage.sqlite",
            "credentials": {"file_path": str(self.path), "foreign_keys": "OFF"},
        }

    def _must_open(self) -> None:
        """Tortoise waits for ever over a file that is no database or that cannot be written."""
        try:
            with closing(sqlite3.connect(self.path, timeout=2)) as raw:
                raw.execute("PRAGMA schema_version")
                raw.execute("PRAGMA journal_mode=WAL")
                raw.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        except sqlite3.Error as error:
            full = "" if self.free_space() else " (the disk is full)"
            raise UnknownDatabase(f"{self.path} cannot be used as a database: {error}{full}") from None

    def is_there(self) -> bool:
        return self.path.is_file()

    def spelt(self, sql: str) -> str:
        return sql

    def given(self, kinds: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
        one = f"({', '.join(f'CAST(? AS {it})' for it in kinds)})"
        return f"(VALUES {', '.join([one] * len(rows))}) AS more", [it for row in rows for it in row]

    def is_transient(self, error: BaseException) -> bool:
        return "locked" in str(error) or "busy" in str(error) if self.is_broken(error) else False

    def is_broken(self, error: BaseException) -> bool:
        from tortoise.exceptions import IntegrityError, OperationalError

        ours = (IntegrityError, sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError)
        if isinstance(error, ours):
            return False  # a statement that the schema or the driver refused: the unit's own doing
        return isinstance(error, OperationalError | sqlite3.DatabaseError)

    def is_over(self, error: BaseException) -> bool:
        return "no transaction is active" in str(error)

    @asynccontextmanager
    async def migrating(self, client: "BaseDBAsyncClient") -> "AsyncIterator[BaseDBAsyncClient]":
        """By a lock on the folder: one on the file itself would end SQLite's own when it is let go."""
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            await asyncio.to_thread(fcntl.flock, folder, fcntl.LOCK_EX)
            yield client
        finally:
            os.close(folder)

    def free_space(self) -> int | None:
        return shutil.disk_usage(self.path.parent).free

    async def has_table(self, sql: "Sql", table: str) -> bool:
        return bool(await sql.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table))

    async def dangling(self, sql: "Sql", schema: int) -> list[str]:
        """It reads every row, so a file keeps in its `user_version` the schema that has passed: from then on the
        database itself lets no row lose its parent."""
        [passed] = await sql.rows("PRAGMA user_version")
        if passed["user_version"] >= schema:
            return []
        if not (found := {row["table"] for row in await sql.rows("PRAGMA foreign_key_check")}):
            await sql.run(f"PRAGMA user_version = {schema}")
        return sorted(found)


def dialect_of(url: str | Path) -> Dialect:
    """`postgres://user:password@host/database`, `sqlite:///absolute/file`, `sqlite://relative/file` or the
    path of a file; else UnknownDatabase.

    An in-memory database is refused: reader and writer are two connections and would see two databases.
    """
    scheme, found, rest = str(url).partition("://")
    if found and scheme in ("postgres", "postgresql"):
        from storage.postgres import Postgres

        return Postgres(str(url))
    if found and scheme != "sqlite":
        raise UnknownDatabase(
            f"{scheme}://…: only SQLite (sqlite:///path/to/file) and PostgreSQL (postgres://…)"
        )
    path = rest.partition("?")[0] if found else str(url)
    if not path or ":memory:" in path:
        raise UnknownDatabase("SQLite needs the path of a file (sqlite:///path/to/file)")
    return Sqlite(Path("/" + path.lstrip("/") if path.startswith("/") else path))

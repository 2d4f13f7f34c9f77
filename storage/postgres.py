"""PostgreSQL: how its statements are spelt, what its errors mean, and one connection that comes back by itself."""

import re
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base_postgres import BasePostgresSchemaEditor
from tortoise.transactions import in_transaction

from storage.dialect import UnknownDatabase

if TYPE_CHECKING:
    from storage.sql import Sql

T = TypeVar("T")
ZERO = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""A zero letter as JSON writes it; behind an odd backslash it is one that somebody wrote out."""
OURS = 0x4C6E
"""The first half of our advisory locks; the second is `WHOLE`, `SCHEMA` or what a scope's name makes."""
WHOLE, SCHEMA = 0, 1
CONNECTING = 2.0
"""Seconds a connection may take; a platform waits five for an answer."""
ANSWERING = 60.0
"""Seconds without an answer after which a connection counts as lost."""
PATIENCE = {
    "lock_timeout": "5000",
    "statement_timeout": "50000",
    # A process that stands still inside a transaction holds up its communities no longer than this.
    "idle_in_transaction_session_timeout": "10000",
    "tcp_keepalives_idle": "20",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "jit": "off",
}
AGAIN = ("40", "08", "55P03", "57P01", "57P02", "57P03", "53300")
"""SQLSTATEs (or classes of them) after which the whole transaction may be tried again: deadlock and
serialisation, connection, lock not had in time, server going down, crashed, coming up, too many connections."""
CUT = ("08", "57P01", "57P02")
"""After which the server has closed the connection, or is about to."""
FAILED = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
OF_THE_UNIT = (asyncpg.DataError, asyncpg.exceptions.DataError)
"""Values that the server or the driver refused."""


class Lost(OperationalError):
    """The connection is gone: whatever it was in the middle of, nothing is left to undo."""


class Postgres:
    """One server for any number of processes; units hold advisory locks over what they may write."""

    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    lock = "FOR UPDATE"
    scoped = True

    def __init__(self, url: str) -> None:
        """UnknownDatabase for an address that names no database (the user's own would be taken)."""
        self.url = url
        try:
            parts = urlsplit(url)
            named = parts.port != 0 and len(parts.path) > 1
        except ValueError:
            named = False
        if not named:
            raise UnknownDatabase("PostgreSQL is reached as postgres://user:password@host:port/database")

    def begin(self, scope: Collection[str] | None) -> str:
        """READ COMMITTED: what a statement reads after the locks were had is what was committed before."""
        if scope is None:
            return f"BEGIN; SELECT pg_advisory_xact_lock({OURS}, {WHOLE})"
        keys = sorted({_key(it) for it in scope})
        taken = f"BEGIN; SELECT pg_advisory_xact_lock_shared({OURS}, {WHOLE})"
        if not keys:
            return taken
        return f"{taken}; SELECT pg_advisory_xact_lock({OURS}, it) FROM unnest(ARRAY{keys}) AS it"  # noqa: S608

    def free_space(self) -> int | None:
        return None

    def holding(self, name: str) -> str:
        return f"SELECT pg_advisory_xact_lock({OURS}, {_key(name)})"

    def client(self, name: str) -> BaseDBAsyncClient:
        return Connection(self.url, name)  # type: ignore[return-value]  # as much of a client as `Sql` asks for

    def tortoise(self) -> dict[str, Any]:
        return {"engine": "storage.postgres", "credentials": {"url": self.url}}

    def is_there(self) -> bool:
        return True

    def spelt(self, sql: str) -> str:
        return _spelt(sql)

    def is_transient(self, error: BaseException) -> bool:
        return isinstance(error, Lost) or _state(error).startswith(AGAIN)

    def is_broken(self, error: BaseException) -> bool:
        return isinstance(error, OperationalError) and not isinstance(error, IntegrityError)

    def is_over(self, error: BaseException) -> bool:
        return isinstance(error, Lost)

    @asynccontextmanager
    async def migrating(self, client: BaseDBAsyncClient) -> AsyncIterator[BaseDBAsyncClient]:
        """All missing migrations or none; a second process waits and then finds them done."""
        async with in_transaction(client.connection_name) as inside:
            await inside.execute_script("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
            await inside.execute_script(f"SELECT pg_advisory_xact_lock({OURS}, {SCHEMA})")
            # Tortoise asks for this table before it makes it, and an error would end the transaction.
            await MigrationRecorder(inside).ensure_schema(BasePostgresSchemaEditor(inside, atomic=False))
            yield inside

    async def has_table(self, sql: "Sql", table: str) -> bool:
        return bool(await sql.rows("SELECT 1 WHERE to_regclass(?) IS NOT NULL", table))

    async def dangling(self, sql: "Sql") -> list[str]:
        """PostgreSQL lets no row lose its parent."""
        return []


def _key(scope: str) -> int:
    """31 bits of a name; two names with one key only wait for each other without need."""
    return (zlib.crc32(scope.encode()) & 0x7FFFFFFD) + 2


@lru_cache(maxsize=4096)
def _spelt(sql: str) -> str:
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", sql)


def _storable(value: Any) -> Any:
    """A value without zero letters, which SQLite keeps and PostgreSQL refuses, raw or escaped in JSON."""
    if not isinstance(value, str):
        return value
    if "\x00" in value:
        value = value.replace("\x00", "")
    if "\\u0000" in value and value[:1] in ("[", "{"):
        value = ZERO.sub(r"\1", value)
    return value


def _state(error: BaseException) -> str:
    """The SQLSTATE of a translated error, "" where there is none."""
    return str(getattr(error.args[0], "sqlstate", "") or "") if error.args else ""


class Connection:
    """One connection with one user at a time. It is opened anew by the first BEGIN after it was lost; in the
    middle of a transaction never."""

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._raw: asyncpg.Connection[Any] | None = None
        self._closed = False

    @classmethod
    def over(cls, raw: "asyncpg.Connection[Any]") -> "Connection":
        """Speaking through a connection that somebody else opened and closes."""
        it = cls("", "")
        it._raw = raw
        return it

    async def create_connection(self, with_db: bool) -> None:
        await self._open()

    async def close(self) -> None:
        self._closed = True
        if self._raw is not None and not self._raw.is_closed():
            await self._raw.close(timeout=CONNECTING)

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[dict[str, Any]]]:
        status = await self._ask(query, lambda raw: raw.execute(query, *map(_storable, values or ())))
        if query == "COMMIT" and status != "COMMIT":
            raise OperationalError(f"the transaction had failed before and was undone: {status}")
        many = status.rpartition(" ")[2]
        return int(many) if many.isdigit() else 0, ()

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> list[dict[str, Any]]:
        return [
            dict(it)
            for it in await self._ask(query, lambda raw: raw.fetch(query, *map(_storable, values or ())))
        ]

    async def _ask(self, query: str, ask: Callable[["asyncpg.Connection[Any]"], Awaitable[T]]) -> T:
        was = self._raw
        try:
            return await self._asked(query, ask)
        except Lost:
            if self._raw is not was or was is None or not query.startswith("BEGIN"):
                raise
            return await self._asked(query, ask)  # it had been cut while nobody used it

    async def _asked(self, query: str, ask: Callable[["asyncpg.Connection[Any]"], Awaitable[T]]) -> T:
        raw = self._raw
        if raw is None or raw.is_closed():
            if self._closed or not query.startswith("BEGIN"):
                raise Lost("the connection is closed")
            raw = await self._open()
        elif query == "ROLLBACK" and not raw.is_in_transaction():
            raise Lost("there is no transaction")
        try:
            return await ask(raw)
        except asyncpg.IntegrityConstraintViolationError as error:
            raise IntegrityError(error) from error
        except OF_THE_UNIT:
            raise
        except (TimeoutError, asyncpg.InternalClientError) as error:
            raw.terminate()  # whether it was done is not known, and the answer may still come
            raise Lost(error) from error
        except FAILED as error:
            if not raw.is_closed() and not str(getattr(error, "sqlstate", "")).startswith(CUT):
                raise OperationalError(error) from error
            raw.terminate()  # the server's last word may be read before the end of the line is
            raise Lost(error) from error

    async def _open(self) -> "asyncpg.Connection[Any]":
        try:
            self._raw = await asyncpg.connect(
                self._url,
                timeout=CONNECTING,
                command_timeout=ANSWERING,
                statement_cache_size=400,
                server_settings={"application_name": f"linli {self._name}", **PATIENCE},
            )
        except (ValueError, asyncpg.ClientConfigurationError) as error:
            raise UnknownDatabase(f"the address of the database is not understood: {error}") from None
        except FAILED as error:
            raise Lost(error) from error
        return self._raw


class MigratingClient(AsyncpgDBClient):
    """Tortoise's own client at an address with whatever options it has."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url = url

    async def create_pool(self, **kwargs: Any) -> "asyncpg.Pool[Any]":
        try:
            return await asyncpg.create_pool(self._url, min_size=1, max_size=2, timeout=CONNECTING)
        except FAILED as error:
            raise Lost(error) from error


client_class = MigratingClient

"""PostgreSQL: how its statements are spelt, which of its errors pass, its locks and its migrations."""

import re
import zlib
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base_postgres import BasePostgresSchemaEditor
from tortoise.transactions import in_transaction

from storage.connection import NOT_OPENED, WRITABLE, Connection, Lost, must_do, not_opened, storable
from storage.dialect import UnknownDatabase

if TYPE_CHECKING:
    from storage.sql import Sql

OURS = 0x4C6E
"""The first half of our advisory locks; the second is `WHOLE`, `SCHEMA` or what a scope's name makes."""
WHOLE, SCHEMA = 0, 1
AGAIN = ("40", "08", "55P03", "57P01", "57P02", "57P03", "53300")
"""SQLSTATEs (or classes of them) after which the whole transaction may be tried again: deadlock and
serialisation, connection, lock not had in time, server going down, crashed, coming up, too many connections."""


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
            named = ("," in parts.netloc or parts.port != 0) and len(parts.path) > 1
        except ValueError:
            named = False
        if not named:
            raise UnknownDatabase("PostgreSQL is reached as postgres://user:password@host:port/database")

    def begin(self, scope: Collection[str] | None) -> str:
        """READ COMMITTED: what a statement reads after the locks were had is what was committed before."""
        if scope is None:
            return f"BEGIN; {self.writing_alone()}"
        keys = sorted({_key(it) for it in scope})
        taken = f"BEGIN; SELECT pg_advisory_xact_lock_shared({OURS}, {WHOLE})"
        if not keys:
            return taken
        return f"{taken}; SELECT pg_advisory_xact_lock({OURS}, it) FROM unnest(ARRAY{keys}) AS it"  # noqa: S608

    def free_space(self) -> int | None:
        return None

    def holding(self, name: str) -> str:
        return f"SELECT pg_advisory_xact_lock({OURS}, {_key(name)})"

    def writing_alone(self) -> str:
        return f"SELECT pg_advisory_xact_lock({OURS}, {WHOLE})"

    def client(self, name: str) -> Connection:
        return Connection(self.url, name)

    def tortoise(self) -> dict[str, Any]:
        return {"engine": "storage.postgres", "credentials": {"url": self.url}}

    def is_there(self) -> bool:
        return True

    def spelt(self, sql: str) -> str:
        return _spelt(sql)

    def given(self, kinds: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
        """One text whatever the number of rows."""
        names = ", ".join(f"column{i}" for i, _ in enumerate(kinds, 1))
        table = f"unnest({', '.join(f'CAST(? AS {it}[])' for it in kinds)}) AS more({names})"
        return table, [storable(it) for it in zip(*rows, strict=True)]

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

    async def dangling(self, sql: "Sql", schema: int) -> list[str]:
        """PostgreSQL lets no row lose its parent."""
        return []


def _key(scope: str) -> int:
    """31 bits of a name; two names with one key only wait for each other without need."""
    return (zlib.crc32(scope.encode()) & 0x7FFFFFFD) + 2


@lru_cache(maxsize=4096)
def _spelt(sql: str) -> str:
    numbers = count(1)
    return re.sub(r"\?", lambda _: f"${next(numbers)}", sql)


def _state(error: BaseException) -> str:
    """The SQLSTATE of an error, translated or as Tortoise's migrations let it through; "" where there is none."""
    inner = error.args[0] if error.args and not isinstance(error, asyncpg.PostgresError) else error
    return str(getattr(inner, "sqlstate", "") or "")


class MigratingClient(AsyncpgDBClient):
    """Tortoise's own client at an address with whatever options it has."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url = url

    async def create_pool(self, **kwargs: Any) -> "asyncpg.Pool[Any]":
        try:
            return await asyncpg.create_pool(self._url, min_size=1, max_size=2, init=must_do, **WRITABLE)
        except (asyncpg.CannotConnectNowError, asyncpg.TooManyConnectionsError) as error:
            raise Lost(error) from error  # it is there and says to come again
        except NOT_OPENED as error:
            raise OperationalError(str(not_opened(error))) from error


client_class = MigratingClient

"""A PostgreSQL book into a SQLite file and back, all of it or nothing: what a backup of PostgreSQL is."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import asyncpg

from groupbuy.ports import Unavailable
from storage import compare
from storage.connection import CONNECTING, FAILED, Connection, not_opened
from storage.postgres import Postgres
from storage.sql import Sql

AT_ONCE = 5000
"""Rows fetched and written at a time: memory stays flat however large the book is."""
PARENTS = ("buys", "orders", "residents")
"""Tables that others point to, in the order in which they can be filled."""
OURS_ALONE = ("tortoise_migrations", "sqlite_sequence")
HELD = "SELECT EXISTS (SELECT FROM journal) OR EXISTS (SELECT FROM residents) OR EXISTS (SELECT FROM inbox)"
COLUMNS = (
    "SELECT column_name, data_type FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = $1"
)
SEQUENCES = (
    "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) AS name"
    " FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
)
Raw = Any
"""An asyncpg connection; asyncpg says no types."""


async def versions(source: Postgres) -> set[str]:
    """The migrations the database has had; none where it is no book."""
    async with _connected(source) as raw:
        if await raw.fetchval("SELECT to_regclass('tortoise_migrations')") is None:
            return set()
        return {row["name"] for row in await raw.fetch("SELECT name FROM tortoise_migrations")}


async def take_out(source: Postgres, file: Path) -> None:
    """Fill the migrated, empty SQLite `file` with one moment of the database, which may be in use.

    What the file's schema knows and the database (of an older version) does not keeps its default.
    """
    async with _connected(source) as raw, raw.transaction(isolation="repeatable_read", readonly=True):
        with closing(sqlite3.connect(file)) as db:
            for table in _tables(db):
                there = {row["column_name"] for row in await raw.fetch(COLUMNS, table)}
                columns = [it for it in _columns(db, table) if it in there]
                if columns:
                    await _take(raw, db, table, columns)
            db.commit()


async def _take(raw: Raw, db: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    names = ", ".join(columns)
    rows = await raw.cursor(f"SELECT {names} FROM {table}")  # noqa: S608 - names from the schema
    into = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    while some := await rows.fetch(AT_ONCE):
        db.executemany(into, [tuple(row) for row in some])


async def holds_a_book(target: Postgres) -> bool:
    """Asked of a migrated database."""
    async with _connected(target) as raw:
        return bool(await raw.fetchval(HELD))


async def put_in(target: Postgres, file: Path) -> list[str]:
    """Replace what the migrated database holds by what `file` (of the same version) holds; where its tables
    and its journal then disagree nothing is changed, and that is what is returned."""
    async with _connected(target) as raw:
        change = raw.transaction()
        await change.start()
        try:
            await raw.execute(target.begin(None).partition(";")[2])
            with closing(sqlite3.connect(file)) as db:
                tables = _tables(db)
                await raw.execute(f"TRUNCATE {', '.join(tables)}")
                for table in tables:
                    await _put(raw, db, table)
            await _continue_counting(raw)
            apart = await compare.disagreements(Sql(Connection.over(raw), target))
        except BaseException:
            await change.rollback()
            raise
        await (change.rollback() if apart else change.commit())
        return apart


async def _put(raw: Raw, db: sqlite3.Connection, table: str) -> None:
    kinds = {row["column_name"]: row["data_type"] for row in await raw.fetch(COLUMNS, table)}
    columns = _columns(db, table)
    flags = [i for i, it in enumerate(columns) if kinds[it] == "boolean"]

    def rows() -> Iterator[list[object]]:
        for row in db.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608
            values = list(row)
            for i in flags:
                values[i] = None if values[i] is None else bool(values[i])
            yield values

    await raw.copy_records_to_table(table, records=rows(), columns=columns)


async def _continue_counting(raw: Raw) -> None:
    """Rows made from now on get numbers past those that were put in."""
    for it in await raw.fetch(SEQUENCES):
        table, column = it["table_name"], it["column_name"]
        last = await raw.fetchval(f"SELECT MAX({column}) FROM {table}")  # noqa: S608
        await raw.execute(
            "SELECT setval($1::text::regclass, $2, $3)", it["name"], last or 1, last is not None
        )


def _tables(db: sqlite3.Connection) -> list[str]:
    """Parents first."""
    found = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return [*PARENTS, *(it for it in found if it not in PARENTS and it not in OURS_ALONE)]


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


@asynccontextmanager
async def _connected(dialect: Postgres) -> AsyncIterator[Raw]:
    """A connection that waits as long as the work takes; Unavailable where the database fails."""
    try:
        raw = await asyncpg.connect(dialect.url, timeout=CONNECTING)
        try:
            yield raw
        finally:
            await raw.close()
    except FAILED as error:
        raise Unavailable(f"the database cannot be reached: {not_opened(error)}") from error

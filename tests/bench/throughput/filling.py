"""The databases beside the product: tables read, filled and copied without asking it."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import asyncpg

Row = dict[str, Any]


class Db(Protocol):
    """What a bench asks of either; `script` does all of its statements or none."""

    async def rows(self, sql: str) -> list[Row]: ...
    async def write(self, table: str, rows: Sequence[Row]) -> None: ...
    async def script(self, statements: Sequence[str]) -> None: ...
    async def settle(self) -> None:
        """After much was written: on the disk, and the planner knows what an operator's would know."""
        ...

    async def size(self) -> int:
        """Bytes on the disk."""
        ...

    def key(self, size: int) -> str:
        """An expression: so many bytes by chance, as hexadecimal text."""
        ...

    def changed(self, column: str, facts: Mapping[str, str]) -> str:
        """An expression: the JSON of a column with some of its facts being those expressions."""
        ...


class SqliteDb:
    def __init__(self, path: Path) -> None:
        self.path = path

    async def rows(self, sql: str) -> list[Row]:
        with sqlite3.connect(self.path) as db:
            db.row_factory = sqlite3.Row
            return [dict(it) for it in db.execute(sql)]

    async def script(self, statements: Sequence[str]) -> None:
        with sqlite3.connect(self.path) as db:
            for pragma in ("synchronous=OFF", "cache_size=-1000000", "temp_store=MEMORY"):
                db.execute(f"PRAGMA {pragma}")
            for it in statements:
                db.execute(it)

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        with sqlite3.connect(self.path) as db:
            db.execute("PRAGMA synchronous=OFF")
            columns = ", ".join(rows[0])
            db.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
                (tuple(it.values()) for it in rows),
            )

    async def settle(self) -> None:
        """No statistics: nothing makes them by itself."""
        with sqlite3.connect(self.path) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def size(self) -> int:
        return self.path.stat().st_size

    def key(self, size: int) -> str:
        return f"lower(hex(randomblob({size})))"

    def changed(self, column: str, facts: Mapping[str, str]) -> str:
        told = ", ".join(f"'$.{name}', {it}" for name, it in facts.items())
        return f"json_set({column}, {told})"


class PostgresDb:
    def __init__(self, url: str) -> None:
        self.url = url

    async def rows(self, sql: str) -> list[Row]:
        db = await asyncpg.connect(self.url)
        try:
            return [dict(it) for it in await db.fetch(sql)]
        finally:
            await db.close()

    async def script(self, statements: Sequence[str]) -> None:
        db = await asyncpg.connect(self.url)
        try:
            async with db.transaction():
                await db.execute("SET LOCAL synchronous_commit = off; SET LOCAL work_mem = '256MB'")
                for it in statements:
                    await db.execute(it)
        finally:
            await db.close()

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        db = await asyncpg.connect(self.url)
        try:
            records = (tuple(it.values()) for it in rows)
            await db.copy_records_to_table(table, columns=list(rows[0]), records=records)
        finally:
            await db.close()

    async def settle(self) -> None:
        """As its autovacuum does by itself, only at once."""
        db = await asyncpg.connect(self.url)
        try:
            await db.execute("VACUUM (ANALYZE)")
            await db.execute("CHECKPOINT")
        finally:
            await db.close()

    async def size(self) -> int:
        (row,) = await self.rows("SELECT pg_database_size(current_database()) AS bytes")
        return int(row["bytes"])

    def key(self, size: int) -> str:
        chance = " || ".join(["md5(random()::text)"] * -(-size // 16))
        return f"substr({chance}, 1, {size * 2})"

    def changed(self, column: str, facts: Mapping[str, str]) -> str:
        told = ", ".join(f"'{name}', {it}" for name, it in facts.items())
        return f"{column} || jsonb_build_object({told})"

"""The databases of a run: SQLite files in a folder, and databases of a PostgreSQL of our own on the other core."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

import storage
from storage.dialect import UnknownDatabase, dialect_of
from tests.bench.throughput import filling, town
from tests.bench.throughput.past import Past, copied
from tests.bench.throughput.servers import OTHER_CORE, on_core

SURE = ("fsync=on", "synchronous_commit=on", "jit=off", "unix_socket_directories=", "max_connections=200")
EACH = 500
"""Past orders in a buy."""


@dataclass(frozen=True, slots=True)
class Town:
    """One database with a town in it, and who lives there; each order needs somebody who has none yet."""

    url: str
    db: filling.Db
    config: Path
    spread: list[str]
    hot: dict[str, list[str]]


@asynccontextmanager
async def postgres() -> AsyncIterator[str | None]:
    """The address of a server with fsync on: TEST_POSTGRES_URL, else one from the wheel; None without either."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield given
        return
    try:
        from tests.postgres import Server
    except ImportError:
        yield None
        return
    with on_core(OTHER_CORE):
        server = Server(SURE)
    try:
        yield server.url()
    finally:
        server.stop()


def speaks_postgres(url: str | None) -> bool:
    """Whether this system can be run on it."""
    try:
        return url is not None and bool(dialect_of(url))
    except UnknownDatabase:
        return False


def gone(path: Path) -> None:
    """No such database any more, nor what SQLite keeps beside it."""
    for it in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        it.unlink(missing_ok=True)


def sqlite_at(path: Path) -> tuple[str, filling.Db]:
    gone(path)
    return f"sqlite://{path}", filling.SqliteDb(path)


async def database_in(server: str, name: str) -> str:
    """A new, empty database of that name."""
    db = await asyncpg.connect(server)
    try:
        await db.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await db.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    finally:
        await db.close()
    return urlsplit(server)._replace(path=f"/{name}").geturl()


async def settled(
    url: str, db: filling.Db, config: Path, *, past: int, people: int, hot: dict[str, int]
) -> Town:
    """Migrated, `people` living there, its buys opened by messages and `past` orders in finished ones before, by
    the same people at the same points; the goods of the communities in `hot` are as many as are said there."""
    await storage.migrate(url)
    here = {it: [f"{it}-{no}" for no in range(people // len(town.SPREAD) + 1)] for it in town.SPREAD}
    eager = {it: [f"{it}-{no}" for no in range(stock)] for it, stock in hot.items()}
    await town.move_in(db, here | eager)
    async with town.ours(url, config) as server:
        numbers = await town.past_buys(server, town.SPREAD, db)
        await town.open_buys(server, town.SPREAD, None)
        for name, stock in hot.items():
            await town.open_buys(server, [name], stock)
    for number in numbers:
        await copied(db, shared(past, number, people=len(here[town.SPREAD[0]])))
    await db.settle()
    return Town(url, db, config, [who for row in zip(*here.values(), strict=True) for who in row], eager)


def shared(past: int, of: int, *, people: int) -> Past:
    """A community's share of so many past orders."""
    own = max(1, past // len(town.SPREAD))
    buys = -(-own // min(EACH, people))
    return Past(of, buys=buys, each=own // buys, people=people)


async def wrong_in(it: Town, *, whole: bool) -> list[str]:
    """What does not add up: stock and orders; with `whole` also tables against the folded journal."""
    sums = await it.db.rows(
        "SELECT i.buy_id AS buy, i.no AS item, i.taken AS taken, i.stock AS stock, COALESCE(s.sold, 0) AS sold"
        " FROM items i LEFT JOIN (SELECT o.buy_id, l.item, SUM(l.ordered) AS sold FROM orders o"
        " JOIN lines l ON l.order_id = o.id GROUP BY o.buy_id, l.item) s ON s.buy_id = i.buy_id AND s.item = i.no"
    )
    wrong = [f"sold: {row}" for row in sums if row["taken"] != row["sold"]]
    wrong += [f"oversold: {row}" for row in sums if row["stock"] is not None and row["sold"] > row["stock"]]
    if whole:
        async with storage.open(it.url) as store:
            wrong += await store.disagreements()
    return wrong

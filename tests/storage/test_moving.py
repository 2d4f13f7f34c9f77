"""A book on PostgreSQL is backed up into a file, and a file is restored into PostgreSQL, row for row."""

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import asyncpg
import pytest

import storage
from groupbuy import events as ev
from groupbuy.chains import ChainLine, Entry, Snapshot
from groupbuy.places import PickupWindow
from groupbuy.ports import LateOrder, Pending
from groupbuy.told import Told as Wish
from storage import moving
from storage.schema import newest
from tests import postgres
from tests.storage.book import AT, Told, World, ordered


@pytest.fixture
async def empty() -> AsyncIterator[str]:
    url = await postgres.fresh_database()
    yield url
    await postgres.give_back(url)


async def lived(world: World) -> int:
    """A row in most tables, with the kinds of value that databases see differently."""
    buy = await world.open_buy(chats=("g1", "g2"))
    order = await world.order(buy, "ann", qty="1.5")

    async def unit(books) -> None:
        ann = await books.meet(("corp", "u1"))
        await books.record(ev.PointBound(ann.id, "riverside", "p1"))
        await books.note(order, 1, "放门口")
        await books.keep_words(order, 1, "草莓1.5")
        await books.keep_late(
            LateOrder(0, buy, ann.id, AT, True, [{"item": 1, "qty": "2", "note": "“甜”\n"}])
        )
        await books.keep_chain(
            buy, Snapshot("ann", AT, (Entry("甲", (ChainLine(1, Decimal(1), "x"),)),), True)
        )
        await books.keep_told("ann", Wish((PickupWindow(frozenset({1}), time(8), time(9, 30)),), True))
        await books.ask(Pending("ann", "g1", "name", {"b": 1, "aa": [None, "x"]}, AT + timedelta(hours=1)))
        await books.tell(Told(to="chat:g1", subject="x", words="好🍓"))
        await books.remember("m1", "好", "ok")
        await books.audit("looked", "12号团")
        await books.once("hint")

    await world.run(unit)
    await world.record(
        ev.BuyClosed(buy, AT), ev.BuyFormed(buy, "reached"), ev.GoodsArrived(buy, 1, 1, "p1", Decimal(0))
    )
    return buy


async def rows_of(url: str) -> dict[str, list[str]]:
    """Every row of every table, in an order and a form that do not depend on the database."""
    async with storage.open(url) as store:
        if url.startswith("postgres"):
            said = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        else:
            said = "SELECT name FROM sqlite_master WHERE type = 'table'"
        tables = {row["name"] for row in await store._read.rows(said)} - set(moving.OURS_ALONE)
        found = {it: await store._read.rows(f"SELECT * FROM {it}") for it in sorted(tables)}  # noqa: S608
    return {
        table: sorted(json.dumps(plain(row), sort_keys=True) for row in rows) for table, rows in found.items()
    }


def plain(row: dict[str, object]) -> dict[str, object]:
    return {name: value_of(it) for name, it in row.items()}


def value_of(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return json.loads(value)
    return value


async def test_a_book_moves_from_postgres_to_a_file_and_on_to_another_postgres(
    empty: str, tmp_path: Path
) -> None:
    """So an operator who outgrows one machine takes the book along with `backup` and `restore`."""
    url, copy = await postgres.fresh_database(), tmp_path / "backups" / "day.db"
    async with storage.open(url) as store:
        world = World(store, url)
        buy = await lived(world)
        before = await rows_of(url)
        await storage.backup(url, copy)
        await world.run(lambda books: books.once("after"))
        with pytest.raises(storage.NotEmpty, match="the database already holds a book"):
            await storage.restore(url, copy)
    assert sum(map(len, before.values())) > 20
    assert sorted(it.name for it in copy.parent.iterdir()) == ["day.db"]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert await rows_of(f"sqlite://{copy}") == before
    await storage.restore(empty, copy)
    assert await rows_of(empty) == before
    async with storage.open(empty) as store:
        restored = World(store, empty)
        assert await restored.open_buy() == buy + 1, "numbers go on"
        await restored.run(lambda books: books.tell(Told(to="chat:g1", subject="y")))
        await restored.order(buy + 1, "bo")
        assert await store.disagreements() == []
    await storage.restore(empty, copy, force=True)
    assert await rows_of(empty) == before
    await postgres.give_back(url)


async def test_a_copy_is_one_moment_and_a_bad_one_changes_nothing(empty: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with storage.open(empty) as store:
        world = World(store, empty)
        buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))

        async def keep_ordering() -> None:
            for i in range(40):
                await world.run(lambda books, i=i: ordered(books, buy, f"r{i}", 1, Decimal(1)))

        orders = asyncio.create_task(keep_ordering())
        await storage.backup(empty, copy)
        await orders
        async with storage.open(copy) as found:
            assert (await found.reads.buy(buy)).item(1).taken == len(await found.reads.orders(buy))
        with closing(sqlite3.connect(copy)) as db:
            db.execute("UPDATE orders SET paid = 1")
            db.commit()
        before = await rows_of(empty)
        with pytest.raises(storage.BadBackup, match="disagree"):
            await storage.restore(empty, copy, force=True)
        # Were the file's own check not enough, the one after the rows are in undoes them.
        assert await moving.put_in(storage.dialect_of(empty), copy) != []
        assert await rows_of(empty) == before
        await world.store._commit.run(lambda sql: sql.run("UPDATE orders SET paid = 77"))
        kept = copy.read_bytes()
        with pytest.raises(storage.BadBackup, match="paid: tables 77, journal 0"):
            await storage.backup(empty, copy)
        assert copy.read_bytes() == kept


async def test_an_older_database_is_backed_up_with_what_it_has(empty: str, tmp_path: Path) -> None:
    """Before a new version migrates it; and one that is newer than we are is left alone."""
    url = await postgres.fresh_database()
    async with storage.open(url) as store:
        await World(store, url).open_buy(pickup_day=date(2026, 11, 4))
    connection = await asyncpg.connect(url)
    await connection.execute("ALTER TABLE residents DROP COLUMN home; DROP TABLE told")
    await storage.backup(url, tmp_path / "copy.db")
    await storage.restore(empty, tmp_path / "copy.db")
    async with storage.open(empty) as store:
        assert (await store.reads.buy(1)).pickup.day == date(2026, 11, 4)
    await connection.execute(
        "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('linli', '0999_future', now())"
    )
    await connection.close()
    with pytest.raises(storage.BadBackup, match=r"later version of Linli \(0999_future\)"):
        await storage.backup(url, tmp_path / "copy.db")
    assert await moving.versions(storage.dialect_of(url)) == newest() | {"0999_future"}
    await postgres.drop(url)


async def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    url = await postgres.empty_database()
    with pytest.raises(FileNotFoundError):
        await storage.backup(url, tmp_path / "copy.db")
    await postgres.drop(url)
    with pytest.raises(storage.Unavailable):
        await storage.backup(url, tmp_path / "copy.db")
    assert os.listdir(tmp_path) == []

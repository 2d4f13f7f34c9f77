"""Backups while there is work, and every reason not to restore one."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import storage
from groupbuy import events as ev
from tests.storage.book import AT, Told, World, ordered

pytestmark = pytest.mark.sqlite


async def busy(world: World, done: asyncio.Event) -> int:
    """Orders until told to stop; each with a notice and an answer, all or nothing."""

    async def unit(books, n: int) -> None:
        await ordered(books, 1, f"r{n}", 1, Decimal(1))
        await books.tell(Told(to="chat:g1", subject=f"{n}"))
        await books.remember(f"m{n}", "好", "ok")

    n = 0
    while not done.is_set():
        await world.run(lambda books, n=n: unit(books, n))
        n += 1
    return n


async def test_a_copy_made_under_load_has_whole_messages_only(world: World, tmp_path: Path) -> None:
    await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    done = asyncio.Event()
    work = asyncio.create_task(busy(world, done))
    counts = []
    for n in range(4):
        await storage.backup(world.url, tmp_path / f"{n}.db")
        async with storage.open(tmp_path / f"{n}.db") as copy:
            orders = len(await copy.reads.orders(1))
            assert await copy.outbox.ends() == ({"waiting": orders} if orders else {})
            answers = [await copy.reads.remembered(f"m{i}") for i in range(orders + 1)]
            assert answers == ["好"] * orders + [None]
        counts.append(orders)
    done.set()
    assert counts == sorted(counts)
    assert counts[-1] <= await work
    assert len(await world.store.reads.orders(1)) == await work


async def a_copy(world: World, tmp_path: Path) -> Path:
    await world.open_buy()
    await world.order(1, "ann", qty="1.5")
    await storage.backup(world.url, tmp_path / "copy.db")
    return tmp_path / "copy.db"


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for it in statements:
            db.execute(it)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE orders SET paid = 1", "tables and journal disagree in 1 places, first: order"),
        ("UPDATE lines SET ordered = 1", r"disagree in 1 places, first: line .*: ordered 1, parts 1500"),
        ("UPDATE orders SET held = NULL", r"disagree in 1 places, first: order .*: holds None"),
        ("DELETE FROM journal WHERE kind = 'QtyChanged'", "disagree in 2 places, first: buy 1: items"),
        ("DELETE FROM buys", "is damaged: rows without their parent"),
        ("DROP TABLE tortoise_migrations", "is not a backup of Linli"),
        (
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('linli', '0900_x', '2030-01-01')",
            r"comes from a later version of Linli \(0900_x\)",
        ),
    ],
)
async def test_a_copy_that_is_not_sound_is_not_restored_and_what_is_there_stays(
    world: World, tmp_path: Path, harm: str, said: str
) -> None:
    copy = await a_copy(world, tmp_path)
    target = tmp_path / "there.db"
    await storage.restore(target, copy)
    before = target.read_bytes()
    change(copy, harm)
    with pytest.raises(storage.BadBackup, match=said):
        await storage.restore(target, copy, force=True)
    assert target.read_bytes() == before
    assert not [it for it in os.listdir(tmp_path) if "part" in it], "no half-made file is left lying about"


@pytest.mark.parametrize("size", [0, 1, 99, 512, 4096, 20_000])
async def test_a_copy_cut_short_on_its_way_is_not_restored(world: World, tmp_path: Path, size: int) -> None:
    copy = await a_copy(world, tmp_path)
    os.truncate(copy, size)
    with pytest.raises(storage.BadBackup):
        await storage.restore(tmp_path / "new.db", copy)
    assert "new.db" not in os.listdir(tmp_path)


@pytest.mark.parametrize("table", ["journal", "residents", "inbox"])
async def test_anything_of_a_book_in_the_way_must_be_overwritten_on_purpose(
    world: World, migrated: Path, tmp_path: Path, table: str
) -> None:
    copy, target = await a_copy(world, tmp_path), shutil.copy(migrated, tmp_path / "there.db")
    row = {
        "journal": "(at, kind, data, actor, message) VALUES ('x', 'ConfigApplied', '{}', '', '')",
        "residents": "VALUES ('ann', '', '', NULL, 0, NULL, 0, NULL)",
        "inbox": "VALUES ('k', '', 'ok', 'x')",
    }[table]
    change(target, f"INSERT INTO {table} {row}")
    with pytest.raises(storage.NotEmpty, match=r"there\.db already holds a book"):
        await storage.restore(target, copy)
    await storage.restore(target, copy, force=True)
    async with storage.open(target) as found:
        assert [it.resident for it in await found.reads.orders(1)] == ["ann"]


async def test_a_backup_that_fails_leaves_the_one_before_in_its_place(world: World, tmp_path: Path) -> None:
    copy = await a_copy(world, tmp_path)
    before = copy.read_bytes()
    await world.store._commit.run(lambda sql: sql.run("UPDATE orders SET paid = 77"))
    with pytest.raises(storage.BadBackup, match="paid: tables 77, journal 0"):
        await storage.backup(world.url, copy)
    assert copy.read_bytes() == before


async def test_what_was_restored_goes_on_where_it_stopped(world: World, tmp_path: Path) -> None:
    copy = await a_copy(world, tmp_path)
    await storage.restore(tmp_path / "new.db", copy)
    async with storage.open(tmp_path / "new.db") as store:
        restored = World(store, "")
        assert await restored.open_buy() == 2
        await restored.order(1, "bo")
        orders = await store.reads.orders(1)
        assert [(it.resident, it.seq_no) for it in orders] == [("ann", 1), ("bo", 2)]
        assert (await store.reads.buy(1)).item(1).left == Decimal("17.5")
        assert await store.next_due() == await world.store.next_due()
        assert await store.disagreements() == []


async def test_a_backup_of_nothing_yet_is_a_backup(world: World, tmp_path: Path) -> None:
    await storage.backup(world.url, tmp_path / "empty.db")
    await storage.restore(tmp_path / "new.db", tmp_path / "empty.db")
    async with storage.open(tmp_path / "new.db") as store:
        assert (await store.reads.journal(), await store.disagreements()) == ([], [])


async def test_open_notices_and_leases_travel_in_a_backup_and_run_out_there(
    world: World, tmp_path: Path
) -> None:
    await world.tell(Told(to="chat:g1", subject="x"))
    lease = timedelta(seconds=60)
    (held,) = await world.store.outbox.claim(1, at=AT, lease=lease)
    await storage.backup(world.url, tmp_path / "copy.db")
    async with storage.open(tmp_path / "copy.db") as copy:
        assert await copy.outbox.claim(1, at=AT, lease=lease) == []
        (again,) = await copy.outbox.claim(1, at=AT + lease, lease=lease)
    assert again.id == held.id

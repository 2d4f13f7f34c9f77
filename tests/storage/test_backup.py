"""A copy is sound or it is no backup; nothing is overwritten by accident."""

import asyncio
import os
import resource
import sqlite3
import stat
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

import storage
from groupbuy import events as ev
from storage.backup import _put_in_place
from tests.migrated import migrated_copy
from tests.storage.book import World, ordered

pytestmark = pytest.mark.sqlite


async def filled(world: World) -> int:
    buy = await world.open_buy()
    for who in ("ann", "bo"):
        await world.order(buy, who, qty="1.5")
    await world.record(ev.PointBound("ann", "riverside", "p1"))
    return buy


async def test_what_was_backed_up_comes_back_as_it_was(world: World, tmp_path: Path) -> None:
    buy = await filled(world)
    copy, fresh = tmp_path / "backups" / "day.db", tmp_path / "fresh" / "linli.db"
    await storage.backup(world.url, copy)
    await world.order(buy, "cai")
    await storage.restore(f"sqlite://{fresh}", copy)
    async with storage.open(fresh) as restored:
        assert [it.resident for it in await restored.reads.orders(buy)] == ["ann", "bo"]
        assert await restored.disagreements() == []
        await World(restored, "").order(buy, "dan")
    assert sorted(it.name for it in copy.parent.iterdir()) == ["day.db"]


async def test_a_backup_is_made_while_orders_come_in_and_holds_one_moment(
    world: World, tmp_path: Path
) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))

    async def keep_ordering() -> None:
        for i in range(60):
            await world.run(lambda books, i=i: ordered(books, buy, f"r{i}", 1, Decimal(1)))

    orders = asyncio.create_task(keep_ordering())
    for i in range(3):
        await storage.backup(world.url, tmp_path / f"copy{i}.db")
    await orders
    for i in range(3):
        async with storage.open(tmp_path / f"copy{i}.db") as copy:
            assert await copy.disagreements() == []
            assert (await copy.reads.buy(buy)).item(1).taken == len(await copy.reads.orders(buy))


async def test_only_the_owner_may_read_a_backup(world: World, tmp_path: Path) -> None:
    await filled(world)
    await storage.backup(world.url, tmp_path / "copy.db")
    assert stat.S_IMODE(os.stat(tmp_path / "copy.db").st_mode) == 0o600


async def test_a_database_that_cannot_be_read_is_replaced_only_if_forced(
    world: World, tmp_path: Path
) -> None:
    buy, copy, broken = await filled(world), tmp_path / "copy.db", tmp_path / "broken.db"
    await storage.backup(world.url, copy)
    for rubbish in (b"no database any more " * 1000, copy.read_bytes()[:5000]):
        broken.write_bytes(rubbish)
        with pytest.raises(storage.NotEmpty):
            await storage.restore(broken, copy)
        await storage.restore(broken, copy, force=True)
        async with storage.open(broken) as restored:
            assert len(await restored.reads.orders(buy)) == 2


async def test_a_backup_is_read_where_nothing_can_be_written_beside_it(world: World, tmp_path: Path) -> None:
    """As on a disk that is mounted to be read only: the log and index of a file in use would have to be made."""
    await filled(world)
    copy = tmp_path / "day.db"
    await storage.backup(world.url, copy)
    for mode in ("ro", "ro&immutable=1"):
        with closing(sqlite3.connect(f"file:{copy}?mode={mode}", uri=True)) as db:
            assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert db.execute("SELECT COUNT(*) FROM orders").fetchone() == (2,)
    await storage.restore(f"sqlite://{tmp_path / 'fresh.db'}", copy)
    async with storage.open(tmp_path / "fresh.db") as store:
        assert [dict(row) for row in await store._read.look("PRAGMA journal_mode")] == [
            {"journal_mode": "wal"}
        ]


async def test_a_newer_backup_replaces_an_older_one(world: World, tmp_path: Path) -> None:
    buy, copy = await filled(world), tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    await world.order(buy, "cai")
    await storage.backup(world.url, copy)
    async with storage.open(copy) as found:
        assert len(await found.reads.orders(buy)) == 3


async def test_restoring_over_a_book_must_be_forced(world: World, tmp_path: Path) -> None:
    buy, copy = await filled(world), tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    await world.order(buy, "cai")
    with pytest.raises(storage.NotEmpty, match="must be forced"):
        await storage.restore(world.url, copy)
    assert len(await world.store.reads.orders(buy)) == 3
    await storage.restore(world.url, copy, force=True)
    assert len(await world.store.reads.orders(buy)) == 2


async def test_restoring_into_a_migrated_file_without_a_book_needs_no_force(
    world: World, tmp_path: Path
) -> None:
    buy, copy, empty = await filled(world), tmp_path / "copy.db", migrated_copy(tmp_path, "empty.db")
    await storage.backup(world.url, copy)
    await storage.restore(empty, copy)
    async with storage.open(empty) as restored:
        assert len(await restored.reads.orders(buy)) == 2


async def test_a_book_that_disagrees_with_its_journal_is_no_backup(world: World, tmp_path: Path) -> None:
    await filled(world)
    copy = tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    with sqlite3.connect(copy) as db:
        db.execute("UPDATE lines SET parts = '[[99000,1]]', ordered = 99000 WHERE id = 1")
    db.close()
    with pytest.raises(storage.BadBackup, match="disagree in 1 places, first: order"):
        await storage.restore(tmp_path / "new.db", copy)
    assert not (tmp_path / "new.db").exists()


async def test_rubbish_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "rubbish").write_bytes(b"not a database at all, whatever its name says" * 100)
    with pytest.raises(storage.BadBackup, match="cannot be read"):
        await storage.restore(tmp_path / "new.db", tmp_path / "rubbish")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(storage.BadBackup, match="not a backup of Linli"):
        await storage.restore(tmp_path / "new.db", tmp_path / "other.db")
    assert not (tmp_path / "new.db").exists()


def overwrite_pages(file: Path, page: int = 4096) -> None:
    with open(file, "r+b") as opened:
        for at in range(2 * page, file.stat().st_size, page):
            opened.seek(at)
            opened.write(b"\xff" * 64)


async def test_a_damaged_page_is_found(world: World, tmp_path: Path) -> None:
    await filled(world)
    copy = tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    overwrite_pages(copy)
    with pytest.raises(storage.BadBackup):
        await storage.restore(tmp_path / "new.db", copy)


async def test_a_backup_of_a_later_version_is_refused(world: World, tmp_path: Path) -> None:
    await filled(world)
    copy = tmp_path / "copy.db"
    await storage.backup(world.url, copy)
    with sqlite3.connect(copy) as db:
        db.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('linli', '0999_future', '2030-01-01')"
        )
    db.close()
    with pytest.raises(storage.BadBackup, match="later version of Linli"):
        await storage.restore(tmp_path / "new.db", copy)


async def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await storage.backup(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(FileNotFoundError):
        await storage.restore(tmp_path / "new.db", tmp_path / "none.db")
    assert os.listdir(tmp_path) == []


async def test_without_room_nothing_is_copied_nothing_lost_and_one_line_says_so(
    world: World, tmp_path: Path
) -> None:
    """It was a traceback, and a forced restore took the book away before it found that there was no room."""
    buy = await filled(world)
    copy, here = tmp_path / "day.db", tmp_path / "here.db"
    await storage.backup(world.url, copy)
    await storage.restore(f"sqlite://{here}", copy)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (40_000, (await asyncio.to_thread(here.stat)).st_size // 2):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(
                storage.Unavailable, match=r"other\.db could not be copied: .*nothing was changed"
            ):
                await storage.backup(world.url, tmp_path / "other.db")
            with pytest.raises(storage.Unavailable, match=r"here\.db could not be copied"):
                await storage.restore(f"sqlite://{here}", copy, force=True)
            with pytest.raises(sqlite3.OperationalError):
                await asyncio.to_thread(_put_in_place, copy, here)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert [it for it in os.listdir(tmp_path) if "part" in it or "other" in it] == []
    async with storage.open(here) as kept:
        assert [it.resident for it in await kept.reads.orders(buy)] == ["ann", "bo"]
        assert await kept.disagreements() == []

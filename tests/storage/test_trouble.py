"""A database that is locked, full, damaged or gone: nothing half written, and the caller knows."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

import storage
from groupbuy.ports import Unavailable
from storage.commit import Committer
from storage.dialect import Sqlite
from storage.sql import CommitUnknown, Sql
from storage.sqlite import InlineClient
from tests.storage.book import World, ordered

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def impatient(file: Path) -> AsyncIterator[Committer]:
    """A committer whose connection waits 20 ms for a lock."""
    client = InlineClient(str(file), connection_name="impatient", busy_timeout="20")
    await client.create_connection(with_db=True)
    yield Committer(Sql(client, Sqlite(file)))
    await client.close()


def hint(key: str):
    async def work(sql: Sql) -> str:
        await sql.insert("once_keys (key, at)", [(key, "now")])
        return key

    return work


async def hints(committer: Committer) -> list[str]:
    return [row["key"] for row in await committer._sql.rows("SELECT key FROM once_keys ORDER BY key")]


async def test_a_lock_that_is_let_go_in_time_is_never_heard_of(impatient: Committer, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.gather(impatient.run(hint("a")), impatient.run(hint("b")))
        asyncio.get_running_loop().call_later(0.03, other.execute, "COMMIT")
        assert await waiting == ["a", "b"]
    assert await hints(impatient) == ["a", "b"]


async def test_the_loop_goes_on_while_a_lock_is_waited_for_by_as_many_as_like(file: Path) -> None:
    """More wait than there are cores, and whoever holds the lock still commits: nobody waits in its place."""
    waiting = [
        Committer(Sql(InlineClient(str(file), connection_name=f"w{i}"), Sqlite(file))) for i in range(12)
    ]
    holder = InlineClient(str(file), connection_name="holder")
    clients = [holder, *(it._sql._client for it in waiting)]
    for it in clients:
        await it.create_connection(with_db=True)
    await holder.execute_query("BEGIN IMMEDIATE")
    asked = [asyncio.create_task(it.run(hint(f"k{i:02}"))) for i, it in enumerate(waiting)]
    done, _ = await asyncio.wait(asked, timeout=0.02)
    assert not done, "all wait, and we are here"
    await holder.execute_query("INSERT INTO once_keys (key, at) VALUES ('held', 'now')")
    await holder.execute_query("COMMIT")
    assert await asyncio.gather(*asked) == [f"k{i:02}" for i in range(12)]
    assert (await hints(waiting[0]))[0] == "held"
    for it in clients:
        await it.close()


async def test_who_has_begun_at_once_waits_for_others_as_long_as_before(file: Path) -> None:
    client = InlineClient(str(file), connection_name="patient", busy_timeout="1234")
    await client.create_connection(with_db=True)
    for statement in ("BEGIN IMMEDIATE", "COMMIT"):
        await client.execute_query(statement)
        (row,) = await client.execute_query_dict("PRAGMA busy_timeout")
        assert row == {"timeout": 1234}
    await client.execute_query("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="within a transaction"):
        await client.execute_query("BEGIN IMMEDIATE")
    (row,) = await client.execute_query_dict("PRAGMA busy_timeout")
    assert row == {"timeout": 1234}, "also after one that failed for another reason"
    await client.close()


async def test_a_lock_that_is_kept_is_told_to_everybody_and_soon(impatient: Committer, file: Path) -> None:
    began = asyncio.get_running_loop().time()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answers = await asyncio.gather(
            *(impatient.run(hint(f"k{i}")) for i in range(40)), return_exceptions=True
        )
    assert {type(it) for it in answers} == {Unavailable}
    assert asyncio.get_running_loop().time() - began < 10
    assert await impatient.run(hint("after")) == "after"
    assert await hints(impatient) == ["after"]


async def test_reading_goes_on_while_another_process_writes(world: World, file: Path) -> None:
    buy = await world.open_buy()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE buys SET title = 'x'")
        assert (await world.store.reads.buy(buy)).title == "周二水果"
        other.execute("COMMIT")
    assert (await world.store.reads.buy(buy)).title == "x"


async def test_a_damaged_file_is_told_as_unavailable(world: World, file: Path) -> None:
    await world.open_buy()
    async with storage.open(file) as second:
        with closing(sqlite3.connect(file)) as db:
            db.execute("DROP TABLE buy_chats")
        with pytest.raises(Unavailable):
            await second.reads.buy(1)


async def test_a_closed_store_cannot_be_read(world: World, file: Path) -> None:
    async with storage.open(file) as second:
        pass
    with pytest.raises(Unavailable):
        await second.reads.live_buys()


FULL = """
import asyncio, resource, signal, sys
from decimal import Decimal
import storage
from groupbuy.ports import Unavailable
from tests.storage.book import World, ordered

async def main(url):
    async with storage.open(url) as store:
        world = World(store, url)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        said = refused = 0
        for i in range(400):
            try:
                await world.run(lambda books: ordered(books, 1, f"r{i}", 2, Decimal(1)))
                said += 1
            except Unavailable:
                refused += 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await world.run(lambda books: ordered(books, 1, "after", 2, Decimal(1)))
        print(said, refused)

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.sqlite
async def test_a_full_disk_refuses_whole_orders_and_recovers_when_there_is_room(world: World) -> None:
    buy = await world.open_buy()
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", FULL, world.url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said, refused = map(int, done.stdout.split())
    print(f"{said} booked, {refused} refused for want of room")
    assert said > 0
    assert refused > 0
    orders = await world.store.reads.orders(buy)
    assert len(orders) == said + 1
    assert orders[-1].resident == "after"
    assert await world.store.disagreements() == []


class Breaks(Sql):
    """A connection on which one statement fails as it would on a failing disk."""

    def __init__(self, client: InlineClient, dialect: Sqlite, at: str) -> None:
        super().__init__(client, dialect)
        self.at = at
        self.left = 1

    async def run(self, sql: str, *values: object) -> int:
        if sql.startswith(self.at) and self.left:
            self.left -= 1
            raise OperationalError(sqlite3.OperationalError("disk I/O error"))
        return await super().run(sql, *values)


@pytest.mark.parametrize("at", ["BEGIN", "SAVEPOINT", "RELEASE", "INSERT", "COMMIT"])
async def test_a_batch_that_breaks_anywhere_is_done_again_one_by_one(
    impatient: Committer, file: Path, at: str
) -> None:
    breaking = Committer(Breaks(impatient._sql._client, Sqlite(file), at))
    answers = await asyncio.gather(*(breaking.run(hint(key)) for key in ("a", "b", "c")))
    assert answers == ["a", "b", "c"]
    assert await hints(breaking) == ["a", "b", "c"]


async def test_what_breaks_alone_is_told_as_unavailable_with_its_cause(
    impatient: Committer, file: Path
) -> None:
    breaking = Committer(Breaks(impatient._sql._client, Sqlite(file), "INSERT"))
    with pytest.raises(Unavailable) as told:
        await breaking.run(hint("a"), alone=True)
    assert "disk I/O error" in str(told.value.__cause__)
    assert await hints(breaking) == []


def test_which_errors_are_the_databases_and_which_the_units_own(file: Path) -> None:
    dialect = Sqlite(file)
    locked = OperationalError(sqlite3.OperationalError("database is locked"))
    full = OperationalError(sqlite3.OperationalError("database or disk is full"))
    twice = IntegrityError(sqlite3.IntegrityError("UNIQUE constraint failed"))
    assert [dialect.is_transient(it) for it in (locked, full, twice, KeyError("locked"))] == [True] + [
        False
    ] * 3
    assert [dialect.is_broken(it) for it in (locked, full, twice, KeyError("x"))] == [
        True,
        True,
        False,
        False,
    ]
    assert dialect.is_broken(sqlite3.DatabaseError("file is not a database"))
    assert not dialect.is_broken(sqlite3.ProgrammingError("type 'Decimal' is not supported"))


def test_an_unknown_commit_is_a_kind_of_unavailable() -> None:
    """So that whoever lets the platform send again on the one does so on the other."""
    assert issubclass(CommitUnknown, Unavailable)


async def test_the_loop_goes_on_while_the_lock_is_waited_for(world: World, file: Path) -> None:
    buy = await world.open_buy()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        order = asyncio.create_task(world.run(lambda books: ordered(books, buy, "ann", 1, Decimal(1))))
        for _ in range(5):
            assert len(await world.store.reads.live_buys()) == 1
        assert not order.done()
        other.execute("ROLLBACK")
        await order

"""What only PostgreSQL does: a server that goes and comes back, locks between processes, its errors and spelling."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError, OperationalError

import storage
from groupbuy import events as ev
from groupbuy.ports import Unavailable
from storage.commit import Committer
from storage.connection import Connection, Lost
from storage.postgres import WHOLE, Postgres, _key
from storage.scope import OutOfScope, scope_of
from storage.sql import CommitUnknown, Sql
from tests import postgres
from tests.for_each import for_each
from tests.storage.book import AT, World, ordered

ROOT = Path(__file__).parent.parent.parent
DIALECT = Postgres("postgres://host/book")


def test_every_question_mark_becomes_a_number_of_its_own() -> None:
    assert DIALECT.spelt("SELECT 1") == "SELECT 1"
    assert DIALECT.spelt("a = ? AND b IN (?, ?)") == "a = $1 AND b IN ($2, $3)"


def test_work_of_different_scopes_takes_different_locks_and_all_work_excludes_the_whole() -> None:
    everything, nothing, some = (DIALECT.begin(it) for it in (None, (), {"community a", "person x"}))
    assert everything.endswith(f"SELECT pg_advisory_xact_lock({0x4C6E}, {WHOLE})")
    assert nothing.endswith(f"SELECT pg_advisory_xact_lock_shared({0x4C6E}, {WHOLE})")
    keys = sorted((_key("community a"), _key("person x")))
    assert some.startswith(nothing)
    assert some.endswith(f"FROM unnest(ARRAY{keys}) AS it")
    assert min(_key(str(i)) for i in range(10_000)) > 1, "0 and 1 are the whole's and the schema's"
    assert scope_of(["a", "a", "b"], "x") == {"community a", "community b", "person x"}
    assert scope_of(["a"], "") == {"community a"}


def of(kind: type[Exception]) -> OperationalError:
    return OperationalError(kind("…"))


@for_each(
    ("error", "transient", "broken", "over"),
    [
        (of(asyncpg.DeadlockDetectedError), True, True, False),
        (of(asyncpg.SerializationError), True, True, False),
        (of(asyncpg.LockNotAvailableError), True, True, False),
        (of(asyncpg.AdminShutdownError), True, True, False),
        (of(asyncpg.TooManyConnectionsError), True, True, False),
        (Lost(ConnectionResetError()), True, True, True),
        (Lost("the connection is closed"), True, True, True),
        (of(asyncpg.DiskFullError), False, True, False),
        (of(asyncpg.QueryCanceledError), False, True, False),
        (of(asyncpg.UndefinedTableError), False, True, False),
        (IntegrityError(asyncpg.UniqueViolationError("…")), False, False, False),
        (asyncpg.CharacterNotInRepertoireError("…"), False, False, False),
        (KeyError("x"), False, False, False),
        (ConnectionError("a unit's own"), False, False, False),
    ],
)
def test_which_errors_pass_which_are_the_databases_and_which_the_units_own(
    error: Exception, transient: bool, broken: bool, over: bool
) -> None:
    said = DIALECT.is_transient(error), DIALECT.is_broken(error), DIALECT.is_over(error)
    assert said == (transient, broken, over)


@pytest.fixture
async def book() -> AsyncIterator[str]:
    url = await postgres.fresh_database()
    yield url
    await postgres.give_back(url)


def hint(key: str, at: str = "now"):
    async def work(sql: Sql) -> str:
        await sql.insert("once_keys (key, at)", [(key, at)])
        return key

    return work


async def test_what_the_server_or_the_driver_refuses_of_a_value_fails_its_unit_alone(book: str) -> None:
    async with storage.open(book) as store:
        said = await asyncio.gather(
            *(store._commit.run(hint(key)) for key in ("a", "c" * 65, 4, "d")),
            return_exceptions=True,
        )
        assert [type(it).__name__ for it in said] == [
            *("str", "StringDataRightTruncationError", "DataError", "str")
        ]
        # Swallowed without a savepoint, the transaction is lost, and COMMIT says so by another word only.

        async def swallows(sql: Sql) -> None:
            with suppress(IntegrityError):
                await hint("a")(sql)

        with pytest.raises(Unavailable):
            await store._commit.run(swallows)
        assert await store._commit.run(hint("e")) == "e"


async def test_a_letter_that_postgres_cannot_hold_is_left_out_and_nothing_else_is(book: str) -> None:
    async with storage.open(book) as store:
        world = World(store, book)
        odd = "草\x00莓"
        buy = await world.open_buy(
            title=odd, items=(ev.OfferedItem(1, "a\\u0000", "盒", 1, aliases=(odd, "\\\x00")),)
        )
        found = await store.reads.buy(buy)
        assert (found.title, found.item(1).name, found.item(1).aliases) == (
            "草莓",
            "a\\u0000",
            ("草莓", "\\"),
        )
        assert await store.disagreements() == []


async def test_two_processes_wait_for_each_other_only_where_they_write_the_same(book: str) -> None:
    async with storage.open(book) as one, storage.open(book) as two:
        inside, go_on = asyncio.Event(), asyncio.Event()
        done = []

        async def slow(sql: Sql) -> None:
            inside.set()
            await go_on.wait()
            done.append("slow")

        async def quick(name: str, scope) -> None:
            async def work(sql: Sql) -> None:
                done.append(name)

            await two._commit.run(work, scope=scope, alone=True)

        first = asyncio.create_task(one._commit.run(slow, scope={"community a"}))
        await inside.wait()
        await quick("elsewhere", {"community b"})
        await quick("nowhere", ())
        here = asyncio.create_task(quick("here", {"community b", "community a"}))
        for _ in range(3):
            await two.due(AT)
        assert done == ["elsewhere", "nowhere"]
        go_on.set()
        await asyncio.gather(first, here)
        inside.clear(), go_on.clear()
        first = asyncio.create_task(one._commit.run(slow, scope={"community a"}))
        await inside.wait()
        everything = asyncio.create_task(quick("everything", None))
        for _ in range(3):
            await two.due(AT)
        assert done == ["elsewhere", "nowhere", "slow", "here"]
        go_on.set()
        await asyncio.gather(first, everything)
        assert done[-2:] == ["slow", "everything"]


async def test_a_unit_that_needs_more_than_its_scope_is_run_again_with_everything(book: str) -> None:
    async with storage.open(book) as store:
        seen = []

        async def work(sql: Sql) -> str:
            seen.append(sql.scope)
            if sql.scope is not None:
                raise OutOfScope
            return "done"

        both = store._commit.run(work, scope={"a"}), store._commit.run(hint("x"), scope={"b"})
        assert await asyncio.gather(*both) == ["done", "x"]
        assert seen == [{"a"}, None]


async def test_a_row_that_another_scope_wrote_first_is_seen_the_second_time(book: str) -> None:
    """The same message heard in two processes that take it for two communities'."""
    async with storage.open(book) as one, storage.open(book) as two:
        runs = []

        async def work(sql: Sql) -> str:
            runs.append(1)
            if await sql.row("SELECT 1 FROM once_keys WHERE key = ?", "k"):
                return "repeat"
            await hint("k")(sql)
            return "done"

        said = await asyncio.gather(one._commit.run(work, scope={"a"}), two._commit.run(work, scope={"b"}))
        assert sorted(said) == ["done", "repeat"]
        with pytest.raises(IntegrityError):
            await one._commit.run(hint("k"), scope={"a"})


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    server = postgres.Server((*postgres.FAST, "synchronous_commit=on"))  # what is acknowledged is to stay
    yield server
    server.stop()


async def test_a_server_that_crashes_and_comes_back_is_found_again_without_a_restart(
    server: postgres.Server,
) -> None:
    url = server.url("book")
    connection = await asyncpg.connect(server.url())
    await connection.execute("CREATE DATABASE book")
    await connection.close()
    await storage.migrate(url)
    async with storage.open(url) as store:
        world = World(store, url)
        buy = await world.open_buy()
        booked = []

        async def order(who: str) -> None:
            await world.run(lambda books: ordered(books, buy, who, 2, Decimal(1)))
            booked.append(who)

        inside, go_on = asyncio.Event(), asyncio.Event()

        async def cut_off(books) -> None:
            await ordered(books, buy, "cut off", 2, Decimal(1))
            if not inside.is_set():
                inside.set()
                await go_on.wait()

        await order("before")
        torn = asyncio.create_task(world.run(cut_off))
        await inside.wait()
        await asyncio.to_thread(server.kill)
        go_on.set()
        for work in (torn, order("meanwhile"), store.reads.live_buys(), store.check(), store.due(AT)):
            with pytest.raises(Unavailable):
                await work
        await asyncio.to_thread(server.start)
        await asyncio.gather(*(order(f"after{i}") for i in range(5)))
        assert sorted(it.resident for it in await store.reads.orders(buy)) == sorted(booked)
        assert await store.disagreements() == []


async def test_connections_that_were_cut_while_idle_are_opened_again_and_nobody_hears_of_it(
    book: str,
) -> None:
    cut = "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE pid = ANY($1)"  # it waits until they are gone
    async with storage.open(book) as store:
        world = World(store, book)
        buy = await world.open_buy()
        other = await asyncpg.connect(book)
        for who in ("ann", "bo"):
            ours = [getattr(it, "_raw").get_server_pid() for it in (store._writer, store._reader)]  # noqa: B009
            assert len(await other.fetch(cut, ours)) == 2, "one connection writes, one reads"
            assert (await store.reads.buy(buy)).number == buy
            await world.order(buy, who)
        await other.close()
        assert [it.resident for it in await store.reads.orders(buy)] == ["ann", "bo"]


async def test_a_connection_that_is_lost_around_the_commit_leaves_the_outcome_unknown(book: str) -> None:
    class Tearing(Sql):
        """The server is cut off as soon as it has done what was asked."""

        async def run(self, sql: str, *values: object) -> int:
            done = await super().run(sql, *values)
            if sql == "COMMIT":
                self._client._raw.terminate()  # type: ignore[attr-defined]
                await super().run("SELECT 1")
            return done

    client = Connection(book, "tearing")
    await client.create_connection(with_db=True)
    runs = []

    async def work(sql: Sql) -> None:
        runs.append(1)
        await hint(f"k{len(runs)}")(sql)

    committer = Committer(Tearing(client, Postgres(book)))  # type: ignore[arg-type]
    said = await asyncio.gather(committer.run(work), committer.run(work), return_exceptions=True)
    assert [type(it) for it in said] == [CommitUnknown, CommitUnknown]
    assert len(runs) == 2, "never done again: it may hold"
    await client.close()
    async with storage.open(book) as store:
        rows = await store._read.rows("SELECT key FROM once_keys ORDER BY key")
    assert [it["key"] for it in rows] == ["k1", "k2"], "and this time it does"


async def test_nobody_there_is_said_within_the_time_a_connection_may_take(server: postgres.Server) -> None:
    gone = server.url("book").replace(str(server.port), "1")
    for work in (storage.open(gone).__aenter__(), storage.migrate(gone)):
        with pytest.raises(Unavailable):
            await work


ENDED = """
import os, signal
from tests.postgres import Server
print(Server().folder, flush=True)
os.killpg(0, signal.SIGKILL)
"""


def test_a_test_server_goes_with_whoever_started_it_and_is_killed_with_its_group() -> None:
    started = subprocess.Popen(
        [sys.executable, "-c", ENDED],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said, _ = started.communicate()
    folder = Path(said.strip())
    assert folder.name.startswith("linli-postgres-")
    until = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < until
        os.sched_yield()

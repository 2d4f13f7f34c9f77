"""How statements reach the two databases: rows by name, many rows by one text, lost connections, silent servers."""

import asyncio
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

import storage
from groupbuy.ports import Unavailable
from storage.connection import Connection, Lost
from storage.dialect import dialect_of
from storage.sql import Sql
from tests import postgres
from tests.storage.book import World

ONCE = "once_keys (key, at)"
TEXTS = "SELECT statement FROM pg_prepared_statements WHERE statement LIKE $1"


async def keys(sql: Sql) -> list[str]:
    return [row["key"] for row in await sql.rows("SELECT key FROM once_keys ORDER BY key")]


async def test_a_row_is_read_by_the_names_the_statement_gives(database: str) -> None:
    async with storage.open(database) as store:
        rows = await store._read.look("SELECT 1 AS one, NULL AS two, 'x' AS three UNION ALL SELECT 2, 3, 'y'")
        assert [dict(row) for row in rows] == [
            {"one": 1, "two": None, "three": "x"},
            {"one": 2, "two": 3, "three": "y"},
        ]
        assert {**rows[0]}["three"] == "x"
        assert rows[1].get("four") is None
        with pytest.raises(KeyError):
            rows[1]["four"]
        assert await store._read.look("SELECT key FROM once_keys WHERE key = ?", "none") == []


async def test_many_rows_are_written_with_the_text_of_one_and_what_is_refused_is_named(database: str) -> None:
    async with storage.open(database) as store:
        sql = store._commit._sql
        writer: Any = store._writer
        async with sql.transaction():
            for many in (1, 2, 3, 50):
                await sql.insert(ONCE, [(f"{many}-{i}", "now") for i in range(many)])
            if not database.startswith("sqlite"):
                texts = await writer._raw.fetch(TEXTS, "INSERT INTO once_keys%")
                assert [it["statement"].strip() for it in texts] == [
                    "INSERT INTO once_keys (key, at) VALUES ($1, $2)"
                ]
        async with sql.transaction():
            await sql.insert(
                ONCE, [("1-0", "x"), ("new", "x")], "ON CONFLICT (key) DO UPDATE SET at = excluded.at"
            )
            await sql.insert(ONCE, [("1-0", "y"), ("newer", "y")], "ON CONFLICT (key) DO NOTHING")
        found = await store._read.look("SELECT key, at FROM once_keys WHERE key IN ('1-0', 'new', 'newer')")
        assert {row["key"]: row["at"] for row in found} == {"1-0": "x", "new": "x", "newer": "y"}
        with pytest.raises(IntegrityError):
            async with sql.transaction(at_once=True):
                await sql.insert(ONCE, [("fresh", "now"), ("2-1", "now")])
        assert "fresh" not in await keys(sql)
        assert len(await keys(sql)) == 58


async def test_values_that_a_column_cannot_hold_fail_the_rows_with_which_they_came(world: World) -> None:
    """And none, a flag, a number and a zero letter come back as what they are."""
    columns = "residents (id, name, room, sponsor, quiet, community, erased, home)"
    rows = [
        ("a", "草\x00莓", "", None, True, "lake", False, None),
        ("b", "", "3", "a", False, None, True, "h"),
    ]
    await world.store._commit.run(lambda sql: sql.insert(columns, rows))
    ann, bo = await world.store._read.look("SELECT * FROM residents ORDER BY id")
    assert (ann["name"].replace("\x00", ""), bool(ann["quiet"]), ann["sponsor"]) == ("草莓", True, None)
    assert (bo["sponsor"], bool(bo["quiet"]), bo["community"], bo["home"]) == ("a", False, None, "h")
    for wrong in (
        ("c", None, "", None, False, None, False, None),
        ("c", "", "", None, None, None, False, None),
    ):
        with pytest.raises(IntegrityError):
            await world.store._commit.run(lambda sql, wrong=wrong: sql.insert(columns, [rows[0], wrong]))
    assert len(await world.store._read.look("SELECT id FROM residents")) == 2


async def test_one_read_by_itself_opens_no_transaction_and_takes_its_turn(database: str) -> None:
    async with storage.open(database) as store:
        await store._commit.run(lambda sql: sql.insert(ONCE, [("a", "now")]))
        inside, go_on = asyncio.Event(), asyncio.Event()

        async def long() -> list[str]:
            async with store._read.snapshot():
                inside.set()
                await go_on.wait()
                return await keys(store._read)

        first = asyncio.create_task(long())
        await inside.wait()
        second = asyncio.create_task(store._read.look("SELECT COUNT(*) AS many FROM once_keys"))
        await store._commit.run(lambda sql: sql.insert(ONCE, [("b", "now")]))
        assert not second.done()
        go_on.set()
        assert set(await first) in ({"a"}, {"a", "b"})
        assert [row["many"] for row in await second] == [2]
        client: Any = store._reader
        open_yet = (
            client._raw.in_transaction if database.startswith("sqlite") else client._raw.is_in_transaction()
        )
        assert not open_yet
        with pytest.raises(Unavailable):
            await store._read.look("SELECT nothing FROM nowhere")


async def test_a_read_by_itself_finds_its_way_back_where_a_transaction_does_not() -> None:
    url = await postgres.fresh_database()
    try:
        client = Connection(url, "cut off")
        await client.create_connection(with_db=True)
        sql = Sql(client, dialect_of(url))
        for _ in range(2):
            assert client._raw is not None
            client._raw.terminate()
            assert [row["one"] for row in await sql.look("SELECT 1 AS one")] == [1]
        async with sql.transaction():
            await sql.insert(ONCE, [("a", "now"), ("b", "now")])
        for ask in (
            sql.rows("SELECT 1"),
            sql.insert(ONCE, [("c", "now"), ("d", "now")]),
            sql.run("SELECT 1"),
        ):
            client._raw.terminate()
            with pytest.raises(Lost):
                await ask
        assert len(await sql.look("SELECT key FROM once_keys")) == 2
        await client.close()
        for work in (sql.look("SELECT 1"), sql.snapshot().__aenter__()):
            with pytest.raises(Unavailable):
                await work
        with pytest.raises(Lost):
            await client.create_connection(with_db=True)
    finally:
        await postgres.give_back(url)


async def test_a_server_that_says_nothing_is_given_up_and_one_that_is_slow_or_idle_is_not() -> None:
    url = await postgres.fresh_database()
    try:
        client = Connection(url, "silent", answering=0.3)
        sql = Sql(client, dialect_of(url))
        await client.create_connection(with_db=True)
        for tried in range(5):
            try:
                for _ in range(3):  # together longer than one may take
                    await sql.run("SELECT pg_sleep(0.12)")
                break
            except Lost:  # a busy machine stood still for longer than one may take
                assert tried < 4, "five times running is no chance"
                await client.create_connection(with_db=True)
        before = client._raw
        for ask in (sql.run("SELECT pg_sleep(300)"), sql.rows("SELECT pg_sleep(300)")):
            with pytest.raises(Lost):
                await asyncio.wait_for(ask, 60)
            await client.create_connection(with_db=True)
        assert client._raw is not before
        async with sql.snapshot():
            assert [row["one"] for row in await sql.rows("SELECT 1 AS one")] == [1]
        await client.close()
    finally:
        await postgres.give_back(url)


async def test_errors_have_one_name_on_both_databases(database: str) -> None:
    async with storage.open(database) as store:
        sql = store._commit._sql
        for wrong in ("SELECT nothing FROM nowhere", "INSERT INTO nowhere VALUES (1)", "SELEC"):
            for ask in (sql.rows, sql.run):
                with pytest.raises(OperationalError):
                    await ask(wrong)
        with pytest.raises(OperationalError):
            await sql.insert("nowhere (key)", [(1,), (2,)])
        assert sql.dialect.is_broken(OperationalError("x"))
    with pytest.raises(OperationalError):
        await sql.rows("SELECT 1")

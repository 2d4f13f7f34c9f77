"""The schema in the file is the schema of the models, and its constraints bite."""

import asyncio
import os
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tortoise import fields, models
from tortoise.context import TortoiseContext
from tortoise.indexes import Index
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.migrations.operations import AlterModelOptions
from tortoise.models import Model

import storage
from storage import tables
from storage.fields import IndexOfSome
from storage.schema import newest
from tests.for_each import for_each

REST = "0, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL"

MODELS = [
    it for it in vars(tables).values() if isinstance(it, type) and issubclass(it, Model) and it is not Model
]


@pytest.fixture
def db(file: Path):
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def columns_of(db: sqlite3.Connection, index: str) -> list[str]:
    return [name for _, _, name in db.execute(f"PRAGMA index_info({index})")]


@for_each("model", MODELS)
def test_a_table_has_its_models_columns_and_nulls(db: sqlite3.Connection, model: type[Model]) -> None:
    live = {row[1]: not row[3] for row in db.execute(f"PRAGMA table_info({model._meta.db_table})")}
    meant = {
        column: model._meta.fields_map[name].null for name, column in model._meta.fields_db_projection.items()
    }
    assert live == meant


@for_each("model", MODELS)
def test_a_table_has_its_models_constraints_and_indexes(db: sqlite3.Connection, model: type[Model]) -> None:
    table = model._meta.db_table
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    checks = dict(re.findall(r'CONSTRAINT "(\w+)" CHECK \((.*?)\)(?=,|\)$)', sql))
    live = {row[1]: bool(row[2]) for row in db.execute(f"PRAGMA index_list({table})")}
    asked: dict[str, tuple[bool, list[str]]] = {}
    for it in model._meta.constraints:
        if isinstance(it, CheckConstraint):
            assert checks.pop(it.name) == it.check
        elif isinstance(it, UniqueConstraint):
            asked[it.name] = (True, list(it.fields))
    for it in model._meta.indexes:
        assert isinstance(it, Index)
        asked[it.name] = (False, it.fields)
    named = {name: (unique, columns_of(db, name)) for name, unique in live.items() if "autoindex" not in name}
    assert named == asked
    some = {row[1] for row in db.execute(f"PRAGMA index_list({table})") if row[4]}
    assert some == {it.name for it in model._meta.indexes if isinstance(it, IndexOfSome)}
    assert checks == {}


def test_no_table_is_there_that_no_model_has(db: sqlite3.Connection) -> None:
    live = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert live - {it._meta.db_table for it in MODELS} == {"tortoise_migrations", "sqlite_sequence"}
    print(f"{len(MODELS)} tables, {len(newest())} migrations")


async def test_the_migrations_say_what_the_models_say(file: Path) -> None:
    """Whoever changes a table has to write its migration."""
    app = {"models": ["storage.tables"], "migrations": "storage.migrations", "default_connection": "default"}
    async with TortoiseContext() as context:
        connection = {"engine": "storage.sqlite", "credentials": {"file_path": str(file)}}
        await context.init(config={"connections": {"default": connection}, "apps": {"linli": app}})
        found = await MigrationAutodetector(context.apps, {"linli": app}).changes()
    steps = [step for it in found for step in it.operations]
    # A docstring of a model is an option to Tortoise; it changes nothing in the database.
    assert [it.describe() for it in steps if not isinstance(it, AlterModelOptions)] == []


def a_buy(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO buys VALUES (1, 'c', 'l', 't', 'x', 'd', 'o', 'c', NULL, 0, 'open', NULL, 0, 0, '[]',"
        " NULL, NULL, NULL, 0, NULL)"
    )
    db.execute(
        "INSERT INTO items (buy_id, no, name, unit, price, stock, aliases, taken, arrived)"
        " VALUES (1, 1, 'n', 'u', 5, 100, '[]', 0, '[]')"
    )
    db.execute(f"INSERT INTO orders VALUES ('o', 1, 'ann', 'ann', 1, 'p', '1', 'p/1', {REST})")  # noqa: S608
    db.execute(
        "INSERT INTO lines (order_id, item, parts, ordered, short, picked) VALUES ('o', 1, '[]', 5, 0, 0)"
    )


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE items SET taken = -1",
        "UPDATE items SET taken = 101",
        "UPDATE items SET price = -1",
        "UPDATE buys SET last_seq = -1",
        "UPDATE orders SET seq_no = 0",
        "UPDATE lines SET picked = 6",
        "UPDATE lines SET short = -1",
        f"INSERT INTO orders VALUES ('o2', 1, 'ann', 'ann', 2, 'p', '2', NULL, {REST})",  # noqa: S608
        f"INSERT INTO orders VALUES ('o2', 1, 'bo', 'bo', 1, 'p', '2', NULL, {REST})",  # noqa: S608
        f"INSERT INTO orders VALUES ('o2', 1, 'bo', 'bo', 2, 'p', '1', 'p/1', {REST})",  # noqa: S608
        f"INSERT INTO orders VALUES ('o2', 9, 'bo', 'bo', 2, 'p', '2', NULL, {REST})",  # noqa: S608
    ],
)
def test_the_database_itself_refuses(db: sqlite3.Connection, harm: str) -> None:
    a_buy(db)
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(harm)


def test_two_orders_without_a_held_code_are_no_clash(db: sqlite3.Connection) -> None:
    a_buy(db)
    db.execute("UPDATE orders SET held = NULL")
    db.execute(f"INSERT INTO orders VALUES ('o2', 1, 'bo', 'bo', 2, 'p', '1', NULL, {REST})")  # noqa: S608


async def test_migrating_again_changes_nothing(file: Path, db: sqlite3.Connection) -> None:
    a_buy(db)
    db.commit()
    before = list(db.iterdump())
    await storage.migrate(file)
    assert list(db.iterdump()) == before


async def test_a_file_stopped_half_way_through_the_migrations_keeps_its_rows(
    tmp_path: Path, file: Path
) -> None:
    """Adding a check rebuilds a table on SQLite: the children must survive it."""
    half = tmp_path / "half.db"
    shutil.copy(file, half)
    db = sqlite3.connect(half)
    a_buy(db)
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall():
        db.execute(f"DROP INDEX {name}")
    db.execute("DELETE FROM tortoise_migrations WHERE name > '0003'")
    for made_later in ("chains", "words", "leaderships", "answers", "spots", "leaves", "covers", "told"):
        db.execute(f"DROP TABLE {made_later}")
    for table, column in (
        ("residents", "home"),
        ("pending", "message"),
        ("late_orders", "message"),
        ("late_orders", "withdrawn"),
        *(("buys", column) for column in ("delays", "route", "by_hand", "transfers")),
        *(("items", column) for column in ("storage", "room")),
        *(("orders", column) for column in ("spot", "pickup_day", "pickup_hours", "pickup_until")),
        ("orders", "by_hand"),
        *(("orders", f"room_{it}") for it in ("normal", "chilled", "frozen")),
    ):
        db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    db.commit()
    with pytest.raises(storage.NotReady, match=r"0003_checks, 0004_keys, .*: run `python main"):
        async with storage.open(half):
            pass
    await storage.migrate(half)
    assert db.execute("SELECT COUNT(*) FROM lines").fetchone() == (1,)
    assert db.execute("SELECT COUNT(*) FROM items").fetchone() == (1,)
    async with storage.open(half):
        pass
    db.close()


async def test_rows_that_point_to_nothing_are_told_until_they_are_mended_and_looked_for_once_a_schema(
    file: Path, db: sqlite3.Connection
) -> None:
    """To look reads every row: half a minute with a million orders, which no later start shall wait for."""
    a_buy(db)
    db.commit()
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE items SET buy_id = 9")
    db.commit()
    await storage.migrate(file)  # this schema has passed
    (passed,) = db.execute("PRAGMA user_version").fetchone()
    db.execute(f"PRAGMA user_version = {passed - 1}")
    for _ in range(2):
        with pytest.raises(storage.BrokenSchema, match="rows without their parent in items: restore the"):
            await storage.migrate(file)
    db.execute("UPDATE items SET buy_id = 1")
    db.commit()
    await storage.migrate(file)
    assert db.execute("PRAGMA user_version").fetchone() == (passed,)


async def test_an_unmigrated_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "new.db").execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(storage.NotReady, match="lacks 0001_book, 0002_around"):
        async with storage.open(tmp_path / "new.db"):
            pass


async def test_opening_does_not_make_a_database(tmp_path: Path) -> None:
    with pytest.raises(storage.NotReady, match="no database yet"):
        async with storage.open(tmp_path / "new.db"):
            pass
    assert os.listdir(tmp_path) == []


async def test_a_database_that_lost_its_schema_is_not_ready_any_more(file: Path) -> None:
    async with storage.open(file) as store:
        await store.check()
        with closing(sqlite3.connect(file)) as db:
            db.execute("DELETE FROM tortoise_migrations")
            db.commit()
        with pytest.raises(storage.NotReady):
            await store.check()


REFUSED = [
    "mysql://host/db",
    "sqlite://:memory:",
    ":memory:",
    "",
    "postgres://x",
    "postgresql://host:port/db",
]


@for_each("address", REFUSED)
def test_an_address_this_storage_cannot_use_is_refused(address: str) -> None:
    with pytest.raises(storage.UnknownDatabase):
        storage.open(address)


@pytest.mark.parametrize("form", ["sqlite://{}", "sqlite:///{}", "{}", "sqlite://{}?mode=rw"])
async def test_a_file_is_named_by_address_or_by_path(file: Path, form: str) -> None:
    async with storage.open(form.format(file)) as store:
        await store.check()


async def test_the_file_is_written_so_that_a_commit_survives_a_crash(file: Path) -> None:
    async with storage.open(file) as store:
        for name, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            row = await store._commit._sql.row(f"PRAGMA {name}")
            assert row == {name: value}


async def test_models_made_after_a_migration_can_be_queried_again(tmp_path: Path) -> None:
    """While it migrates, models are made without what queries need; even two at once leave nothing of that behind."""
    found = models.get_filters_for_field
    await asyncio.gather(*(storage.migrate(tmp_path / f"{name}" / "x.db") for name in "ab"))
    assert models.get_filters_for_field is found
    with pytest.raises(storage.Unavailable):
        await storage.migrate("postgres://nobody@127.0.0.1:1/nothing")
    assert models.get_filters_for_field is found
    assert {"no__gte", "no__in"} <= set(found("no", fields.IntField(), "no"))

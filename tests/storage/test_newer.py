"""A database that a later version has brought further: used beside it as it is, or refused before anything is done."""

import asyncio
import os
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

import pytest
from tortoise.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel, Operation, RunSQL

import storage
from storage.schema import ALONE, newest
from storage.sql import Sql
from tests import postgres
from tests.for_each import for_each
from tests.migrated import migrated_copy
from tests.storage.book import World

LATER, APART = "9998_next", "9999_alone_next"
SINCE = "0015_crowds"
"""From here on a migration that is not alone leaves older processes what they need."""


@pytest.fixture(params=["sqlite", "postgres"])
async def ahead(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    """One whose schema may be changed: nobody else gets it afterwards."""
    if request.param == "sqlite":
        async with storage.open(url := f"sqlite://{migrated_copy(tmp_path)}") as store:
            yield World(store, url)
        return
    url = await postgres.fresh_database()
    async with storage.open(url) as store:
        yield World(store, url)
    await postgres.drop(url)


def had(name: str) -> str:
    return f"INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('linli', '{name}', '2027-01-01')"  # noqa: S608


async def test_a_database_ahead_by_what_is_only_added_is_used_as_it_is(ahead: World) -> None:
    """On both databases: sold in, migrated again (which does nothing), opened by another, folded and compared."""
    before = await ahead.store._read.rows("SELECT COUNT(*) AS many FROM tortoise_migrations")
    for change in (
        had(LATER),
        "ALTER TABLE orders ADD COLUMN later VARCHAR(40)",
        "ALTER TABLE buys ADD COLUMN later_too INT NOT NULL DEFAULT 7",
        "CREATE TABLE laters (id INT PRIMARY KEY, buy_id INT NOT NULL REFERENCES buys (number))",
    ):
        await ahead.store._commit.run(lambda sql, change=change: sql.run(change))
    number = await ahead.open_buy()
    await ahead.store.check()
    await storage.migrate(ahead.url)
    async with storage.open(ahead.url) as beside:
        assert (await beside.reads.buy(number)).number == number
        assert await beside.disagreements() == []
    after = await ahead.store._read.rows("SELECT COUNT(*) AS many FROM tortoise_migrations")
    assert after[0]["many"] == before[0]["many"] + 1


async def test_a_database_that_leaves_no_place_for_this_version_is_refused_untouched(ahead: World) -> None:
    """By what runs already (its /readyz), by what starts, and by `migrate`; what to do stands in it."""
    await ahead.store._commit.run(lambda sql: sql.run(had(APART)))
    for refused in (ahead.store.check, lambda: storage.migrate(ahead.url), lambda: opened(ahead.url)):
        with pytest.raises(storage.NotReady, match=f"{APART}.* would do harm: run the later one, or restore"):
            await refused()
    rows = await ahead.store._read.rows("SELECT COUNT(*) AS many FROM tortoise_migrations")
    assert rows[0]["many"] == len(newest()) + 1


async def test_a_journal_with_what_only_a_later_version_knows_is_not_read_by_guessing(
    ahead: World, tmp_path: Path
) -> None:
    number = await ahead.open_buy()
    told = f"INSERT INTO journal (at, kind, data, actor, message, buy) SELECT at, 'Teleported', data, '', '', {number}"
    await ahead.store._commit.run(lambda sql: sql.run(f"{told} FROM journal WHERE no = 1"))
    for refused in (
        ahead.store.disagreements,
        ahead.store.reads.journal,
        lambda: storage.backup(ahead.url, tmp_path / "backup.db"),
    ):
        with pytest.raises(storage.NotReady, match="holds Teleported, which a later version of Linli wrote"):
            await refused()
    assert not any("backup" in it for it in os.listdir(tmp_path)), "no half of a backup is left"
    assert (await ahead.store.reads.buy(number)).number == number, "what is in the tables is served"


async def opened(url: str) -> None:
    async with storage.open(url):
        pass


def harms_older(step: Operation, made: set[str]) -> str:
    """Why processes that do not know of a step would fail or do wrong after it; "" where they would not."""
    match step:
        case CreateModel() | AddIndex():
            return ""
        case AddField() if step.field.null or step.field.has_db_default():
            return ""
        case AddConstraint() if step.model_name in made:
            return ""
        case RunSQL() if step.sql.startswith("CREATE INDEX"):
            return ""
    return type(step).__name__


def steps_of(name: str) -> list[Operation]:
    return list(import_module(f"storage.migrations.{name}").Migration.operations)


@for_each("name", sorted(it for it in newest() if it > SINCE and ALONE not in it) or [SINCE])
def test_a_migration_that_older_processes_would_not_survive_is_called_alone(name: str) -> None:
    """An index that is gone only makes them slower."""
    steps = steps_of(name)
    made = {it.name for it in steps if isinstance(it, CreateModel)}
    harm = {harms_older(it, made) for it in steps} - {"", "RemoveIndex"}
    assert harm == set(), f"{name}: call it {name[:4]}{ALONE}…, or do it in two versions"


def test_what_older_processes_would_not_survive_is_known_when_it_is_seen() -> None:
    told = {name: {harms_older(it, set()) for it in steps_of(name)} for name in newest()}
    assert "AddConstraint" in told["0003_checks"], "on a table that was there"
    assert told["0010_whereabouts"] <= {"", "RunSQL", "RunPython"}
    assert {*told["0015_crowds"]} == {"", "RemoveIndex"}


UNDONE = (
    "DELETE FROM tortoise_migrations WHERE name = '0016_long_memory'",
    *(f"DROP INDEX orders_{it}" for it in ("resident", "placed_by", "proxy_code")),
    *(f"CREATE INDEX orders_{it} ON orders ({it})" for it in ("resident", "placed_by", "proxy_code")),
)
"""The newest migration that touches a table which everybody writes to."""


async def test_migrating_waits_for_who_writes_and_fails_over_nobodys_lock(ahead: World) -> None:
    """A unit of an older version holds one table and then wants another; each goes through, whoever comes first."""
    for change in UNDONE:
        await ahead.store._commit.run(lambda sql, change=change: sql.run(change))
    number = await ahead.open_buy()
    holding, go_on = asyncio.Event(), asyncio.Event()

    async def unit(sql: Sql) -> None:
        await sql.run("UPDATE items SET taken = 1 WHERE no = 1")
        holding.set()
        await go_on.wait()
        await sql.run("UPDATE orders SET seq_no = seq_no")
        await sql.run("UPDATE items SET taken = 0 WHERE no = 1")

    under_way = asyncio.create_task(ahead.store._commit.run(unit))
    await holding.wait()
    migrating = asyncio.create_task(storage.migrate(ahead.url))
    await asyncio.wait([migrating], timeout=0.5)
    assert not migrating.done(), "nobody is stopped in the middle"
    go_on.set()
    await asyncio.gather(under_way, migrating)
    await ahead.store.check()
    assert await ahead.order(number, "ann")
    assert await ahead.store.disagreements() == []

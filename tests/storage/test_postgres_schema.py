"""The schema in PostgreSQL is the schema of the models too, however it came there."""

import asyncio
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import asyncpg
import pytest
from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

import storage
from storage.schema import newest
from tests import postgres
from tests.storage.book import World
from tests.storage.test_schema import MODELS

ROOT = Path(__file__).parent.parent.parent
KINDS = {
    fields.TextField: "text",
    fields.CharField: "character varying",
    fields.BigIntField: "bigint",  # which is a kind of IntField to Tortoise
    fields.IntField: "integer",
    fields.BooleanField: "boolean",
    fields.JSONField: "jsonb",
}
COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable = 'YES' AS nullable
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'tortoise_migrations'
"""
CONSTRAINTS = """
SELECT t.relname, c.conname, c.contype, pg_get_constraintdef(c.oid) AS says
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = 'public' AND c.contype IN ('c', 'u', 'f', 'p') AND t.relname <> 'tortoise_migrations'
"""
INDEXES = """
SELECT t.relname, i.relname AS name, pg_get_indexdef(x.indexrelid) AS says FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = 'public' AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid)
"""


@pytest.fixture
async def schema() -> "dict[str, list[asyncpg.Record]]":
    url = await postgres.fresh_database()
    connection = await asyncpg.connect(url)
    found = {name: await connection.fetch(name) for name in (COLUMNS, CONSTRAINTS, INDEXES)}
    await connection.close()
    await postgres.give_back(url)
    return found


def columns_in(says: str) -> list[str]:
    """Of a constraint or an index as PostgreSQL writes it: the last pair of brackets."""
    return re.findall(r"\w+", says[says.rindex("(") :])


def plain(check: str) -> str:
    """A check without the brackets and casts that PostgreSQL adds."""
    return re.sub(r"[()]|^CHECK |::\w+", "", check)


def kind_of(field: fields.Field) -> str:
    return next(name for kind, name in KINDS.items() if isinstance(field, kind))


def test_columns_types_lengths_and_nulls_are_the_models(schema) -> None:
    live: dict[str, dict[str, tuple]] = defaultdict(dict)
    for it in schema[COLUMNS]:
        said = it["data_type"], it["character_maximum_length"], it["nullable"]
        live[it["table_name"]][it["column_name"]] = said
    meant = {}
    for model in MODELS:
        meant[model._meta.db_table] = {
            column: (kind_of(it), getattr(it, "max_length", None), it.null)
            for name, column in model._meta.fields_db_projection.items()
            for it in (model._meta.fields_map[name],)
        }
    assert live == meant


def test_no_constraint_is_lost_on_the_way_and_none_is_more(schema) -> None:
    """Tortoise drops those that stand in the model when its table is made."""
    live: dict[str, dict[str, object]] = defaultdict(dict)
    for it in schema[CONSTRAINTS]:
        if it["contype"] == b"c":
            live[it["relname"]][it["conname"]] = plain(it["says"])
        elif it["contype"] == b"u":
            live[it["relname"]][it["conname"]] = columns_in(it["says"])
    meant: dict[str, dict[str, object]] = defaultdict(dict)
    for model in MODELS:
        for it in model._meta.constraints:
            if isinstance(it, CheckConstraint):
                meant[model._meta.db_table][it.name] = it.check
            elif isinstance(it, UniqueConstraint):
                meant[model._meta.db_table][it.name] = list(it.fields)
    assert live == meant
    assert sum(map(len, live.values())) > 20


def test_every_row_has_its_key_and_its_parent(schema) -> None:
    keys = {it["relname"]: columns_in(it["says"]) for it in schema[CONSTRAINTS] if it["contype"] == b"p"}
    parents = {
        (it["relname"], it["says"].split()[2], it["says"].partition("REFERENCES ")[2])
        for it in schema[CONSTRAINTS]
        if it["contype"] == b"f"
    }
    assert keys == {it._meta.db_table: [it._meta.db_pk_column] for it in MODELS}
    assert parents == {
        (table, f"({parent}_id)", f"{parent}s({key}) ON DELETE CASCADE")
        for parent, key, tables in (
            ("buy", "number", "items buy_chats arrivals orders late_orders"),
            ("order", "id", "lines verifications notes"),
            ("resident", "id", "identities"),
        )
        for table in tables.split()
    }


def test_indexes_are_the_models_too(schema) -> None:
    live = {}
    for it in schema[INDEXES]:
        says, _, where = it["says"].partition(" WHERE ")
        live[it["name"]] = it["relname"], columns_in(says), where.strip("()")
    meant = {
        it.name: (model._meta.db_table, list(it.fields), getattr(it, "where", ""))
        for model in MODELS
        for it in model._meta.indexes
        if isinstance(it, Index)
    }
    assert live == meant
    assert not [it for it in schema[INDEXES] if "UNIQUE" in it["says"]]


AT_ONCE = """
import asyncio, os, sys, storage, storage.postgres

def child():
    pid = os.fork()
    if not pid:
        asyncio.run(storage.migrate(sys.argv[1]))
        os._exit(0)
    return pid

print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in [child() for _ in range(4)]])
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_four_processes_may_migrate_one_empty_database_at_once(kind: str, tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path / 'new.db'}" if kind == "sqlite" else await postgres.empty_database()
    run = [sys.executable, "-c", AT_ONCE, url]
    ended = await asyncio.to_thread(subprocess.run, run, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert ended.stdout.strip() == "[0, 0, 0, 0]"
    async with storage.open(url) as store:
        rows = await store._read.rows("SELECT name FROM tortoise_migrations ORDER BY name")
        assert [it["name"] for it in rows] == sorted(newest()), "each once"
        assert await World(store, url).open_buy() == 1
    if kind == "postgres":
        await postgres.drop(url)


async def test_a_database_without_its_schema_or_without_itself_says_so() -> None:
    url = await postgres.empty_database()
    with pytest.raises(storage.NotReady, match="migrate"):
        await storage.open(url).__aenter__()
    await postgres.drop(url)
    with pytest.raises(storage.Unavailable, match="does not exist"):
        await storage.open(url).__aenter__()


def said(state: str) -> bytes:
    """PostgreSQL's word for an error: its severity, its SQLSTATE, a text."""
    fields = b"".join(it.encode() + b"\0" for it in ("SFATAL", f"C{state}", "Mthe server speaks")) + b"\0"
    return b"E" + (len(fields) + 4).to_bytes(4, "big") + fields


@pytest.mark.parametrize(
    ("answers", "told", "tries"),
    [
        ([b""], "could not be migrated", 1),
        ([said("3D000")], "the server speaks", 1),
        ([said("57P03"), said("3D000")], "the server speaks", 2),
        ([said("53300"), b""], "could not be migrated", 2),
    ],
    ids=["hangs up", "has no such database", "is coming up", "is full"],
)
async def test_a_server_that_cannot_be_had_is_told_at_once_and_one_that_says_wait_is_asked_again(
    answers: list[bytes], told: str, tries: int
) -> None:
    """At once: as often as it is asked, not as fast as this machine is."""
    asked = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.read(1000)
        writer.write(answers[min(asked, len(answers)) - 1])
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        with pytest.raises(storage.Unavailable, match=told):
            await storage.migrate(f"postgres://linli@127.0.0.1:{port}/linli?sslmode=disable")
    assert asked == tries


async def test_migrating_again_changes_nothing() -> None:
    url = await postgres.fresh_database()
    connection = await asyncpg.connect(url)
    before = await connection.fetch("SELECT * FROM tortoise_migrations ORDER BY id")
    await storage.migrate(url)
    assert await connection.fetch("SELECT * FROM tortoise_migrations ORDER BY id") == before
    await connection.close()
    await postgres.give_back(url)

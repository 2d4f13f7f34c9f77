"""Servers that answer and cannot hold a book: told at once and in words, whoever asks, before anybody is answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

import storage
from storage.connection import CONNECTING, Lost, lacks, not_opened
from storage.dialect import UnknownDatabase, dialect_of
from tests import postgres
from tests.for_each import for_each
from tests.storage.book import World

CLOSED = "cannot be written: it is a replica, or was made read only"


@pytest.fixture
async def given() -> AsyncIterator[str]:
    url = await postgres.fresh_database()
    yield url
    await postgres.drop(url)


async def told(url: str, *statements: str) -> None:
    raw = await asyncpg.connect(url)
    for it in statements:
        await raw.execute(it)
    await raw.close()


def named(url: str) -> str:
    return urlsplit(url).path[1:]


async def test_a_database_that_cannot_hold_chinese_is_refused_before_anything_is_made_in_it() -> None:
    """Migrating it and asking its health used to go well, and the first name in it was a crash."""
    name = postgres.new_name()
    url = postgres.url_of(name)
    for encoding in ("LATIN1", "SQL_ASCII"):
        await told(
            postgres.admin_url(),
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'",
        )
        for asked in (storage.migrate(url), storage.open(url).__aenter__()):
            with pytest.raises(storage.UnknownDatabase, match=f"in {encoding}, .* ENCODING 'UTF8'"):
                await asked
        raw = await asyncpg.connect(url)
        assert await raw.fetchval("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'") == 0
        await raw.close()
        await postgres.drop(url)


@for_each(
    ("version", "encoding", "said"),
    [
        (18, "UTF8", ""),
        (14, "UTF8", ""),
        (13, "UTF8", "PostgreSQL 13 is too old: 14 or later"),
        (18, "EUC_CN", "in EUC_CN, "),
    ],
)
def test_what_a_server_lacks_is_said_with_what_to_do(version: int, encoding: str, said: str) -> None:
    found = lacks(version, encoding)
    assert said in found
    assert bool(found) is bool(said)


async def test_a_replica_is_refused_in_one_line_by_whatever_would_write_to_it(given: str) -> None:
    """`migrate` used to end in a traceback, and `/readyz` to be ready while nothing could be ordered."""
    await told(given, f"ALTER DATABASE {named(given)} SET default_transaction_read_only = on")
    for asked in (storage.migrate(given), storage.open(given).__aenter__()):
        with pytest.raises(storage.Unavailable, match=CLOSED):
            await asked


async def test_a_database_that_is_closed_to_writes_while_it_is_used_is_not_ready_until_it_opens(
    given: str, tmp_path: Path
) -> None:
    async with storage.open(given) as store:
        await World(store, given).open_buy()
        reader: Any = store._reader
        await reader.execute_query("SET default_transaction_read_only = on")
        with pytest.raises(storage.NotReady, match=CLOSED):
            await store.check()
        await storage.backup(given, tmp_path / "book.linli")  # a replica's is as good as its primary's
        await reader.execute_query("SET default_transaction_read_only = off")
        await store.check()


async def test_of_several_servers_the_one_that_answers_and_takes_writes_is_used(given: str) -> None:
    """So a standby that was promoted is found again without a restart."""
    parts = urlsplit(given)
    several = parts._replace(netloc=f"{parts.username}@127.0.0.1:1,{parts.hostname}:{parts.port}").geturl()
    await storage.migrate(several)
    async with storage.open(several) as store:
        await store.check()
        assert await World(store, given).open_buy() == 1
    for unnamed in ("postgres://a,b", "postgres://a:1,b:2/", "postgres://a:0/b"):
        with pytest.raises(UnknownDatabase):
            dialect_of(unnamed)


def test_why_there_is_no_connection_is_never_an_empty_word() -> None:
    """A timeout has no text of its own: `doctor` ended in a colon."""
    assert str(not_opened(TimeoutError())) == f"no answer within {CONNECTING:.0f} s"
    closed = asyncpg.exceptions.TargetServerAttributeNotMatched("None of the hosts match")
    assert CLOSED in f"it {not_opened(closed)}"
    refused = asyncpg.InvalidPasswordError("password authentication failed")
    for it in (refused, OSError(111, "Connect call failed")):
        lost = not_opened(it)
        assert isinstance(lost, Lost)
        assert lost.args[0] is it, "its SQLSTATE is looked at"
        assert isinstance(lost, OperationalError)


async def test_a_file_on_a_disk_that_was_made_read_only_is_not_ready(file: Path) -> None:
    """As the kernel does to a disk that fails. What may be written is asked as the system answers it to this user."""
    async with storage.open(file) as store:
        assert store._reader.takes_writes()
        await store.check()
    await asyncio.to_thread(file.rename, file.with_suffix(".gone"))
    client = dialect_of(file).client("reader")
    assert not client.takes_writes(), "nor is one that is gone"

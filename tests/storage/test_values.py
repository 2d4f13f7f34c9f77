"""How values look in the database, and the statements that carry them."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.dialect import Sqlite, UnknownDatabase, dialect_of
from storage.fields import (
    STAMP,
    InstantField,
    hashed,
    instant,
    instant_or_none,
    milli_or_none,
    qty_or_none,
    stamp,
    stamp_or_none,
    to_text,
)
from storage.loading import _names, _pairs, _rows
from storage.spots import until
from storage.sql import Sql, marks
from storage.stock import CODES, _drawn
from tests.storage.book import AT, World

ZONES = st.sampled_from(
    [UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"), timezone(timedelta(hours=-9))]
)
INSTANTS = st.datetimes(
    min_value=AT.replace(year=1990, tzinfo=None),
    max_value=AT.replace(year=2090, tzinfo=None),
    timezones=ZONES,
)


@given(INSTANTS)
def test_an_instant_comes_back_as_the_same_instant_in_utc(at: datetime) -> None:
    assert instant(stamp(at)) == at.astimezone(UTC)
    assert instant(stamp(at)).utcoffset() == timedelta(0)
    assert len(stamp(at)) == STAMP


@given(INSTANTS, INSTANTS)
def test_text_order_is_time_order(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one.astimezone(UTC) < other.astimezone(UTC))


def test_a_naive_time_is_no_instant() -> None:
    with pytest.raises(ValueError, match="naive"):
        stamp(AT.replace(tzinfo=None))
    with pytest.raises(ValueError, match="naive"):
        InstantField().to_db_value(AT.replace(tzinfo=None), None)


def test_the_models_field_writes_and_reads_instants() -> None:
    field = InstantField(null=True)
    assert field.to_db_value(AT, None) == "2026-11-01T01:00:00.000000Z"
    assert field.to_python_value("2026-11-01T01:00:00.000000Z") == AT
    assert field.to_python_value(AT) == AT
    assert field.to_db_value(None, None) is None


def test_nothing_stays_nothing() -> None:
    assert [stamp_or_none(None), instant_or_none(None), milli_or_none(None), qty_or_none(None)] == [None] * 4
    assert (milli_or_none(Decimal("1.5")), qty_or_none(1500)) == (1500, Decimal("1.5"))
    assert (stamp_or_none(AT), instant_or_none(stamp(AT))) == (stamp(AT), AT)


def test_json_is_kept_readable() -> None:
    assert to_text({"name": "草莓", "qty": [1, 2]}) == '{"name":"草莓","qty":[1,2]}'
    assert json.loads(to_text(["a"])) == ["a"]


PLAIN = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(PLAIN, lambda it: st.lists(it, max_size=4) | st.dictionaries(st.text(), it, max_size=4))


@given(JSON)
def test_any_json_is_written_as_the_standard_library_writes_it_without_blanks(value: object) -> None:
    assert to_text(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(to_text(value)) == value


@given(INSTANTS)
def test_a_local_moment_is_written_to_the_second_without_its_zone(at: datetime) -> None:
    assert until(at) == f"{at:%Y-%m-%dT%H:%M:%S}"


def test_codes_are_drawn_from_all_there_are_and_no_two_draws_are_alike() -> None:
    draws = [tuple(_drawn(many)) for many in (1, 16) for _ in range(200)]
    assert {len(it) for it in draws} == {1, 16}
    codes = [code for it in draws for code in it]
    assert all(re.fullmatch("[0-9]{6}", it) for it in codes)
    assert [len({it[place] for it in codes}) for place in range(6)] == [10] * 6
    assert len(set(draws)) > 395, "of a million, hardly two alike among two hundred"
    assert abs(sum(map(int, codes)) / len(codes) - CODES / 2) < CODES / 20, "ten times what chance allows"


def test_what_a_buy_remembers_is_read_once_and_shared_by_nobody() -> None:
    passed = to_text(sorted(("closing", "rémind@08:00")))
    assert frozenset(_names(passed)) == {"closing", "rémind@08:00"}
    assert _names(passed) is _names(passed), "a tuple that nobody can change"
    assert _names(None) == _names("") == _names("[]") == ()
    assert list(_pairs(to_text({"east": stamp(AT)}))) == [("east", stamp(AT))]
    assert (list(_pairs(None)), list(_rows(None))) == ([], [])
    assert _rows("[[1,2]]") is not _rows("[[1,2]]")


def test_keys_of_any_length_and_letters_become_sixty_four() -> None:
    keys = ["", "a", "a" * 10_000, "草莓\x1f\x00", "\ud800"]
    assert {len(hashed(key)) for key in keys} == {64}
    assert len({hashed(key) for key in keys}) == len(keys)


def test_an_address_names_a_file_absolute_or_relative() -> None:
    named = {
        it: str(dialect_of(it).path)
        for it in ("sqlite:///a/b.db", "sqlite:////a/b.db", "sqlite://b.db", "b.db")
    }
    assert named == {
        "sqlite:///a/b.db": "/a/b.db",
        "sqlite:////a/b.db": "/a/b.db",
        "sqlite://b.db": "b.db",
        "b.db": "b.db",
    }


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    with pytest.raises(UnknownDatabase) as refused:
        dialect_of("mysql://linli:hunter2@db/linli")
    assert "hunter2" not in str(refused.value)


async def test_any_number_of_rows_goes_in_at_once(world: World) -> None:
    many = 20_000
    rows = [(f"k{i}", "now") for i in range(many)]
    await world.store._commit.run(lambda sql: sql.insert("once_keys (key, at)", rows))
    row = await world.store._read.row("SELECT COUNT(*) AS many FROM once_keys")
    assert row is not None
    assert dict(row) == {"many": many}


async def test_no_rows_are_no_statement(world: World) -> None:
    await world.store._commit.run(lambda sql: sql.insert("no_such_table (a)", []))


async def test_an_empty_list_matches_nothing(world: World) -> None:
    assert marks([]) == "NULL"
    assert marks("ab") == "?, ?"
    assert await world.store._read.rows(f"SELECT 1 FROM settings WHERE name IN ({marks([])})") == []  # noqa: S608


async def test_a_snapshot_sees_one_moment_whatever_is_committed_meanwhile(world: World) -> None:
    reader = world.store._read
    async with reader.snapshot():
        before = await reader.rows("SELECT COUNT(*) AS many FROM buys")
        await world.open_buy()
        assert await reader.rows("SELECT COUNT(*) AS many FROM buys") == before
    (row,) = await reader.rows("SELECT COUNT(*) AS many FROM buys")
    assert row["many"] == 1


async def test_a_savepoint_undone_leaves_the_transaction_going(world: World) -> None:
    async def work(sql: Sql) -> None:
        await sql.insert("once_keys (key, at)", [("kept", "now")])
        with pytest.raises(KeyError):
            await undone(sql)
        await sql.insert("once_keys (key, at)", [("kept too", "now")])

    async def undone(sql: Sql) -> None:
        async with sql.savepoint():
            await sql.insert("once_keys (key, at)", [("lost", "now")])
            raise KeyError

    await world.store._commit.run(work)
    rows = await world.store._read.rows("SELECT key FROM once_keys ORDER BY key")
    assert [row["key"] for row in rows] == ["kept", "kept too"]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "'; DROP TABLE buys; --", "草莓🍓", "line\nbreak", "?", "$1", "x" * 10_000],
)
async def test_any_text_is_stored_as_it_is(world: World, text: str) -> None:
    buy = await world.open_buy(title=text)
    assert (await world.store.reads.buy(buy)).title == text
    assert await world.store.disagreements() == []


def test_sqlite_is_known_by_its_own_errors_only() -> None:
    dialect = Sqlite(AT)  # type: ignore[arg-type]  # the path is not looked at here
    assert not dialect.is_broken(ConnectionError("gone"))
    assert not dialect.is_over(KeyError("x"))

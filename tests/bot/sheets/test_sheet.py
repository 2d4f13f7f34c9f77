"""A sheet takes only what its columns say: a slip in a kind is an error, never a wrong list."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.sheets.kinds.base import kind
from bot.sheets.sheet import Cell, Column, Sheet, Type
from tests.for_each import for_each

COLUMNS = (
    Column("name", "称呼"),
    Column("count", "户数", Type.COUNT),
    Column("qty", "数量", Type.QTY),
    Column("amount", "金额", Type.MONEY),
    Column("at", "时间", Type.TIME),
    Column("done", "已办", Type.FLAG),
)
FULL: dict[str, Cell] = {
    "name": "王姐",
    "count": 3,
    "qty": Decimal("1.5"),
    "amount": -5,
    "at": datetime(2026, 11, 21, tzinfo=UTC),
    "done": True,
}


def sheet(*records: dict[str, Cell]) -> Sheet:
    return Sheet.of("made", "做的", 7, COLUMNS, records)


def test_a_record_becomes_a_row_in_the_columns_order() -> None:
    backwards = dict(reversed(FULL.items()))
    assert sheet(backwards).rows == (tuple(FULL.values()),)


def test_what_a_record_leaves_out_is_an_empty_cell() -> None:
    assert sheet({"count": 0}).rows == ((None, 0, None, None, None, None),)


def test_a_key_that_no_column_has_is_named() -> None:
    with pytest.raises(TypeError, match="no column for nmae"):
        sheet({"nmae": "王姐"})


@for_each(
    ("key", "wrong"),
    [
        ("name", 3),
        ("count", "3"),
        ("count", True),
        ("count", Decimal(3)),
        ("qty", 3),
        ("qty", "1.5"),
        ("amount", Decimal("12.80")),
        ("amount", False),
        ("at", "2026-11-21"),
        ("done", 1),
    ],
)
def test_a_cell_of_another_type_is_refused(key: str, wrong: Cell) -> None:
    with pytest.raises(TypeError, match=key):
        sheet({**FULL, key: wrong})


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError, match="needs a time with its zone"):
        sheet({"at": datetime(2026, 11, 21)})  # noqa: DTZ001 - that is the point


def test_a_sheet_without_rows_still_has_its_columns() -> None:
    assert sheet().rows == ()
    assert sheet().columns == COLUMNS


def test_a_kind_with_one_key_twice_cannot_be_listed() -> None:
    with pytest.raises(ValueError, match="two columns have one key"):
        kind("twice", "两次", "", Column("a", "甲"), Column("a", "乙"))

"""One sheet as CSV for people with Excel, as JSON for programs: byte by byte."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sheets.formats import WRITERS
from bot.sheets.formats.as_csv import as_csv
from bot.sheets.formats.as_json import as_json
from bot.sheets.sheet import Cell, Column, Sheet, Type
from tests.for_each import for_each

COLUMNS = (
    Column("seq_no", "跟团号", Type.COUNT),
    Column("name", "称呼"),
    Column("qty", "数量", Type.QTY),
    Column("amount", "金额", Type.MONEY),
    Column("at", "时间", Type.TIME),
    Column("done", "已办", Type.FLAG),
)
CHINA = timezone(timedelta(hours=8))
AT = datetime(2026, 11, 21, 20, 0, 0, 123, tzinfo=CHINA)
ROW: dict[str, Cell] = {
    "seq_no": 3,
    "name": "王姐",
    "qty": Decimal("1.50"),
    "amount": 1280,
    "at": AT,
    "done": True,
}


def sheet(*records: dict[str, Cell]) -> Sheet:
    return Sheet.of("made", "7号团 做的", 7, COLUMNS, records)


def lines(*records: dict[str, Cell]) -> list[str]:
    return as_csv(sheet(*records)).decode("utf-8-sig").split("\r\n")


def cells(**changed: Cell) -> list[str]:
    content = as_csv(sheet({**ROW, **changed})).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))[1]


def test_csv_begins_with_the_mark_excel_looks_for_and_ends_lines_with_cr_lf() -> None:
    content = as_csv(sheet(ROW))
    assert content.startswith(b'\xef\xbb\xbf"\xe8\xb7\x9f')
    assert content.count(b"\r\n") == content.count(b"\n") == 2


def test_csv_quotes_text_and_leaves_numbers_bare() -> None:
    assert lines(ROW) == [
        '"跟团号","称呼","数量","金额","时间","已办"',
        '3,"王姐",1.5,12.80,"2026-11-21T20:00:00+08:00","是"',
        "",
    ]


@for_each(
    ("fen", "shown"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-3980, "-39.80"), (100_000_000, "1000000.00")],
)
def test_money_is_yuan_with_two_decimals_and_a_minus_is_a_number(fen: int, shown: str) -> None:
    assert lines({"amount": fen})[1] == f'"","","",{shown},"",""'


@for_each(
    ("qty", "shown"), [("1E+2", "100"), ("0.250", "0.25"), ("0", "0"), ("99999", "99999"), ("-1.5", "-1.5")]
)
def test_a_quantity_is_plain_whatever_its_exponent(qty: str, shown: str) -> None:
    assert lines({"qty": Decimal(qty)})[1] == f'"","",{shown},"","",""'


def test_text_with_quotes_commas_and_semicolons_stays_one_cell() -> None:
    hostile = 'a"b,c;d'
    assert cells(name=hostile)[1] == hostile


def test_no_is_said_as_well_as_yes() -> None:
    assert [cells(done=it)[5] for it in (True, False, None)] == ["是", "否", ""]


def test_json_keeps_fen_whole_and_quantities_exact() -> None:
    assert json.loads(as_json(sheet(ROW))) == {
        "kind": "made",
        "title": "7号团 做的",
        "buy": 7,
        "columns": [
            {"key": "seq_no", "head": "跟团号", "type": "count"},
            {"key": "name", "head": "称呼", "type": "text"},
            {"key": "qty", "head": "数量", "type": "qty"},
            {"key": "amount_fen", "head": "金额", "type": "money"},
            {"key": "at", "head": "时间", "type": "time"},
            {"key": "done", "head": "已办", "type": "flag"},
        ],
        "rows": [
            {
                "seq_no": 3,
                "name": "王姐",
                "qty": "1.5",
                "amount_fen": 1280,
                "at": "2026-11-21T20:00:00.000123+08:00",
                "done": True,
            }
        ],
    }


def test_json_keeps_the_columns_order_and_every_key_even_where_a_cell_is_empty() -> None:
    row = json.loads(as_json(sheet({})))["rows"][0]
    assert list(row) == ["seq_no", "name", "qty", "amount_fen", "at", "done"]
    assert set(row.values()) == {None}


@given(st.text(st.characters(codec=None)))
@example("半\ud800个\udfff")
def test_json_gives_every_text_back_as_it_was(text: str) -> None:
    assert json.loads(as_json(sheet({"name": text})))["rows"][0]["name"] == text


@given(st.integers(-(10**12), 10**12), st.decimals(-99_999, 99_999, places=3))
def test_both_formats_give_the_exact_figures_back(fen: int, qty: Decimal) -> None:
    row = cells(amount=fen, qty=qty)
    assert Decimal(row[3]) * 100 == fen
    assert Decimal(row[2]) == qty
    out = json.loads(as_json(sheet({"amount": fen, "qty": qty})))["rows"][0]
    assert (out["amount_fen"], Decimal(out["qty"])) == (fen, qty)


@given(st.datetimes(timezones=st.sampled_from([UTC, CHINA, timezone(timedelta(hours=-9, minutes=-30))])))
def test_a_time_says_its_offset(at: datetime) -> None:
    assert datetime.fromisoformat(cells(at=at)[4]) == at.replace(microsecond=0)
    assert datetime.fromisoformat(json.loads(as_json(sheet({"at": at})))["rows"][0]["at"]) == at


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_sheet_is_always_the_same_bytes(format: str) -> None:
    assert WRITERS[format](sheet(ROW, {})) == WRITERS[format](sheet(ROW, {}))


@pytest.mark.parametrize("format", WRITERS)
def test_an_empty_list_is_a_file_that_says_what_it_would_hold(format: str) -> None:
    assert "跟团号" in WRITERS[format](sheet()).decode()

"""From a kind and a number to a file: what can be asked for, what is refused, what no list may hold."""

import csv
import inspect
import io
import json
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot.sheets import SheetError, all_kinds, formats, kinds, make, must_be_known, write
from bot.sheets.formats import WRITERS
from bot.sheets.formats.as_json import key_of
from bot.sheets.kinds.base import Kind
from bot.sheets.sheet import Sheet, Type
from bot.sheets.view import view
from groupbuy.events import OfferedItem
from storage.unit import Unit
from tests.bot.sheets.market import DIRECTORY, STRAWBERRY, Market
from tests.bot.sheets.test_guarding import is_harmless
from tests.for_each import for_each
from tests.groupbuy.made import OPENED

KINDS = [
    "delivery",
    "journal",
    "late",
    "ledger",
    "orders",
    "packing",
    "purchase",
    "sorting",
    "summary",
    "unclaimed",
    "unpaid",
]
MANUAL = Path(__file__).parents[3] / "docs" / "exports.md"
NASTY = '=HYPERLINK("http://x.example","点我")'


def test_these_kinds_and_formats_exist() -> None:
    assert list(all_kinds()) == KINDS
    assert formats() == ("csv", "json")


def test_a_kind_is_one_file_of_its_own_name() -> None:
    files = {it.name for it in iter_modules(kinds.__path__)} - {"base"}
    assert files == set(KINDS)
    for name, kind in all_kinds().items():
        assert kind.fill.__module__ == f"bot.sheets.kinds.{name}"
        assert kind.title in (inspect.getdoc(import_module(kind.fill.__module__)) or "")


@for_each("kind", KINDS)
@for_each("format", ["csv", "json"])
async def test_every_kind_becomes_a_file_of_every_format(
    day: Market, kind: str, format: str, tmp_path: Path
) -> None:
    sheet = await day.sheet(kind)
    file = tmp_path / f"{kind}.{format}"
    write(sheet, format, file)
    assert sheet.rows
    content = file.read_text(encoding="utf-8-sig")
    if format == "json":
        told = json.loads(content)
        assert (told["kind"], told["buy"], len(told["rows"])) == (kind, 1, len(sheet.rows))
        assert told["title"] == f"1号团 周末水果 {all_kinds()[kind].title}"
    else:
        head, *rows = csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
        assert head == [it.head for it in sheet.columns]
        assert len(rows) == len(sheet.rows)


@for_each("kind", KINDS)
async def test_a_buy_nobody_ordered_in_is_no_reason_to_fail(market: Market, kind: str) -> None:
    sheet = await market.sheet(kind)
    assert bool(sheet.rows) == (kind in ("journal", "summary"))


@for_each("kind", KINDS)
async def test_the_same_book_gives_the_same_bytes(day: Market, kind: str) -> None:
    for writer in WRITERS.values():
        assert writer(await day.sheet(kind)) == writer(await day.sheet(kind))


@for_each("kind", KINDS)
async def test_inside_a_unit_a_list_is_the_same_and_of_one_moment(day: Market, kind: str) -> None:
    async def unit(books: Unit) -> object:
        return await make(kind, day.number, books, day.directory)

    assert await day.run(unit) == await day.sheet(kind)


async def test_an_unknown_kind_is_named_with_what_is_allowed(market: Market) -> None:
    with pytest.raises(SheetError) as told:
        await make("odrers", 1, market.store.reads, DIRECTORY)
    assert (
        str(told.value)
        == f"there is no kind of list “odrers”; did you mean “orders”? allowed: {', '.join(KINDS)}"
    )


def test_an_unknown_format_is_named_with_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="there is no format “docx”; allowed: csv, json"):
        write(Sheet.of("orders", "名单", 1, (), ()), "docx", tmp_path / "orders.docx")
    assert list(tmp_path.iterdir()) == []


def test_kind_and_format_can_be_asked_before_any_store_is_opened() -> None:
    must_be_known("orders", "csv")
    with pytest.raises(SheetError, match="kind of list"):
        must_be_known("", "csv")
    with pytest.raises(SheetError, match="format"):
        must_be_known("orders", "CSV")


async def test_a_buy_that_does_not_exist_is_a_clear_error(market: Market) -> None:
    with pytest.raises(SheetError, match="there is no group buy 999"):
        await make("orders", 999, market.store.reads, DIRECTORY)


def test_an_error_of_an_export_is_a_value_error() -> None:
    assert issubclass(SheetError, ValueError)


async def test_no_list_but_the_packing_list_holds_a_pickup_code(day: Market) -> None:
    codes = [it.code for it in await day.orders()]
    for kind in KINDS:
        whole = WRITERS["json"](await day.sheet(kind)).decode()
        assert [it for it in codes if it in whole] == (codes[:2] + codes[3:] if kind == "packing" else []), (
            kind
        )


async def test_a_list_holds_only_its_own_buy(day: Market) -> None:
    first = {kind: await day.sheet(kind) for kind in KINDS}
    day.at = OPENED
    await day.open(title="另一个团")
    await day.order("wang", {STRAWBERRY: 5})
    assert (await day.rows("orders", "ordered"))[0]["ordered"] == 5
    day.number = 1
    assert {kind: await day.sheet(kind) for kind in KINDS} == first


async def test_names_rooms_remarks_and_goods_from_members_are_harmless_in_every_csv(market: Market) -> None:
    await market.open([OfferedItem(1, "+1+1", "@盒", 2500)], title=NASTY)
    await market.meet("wang", NASTY, "-3-1203")
    await market.order("wang", {1: 2}, note="＝1+1\n=2+2\t\x00")
    for kind, how in all_kinds().items():
        content = WRITERS["csv"](await market.sheet(kind)).decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(content, newline=""), strict=True)
        assert all(len(row) == len(head) for row in rows)
        for row in rows:
            for column, cell in zip(how.columns, row, strict=True):
                is_number = column.type in (Type.COUNT, Type.QTY, Type.MONEY) and cell
                assert Decimal(cell) is not None if is_number else is_harmless(cell), (kind, cell)
    (row,) = await market.rows("orders", "name", "room", "item")
    assert row == {"name": NASTY, "room": "-3-1203", "item": "+1+1"}


async def test_the_view_of_a_buy_reads_the_orders_by_number(day: Market) -> None:
    seen = await view(day.number, day.store.reads, day.directory)
    assert [it.seq_no for it in seen.orders] == [1, 2, 3, 4]
    assert [point for point, _ in seen.by_point()] == ["east", "north"]


@for_each("name", KINDS)
def test_the_manual_has_every_kind_with_every_column(name: str) -> None:
    kind, manual = all_kinds()[name], MANUAL.read_text(encoding="utf-8")
    (section,) = [it for it in manual.split("\n## ") if it.startswith(f"{name} · {kind.title}\n")]
    assert kind.says in section
    assert [it for it in keys_of(kind) if f"| `{it}` |" not in section] == []
    assert [it.head for it in kind.columns if f"| {it.head} |" not in section] == []
    assert section.count("\n| `") == len(kind.columns)


def test_the_manual_names_no_kind_that_does_not_exist() -> None:
    heads = [it.split("\n")[0] for it in MANUAL.read_text(encoding="utf-8").split("\n## ")[1:]]
    assert sorted(it.split(" · ")[0] for it in heads if " · " in it) == KINDS


def keys_of(kind: Kind) -> list[str]:
    return [key_of(it) for it in kind.columns]

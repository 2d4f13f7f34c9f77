"""A sheet as CSV that Excel opens by a double click: what is text stays text, what is a number counts."""

import csv
import io
from codecs import BOM_UTF8
from datetime import datetime
from decimal import Decimal

from bot.sheets.formats.guarding import guarded
from bot.sheets.sheet import Cell, Column, Sheet, Type
from groupbuy.quantity import shortest

FEN = Decimal("0.01")


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark by which Excel knows it, lines end in CR LF (RFC 4180). Text is quoted, numbers
    are bare; money is yuan with two decimals, a time ISO 8601 with its offset, a flag 是 or 否."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([it.head for it in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_out(column, cell) for column, cell in zip(sheet.columns, row, strict=True)])
    return BOM_UTF8 + out.getvalue().encode()


def _out(column: Column, cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case int():
            return cell * FEN if column.type is Type.MONEY else cell
        case Decimal():
            return shortest(cell)
        case datetime():
            return cell.isoformat(timespec="seconds")
        case str():
            return guarded(cell)

"""A sheet as JSON: exact, in order, for programs."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.sheets.sheet import Cell, Column, Sheet, Type
from groupbuy.quantity import show


def as_json(sheet: Sheet) -> bytes:
    """UTF-8. Money is integer fen under keys that end in `_fen`, quantities are text ("1.5", no float
    could hold them all), times ISO 8601 with the offset of the operator's zone, text is as it is."""
    columns = [{"key": key_of(it), "head": it.head, "type": it.type.value} for it in sheet.columns]
    rows = [
        {key_of(column): _out(cell) for column, cell in zip(sheet.columns, row, strict=True)}
        for row in sheet.rows
    ]
    whole = {"kind": sheet.kind, "title": sheet.title, "buy": sheet.buy, "columns": columns, "rows": rows}
    text = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    # A lone surrogate has no UTF-8; its backslash form is JSON's own escape for it.
    return f"{text}\n".encode(errors="backslashreplace")


def key_of(column: Column) -> str:
    return f"{column.key}_fen" if column.type is Type.MONEY else column.key


def _out(cell: Cell) -> Any:
    match cell:
        case Decimal():
            return show(cell)
        case datetime():
            return cell.isoformat()
        case _:
            return cell

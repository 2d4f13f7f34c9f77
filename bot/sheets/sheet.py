"""What a list is before it is a file: a title, typed columns, rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

Cell = str | int | Decimal | datetime | None
Record = Mapping[str, Cell]
"""A row by column key; what is missing is an empty cell."""


class SheetError(ValueError):
    """An export that cannot be made; the message is for whoever typed the command."""


class Type(StrEnum):
    """What a column's cells are. Every cell may also be None: nothing to say there."""

    TEXT = "text"
    COUNT = "count"
    QTY = "qty"
    MONEY = "money"
    TIME = "time"
    FLAG = "flag"


HOLDS: Mapping[Type, type] = {
    Type.TEXT: str,
    Type.COUNT: int,
    Type.QTY: Decimal,
    Type.MONEY: int,
    Type.TIME: datetime,
    Type.FLAG: bool,
}


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is for programs, `head` for people. Quantities are exact, in the item's sale unit; money is
    fen; times are aware, in the operator's zone."""

    key: str
    head: str
    type: Type = Type.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list of one group buy, the same whatever file it becomes. Nothing in it says when it was made:
    the same book gives the same bytes."""

    kind: str
    title: str
    buy: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @staticmethod
    def of(kind: str, title: str, buy: int, columns: Iterable[Column], records: Iterable[Record]) -> "Sheet":
        """Rows from records by column key; TypeError for a key or a cell that no column has room for."""
        columns = tuple(columns)
        return Sheet(kind, title, buy, columns, tuple(_row(columns, it) for it in records))


def _row(columns: tuple[Column, ...], record: Record) -> tuple[Cell, ...]:
    unknown = record.keys() - {it.key for it in columns}
    if unknown:
        raise TypeError(f"no column for {', '.join(sorted(unknown))}")
    return tuple(_cell(it, record.get(it.key)) for it in columns)


def _cell(column: Column, cell: Cell) -> Cell:
    if cell is None:
        return None
    # A bool is an int to isinstance, but True is no amount of anything.
    if not isinstance(cell, HOLDS[column.type]) or isinstance(cell, bool) != (column.type is Type.FLAG):
        raise TypeError(f"{column.key} holds {column.type}, not {cell!r}")
    if isinstance(cell, datetime) and cell.tzinfo is None:
        raise TypeError(f"{column.key} needs a time with its zone, not {cell!r}")
    return cell

"""What a transaction has decided and not yet written: rows by table, sums by row, and how they are taken back."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from storage.kept import Before

Row = tuple[Any, ...]
Key = tuple[Any, ...]
Counted = tuple[int, int | None]
"""What a sum has come to, and its bound."""
PARENTS = ("buys", "residents", "spots", "orders")
"""Tables that others refer to, parents first: their rows are written before all others'."""
WORDS = re.compile(r"[a-z_]+")
CHANGES = ("INSERT", "UPDATE", "DELETE")


class Twice(Exception):
    """A row under a key under which one waits already, where nothing says what to do about it."""


@dataclass(frozen=True, slots=True, eq=False)
class Pile:
    """Rows that may wait, one pile a table: `into` is "table (columns)", its first `key` columns say which row
    it is (0: every row is one of its own), `then` what an ON CONFLICT clause says of a second one. With
    DO NOTHING the first stays; with DO UPDATE the last does, so the clause has to name all columns that change."""

    into: str
    key: int = 0
    then: str = ""

    table: str = field(init=False)
    columns: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        table, _, columns = self.into.partition(" ")
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "columns", tuple(columns.strip("()").split(", ")))


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A column that is only ever added to: never below nothing, and grown never past the column `most`."""

    table: str
    column: str
    keys: tuple[str, ...]
    most: str = ""

    def asked(self) -> str:
        """The statement for its value, and what bounds it, of one row."""
        same = " AND ".join(f"{it} = ?" for it in self.keys)
        return f"SELECT {self.column} AS has, {self.most or 'NULL'} AS most FROM {self.table} WHERE {same}"  # noqa: S608

    def added(self, more: str) -> str:
        """The statement that adds to the rows of a table `more`, keys and then what is added; each refuses what
        the bounds do not allow."""
        same = [f"{self.table}.{it} = more.column{i}" for i, it in enumerate(self.keys, 1)]
        add = f"more.column{len(self.keys) + 1}"
        bounds = [f"{self.column} + {add} >= 0"]
        if self.most:
            bounds.append(f"({self.most} IS NULL OR {add} <= 0 OR {self.column} + {add} <= {self.most})")
        return (
            f"UPDATE {self.table} SET {self.column} = {self.column} + {add}"  # noqa: S608 - names from our own code
            f" FROM {more} WHERE {' AND '.join(same + bounds)}"
        )


@dataclass(slots=True)
class Waiting:
    """`counted` is what sums have come to, with their bounds, as far as somebody has asked."""

    rows: dict[Pile, dict[Key, Row]] = field(default_factory=dict)
    sums: dict[Sum, dict[Key, int]] = field(default_factory=dict)
    counted: dict[tuple[Sum, Key], Counted] = field(default_factory=dict)

    def copy(self) -> "Waiting":
        """As it is now, whatever is done to either of them."""
        rows = {pile: dict(those) for pile, those in self.rows.items()}
        sums = {it: dict(those) for it, those in self.sums.items()}
        return Waiting(rows, sums, dict(self.counted))

    def add(self, pile: Pile, rows: Iterable[Sequence[Any]]) -> None:
        """Twice for a second row where the pile has nothing to say of it."""
        those = self.rows.setdefault(pile, {})
        for row in map(tuple, rows):
            key = row[: pile.key] if pile.key else (len(those),)
            if key not in those:
                those[key] = row
            elif not pile.then:
                raise Twice(f"{pile.table} {key}")
            elif "DO NOTHING" not in pile.then:
                those[key] = row

    def count(self, it: Sum, key: Key, more: int) -> None:
        of = self.sums.setdefault(it, {})
        of[key] = of.get(key, 0) + more
        has, most = self.counted[it, key]
        self.counted[it, key] = has + more, most

    def touches(self, tables: frozenset[str]) -> bool:
        return not tables.isdisjoint([*[it.table for it in self.rows], *[it.table for it in self.sums]])

    def has_rows_of(self, table: str) -> bool:
        return any(it.table == table for it in self.rows)

    def changed(self, tables: Collection[str]) -> None:
        """Somebody writes there in another way: what was counted there has to be asked for again."""
        for key in [it for it in self.counted if it[0].table in tables]:
            del self.counted[key]

    def piles(self) -> list[tuple[Pile, list[Row]]]:
        """Parents before all others."""
        found = [(pile, list(those.values())) for pile, those in self.rows.items() if those]
        return sorted(found, key=lambda it: _place(it[0].table))


@dataclass(slots=True)
class Mark:
    """Where a savepoint began; it is one of the database's from the first statement on that writes in it."""

    waiting: Waiting
    before: Before
    name: str = ""


def _place(table: str) -> int:
    return PARENTS.index(table) if table in PARENTS else len(PARENTS)


@lru_cache(maxsize=4096)
def named(sql: str) -> tuple[frozenset[str], bool]:
    """The words of a statement, its tables among them, and whether it writes."""
    return frozenset(WORDS.findall(sql)), sql.lstrip().startswith(CHANGES)

"""What the units of a batch will most likely read, read for all of them together before the first one runs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.waiting import Pile

TABLES = {
    "inbox": ("inbox",),
    "once_keys": ("once_keys",),
    "identities": ("identities",),
    "residents": ("residents", "identities"),
    "bindings": ("bindings",),
    "told": ("told",),
    "orders": ("orders", "lines", "verifications", "spots", "buys"),
    "latest": ("orders",),
    "sums": ("buys", "items"),
}
"""What is read ahead, and the tables that say it."""
ABOUT: dict[str, tuple[tuple[str, ...], Callable[[Sequence[Any]], tuple[Any, ...]]]] = {
    "inbox": (("inbox",), lambda row: (row[0],)),
    "once_keys": (("once_keys",), lambda row: (row[0],)),
    "identities": (("identities",), lambda row: ((row[0], row[1]),)),
    "residents": (("residents",), lambda row: (row[0],)),
    "bindings": (("bindings",), lambda row: ((row[0], row[1]),)),
    "orders": (("orders", "latest"), lambda row: (row[2], row[3])),
}
"""What a row that is left for later touches, and under which keys, by its pile's table."""


@dataclass(slots=True)
class Ahead:
    """As it was when the transaction had its locks, by table and key, None for what is not there. What is written
    about a key takes it out, whether or not the writing is undone: then it is asked for again."""

    known: dict[str, dict[Any, Any]] = field(default_factory=lambda: {it: {} for it in TABLES})
    lasts: bool = False
    """Whether units come after this one, and what is written is heard of."""
    placed: set[str] = field(default_factory=set)
    """Orders that were not there when the transaction began."""
    _looked: dict[tuple[str, ...], dict[object, Any]] = field(default_factory=dict)

    def knows(self, table: str, key: object) -> bool:
        return key in self.known[table]

    def get(self, table: str, key: object) -> Any:
        return self.known[table][key]

    def take(self, table: str, key: object) -> Any:
        """For what changes in the hands of whoever has it: nobody gets it a second time."""
        return self.known[table].pop(key)

    def drop(self, table: str, *keys: object) -> None:
        for key in keys:
            self.known[table].pop(key, None)

    def found(self, table: str, keys: Iterable[object], values: dict[Any, Any]) -> None:
        """What was found for those keys, None for the others."""
        self.known[table].update((key, values.get(key)) for key in keys)

    def later(self, pile: "Pile", rows: Iterable[Sequence[Any]]) -> None:
        """Rows that will be written."""
        touched, keys = ABOUT.get(pile.table, ((), tuple))
        for table in touched:
            if self.known[table]:
                for row in rows:
                    self.drop(table, *keys(row))

    def changed(self, words: frozenset[str], *, waited: bool = False) -> None:
        """A statement with these words writes in a way that does not say whom it is about; unless it writes what
        `waited`, of which that was said."""
        for tables in [it for it in self._looked if not words.isdisjoint(it)]:
            del self._looked[tables]
        for table, of in TABLES.items():
            if not waited and self.known[table] and not words.isdisjoint(of):
                self.known[table].clear()

    def looked_up(self, *tables: str) -> dict[object, Any]:
        """What was found in these tables and holds until somebody writes there: to be filled by whoever looks."""
        return self._looked.setdefault(tables, {}) if self.lasts else {}

    def undone(self) -> None:
        """Rows that were written are gone again."""
        self._looked.clear()

"""What lies at points, with the orders that wait beside those that the database has."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from groupbuy.places import StorageClass
from storage import saving
from storage.spots import CLASSES, until

AT = saving.ORDERS.columns.index
ID, RESIDENT, PLACED_BY, POINT, HELD = map(AT, ("id", "resident", "placed_by", "point", "held"))
DAY, UNTIL, PROXY = map(AT, ("pickup_day", "pickup_until", "proxy_code"))
ROOM = tuple((it, AT(f"room_{it.value}")) for it in CLASSES)
Rows = Sequence[tuple[Any, ...]]
Lie = dict[str, dict[StorageClass, int]]


class Lying:
    """One question of `loads`, answered again and again: each answer counts on from the one before it."""

    def __init__(
        self,
        stored: Mapping[str, Mapping[StorageClass, int]],
        points: Sequence[str],
        day: date,
        now: datetime,
    ) -> None:
        """`stored` is what the database has found."""
        self._stored = stored
        self._points, self._today, self._over = frozenset(points), str(day), until(now)
        self._counted: Rows = []
        self._sums = _copied(stored)

    def beside(self, rows: Rows, without: str = "") -> Lie:
        """With those `rows` of `ORDERS` that the database would have counted too."""
        if without:
            sums = _copied(self._stored)
            self._add(sums, [it for it in rows if it[ID] != without])
            return sums
        if rows[: len(self._counted)] != self._counted:  # one was undone, or is not what it was
            self._counted, self._sums = [], _copied(self._stored)
        self._add(self._sums, rows[len(self._counted) :])
        self._counted = rows
        return _copied(self._sums)

    def _add(self, sums: Lie, rows: Rows) -> None:
        for row in rows:
            if row[POINT] not in self._points or row[HELD] is None:
                continue
            if row[DAY] in (None, self._today) or (row[UNTIL] is not None and row[UNTIL] <= self._over):
                at = sums.setdefault(row[POINT], dict.fromkeys(CLASSES, 0))
                for kind, column in ROOM:
                    at[kind] += row[column]


def _copied(sums: Mapping[str, Mapping[StorageClass, int]]) -> Lie:
    return {point: dict(lie) for point, lie in sums.items()}

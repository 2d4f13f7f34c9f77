"""What residents told about fetching, to rows and back; gone with the person."""

import json
from collections.abc import Iterable
from datetime import time

from groupbuy.places import PickupWindow
from groupbuy.told import NOTHING, Told
from storage.fields import to_text
from storage.sql import Row, Sql, marks

MOST = 900
"""How many ids a statement asks for at once."""


async def load(sql: Sql, residents: Iterable[str]) -> dict[str, Told]:
    """By resident; those who told nothing are left out."""
    wanted, found = sorted(set(residents)), {}
    for i in range(0, len(wanted), MOST):
        some = wanted[i : i + MOST]
        for row in await sql.rows(f"SELECT * FROM told WHERE resident IN ({marks(some)})", *some):  # noqa: S608
            found[row["resident"]] = _told(row)
    return found


def _told(row: Row) -> Told:
    read = time.fromisoformat
    free = (PickupWindow(frozenset(days), read(a), read(b)) for days, a, b in json.loads(row["free"]))
    return Told(tuple(free), bool(row["step_free"]))


async def keep(sql: Sql, resident: str, told: Told) -> None:
    if told == NOTHING:
        await erase(sql, resident)
        return
    free = [[sorted(it.weekdays), it.opens.isoformat(), it.closes.isoformat()] for it in told.free]
    await sql.insert(
        "told (resident, free, step_free)",
        [(resident, to_text(free), told.step_free)],
        "ON CONFLICT (resident) DO UPDATE SET free = excluded.free, step_free = excluded.step_free",
    )


async def erase(sql: Sql, resident: str) -> None:
    await sql.run("DELETE FROM told WHERE resident = ?", resident)

"""Leases that hold whatever becomes of the shelf: one holder until a time, and numbers by which a holder that
was replaced is refused when it writes."""

from datetime import datetime, timedelta

from storage.commit import Committer
from storage.fields import instant, stamp
from storage.sql import Sql

LAST = "lease number"
ONE_MORE = """
INSERT INTO settings (name, value) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(settings.value AS BIGINT) + 1 AS TEXT) RETURNING value
"""


class Leases:
    """Every call commits by itself. Numbers only grow and are never given out twice."""

    def __init__(self, commit: Committer) -> None:
        self._commit = commit

    async def take(self, lease: str, *, at: datetime, lasts: timedelta) -> int | None:
        """The number under which it is held from now on; None while somebody holds it. `lease`: 30 characters
        at most. One that would last longer than a new one is of a clock that has been set back: it is over."""

        async def work(sql: Sql) -> int | None:
            # First the number: its row is where all who take leases come one after the other.
            [row] = await sql.rows(ONE_MORE, LAST, "1")
            held = await _held(sql, lease)
            if held is not None and at < held[1] <= at + lasts:
                return None
            number = int(row["value"])
            await sql.insert(
                "settings (name, value)",
                [(_name(lease), f"{number} {stamp(at + lasts)}")],
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )
            return number

        return await self._commit.run(work, scope=(), keeps=True)

    async def give_back(self, lease: str, number: int) -> None:
        """It is free again; nothing happens to a later holder's."""

        async def work(sql: Sql) -> None:
            if await holds(sql, lease, number):
                await sql.run("DELETE FROM settings WHERE name = ?", _name(lease))

        await self._commit.run(work, scope=(), keeps=True)


async def holds(sql: Sql, lease: str, number: int) -> bool:
    """Whether nobody has taken it since, and nobody can until the transaction ends."""
    held = await _held(sql, lease)
    return held is not None and held[0] == number


async def _held(sql: Sql, lease: str) -> tuple[int, datetime] | None:
    query = f"SELECT value FROM settings WHERE name = ? {sql.dialect.lock}"  # noqa: S608
    row = await sql.row(query, _name(lease))
    if row is None:
        return None
    number, _, until = row["value"].partition(" ")
    return int(number), instant(until)


def _name(lease: str) -> str:
    return f"lease:{lease}"

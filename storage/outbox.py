"""The outbox: notices claimed with a lease, one in flight per recipient, each ended by itself.

A notice that failed and waits to be tried again holds back the later ones to the same recipient, so
that people read things in their order; one held for quiet hours does not.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from groupbuy.telling import Claimed, End
from storage.commit import Committer
from storage.fields import instant, instant_or_none, stamp
from storage.marking import Mark, Marks
from storage.scope import OUTBOX
from storage.sql import Row, Sql, marks, slices

CLAIM = """
UPDATE outbox SET lease = ?, lease_until = ? WHERE id IN (
  SELECT MIN(o.id) FROM outbox o
  WHERE o.state = 'waiting' AND o.not_before <= ? AND (o.lease IS NULL OR o.lease_until <= ?)
    AND NOT EXISTS (SELECT 1 FROM outbox f WHERE f.recipient = o.recipient AND f.state = 'waiting'
                    AND (f.lease_until > ? OR (f.tries > 0 AND f.id < o.id)))
  GROUP BY o.recipient ORDER BY MIN(o.id) LIMIT ?)
RETURNING *
"""
DUE = "SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before <= ? LIMIT 1"
"""Whether there is anything to claim: who looks every second writes nothing for it."""

WAITING = "waiting"


class Outbox:
    """Every call commits by itself, marks that are asked for at the same time together."""

    def __init__(self, commit: Committer, read: Sql) -> None:
        self._commit = commit
        self._read = read
        self._marks = Marks(commit)

    async def claim(self, limit: int, *, at: datetime, lease: timedelta) -> Sequence[Claimed]:
        mark, now = secrets.token_hex(16), stamp(at)
        if not await self._read.look(DUE, now):
            return []

        async def work(sql: Sql) -> Sequence[Row]:
            return await sql.rows(CLAIM, mark, stamp(at + lease), now, now, now, limit)

        return [
            _claimed(row)
            for row in sorted(
                await self._commit.run(work, scope=OUTBOX, keeps=True), key=lambda row: row["id"]
            )
        ]

    async def settle(self, claimed: Claimed, end: End, reason: str, *, at: datetime) -> bool:
        return await self._marks.write(Mark(claimed, end.value, reason, ended_at=at))

    async def put_back(self, claimed: Claimed, *, not_before: datetime, reason: str, tried: bool) -> bool:
        return await self._marks.write(Mark(claimed, WAITING, reason, not_before=not_before, tried=tried))

    async def close(self) -> None:
        """Waits for what is to be marked."""
        await self._marks.close()

    async def waiting(self, *to: str) -> Sequence[Claimed]:
        found: list[Row] = []
        for some in slices(to):
            here = f"recipient IN ({marks(some)}) AND state = 'waiting' AND lease IS NULL"
            found += await self._read.look(f"SELECT * FROM outbox WHERE {here} ORDER BY id", *some)  # noqa: S608
        return [_claimed(row) for row in found]

    async def ends(self, buy: int | None = None) -> Mapping[str, int]:
        where, values = ("WHERE buy = ?", [buy]) if buy is not None else ("", [])
        count = f"SELECT state, COUNT(*) AS many FROM outbox {where} GROUP BY state"  # noqa: S608
        rows = await self._read.look(count, *values)
        return {row["state"]: row["many"] for row in rows}

    async def backlog(self, at: datetime) -> tuple[int, timedelta]:
        """How many notices are not told yet, and how long the oldest waits whose time has come."""
        due = "MIN(CASE WHEN not_before <= ? THEN not_before END)"
        count = f"SELECT COUNT(*) AS many, {due} AS oldest FROM outbox WHERE state = 'waiting'"  # noqa: S608
        (row,) = await self._read.look(count, stamp(at))
        oldest = instant_or_none(row["oldest"])
        return row["many"], (at - oldest if oldest else timedelta(0))


def _claimed(row: Row) -> Claimed:
    return Claimed(
        id=row["id"],
        kind=row["kind"],
        to=row["recipient"],
        facts=json.loads(row["facts"]),
        tries=row["tries"],
        lease=row["lease"] or "",
        created_at=instant(row["created_at"]),
        good_until=instant_or_none(row["good_until"]),
        buy=row["buy"],
    )

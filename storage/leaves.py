"""Leaves and their covers, to rows and back, and what of them the rules read day by day."""

import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime

from groupbuy.fold import Book
from groupbuy.leave import LIVE, Cover, Leave, Search, State
from groupbuy.standins import Standin
from storage.fields import instant, instant_or_none, stamp, stamp_or_none, to_text
from storage.sql import Row, Sql

LEAVE = "leaves (id, leader, first_day, last_day, state, state_since, next_look_at)"
LEAVE_AGAIN = (
    "ON CONFLICT (id) DO UPDATE SET state = excluded.state, state_since = excluded.state_since,"
    " next_look_at = excluded.next_look_at"
)
COVER = "covers (leave, no, point, first_day, last_day, state, asked, answer_until, offer, substitute, to_point, moved)"
COVER_AGAIN = (
    "ON CONFLICT (leave, no) DO UPDATE SET state = excluded.state, asked = excluded.asked,"
    " answer_until = excluded.answer_until, offer = excluded.offer, substitute = excluded.substitute,"
    " to_point = excluded.to_point, moved = excluded.moved"
)
OPEN = f"state IN ({', '.join(repr(it.value) for it in sorted(LIVE))})"


class LeaveReads:
    """The read half; `_view` says over what."""

    _sql: Sql

    def _view(self) -> AbstractAsyncContextManager[Book]:
        raise NotImplementedError

    async def leaves_of(self, leader: str) -> Sequence[Leave]:
        return await self._leaves(f"leader = ? AND {OPEN} ORDER BY first_day, id", leader)

    async def live_leaves(self) -> Sequence[Leave]:
        return await self._leaves(f"{OPEN} ORDER BY first_day, id")

    async def standins(self) -> tuple[Standin, ...]:
        async with self._view():
            return await standins(self._sql)

    async def _leaves(self, where: str, *values: object) -> Sequence[Leave]:
        async with self._view() as book:
            return await load(self._sql, book, where, *values)


async def load(sql: Sql, book: Book, where: str, *values: object) -> list[Leave]:
    """Those of a condition, in its order; what is in `book` already stays as it is there."""
    rows = await sql.rows(f"SELECT * FROM leaves WHERE {where}", *values)  # noqa: S608
    for row in rows:
        if row["id"] not in book.leaves:
            covers = await sql.rows("SELECT * FROM covers WHERE leave = ? ORDER BY no", row["id"])
            book.leaves[row["id"]] = _leave(row, covers)
    return [book.leaves[row["id"]] for row in rows]


async def standins(sql: Sql) -> tuple[Standin, ...]:
    """Every cover that is not over."""
    rows = await sql.rows(
        "SELECT c.*, l.leader FROM leaves l JOIN covers c ON c.leave = l.id"
        " WHERE l.next_look_at IS NOT NULL AND c.state <> ? ORDER BY c.first_day, c.id",
        Search.ENDED.value,
    )
    return tuple(
        Standin(
            leave=row["leave"],
            cover=row["no"],
            leader=row["leader"],
            point=row["point"],
            first=date.fromisoformat(row["first_day"]),
            last=date.fromisoformat(row["last_day"]),
            substitute=row["substitute"],
            to=row["to_point"],
        )
        for row in rows
    )


async def due(sql: Sql, at: datetime) -> list[str]:
    rows = await sql.rows(
        "SELECT id FROM leaves WHERE next_look_at <= ? ORDER BY next_look_at, id", stamp(at)
    )
    return [row["id"] for row in rows]


async def save(sql: Sql, it: Leave, look_at: datetime | None) -> None:
    row = (
        *(it.id, it.leader, str(it.first), str(it.last), it.state.value, stamp(it.state_since)),
        stamp_or_none(look_at),
    )
    await sql.insert(LEAVE, [row], LEAVE_AGAIN)
    rows = [
        (
            *(it.id, cover.no, cover.point, str(cover.first), str(cover.last), cover.state.value),
            *(to_text(list(cover.asked)), stamp_or_none(cover.until), cover.offer, cover.substitute),
            *(cover.to, to_text(list(cover.moved))),
        )
        for cover in it.covers.values()
    ]
    await sql.insert(COVER, rows, COVER_AGAIN)


def _leave(row: Row, covers: Sequence[Row]) -> Leave:
    return Leave(
        id=row["id"],
        leader=row["leader"],
        first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]),
        state=State(row["state"]),
        state_since=instant(row["state_since"]),
        covers={it["no"]: _cover(it) for it in covers},
    )


def _cover(row: Row) -> Cover:
    return Cover(
        no=row["no"],
        point=row["point"],
        first=date.fromisoformat(row["first_day"]),
        last=date.fromisoformat(row["last_day"]),
        state=Search(row["state"]),
        asked=tuple(json.loads(row["asked"])),
        until=instant_or_none(row["answer_until"]),
        offer=row["offer"],
        substitute=row["substitute"],
        to=row["to_point"],
        moved=tuple(json.loads(row["moved"])),
    )

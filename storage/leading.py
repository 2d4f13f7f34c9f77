"""Leaderships and what applicants answered, to rows and back."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from groupbuy.fold import Book
from groupbuy.leadership import APPLYING, Leadership, State
from storage.fields import instant, instant_or_none, stamp, stamp_or_none
from storage.sql import Row, Sql, marks

COLUMNS = "leaderships (id, state, state_since, resident, leader, terms, terms_at, reported)"
AGAIN = (
    "ON CONFLICT (id) DO UPDATE SET state = excluded.state, state_since = excluded.state_since,"
    " leader = excluded.leader, terms = excluded.terms, terms_at = excluded.terms_at,"
    " reported = excluded.reported"
)


class LeaderReads:
    """The read half; `_view` says over what."""

    _sql: Sql

    def _view(self) -> AbstractAsyncContextManager[Book]:
        raise NotImplementedError

    async def application_of(self, resident: str) -> Leadership | None:
        open_ones = [it.value for it in sorted(APPLYING)]
        where = f"resident = ? AND state IN ({marks(open_ones)}) ORDER BY state_since DESC, id"
        return await self._first(where, resident, *open_ones)

    async def leadership_of(self, leader: str) -> Leadership | None:
        order = "CASE state WHEN 'retired' THEN 1 ELSE 0 END, state_since DESC, id"
        return await self._first(f"leader = ? ORDER BY {order}", leader)

    async def leaderships(self, *states: State) -> Sequence[Leadership]:
        async with self._view() as book:
            where = f"state IN ({marks(states)}) ORDER BY state_since, id"
            return await load(self._sql, book, where, *(it.value for it in states))

    async def answers(self, leadership: str) -> dict[str, str]:
        async with self._view():
            rows = await self._sql.rows("SELECT * FROM answers WHERE leadership = ? ORDER BY id", leadership)
        return {row["question"]: row["text"] for row in rows}

    async def _first(self, where: str, *values: object) -> Leadership | None:
        async with self._view() as book:
            found = await load(self._sql, book, where, *values)
        return found[0] if found else None


async def load(sql: Sql, book: Book, where: str, *values: object) -> list[Leadership]:
    """Those of a condition, in its order; what is in `book` already stays as it is there."""
    rows = await sql.rows(f"SELECT * FROM leaderships WHERE {where}", *values)  # noqa: S608
    return [book.leaderships.setdefault(row["id"], _leadership(row)) for row in rows]


def _leadership(row: Row) -> Leadership:
    return Leadership(
        id=row["id"],
        state=State(row["state"]),
        state_since=instant(row["state_since"]),
        resident=row["resident"],
        leader=row["leader"],
        terms=row["terms"],
        terms_at=instant_or_none(row["terms_at"]),
        reported=bool(row["reported"]),
    )


async def save(sql: Sql, it: Leadership) -> None:
    row = (
        *(it.id, it.state.value, stamp(it.state_since), it.resident, it.leader),
        *(it.terms, stamp_or_none(it.terms_at), it.reported),
    )
    await sql.insert(COLUMNS, [row], AGAIN)


async def keep_answers(sql: Sql, leadership: str, answers: Mapping[str, str]) -> None:
    await sql.insert(
        "answers (leadership, question, text)",
        [(leadership, question, text) for question, text in answers.items()],
        "ON CONFLICT (leadership, question) DO UPDATE SET text = excluded.text",
    )


async def drop_answers(sql: Sql, leadership: str) -> None:
    await sql.run("DELETE FROM answers WHERE leadership = ?", leadership)


async def erase(sql: Sql, resident: str) -> None:
    theirs = "SELECT id FROM leaderships WHERE resident = ?"
    await sql.run(f"DELETE FROM answers WHERE leadership IN ({theirs})", resident)  # noqa: S608

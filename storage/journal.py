"""The journal: what happened, one row an event, never changed."""

import json
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from functools import lru_cache

from groupbuy.events import Event
from groupbuy.fold import Book
from groupbuy.ports import JournalEntry
from groupbuy.record import event_from, event_kind, event_types, to_json
from storage.fields import instant, to_text
from storage.schema import NotReady
from storage.sql import Row, Sql
from storage.waiting import Pile

KEPT = 4096
"""Events read lately: who compares a book with its journal reads the same ones several times over, and none can
be changed."""


class JournalReads:
    """The read half; `_view` says over what."""

    _sql: Sql

    def _view(self) -> AbstractAsyncContextManager[Book]:
        raise NotImplementedError

    async def journal(self, *, buy: int | None = None, order: str | None = None) -> Sequence[JournalEntry]:
        wanted = {"buy = ?": buy, "order_id = ?": order}
        asked = {clause: value for clause, value in wanted.items() if value is not None}
        where = " AND ".join(asked) or "1 = 1"
        async with self._view():
            rows = await self._sql.rows(
                f"SELECT * FROM journal WHERE {where} ORDER BY no",  # noqa: S608
                *asked.values(),
            )
        return [_entry(row) for row in rows]


def journal_row(event: Event, at: str, actor: str, message: str) -> tuple[object, ...]:
    """An event as its row, for an insert into `JOURNAL`; `at` as stored."""
    data = to_text(to_json(event))
    about = getattr(event, "buy", None), getattr(event, "order", None)
    return (at, event_kind(event), data, actor, message, *about)


JOURNAL = Pile("journal (at, kind, data, actor, message, buy, order_id)")


def _entry(row: Row) -> JournalEntry:
    return JournalEntry(row["no"], instant(row["at"]), event_of(row), row["actor"], row["message"])


def event_of(row: Row) -> Event:
    """The event of a row; NotReady where it is of a kind that only a later version knows."""
    if row["kind"] not in event_types():
        raise NotReady(
            f"the journal holds {row['kind']}, which a later version of Linli wrote: ask that version"
        )
    return _event(row["kind"], row["data"])


@lru_cache(KEPT)
def _event(kind: str, data: str) -> Event:
    return event_from(kind, json.loads(data))

"""How values look in the database: UTC instants, thousandths, JSON text; the same on every dialect."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

from tortoise.fields import CharField
from tortoise.indexes import Index

from groupbuy.quantity import from_milli, milli

STAMP = 27
ID = 64
"""Letters in an id of ours or of the configuration's."""


def stamp(at: datetime) -> str:
    """An aware instant as fixed-width UTC text, so that text order is time order on every database.

    ValueError for a naive one: nobody knows which instant it means.
    """
    if at.tzinfo is None:
        raise ValueError(f"a naive datetime is no instant: {at!r}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def stamp_or_none(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def instant(stored: str) -> datetime:
    return datetime.fromisoformat(stored)


def instant_or_none(stored: str | None) -> datetime | None:
    return None if stored is None else instant(stored)


def milli_or_none(qty: Decimal | None) -> int | None:
    return None if qty is None else milli(qty)


def qty_or_none(stored: int | None) -> Decimal | None:
    return None if stored is None else from_milli(stored)


_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Kept, as `json.dumps` makes another for each text that is not written as is usual."""


def to_text(value: Any) -> str:
    """JSON as stored: readable Chinese, no spaces."""
    return _TEXT.encode(value)


@lru_cache(maxsize=2048)
def hashed(key: str) -> str:
    """A key of any length as 64 letters: platform ids in it are then no longer readable."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class InstantField(CharField):  # type: ignore[type-arg]  # generic to type checkers only
    """A column of `stamp`s."""

    def __init__(self, max_length: int = STAMP, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_db_value(self, value: Any, instance: Any) -> str | None:
        return stamp_or_none(value)

    def to_python_value(self, value: Any) -> Any:
        return instant(value) if isinstance(value, str) else value


class IndexOfSome(Index):
    """Of the rows for which the condition `where` holds; statements that imply it can use the index."""

    def __init__(self, *, fields: tuple[str, ...] | list[str], name: str, where: str) -> None:
        super().__init__(fields=fields, name=name)
        self.where = where
        self.extra = f" WHERE {where}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        path, args, given = super().deconstruct()
        return path, args, given | {"where": self.where}

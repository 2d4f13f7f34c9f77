"""Values in an IN list, whose statements have few lengths and stay prepared."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
MOST_LISTED = 512
"""In an IN list."""


def slices(values: Collection[T]) -> Iterator[list[T]]:
    """All of them, so many at a time as an IN list holds, each time `padded`."""
    rest = list(values)
    return (padded(rest[i : i + MOST_LISTED]) for i in range(0, len(rest), MOST_LISTED))


def padded(values: Sequence[T]) -> list[T]:
    """The values of an IN list, the last one again and again until there are 1, 2, 4, 8, …: statements of few
    lengths stay prepared."""
    more = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return [*values, *[values[-1] for _ in range(more)]]


def marks(values: Iterable[Any]) -> str:
    """As many `?` as there are values, for an IN list (never empty: an empty list matches nothing)."""
    return ", ".join("?" for _ in values) or "NULL"

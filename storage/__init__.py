"""The store: what was agreed stays agreed. Tables, units of work, journal, inbox and outbox."""

from pathlib import Path

from storage.commit import Closed, CommitUnknown
from storage.dialect import UnknownDatabase, dialect_of
from storage.schema import BrokenSchema, migrate
from storage.store import NotReady, Store

__all__ = [
    "BrokenSchema",
    "Closed",
    "CommitUnknown",
    "NotReady",
    "Store",
    "UnknownDatabase",
    "migrate",
    "open",
]


def open(url: str | Path) -> Store:  # noqa: A001 - storage.open is what it does
    """The database at `url`, as an async context manager; NotReady where it is not migrated."""
    return Store(dialect_of(url))

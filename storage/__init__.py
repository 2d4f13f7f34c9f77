"""The store: what was agreed stays agreed. Tables, units of work, journal, inbox and outbox."""

from pathlib import Path

from groupbuy.ports import Unavailable
from storage.backup import BadBackup, NotEmpty, backup, restore
from storage.commit import Closed
from storage.dialect import UnknownDatabase, dialect_of
from storage.schema import BrokenSchema, NotReady, migrate
from storage.shelf import BadShelf, LocalShelf, Shelf, open_shelf
from storage.sql import CommitUnknown
from storage.store import Store

ERRORS = (BadBackup, BadShelf, BrokenSchema, NotEmpty, NotReady, UnknownDatabase)
"""What an admin can cause and mend; the text of each says how."""

__all__ = [
    "ERRORS",
    "BadBackup",
    "BadShelf",
    "BrokenSchema",
    "Closed",
    "CommitUnknown",
    "LocalShelf",
    "NotEmpty",
    "NotReady",
    "Shelf",
    "Store",
    "Unavailable",
    "UnknownDatabase",
    "backup",
    "migrate",
    "open",
    "open_shelf",
    "restore",
]


def open(url: str | Path) -> Store:  # noqa: A001 - storage.open is what it does
    """The database at `url`, as an async context manager; NotReady where it is not migrated."""
    return Store(dialect_of(url))

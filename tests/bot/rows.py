"""The database as it lies there, read by a connection of the test's own."""

import hashlib
import sqlite3
from collections.abc import Collection
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import Any

NOTES_OF_HANDLING = {"inbox", "audit", "once_keys"}
"""Tables that say what was answered and refused: they grow with every message, the book does not."""


At = Path | sqlite3.Connection
"""Who looks often keeps a connection: to open one takes longer than to read a small book."""


def _opened(at: At) -> AbstractContextManager[sqlite3.Connection]:
    return closing(sqlite3.connect(at)) if isinstance(at, Path) else nullcontext(at)


def rows(at: At, query: str, *values: object) -> list[tuple[Any, ...]]:
    with _opened(at) as db:
        return db.execute(query, values).fetchall()


def change(path: Path, query: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(query, values)


def fingerprint(at: At, but: Collection[str] = NOTES_OF_HANDLING) -> str:
    """A hash over every row of every table except `but`."""
    digest = hashlib.sha256()
    with _opened(at) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
        for (name,) in names:
            if name not in but and not name.startswith("sqlite_"):
                found = db.execute(f"SELECT * FROM {name}")  # noqa: S608 - the table's own name
                digest.update(repr((name, sorted(map(repr, found)))).encode())
    return digest.hexdigest()


def ends(path: Path) -> list[tuple[str, str, str]]:
    """Every notice's kind, state and reason, in the order they were written down."""
    return rows(path, "SELECT kind, state, reason FROM outbox ORDER BY id")

"""Backup and restore: a copy is made while the store is in use, and believed only after it was checked."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.dialect import dialect_of
from storage.schema import migrate, newest
from storage.store import Store

OWNER_ONLY = 0o600
"""A backup holds names and rooms."""


class BadBackup(ValueError):
    """The file is no sound copy of a store; nothing was changed."""


class NotEmpty(ValueError):
    """The database already holds a book, and `force` was not given; nothing was changed."""


async def backup(url: str | Path, file: str | Path) -> None:
    """A consistent copy of the database at `url` as `file`, replaced only once the copy is sound.

    The store may be in use. FileNotFoundError where there is no database, BadBackup where the
    copy fails its check.
    """
    source, target = dialect_of(url).path, Path(file)
    part = _part(target)
    try:
        await asyncio.to_thread(_must_exist, source)
        await asyncio.to_thread(_copy, source, part)
        await _check(part)
        os.replace(part, target)
    finally:
        _remove(part)


async def restore(url: str | Path, file: str | Path, *, force: bool = False) -> None:
    """Put the copy `file` in place of the database at `url`; stop the server first.

    The copy is checked (and brought to this version's schema) before anything is overwritten:
    BadBackup. NotEmpty where the database already holds something, unless `force`.
    """
    source, target = Path(file), dialect_of(url).path
    await asyncio.to_thread(_must_exist, source)
    if not force and await asyncio.to_thread(_holds_a_book, target):
        raise NotEmpty(f"{target} already holds a book; restoring over it must be forced")
    part = _part(target)
    try:
        await asyncio.to_thread(_sound_copy, source, part)
        await migrate(part)
        await _check(part)
        await asyncio.to_thread(_put_in_place, part, target)
    finally:
        _remove(part)


async def _check(file: Path) -> None:
    """The file is whole, and its tables say what its journal says."""
    await asyncio.to_thread(_integrity, file)
    async with Store(dialect_of(file)) as store:
        apart = await store.disagreements()
    if apart:
        raise BadBackup(f"tables and journal disagree in {len(apart)} places, first: {apart[0]}")


def _must_exist(file: Path) -> None:
    if not file.is_file():
        raise FileNotFoundError(f"there is no file {file}")


def _sound_copy(source: Path, part: Path) -> None:
    _integrity(source)
    _known_version(source)
    _copy(source, part)


def _put_in_place(part: Path, target: Path) -> None:
    """Over what is there, or instead of it where that can no longer be read."""
    try:
        _copy(part, target)
    except sqlite3.DatabaseError:
        _remove(target)
        _copy(part, target)


def _copy(source: Path, target: Path) -> None:
    """SQLite's own online backup: one moment of the source, all of it or nothing in the target."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        target.touch(OWNER_ONLY)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)
        here.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _integrity(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as db:
            found = db.execute("PRAGMA integrity_check").fetchone()[0]
            dangling = db.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{file} cannot be read: {error}") from error
    if found != "ok" or dangling:
        raise BadBackup(f"{file} is damaged: {found if found != 'ok' else 'rows without their parent'}")


def _known_version(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as db:
            had = {name for (name,) in db.execute("SELECT name FROM tortoise_migrations")}
    except sqlite3.DatabaseError as error:
        raise BadBackup(f"{file} is not a backup of Linli: {error}") from error
    if later := had - newest():
        raise BadBackup(f"{file} comes from a later version of Linli ({', '.join(sorted(later))})")


def _holds_a_book(file: Path) -> bool:
    """A file that cannot be read may have held one."""
    if not file.exists() or file.stat().st_size == 0:
        return False
    try:
        with closing(sqlite3.connect(file)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            asked = tables & {"journal", "residents", "inbox"}
            return any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in asked)  # noqa: S608
    except sqlite3.DatabaseError:
        return True


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)

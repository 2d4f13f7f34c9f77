"""Backup and restore: a copy is made while the store is in use, and believed only after it was checked."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from groupbuy.ports import Unavailable
from storage.dialect import Dialect, Sqlite, dialect_of
from storage.schema import migrate, newest
from storage.store import Store

if TYPE_CHECKING:  # with its driver imported only where it is the database
    from storage.postgres import Postgres

OWNER_ONLY = 0o600
"""A backup holds names and rooms."""


class BadBackup(ValueError):
    """The file is no sound copy of a store; nothing was changed."""


class NotEmpty(ValueError):
    """The database already holds a book, and `force` was not given; nothing was changed."""


async def backup(url: str | Path, file: str | Path) -> None:
    """A consistent copy of the database at `url` as the SQLite file `file`, replaced only once the copy is sound.

    The store may be in use, and may be on PostgreSQL: the copy is a SQLite file all the same.
    FileNotFoundError where there is no database, BadBackup where the copy fails its check, Unavailable where
    there is no room for it.
    """
    source, target = dialect_of(url), Path(file)
    part = _part(target)
    with _discarded(part):
        await _copy_out(source, part)
        await _check(part)
        await asyncio.to_thread(_laid_down, part)
        os.replace(part, target)


async def _copy_out(source: Dialect, part: Path) -> None:
    if isinstance(source, Sqlite):
        await asyncio.to_thread(_must_exist, source.path)
        await asyncio.to_thread(_copy, source.path, part)
        return
    from storage import moving

    postgres = cast("Postgres", source)
    had = await moving.versions(postgres)
    if not had:
        raise FileNotFoundError("there is no book in the database")
    _must_know(had, "the database")
    part.parent.mkdir(parents=True, exist_ok=True)
    _remove(part)
    await migrate(part)
    await moving.take_out(postgres, part)


async def restore(url: str | Path, file: str | Path, *, force: bool = False) -> None:
    """Put the copy `file` in place of the database at `url`, of whatever kind; stop the server first.

    The copy is checked (and brought to this version's schema) before anything is overwritten:
    BadBackup. NotEmpty where the database already holds something, unless `force`. Unavailable, and nothing
    changed, where the disk is full or somebody holds the file.
    """
    source, target = Path(file), dialect_of(url)
    await asyncio.to_thread(_must_exist, source)
    if not force and await _in_the_way(target, url):
        raise NotEmpty(f"{_named(target)} already holds a book; restoring over it must be forced")
    part = _part(target.path if isinstance(target, Sqlite) else source)
    with _discarded(part):
        await asyncio.to_thread(_sound_copy, source, part)
        await migrate(part)
        await _check(part)
        if isinstance(target, Sqlite):
            await asyncio.to_thread(_put_in_place, part, target.path)
        else:
            from storage import moving

            await migrate(url)
            _must_agree(await moving.put_in(cast("Postgres", target), part))


async def _in_the_way(target: Dialect, url: str | Path) -> bool:
    if isinstance(target, Sqlite):
        return await asyncio.to_thread(_holds_a_book, target.path)
    from storage import moving

    await migrate(url)
    return await moving.holds_a_book(cast("Postgres", target))


def _named(target: Dialect) -> str:
    return str(target.path) if isinstance(target, Sqlite) else "the database"


async def _check(file: Path) -> None:
    """The file is whole, and its tables say what its journal says."""
    await asyncio.to_thread(_integrity, file)
    async with Store(dialect_of(file)) as store:
        _must_agree(await store.disagreements())


def _must_agree(apart: list[str]) -> None:
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
    """Over what is there, or instead of it where that can no longer be read. A full disk is no reason to do without it."""
    try:
        _copy(part, target)
    except sqlite3.OperationalError:
        raise
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


def _laid_down(file: Path) -> None:
    """As a file that can be read where nothing can be written beside it."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=DELETE")


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
    _must_know(had, str(file))


def _must_know(had: set[str], what: str) -> None:
    if later := had - newest():
        raise BadBackup(f"{what} comes from a later version of Linli ({', '.join(sorted(later))})")


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


@contextmanager
def _discarded(part: Path) -> Iterator[None]:
    """Whatever becomes of it; what a disk refuses is told by its file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(
            f"{part.with_suffix('')} could not be copied: {error}; nothing was changed"
        ) from error
    finally:
        _remove(part)


def _part(target: Path) -> Path:
    return target.with_name(f"{target.name}.part")


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)

"""Bringing a database to the newest schema, and saying whether it is there."""

import asyncio
from functools import cache
from pathlib import Path

from groupbuy.ports import Unavailable
from groupbuy.unfit import Unfit
from storage.dialect import Dialect, dialect_of
from storage.sql import Sql

APP = "linli"
ALONE = "_alone_"
"""In a migration's name: processes that do not know it must not use the database any more. Every other one leaves
older processes what they need, so that both versions can run beside each other (docs/migrations.md)."""

WAITS_S = (0.1, 0.3, 1.0, 3.0)
"""Before trying again what failed over somebody else's lock, or while the server comes up."""


class NotReady(Unfit):
    """The schema is not this version's, or nothing can be written."""


class BrokenSchema(RuntimeError):
    """After migrating, rows point to nothing: the database must not be used as it is."""


async def migrate(url: str | Path, *, older: bool = True) -> None:
    """Apply what is missing of the migrations; a database that has them all is left alone, and, with `older` False,
    NotReady one that has only some: whoever looks at it shall not change what others use. Several processes
    may ask for it at once: one does it, the others wait. Processes of an older version may go on meanwhile: what they
    write waits where the database lets it, and what fails over them is tried again.

    Rebuilding a table with foreign keys on would delete its children on SQLite, so they are off
    meanwhile and checked afterwards, once for each new schema: BrokenSchema names the tables if anything dangles then.
    NotReady, and nothing done, where a later version has changed what this one relies on. Unavailable where the
    database fails (a full disk), and at once where it cannot be reached.
    """
    dialect = dialect_of(url)
    for waits_s in (*WAITS_S, None):
        try:
            await _migrate(dialect, older)
        except Unavailable as failed:
            cause = failed.__cause__
            if waits_s is None or cause is None or not dialect.is_transient(cause):
                raise
            await asyncio.sleep(waits_s)
        else:
            return


async def _migrate(dialect: Dialect, older: bool) -> None:
    from tortoise.context import TortoiseContext

    app = {"models": ["storage.tables"], "migrations": "storage.migrations", "default_connection": "default"}
    async with TortoiseContext() as context:
        await context.init(
            config={"connections": {"default": dialect.tortoise()}, "apps": {APP: app}}, timezone="UTC"
        )
        client = context.db("default")
        try:
            async with dialect.migrating(client) as alone:
                sql = Sql(alone, dialect)  # type: ignore[arg-type]  # it asks for little
                _must_serve(had := await _had(sql))
                if had and not older:
                    _must_be_complete(had)
                if newest() - had:
                    from tortoise.migrations.executor import MigrationExecutor

                    from storage.migrating import few_models

                    # Who holds a table and waits for another would otherwise wait for us, and we for it.
                    if statement := dialect.writing_alone():
                        await alone.execute_script(statement)
                    # Without a connection of their own the models between two migrations are not made ready for
                    # queries, which nobody asks of them and which costs a second.
                    with few_models():
                        await MigrationExecutor(alone, {APP: app | {"default_connection": None}}).migrate()
                dangling = await dialect.dangling(sql, schema=len(newest()))
        except Exception as error:
            if dialect.is_broken(error) or dialect.is_transient(error):
                raise Unavailable(f"the database could not be migrated: {error}") from error
            raise
        if dangling:
            raise BrokenSchema(f"rows without their parent in {', '.join(dangling)}: restore the backup")


@cache
def newest() -> frozenset[str]:
    """The names of all migrations there are."""
    return frozenset(path.stem for path in (Path(__file__).parent / "migrations").glob("[0-9]*.py"))


async def must_fit(sql: Sql) -> None:
    """NotReady where the database lacks a migration, or has had a later version's that leaves no older one beside it."""
    had = await _had(sql)
    _must_serve(had)
    _must_be_complete(had)


def _must_be_complete(had: set[str]) -> None:
    if lacking := newest() - had:
        raise NotReady(f"the database lacks {', '.join(sorted(lacking))}: run `python main.py migrate`")


def _must_serve(had: set[str]) -> None:
    if later := sorted(it for it in had - newest() if ALONE in it):
        raise NotReady(
            f"a later version of Linli has changed the database ({', '.join(later)}) and this one would do harm: "
            "run the later one, or restore the backup made before it"
        )


async def _had(sql: Sql) -> set[str]:
    if not await sql.dialect.has_table(sql, "tortoise_migrations"):
        return set()
    rows = await sql.rows("SELECT name FROM tortoise_migrations WHERE app = ?", APP)
    return {row["name"] for row in rows}

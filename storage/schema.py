"""Bringing a database to the newest schema, and saying whether it is there."""

from pathlib import Path

from groupbuy.ports import Unavailable
from storage.dialect import dialect_of
from storage.sql import Sql

APP = "linli"
ALONE = "_alone_"
"""In a migration's name: processes that do not know it must not use the database any more. Every other one leaves
older processes what they need, so that both versions can run beside each other (docs/migrations.md)."""


class NotReady(RuntimeError):
    """The database cannot be used as it is; the text says what to do."""


class BrokenSchema(RuntimeError):
    """After migrating, rows point to nothing: the database must not be used as it is."""


async def migrate(url: str | Path) -> None:
    """Apply what is missing of the migrations; a database that has them all is left alone. Several processes
    may ask for it at once: one does it, the others wait.

    Rebuilding a table with foreign keys on would delete its children on SQLite, so they are off
    meanwhile and checked afterwards: BrokenSchema names the tables if anything dangles then.
    NotReady, and nothing done, where a later version has changed what this one relies on. Unavailable where the
    database fails (a full disk).
    """
    from tortoise.context import TortoiseContext
    from tortoise.migrations.executor import MigrationExecutor

    dialect = dialect_of(url)
    app = {"models": ["storage.tables"], "migrations": "storage.migrations", "default_connection": "default"}
    async with TortoiseContext() as context:
        await context.init(
            config={"connections": {"default": dialect.tortoise()}, "apps": {APP: app}}, timezone="UTC"
        )
        client = context.db("default")
        try:
            async with dialect.migrating(client) as alone:
                _must_serve(await _had(Sql(alone, dialect)))  # type: ignore[arg-type]
                # Without a connection of their own the models between two migrations are not made ready for
                # queries, which nobody asks of them and which costs a second.
                await MigrationExecutor(alone, {APP: app | {"default_connection": None}}).migrate()
                dangling = await dialect.dangling(Sql(alone, dialect))  # type: ignore[arg-type]  # it only reads
        except Exception as error:
            if dialect.is_broken(error):
                raise Unavailable(f"the database could not be migrated: {error}") from error
            raise
        if dangling:
            raise BrokenSchema(f"rows without their parent in {', '.join(dangling)}: restore the backup")


def newest() -> set[str]:
    """The names of all migrations there are."""
    return {path.stem for path in (Path(__file__).parent / "migrations").glob("[0-9]*.py")}


async def must_fit(sql: Sql) -> None:
    """NotReady where the database lacks a migration, or has had a later version's that leaves no older one beside it."""
    had = await _had(sql)
    _must_serve(had)
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

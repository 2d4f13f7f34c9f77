"""Bringing a database to the newest schema, and saying whether it is there."""

from pathlib import Path

from groupbuy.ports import Unavailable
from storage.dialect import dialect_of
from storage.sql import Sql

APP = "linli"


class BrokenSchema(RuntimeError):
    """After migrating, rows point to nothing: the database must not be used as it is."""


async def migrate(url: str | Path) -> None:
    """Apply what is missing of the migrations; a database that has them all is left alone. Several processes
    may ask for it at once: one does it, the others wait.

    Rebuilding a table with foreign keys on would delete its children on SQLite, so they are off
    meanwhile and checked afterwards: BrokenSchema names the tables if anything dangles then.
    Unavailable where the database fails (a full disk).
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
                # Without a connection of their own the models between two migrations are not made ready for
                # queries, which nobody asks of them and which costs a second.
                await MigrationExecutor(alone, {APP: app | {"default_connection": None}}).migrate()
                dangling = await dialect.dangling(Sql(alone, dialect))
        except Exception as error:
            if dialect.is_broken(error):
                raise Unavailable(f"the database could not be migrated: {error}") from error
            raise
        if dangling:
            raise BrokenSchema(f"rows without their parent in {', '.join(dangling)}: restore the backup")


def newest() -> set[str]:
    """The names of all migrations there are."""
    return {path.stem for path in (Path(__file__).parent / "migrations").glob("[0-9]*.py")}


async def missing(sql: Sql) -> set[str]:
    """The migrations the database has not had."""
    if not await sql.dialect.has_table(sql, "tortoise_migrations"):
        return newest()
    rows = await sql.rows("SELECT name FROM tortoise_migrations WHERE app = ?", APP)
    return newest() - {row["name"] for row in rows}

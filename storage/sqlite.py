"""SQLite for Tortoise, with the settings under which an acknowledged order survives a crash."""

from typing import Any

from tortoise.backends.sqlite.client import SqliteClient as TortoiseClient

PRAGMAS = {"journal_mode": "WAL", "synchronous": "FULL", "busy_timeout": "5000", "foreign_keys": "ON"}


class SqliteClient(TortoiseClient):
    """Nothing but our pragmas: Tortoise's own defaults sync less often and wait no time for a lock."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, **kwargs})


client_class = SqliteClient

"""A migrated SQLite file for every day; at its end tables and journal must tell the same."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import storage
from tests.groupbuy.day import Day
from tests.migrated import migrated


@pytest.fixture(scope="session")
def empty() -> Path:
    return migrated()


@pytest.fixture
async def day(empty: Path, tmp_path: Path) -> AsyncIterator[Day]:
    file = shutil.copy(empty, tmp_path / "day.db")
    async with storage.open(f"sqlite://{file}") as store:
        yield Day(store)
        assert await store.disagreements() == []

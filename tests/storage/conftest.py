"""A migrated file for every test, copied from one that was migrated once."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import storage
from tests.migrated import migrated as migrated_once
from tests.storage.book import World


@pytest.fixture(scope="session")
def migrated() -> Path:
    return migrated_once()


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "linli.db"
    shutil.copy(migrated, copy)
    return copy


@pytest.fixture
async def world(file: Path) -> AsyncIterator[World]:
    url = f"sqlite://{file}"
    async with storage.open(url) as store:
        yield World(store, url)

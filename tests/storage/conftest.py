"""A migrated database for every test: a file copied from one that was migrated once, or a copy of a template.

A test that asks for `database` or `world` runs on both databases; one that asks for `file`, or is marked
`sqlite`, is about SQLite alone.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise import Tortoise

import storage
from tests import postgres
from tests.migrated import migrated as migrated_once
from tests.storage.book import World


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        alone = "file" in metafunc.fixturenames or metafunc.definition.get_closest_marker("sqlite")
        kinds = ["sqlite"] if alone else ["sqlite", "postgres"]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture(scope="session", autouse=True)
def models_that_know_their_columns() -> None:
    """A model learns the column of what it points to when all models are there."""
    Tortoise.init_models(["storage.tables"], "linli")


@pytest.fixture(scope="session")
def migrated() -> Path:
    return migrated_once()


@pytest.fixture
def file(migrated: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "linli.db"
    shutil.copy(migrated, copy)
    return copy


@pytest.fixture
async def database(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite://{request.getfixturevalue('file')}"
        return
    url = await postgres.fresh_database()
    yield url
    await postgres.give_back(url)


@pytest.fixture
async def world(database: str) -> AsyncIterator[World]:
    async with storage.open(database) as store:
        yield World(store, database)

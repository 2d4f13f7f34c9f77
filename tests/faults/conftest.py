"""The databases of the storage tests, here too: a test that asks for `world` runs on both."""

import pytest

from tests.storage.conftest import database, file, migrated, world

__all__ = ["database", "file", "migrated", "world"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "world" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)

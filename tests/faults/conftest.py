"""The databases of the storage tests, here too: a test that asks for `world` runs on both."""

from tests.storage.conftest import database, file, migrated, pytest_generate_tests, world

__all__ = ["database", "file", "migrated", "pytest_generate_tests", "world"]

"""The databases of the storage tests, here too: a test that asks for `world` runs on both."""

import pytest

from tests.faults.budget import lines
from tests.faults.leaks import seen
from tests.storage.conftest import database, file, migrated, world

__all__ = ["database", "file", "migrated", "world"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "world" in metafunc.fixturenames:
        metafunc.parametrize("database", ["sqlite", "postgres"], indirect=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Every count once more, so that what was skipped or hardly done shows."""
    if lines:
        terminalreporter.section("what was done")
    for line in lines:
        terminalreporter.write_line(line)
    if seen["logs"]:
        terminalreporter.line(
            f"L1: {seen['logs']} logs of {seen['bytes'] / 1e6:.2f} MB looked through: 0 hits"
        )

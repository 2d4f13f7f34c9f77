"""What every test shares: how hypothesis searches, where files lie, garbage that may be left alone, rows counted,
a real Redis."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import settings

from tests.for_each import tried
from tests.servers.redis import RedisServer, named

# A busy two-core machine is no reason to call an example slow; a failure prints how to repeat it.
settings.register_profile("linli", deadline=None, print_blob=True)
settings.load_profile("linli")

MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - pytest and tempfile make folders of their own in it


def pytest_configure(config: pytest.Config) -> None:
    """Thousands of small databases, each of whose commits waits for the disk: in memory, where there is room for
    them, none waits. What a dying disk or process does to them is for tests/faults, which stay on the disk."""
    if (
        "TMPDIR" in os.environ
        or config.getoption("markexpr") != "not faults"
        or not os.access(MEMORY, os.W_OK)
    ):
        return
    if shutil.disk_usage(MEMORY).free >= ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"], tempfile.tempdir = str(MEMORY), None


def _interrupted(number: int, frame: FrameType | None) -> None:
    """As Python would; but asyncio, seeing that it is not Python's own, puts none of its own in its place."""
    signal.default_int_handler(number, frame)


def pytest_sessionstart() -> None:
    """asyncio's is set and looked at for every fixture and test, and each time all that the fixture has yielded is
    written out (as `signal` wants it to be one of its own numbers): half the price of a village."""
    signal.signal(signal.SIGINT, _interrupted)


def pytest_collection_finish() -> None:
    """Thousands of tests and all that was imported stay until the end: to look through them for garbage again
    and again took 7 % of the time. What the tests make is looked through, less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """One server for a process of tests: the named one, or Valkey from its wheel. To be shared: every test takes
    a prefix of its own (`tests.storage.shelf.kit.prefixed`) and leaves the others' keys alone."""
    if url := named():
        yield url
        return
    server = RedisServer()
    server.start()
    yield server.url
    server.kill()


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """One to freeze, flush and kill."""
    server = RedisServer()
    server.start()
    yield server
    if server.process is not None:
        server.kill()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its counts to the process that prints them."""
    getattr(session.config, "workeroutput", {}).update(tried)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for it in tried:
        tried[it] += getattr(node, "workeroutput", {}).get(it, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What stands in tables is counted here, so that rows that get lost show."""
    if tried["tables"]:
        terminalreporter.write_line(f"{tried['rows']} rows in {tried['tables']} of the tests")

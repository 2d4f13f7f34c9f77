"""A real server, once a process of tests: one that is named, or Valkey from its wheel."""

from collections.abc import Iterator

import pytest

from tests.servers.redis import RedisServer, named


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """To be shared: every test takes a prefix of its own (`prefixed`) and leaves the others' keys alone."""
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

"""The servers of the tests end with whoever started them, and tell why they did not start."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.life import started
from tests.servers.redis import RedisServer

ROOT = Path(__file__).parent.parent.parent
STARTS = """
import sys
from tests.servers.redis import RedisServer
it = RedisServer()
it.start()
print(it.process.pid, it.url, flush=True)
sys.stdin.read()
"""


def is_alive(pid: int) -> bool:
    """A zombie has ended: it only waits for somebody to take note."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_server_does_not_outlive_a_killed_parent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline().split()[0])
        assert is_alive(pid)
        parent.kill()
        parent.wait()
        until = time.monotonic() + 30
        while is_alive(pid) and time.monotonic() < until:
            os.sched_yield()
        assert not is_alive(pid)


def test_two_servers_have_two_ports_and_a_killed_one_comes_back_on_its_own() -> None:
    one, two = RedisServer(), RedisServer()
    one.start()
    two.start()
    assert one.port != two.port
    port = one.port
    one.kill()
    one.start()
    assert one.port == port
    one.freeze()
    one.thaw()
    for it in (one, two):
        it.kill()


def test_a_server_that_does_not_start_is_told_with_its_own_words() -> None:
    with pytest.raises(RuntimeError, match="did not start: no port left"):
        started(["sh", "-c", "echo no port left"], "Ready")

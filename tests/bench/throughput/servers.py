"""Processes for the bench: started on a core of their own, waited for, ended; and the load against them."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench.throughput.load import Job, as_json

ROOT = Path(__file__).parents[3]
SERVER_CORE, OTHER_CORE = 0, 1
START = 180.0
"""Seconds a server may take to start: with a million orders SQLite looks through all of them for rows without parents."""


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started inside runs on that core only; on a machine with one core there is no choice."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} if core in before else before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def serving(
    command: Sequence[str], port: int, said: str, env: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """A Python process on the servers' core, once it has printed a line with `said` in it."""
    environ = {**os.environ, **(env or {})}
    with on_core(SERVER_CORE):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=ROOT,
            env=environ,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
    lines: list[str] = []
    drained: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(START):
            await _until(process, said, lines)
        drained = asyncio.create_task(_until(process, None, lines))
        yield Server(process.pid, port)
    finally:
        if process.returncode is None:
            process.terminate()
        await (drained or _until(process, None, lines))
        await process.wait()


async def _until(process: asyncio.subprocess.Process, said: str | None, lines: list[str]) -> None:
    """Reads what is printed; shows it on our own error output, as it means trouble, once the server serves."""
    assert process.stdout
    while line := (await process.stdout.readline()).decode(errors="replace"):
        lines.append(line)
        if said is None:
            sys.stderr.write(line)
        elif said in line:
            return
    if said is not None:
        raise RuntimeError("".join(["the server ended before it served:\n", *lines]))


async def load(job: Job) -> dict[str, Any]:
    """The figures of one job, done by a process on the other core. RuntimeError where an answer is wrong."""
    with on_core(OTHER_CORE):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.throughput.load"),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
    out, _ = await process.communicate(as_json(job).encode())
    if process.returncode:
        raise RuntimeError(f"the load generator failed on {job.path}")
    figures: dict[str, Any] = json.loads(out)
    if figures["wrong"]:
        raise RuntimeError(f"{figures['wrong']} wrong answers: {figures['examples']}")
    return figures


def at(server: Server, job: Job, **more: Any) -> Job:
    return replace(job, port=server.port, pid=server.pid, **more)

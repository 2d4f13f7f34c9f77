"""The load generator, a process of its own: a job as JSON on standard input, its figures on standard output.

Requests are made before the clock starts and answers are decrypted and checked after it has stopped, every
one of them: a server that answers fast and wrong fails.
"""

import asyncio
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.bench.throughput.messages import Said, answer_in, hello, orders, request

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0
"""Seconds without any answer after which a run is given up."""
SLOW = 4.0
"""Seconds after which an answer may come by itself later, and the response is empty."""


@dataclass(frozen=True, slots=True)
class Job:
    """`who` send `count` orders over `connections`; `rate` (a second) 0: each as soon as it has its answer.
    `kind` is how the server is spoken to: hello, app (WeCom) or public (an official account); one that
    `reads` says the order back, another only that it has it."""

    port: int
    path: str
    pid: int
    kind: str
    who: list[str]
    first: int
    connections: int
    rate: float = 0.0
    warm: int = 0
    one_item: bool = False
    reads: bool = True
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class Line(asyncio.Protocol):
    """One keep-alive connection with at most one request on its way."""

    answered: Callable[["Line", int, bytes], None]
    transport: Any = None
    at: int = -1
    sent: float = 0.0
    lost: bool = False
    _got: bytearray = field(default_factory=bytearray)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        self.lost = True

    def send(self, at: int, whole: bytes, sent: float) -> None:
        self.at, self.sent = at, sent
        self.transport.write(whole)

    def data_received(self, data: bytes) -> None:
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._got[:end]).lower()
        size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        if len(self._got) >= end + 4 + size:
            body = bytes(self._got[end + 4 : end + 4 + size])
            self._got.clear()
            self.answered(self, int(head[9:12]), body)


@dataclass(slots=True)
class Run:
    """One timed run over requests made beforehand; `took` are the seconds to each answer."""

    requests: list[bytes]
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    slow: set[int] = field(default_factory=set)
    _left: Iterator[int] = field(default_factory=lambda: iter(()))
    _idle: list[Line] = field(default_factory=list)
    _due: list[tuple[int, float]] = field(default_factory=list)
    _all: asyncio.Event = field(default_factory=asyncio.Event)
    _open_loop: bool = False

    async def go(self, port: int, connections: int, rate: float) -> float:
        """Seconds from the first request to the last answer."""
        loop = asyncio.get_running_loop()
        self.answers = [(0, b"")] * len(self.requests)
        self._left, self._open_loop = iter(range(len(self.requests))), rate > 0
        lines = [
            (await loop.create_connection(lambda: Line(self._answered), "127.0.0.1", port))[1]
            for _ in range(min(connections, len(self.requests)))
        ]
        began = time.perf_counter()
        if rate > 0:
            self._idle = list(lines)
            await self._at_rate(rate, began)
        else:
            for line in lines:
                self._next(line)
        await self._end(lines)
        seconds = time.perf_counter() - began
        for line in lines:
            line.transport.close()
        return seconds

    async def _end(self, lines: list[Line]) -> None:
        done = -1
        while not self._all.is_set():
            if len(self.took) == done or any(it.lost for it in lines):
                raise RuntimeError(f"{len(self.took)} of {len(self.requests)} answered, then nothing more")
            done = len(self.took)
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._all.wait()
            except TimeoutError:
                continue

    def _next(self, line: Line) -> None:
        at = next(self._left, None)
        if at is not None:
            line.send(at, self.requests[at], time.perf_counter())

    async def _at_rate(self, rate: float, began: float) -> None:
        """Sends when the time has come, whether or not earlier ones were answered: what waits for a free
        connection has waited since its time."""
        for at in range(len(self.requests)):
            due = began + at / rate
            while (ahead := due - time.perf_counter()) > 0:  # noqa: ASYNC110 - it is time that is waited for
                await asyncio.sleep(ahead if ahead > 0.001 else 0)
            if self._idle:
                self._idle.pop().send(at, self.requests[at], due)
            else:
                self._due.append((at, due))

    def _answered(self, line: Line, status: int, body: bytes) -> None:
        self.took.append(time.perf_counter() - line.sent)
        if self.took[-1] > SLOW:
            self.slow.add(line.at)
        self.answers[line.at] = status, body
        if len(self.took) == len(self.requests):
            self._all.set()
        elif not self._open_loop:
            self._next(line)
        elif self._due:
            at, due = self._due.pop(0)
            line.send(at, self.requests[at], due)
        else:
            self._idle.append(line)


def wrong_in(
    said: list[Said],
    answers: list[tuple[int, bytes]],
    refused: tuple[str, ...],
    slow: Collection[int] = (),
) -> list[str]:
    """What is wrong with the answers; `refused` are words that may stand instead of a confirmation, `slow` the
    places of those that may be empty, as they are told later."""
    found = []
    for no, (it, (status, body)) in enumerate(zip(said, answers, strict=True)):
        if no in slow and (status, body) == (200, b""):
            continue
        try:
            to, text = answer_in(body)
        except (ValueError, KeyError, IndexError) as error:
            found.append(f"{it.who}: {status} {error!r} {body[:200]!r}")
            continue
        good = all(piece in text for piece in it.hears) or any(piece in text for piece in refused)
        if status != 200 or to != it.who or not good:
            found.append(f"{it.who} said {it.text!r}: {status}, to {to}: {text!r}")
    return found


def cpu_of(pid: int) -> float:
    """Seconds of CPU a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def perform(job: Job) -> dict[str, Any]:
    said = orders(job.who, job.first, one_item=job.one_item)
    if not job.reads:
        said = [replace(it, hears=it.hears[:1]) for it in said]
    plain = job.kind == "hello"
    whole = [hello(job.path) if plain else request(it, job.path, public=job.kind == "public") for it in said]
    warm, timed = Run(whole[: job.warm]), Run(whole[job.warm :])
    if job.warm:
        await warm.go(job.port, job.connections, 0)
    cpu = cpu_of(job.pid)
    seconds = await timed.go(job.port, job.connections, job.rate)
    cpu = cpu_of(job.pid) - cpu
    answers = warm.answers + timed.answers
    slow = warm.slow | {job.warm + it for it in timed.slow}
    wrong = [] if plain else wrong_in(said, answers, job.refused, slow)
    if plain:
        wrong = [f"{status} {body!r}" for status, body in answers if (status, body) != (200, b"hello")]
    places = statistics.quantiles(timed.took, n=100)
    return {
        "count": len(timed.requests),
        "seconds": seconds,
        "rate": len(timed.requests) / seconds,
        "cpu_ms": cpu / len(timed.requests) * 1000,
        "p50_ms": places[49] * 1000,
        "p99_ms": places[98] * 1000,
        "late": sum(answers[it] == (200, b"") for it in slow),
        "wrong": len(wrong),
        "examples": wrong[:3],
    }


def as_json(job: Job) -> str:
    return json.dumps(asdict(job), ensure_ascii=False)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(perform(Job(**json.load(sys.stdin)))), ensure_ascii=False))

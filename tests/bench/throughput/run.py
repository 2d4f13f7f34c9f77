"""One interleaved run: every server up at once, each round measures all of them in turn."""

import asyncio
import os
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.throughput import filling, lasting, stores, town
from tests.bench.throughput.load import Job
from tests.bench.throughput.plan import Plan
from tests.bench.throughput.servers import Server, at, load, serving
from tests.bench.throughput.stores import Town
from tests.fakes.wecom_platform import running
from tests.servers.life import free_port

CONNECTIONS = 200
SHARE = 0.7
"""Of the highest rate: where the latency of a reply is taken."""


@dataclass(slots=True)
class Bench:
    """`figures` are those of each round by row; `wrong` is what did not add up."""

    plan: Plan
    figures: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _light: dict[str, tuple[Server, str, str]] = field(default_factory=dict)
    _ours: dict[str, tuple[Server, Town]] = field(default_factory=dict)
    _next: dict[str, int] = field(default_factory=dict)
    _numbers: int = 1

    async def go(self, folder: Path) -> None:
        say(lasting.estimate(self.plan))
        platform = town.platform()
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(running(platform))
            server = await stack.enter_async_context(stores.postgres())
            towns = await self._towns(folder, platform.url, server)
            await self._start(stack, folder, server, towns)
            began = time.perf_counter()
            for no in range(self.plan.rounds):
                await self._round(no)
                say(lasting.left(self.plan, no + 1, time.perf_counter() - began))
            for name, (ours, it) in self._ours.items():
                if "large" not in name:
                    self.figures.setdefault(f"notices, {name}", []).append(await notices(ours, it))
            for name, it in towns.items():
                small = "large" not in name  # a journal of millions is not folded in the time of a run
                self.wrong += [f"{name}: {what}" for what in await stores.wrong_in(it, whole=small)]

    async def _towns(self, folder: Path, api: str, server: str | None) -> dict[str, Town]:
        hot = {f"hot{no}": self.plan.orders + self.plan.warm for no in range(self.plan.rounds)}
        config = town.config(folder / "config", list(hot), api)
        found: dict[str, Town] = {}
        for size, past in (("", self.plan.few), (", large store", self.plan.past)):
            made: list[tuple[str, str, filling.Db]] = []
            file = folder / f"town{len(size)}.db"
            made.append((f"SQLite{size}", *stores.sqlite_at(file)))
            if server and stores.speaks_postgres(server):
                url = await stores.database_in(server, f"town{len(size)}")
                made.append((f"PostgreSQL{size}", url, filling.PostgresDb(url)))
            for name, url, db in made:
                if not self._wanted(name):
                    continue
                began = time.perf_counter()
                goods = {} if size else hot
                found[name] = await stores.settled(
                    url, db, config, past=past, people=self.plan.people, hot=goods
                )
                seconds, size_of = time.perf_counter() - began, await db.size()
                say(f"{name}: {past:,} past orders, {size_of / 1e6:,.0f} MB, filled in {seconds:.0f} s")
        await asyncio.to_thread(os.sync)  # else the first commits wait for gigabytes on their way to the disk
        return found

    def _wanted(self, name: str) -> bool:
        return not self.plan.only or any(it in name for it in self.plan.only)

    async def _start(
        self, stack: AsyncExitStack, folder: Path, server: str | None, towns: dict[str, Town]
    ) -> None:
        by_hand, peers = "tests.bench.throughput.by_hand", "tests.bench.throughput.peers"
        light = {
            "hello": (by_hand, "hello", "", "hello"),
            "codec": (by_hand, "codec", "", "app"),
            "WeRoBot + SQLite": (peers, "werobot", str(folder / "werobot.db"), "public"),
        }
        stores.gone(folder / "werobot.db")
        if server:
            hand = await stores.database_in(server, "by_hand")
            flask = await stores.database_in(server, "flask")
            light["hand-written SQL"] = (by_hand, "sql", hand, "app")
            light["Flask + PostgreSQL"] = (peers, "flask", flask, "app")
        for name, (module, kind, where, way) in light.items():
            if name == "codec" or self._wanted(name):
                port = free_port()
                command = ["-m", module, kind, str(port), *([where] if where else [])]
                it = await stack.enter_async_context(serving(command, port, "ready"))
                self._light[name] = (it, "/", way)
        for name, it in towns.items():
            self._ours[name] = (await stack.enter_async_context(town.ours(it.url, it.config)), it)

    async def _round(self, no: int) -> None:
        for name, (server, path, way) in self._light.items():
            who = [f"u{place}" for place in range(self.plan.light + self.plan.warm)]
            await self._measure(name, server, Job(0, path, 0, way, who, 0, CONNECTIONS, reads=False))
        for name, (server, it) in self._ours.items():
            full = await self._measure(name, server, self._job(name, it))
            if f"hot{no}" in it.hot:
                hot = Job(0, town.PATH, 0, "app", it.hot[f"hot{no}"], 0, CONNECTIONS, one_item=True)
                await self._measure(f"{name}, one item", server, hot)
                rate = SHARE * full["rate"]
                await self._measure(f"{name}, at 70 %", server, self._job(name, it), rate)
        rate = SHARE * self.figures["codec"][-1]["rate"]
        server, path, way = self._light["codec"]
        who = [f"u{place}" for place in range(self.plan.light + self.plan.warm)]
        job = Job(0, path, 0, way, who, 0, CONNECTIONS, reads=False)
        await self._measure("codec, at 70 %", server, job, rate)

    def _job(self, name: str, it: Town) -> Job:
        """The next people who have not ordered yet."""
        start = self._next.get(name, 0)
        self._next[name] = start + self.plan.orders + self.plan.warm
        return Job(0, town.PATH, 0, "app", it.spread[start : self._next[name]], 0, CONNECTIONS)

    async def _measure(self, name: str, server: Server, job: Job, rate: float = 0.0) -> dict[str, Any]:
        self._numbers += 1_000_000
        found = await load(at(server, job, first=self._numbers, rate=rate, warm=self.plan.warm))
        self.figures.setdefault(name, []).append(found)
        late = f", {found['late']} told later" if found["late"] else ""
        say(
            f"{name}: {found['rate']:.0f}/s, {found['cpu_ms']:.2f} ms CPU, p99 {found['p99_ms']:.0f} ms{late}"
        )
        return found


async def notices(server: Server, it: Town) -> dict[str, Any]:
    """Every buy is called off: each of its orders is a notice to its resident. How fast they are told."""
    before = await ended(it)
    for community in town.SPREAD:
        await town.said(server, f"lead-{community}", "取消团购", "确认")
    started = time.perf_counter()
    for community in town.SPREAD:
        await town.said(server, f"lead-{community}", "确认", "取消")
    while sum((await ended(it, "waiting")).values()):  # noqa: ASYNC110 - another process does it
        await asyncio.sleep(0.05)
    seconds = time.perf_counter() - started
    sent = (await ended(it))["sent"] - before.get("sent", 0)
    say(f"notices: {sent} in {seconds:.1f} s")
    return {"count": sent, "seconds": seconds, "rate": sent / seconds}


async def ended(it: Town, state: str = "") -> dict[str, int]:
    where = f"WHERE state = '{state}'" if state else ""
    rows = await it.db.rows(f"SELECT state, COUNT(*) AS many FROM outbox {where} GROUP BY state")  # noqa: S608
    return {row["state"]: row["many"] for row in rows}


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

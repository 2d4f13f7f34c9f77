"""Real processes of one system over one database, to be killed and brought back; senders that send again until
they are answered, as the platform does; and what must hold afterwards."""

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot import replies
from main import real_time
from tests import postgres
from tests.bot.wecom_town import CORP_ID, ENVIRON, GROUP, LEADER, config_folder, said_by_bot
from tests.fakes.wecom_callbacks import bot_callback
from tests.fakes.wecom_platform import WecomPlatform
from tests.fakes.wecom_platform import running as platform_running
from tests.faults.leaks import look_through
from tests.migrated import migrated_copy
from tests.servers.life import die_with_the_parent, free_port
from tests.test_run import CLEAN, ROOT

PATIENCE_S = 120
"""After which a message that nobody answers fails the test."""
AGAIN_S = 0.5
"""Before a message that was not answered is sent again. The platform takes longer; and sixteen senders that ask ten
times a second keep a process on two cores from starting."""
RUN = (sys.executable, "main.py", "run")
ROOM = "capacity: {normal: 1000, chilled: 600, frozen: 200}"
"""Of the point that orders go to: thousands of boxes are no longer a matter of room here."""
NEVER_QUIET = 'to: "22:00"'


@dataclass(slots=True)
class Member:
    """One process; its output goes to a file, which is read when something failed."""

    role: str
    config: Path
    environ: dict[str, str]
    log: Path
    root: Path = ROOT
    """Where its code lies."""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*RUN, "--config", self.config, "--port", str(self.port), "--role", self.role],
                cwd=self.root,
                env=CLEAN | ENVIRON | self.environ,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_the_parent,  # nothing else runs in the child
            )

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def tracebacks(self) -> int:
        return self.log.read_text(encoding="utf-8", errors="replace").count("Traceback")


@dataclass(frozen=True, slots=True)
class Clock:
    """How wrong the processes' clock is, and what in their environment makes it so."""

    ahead: timedelta = timedelta()
    environ: dict[str, str] = field(default_factory=dict)


TRUE = Clock()


@dataclass(slots=True)
class Cluster:
    """`seen` counts what came instead of an answer: a status, or "no answer"."""

    members: list[Member]
    platform: WecomPlatform
    database: str
    session: aiohttp.ClientSession
    dice: random.Random
    ahead: timedelta = timedelta()
    """By how much everybody's clock is wrong."""
    seen: Counter[str] = field(default_factory=Counter)
    answered: list[tuple[float, float]] = field(default_factory=list)
    """When each answer came, by `time.perf_counter`, and after how many seconds of this one request."""

    @property
    def serving(self) -> list[Member]:
        return [it for it in self.members if it.role != "worker"]

    async def say(self, who: str, text: str, msgid: str) -> str:
        """The answer in the group, sent again under a fresh signature until somebody gives one."""
        message: dict[str, Any] = {"msgid": msgid, "chattype": "group", "chatid": GROUP, "msgtype": "text"}
        message |= {"from": {"userid": who}, "text": {"content": f"@邻里小助手 {text}"}}
        async with asyncio.timeout(PATIENCE_S):
            while True:
                it = self.dice.choice(self.serving)
                sealed = bot_callback(message, real_time() + self.ahead)
                began = time.perf_counter()
                status, body = await self.post(it, *sealed)
                if status == 200:
                    self.answered.append((now := time.perf_counter(), now - began))
                    said = said_by_bot(body)
                    if replies.APOLOGY not in said:
                        return said
                    self.seen["apology"] += 1
                else:
                    self.seen[str(status or "no answer")] += 1
                    await asyncio.sleep(AGAIN_S)

    async def post(self, to: Member, query: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """(0, b"") where no answer came."""
        try:
            async with self.session.post(f"{to.url}/channels/wecom-bot", params=query, data=body) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0, b""

    async def ready(self, of: Member) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while await self._status(of) != 200:
                assert of.running, of.log.read_text(encoding="utf-8", errors="replace")[-3000:]
                await asyncio.sleep(0.05)

    async def _status(self, of: Member) -> int:
        try:
            async with self.session.get(f"{of.url}/readyz") as response:
                return response.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    async def killed_and_back(self, which: Member) -> None:
        which.kill()
        which.start()
        await self.ready(which)

    def p99_ms(self, since: float, until: float) -> float:
        took = sorted(it for when, it in self.answered if since <= when < until)
        return took[len(took) * 99 // 100] * 1000 if took else 0.0

    @property
    def kills(self) -> int:
        return sum(it.kills for it in self.members)


@asynccontextmanager
async def database(kind: str, folder: Path) -> AsyncIterator[str]:
    if kind == "sqlite":
        yield f"sqlite://{migrated_copy(folder)}"
        return
    url = await postgres.fresh_database()
    yield url
    await postgres.give_back(url)


@asynccontextmanager
async def cluster(
    folder: Path,
    url: str,
    roles: tuple[str, ...],
    seed: int,
    people: int,
    redis: str = "",
    clock: Clock = TRUE,
) -> AsyncIterator[Cluster]:
    """Processes with these roles over the database at `url`; the platform's app knows `people` members."""
    config = config_folder(folder)
    platform = WecomPlatform(CORP_ID, members={LEADER, *(f"P{it}" for it in range(people))})
    environ = clock.environ | {"LINLI_DATABASE_URL": url} | ({"LINLI_REDIS_URL": redis} if redis else {})
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(platform_running(platform))
        for kind in ("    kind: wecom_app\n", "    kind: wecom_webhook\n"):
            _replace(config / "channels.yaml", kind, f"{kind}    api_url: {platform.url}\n")
        _replace(config / "operator.yaml", 'to: "08:00"', NEVER_QUIET)
        _replace(config / "points.yaml", ROOM, "capacity: {}")
        members = [Member(it, config, environ, folder / f"{no}.log") for no, it in enumerate(roles)]
        stack.callback(look_through, [it.log for it in members])
        stack.callback(_ended, members)
        how = {"connector": aiohttp.TCPConnector(limit=0), "timeout": aiohttp.ClientTimeout(total=10)}
        session = await stack.enter_async_context(aiohttp.ClientSession(**how))
        it = Cluster(members, platform, url, session, random.Random(seed), clock.ahead)
        for member in members:
            member.start()
        await asyncio.gather(*(it.ready(member) for member in members if member.role != "worker"))
        yield it


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _ended(members: list[Member]) -> None:
    for it in members:
        if it.running:
            assert it.process is not None
            it.process.kill()
            it.process.wait()


def offer(stock: int, ahead: timedelta = timedelta()) -> str:
    """A buy of two items, one of them limited, closing tomorrow by the real clock."""
    day = real_time() + ahead + timedelta(days=1)
    return f"开团 大团\n草莓 25/盒 库存{stock}\n蓝莓 15/盒\n截单 {day:%m-%d} 20:00\n取货 明天17:00-20:00".replace(
        "取货 明天", f"取货 {day + timedelta(days=1):%m-%d} "
    )

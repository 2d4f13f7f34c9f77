"""Several processes of one system, for real: two that serve, two that work, one Redis that freezes, is emptied
and dies; a worker is killed, a server ends with 200 requests in flight (C4, C5, C7 over loopback)."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from redis.asyncio import Redis

import storage
from main import real_time
from tests.bot.wecom_town import CORP_ID, ENVIRON, GROUP, LEADER, config_folder, said_by_bot
from tests.eventually import eventually
from tests.fakes.wecom_callbacks import bot_callback
from tests.fakes.wecom_platform import WecomPlatform
from tests.fakes.wecom_platform import running as platform_running
from tests.faults.budget import noted
from tests.servers.life import die_with_the_parent, free_port
from tests.servers.redis import RedisServer
from tests.test_run import CLEAN, ROOT, TOMORROW, Running

pytestmark = pytest.mark.faults
IN_FLIGHT = 200


@dataclass(slots=True)
class System:
    """`a` serves, `b` serves and works, `c` works."""

    a: Running
    b: Running
    c: Running
    redis: RedisServer
    platform: WecomPlatform
    store: storage.Store
    session: aiohttp.ClientSession
    answers: list[float] = field(default_factory=list)

    async def say(self, to: Running, who: str, text: str, msgid: str) -> str:
        """In the group, at this moment; how long the answer took is kept."""
        message: dict[str, Any] = {"msgid": msgid, "chattype": "group", "chatid": GROUP, "msgtype": "text"}
        message |= {"from": {"userid": who}, "text": {"content": f"@邻里小助手 {text}"}}
        query, body = bot_callback(message, real_time())
        began = time.perf_counter()
        async with self.session.post(f"{to.url}/channels/wecom-bot", params=query, data=body) as response:
            assert response.status == 200
            said = said_by_bot(await response.read())
        self.answers.append(time.perf_counter() - began)
        return said

    async def ready(self, of: Running, status: str) -> None:
        async with asyncio.timeout(10):
            while f'"status": "{status}"' not in (await of.get("/readyz"))[1]:  # noqa: ASYNC110 - another process is watched
                await asyncio.sleep(0.02)


@asynccontextmanager
async def process(role: str, config: Path, environ: dict[str, str]) -> AsyncIterator[Running]:
    port = free_port()
    it = await asyncio.create_subprocess_exec(
        *(sys.executable, "main.py", "run", "--config", str(config), "--port", str(port), "--role", role),
        cwd=ROOT,
        preexec_fn=die_with_the_parent,
        env=CLEAN | ENVIRON | environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with aiohttp.ClientSession() as session:
            yield Running(it, f"http://127.0.0.1:{port}", config, session)
    finally:
        if it.returncode is None:
            it.kill()
        assert it.stdout
        await it.stdout.read()
        await it.wait()


@asynccontextmanager
async def system(folder: Path, database: str) -> AsyncIterator[System]:
    config, redis = config_folder(folder), RedisServer()
    platform = WecomPlatform(CORP_ID, members={LEADER, "Li"})
    redis.start()
    async with AsyncExitStack() as stack:
        stack.callback(redis.kill)
        await stack.enter_async_context(platform_running(platform))
        channels = config / "channels.yaml"
        text = channels.read_text(encoding="utf-8")
        for kind in ("wecom_app", "wecom_webhook"):
            text = text.replace(f"    kind: {kind}\n", f"    kind: {kind}\n    api_url: {platform.url}\n")
        channels.write_text(text, encoding="utf-8")
        environ = {"LINLI_DATABASE_URL": database, "LINLI_REDIS_URL": redis.url}
        three = [
            await stack.enter_async_context(process(role, config, environ))
            for role in ("web", "all", "worker")
        ]
        await asyncio.gather(*(it.printed("Linli ") for it in three))
        session = await stack.enter_async_context(
            aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        )
        store = await stack.enter_async_context(storage.open(database))
        yield System(*three, redis, platform, store, session)


@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
@pytest.mark.timeout(300)  # three processes start on two busy cores
async def test_several_processes_are_one_system_whatever_becomes_of_redis_a_worker_or_a_server(
    tmp_path: Path, database: str
) -> None:
    async with system(tmp_path, database) as it:

        async def pushed_once() -> bool:
            return len(it.platform.pushed) == 1

        await it.ready(it.a, "ready")
        assert "我记的是" in await it.say(it.a, LEADER, TOMORROW, "m1")
        assert "开了" in await it.say(it.b, LEADER, "确认", "m2")
        await eventually(pushed_once, "the notice of the opening was not sent once", within_s=20)

        # C7: the same delivery to both at the same instant, and again.
        both = await asyncio.gather(*(it.say(to, "Li", "草莓2盒", "m3") for to in (it.a, it.b)))
        assert "草莓 2盒 50元" in both[0]
        assert {*both, await it.say(it.a, "Li", "草莓2盒", "m3")} == {both[0]}

        # C4: frozen, emptied, killed, back: answered all the same, and ready again without a restart.
        usual = max(it.answers)
        it.answers.clear()
        it.redis.freeze()
        assert "记好了" in await it.say(it.a, "Zhou", "蓝莓1盒", "m4")
        await it.ready(it.a, "degraded")
        assert "记好了" in await it.say(it.b, "Wu", "蓝莓1盒", "m5")
        it.redis.thaw()
        await it.ready(it.a, "ready")
        async with Redis.from_url(it.redis.url) as raw:
            await raw.flushall()
        assert "记好了" in await it.say(it.a, "Zheng", "蓝莓1盒", "m6")
        it.redis.kill()
        await it.ready(it.b, "degraded")
        assert "记好了" in await it.say(it.b, "Wang", "蓝莓1盒", "m7")
        it.redis.start()
        await it.ready(it.b, "ready")
        assert "记好了" in await it.say(it.b, "Feng", "蓝莓1盒", "m8")
        noted(f"C4: slowest answer {max(it.answers) * 1000:.0f} ms, {usual * 1000:.0f} ms with Redis there")

        # One SIGHUP is enough where the folder is shared; nobody undoes it.
        it.a.edit("operator.yaml", "grace: 60s", "grace: 90s")
        await it.a.printed("is in force; taken away")
        for other in (it.b, it.c):
            await other.printed("configuration taken up")

        # C5: told to end with requests in flight.
        asked = [asyncio.create_task(it.say(it.a, f"P{no}", "蓝莓1盒", f"p{no}")) for no in range(IN_FLIGHT)]
        await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        it.a.process.terminate()
        began = time.perf_counter()
        answered = await asyncio.gather(*asked, return_exceptions=True)
        async with asyncio.timeout(10):
            assert await it.a.process.wait() == 0
        noted(f"C5: {IN_FLIGHT} in flight, ended after {time.perf_counter() - began:.1f} s")
        assert [said for said in answered if not (isinstance(said, str) and "蓝莓 1盒" in said)] == []
        assert len(await it.store.reads.orders(1)) == IN_FLIGHT + 6

        # A worker is killed: the other one goes on.
        it.c.process.kill()
        assert "我记的是" in await it.say(it.b, LEADER, TOMORROW, "m9")
        assert "开了" in await it.say(it.b, LEADER, "确认", "m10")

        # Redis was lost a moment ago: a second message to the group may have to wait for its minute.
        async def taken_over() -> bool:
            opened = "kind = 'opened' AND reason IN ('lake-webhook', 'rate limit')"
            async with it.store._read.snapshot():
                return len(await it.store._read.rows(f"SELECT 1 FROM outbox WHERE {opened}")) == 2  # noqa: S608

        await eventually(taken_over, "nobody took the dead worker's place", within_s=20)
        assert "given_up" not in await it.store.outbox.ends()
        assert await it.store.disagreements() == []

"""H10 against real processes: one person told to two of them while Redis dies, and a whole community at once."""

import asyncio
import time
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import storage
from bot.slowing import TooFast
from main import real_time
from tests.bot.wecom_town import GROUP, said_by_bot
from tests.fakes.wecom_callbacks import Request, bot_callback
from tests.faults.budget import LIMIT, noted
from tests.faults.cluster import Cluster, cluster
from tests.faults.killing import opened
from tests.migrated import migrated_copy
from tests.servers.redis import RedisServer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
MOST = 20
"""`limits.messages_per_minute` of the sample."""
CROWD, EACH, OTHERS, TURNS = 250, 2, 6, 8


def sealed(who: str, text: str, msgid: str, *, group: bool = False) -> Request:
    where: dict[str, Any] = {"chattype": "group", "chatid": GROUP} if group else {"chattype": "single"}
    content = f"@邻里小助手 {text}" if group else text
    message = {
        "msgid": msgid,
        **where,
        "msgtype": "text",
        "from": {"userid": who},
        "text": {"content": content},
    }
    return bot_callback(message, real_time())


async def told(it: Cluster, who: str, to: int, msgid: str) -> bool:
    """Whether it was heard."""
    status, body = await it.post(it.members[to], *sealed(who, "帮助", msgid))
    assert status == 200
    said = said_by_bot(body)
    return bool(said) and TooFast.text not in said


async def flood(it: Cluster, who: str, times: int, first: int = 0) -> int:
    """How much of it is heard: a hundred a second, to one process and the other in turn."""
    tasks = []
    for no in range(first, first + times):
        tasks.append(asyncio.create_task(told(it, who, no % 2, f"{who}{no}")))
        await asyncio.sleep(0.01)
    return sum(await asyncio.gather(*tasks))


async def test_one_person_is_never_heard_above_the_limit_by_two_processes_while_redis_dies(
    tmp_path: Path,
) -> None:
    redis = RedisServer()
    redis.start()
    try:
        url = f"sqlite://{migrated_copy(tmp_path)}"
        async with cluster(tmp_path, url, ("all", "all"), 1, 1, redis=redis.url) as it:
            for no in range(4):  # each hears somebody, and learns of the other
                await told(it, "Everybody", no % 2, f"e{no}")
                await asyncio.sleep(0.6)
            with_it = await flood(it, "P1", 100)
            before = await flood(it, "P2", 12)
            redis.kill()
            after = await flood(it, "P2", 100, first=12)
            without = await flood(it, "P3", 200)
            noted(
                f"H10: of 100 a second to two processes {with_it} are heard with Redis, {before} + {after} where it "
                f"dies in between, {without} without it; the limit is {MOST} a minute"
            )
            assert MOST // 4 <= with_it <= MOST  # less where the machine is so busy that Redis seems away
            assert before + after <= MOST
            assert MOST // 4 <= without <= MOST
    finally:
        if redis.process is not None:
            redis.kill()


async def answered(it: Cluster, request: Request) -> tuple[str, float]:
    """What is said, and after how many ms; not taken, or no answer yet: the platform sends it again."""
    began = time.perf_counter()
    status, body = await it.post(it.members[0], *request)
    while status in (0, 503):
        status, body = await it.post(it.members[0], *request)
    assert status == 200
    return said_by_bot(body), (time.perf_counter() - began) * 1000


async def others(it: Cluster, name: str) -> list[float]:
    """What people of another community wait, in ms, each asking one thing after the other."""
    waited: list[float] = []

    async def one(no: int) -> None:
        for turn in range(TURNS):
            text = "枫林苑" if turn == 0 else "团购"
            waited.append((await answered(it, sealed(f"M{name}{no}", text, f"{name}{no}-{turn}")))[1])
            await asyncio.sleep(0.2)

    await asyncio.gather(*(one(no) for no in range(OTHERS)))
    return waited


async def test_others_do_not_wait_behind_a_whole_community_that_orders_at_once_and_it_loses_nothing(
    tmp_path: Path,
) -> None:
    """As fast as this machine makes the load; what the crowd itself waits is printed beside it."""
    async with cluster(tmp_path, f"sqlite://{migrated_copy(tmp_path)}", ("all",), 1, 1) as it:
        await opened(it, stock=CROWD * EACH)
        crowd = [sealed(f"C{no % CROWD}", "再来1盒草莓", f"c{no}", group=True) for no in range(CROWD * EACH)]
        alone = await others(it, "a")
        began = time.perf_counter()
        ordering = [asyncio.create_task(answered(it, request)) for request in crowd]
        beside = await others(it, "b")
        said = await asyncio.gather(*ordering)
        rate = len(crowd) / (time.perf_counter() - began)
        waited = median(ms for _, ms in said)
        noted(
            f"H10: {len(crowd)} orders of one community at once, {rate:.0f} a second, each answered after {waited:.0f} ms "
            f"(median); others after {median(alone):.0f} ms alone, {median(beside):.0f} ms beside it"
        )
        assert all("记好了" in it for it, _ in said)
        async with storage.open(it.database) as store:
            assert (await store.reads.buy(1)).item(1).taken == Decimal(len(crowd))
            assert await store.disagreements() == []
        assert median(beside) <= max(4 * median(alone), waited / 2)

"""Our own loop's standing still is not blamed on Redis; a frozen Redis is missed all the same; who is told to stop stops."""

import asyncio
import time

import pytest

from storage.shelf.patience import PATIENCE, within
from tests.servers.redis import RedisServer
from tests.storage.shelf.kit import SLACK, TRIES, best, cost_while_frozen, impatient, raw, shelf

BLOCKED = 0.3
"""Seconds for which a loop stands still."""


async def test_a_loop_that_stood_still_does_not_take_what_it_did_not_look_at_for_silence(
    own_redis: RedisServer,
) -> None:
    """The server is stopped until all have asked, and has answered while the loop stands still. What needs several
    ways there and back, as a lock, or a process that has just come, has to wait for the others yet."""
    lost: list[bool] = []
    async with shelf(own_redis.url) as it, raw(own_redis.url) as redis:
        await redis.set("linli:token", "t0")

        async def comes() -> bool:
            async with shelf(own_redis.url, patience=PATIENCE) as new:
                return not new.circuit.open

        async def locks() -> bool:
            async with it.lock("token"):
                return await it.lease("sweep", "me", 30)

        while len(lost) < TRIES and False not in lost:
            asked = [it.get("token"), locks(), it.may_hear("app", "Li", 99), it.may("app", "Li", 99), comes()]
            own_redis.freeze()
            with impatient(it):
                answers = asyncio.gather(*asked)
                for _ in range(20):
                    await asyncio.sleep(0)
                own_redis.thaw()
                time.sleep(BLOCKED)  # noqa: ASYNC251 - that is what happens
                found = await answers
                lost.append(it.circuit.open or found != ["t0", True, True, True, True])
            assert await it.reachable()
    assert lost[-1] is False


async def test_a_frozen_server_costs_a_loop_that_stands_still_no_more_than_its_time_over_again(
    own_redis: RedisServer,
) -> None:
    async with shelf(own_redis.url) as it:

        async def blocked() -> None:
            answer = asyncio.ensure_future(it.get("token"))
            await asyncio.sleep(0)
            time.sleep(BLOCKED)  # noqa: ASYNC251 - that is what happens
            await answer

        enough = BLOCKED + PATIENCE + SLACK
        assert await best(lambda: cost_while_frozen(own_redis, it, blocked), enough) < enough


async def test_time_is_given_again_once_and_only_by_a_timer_that_is_late() -> None:
    loop, never = asyncio.get_running_loop(), asyncio.Event()
    stood = 0

    async def stands_still(times: int) -> None:
        nonlocal stood
        for _ in range(times):
            await asyncio.sleep(0)
            time.sleep(0.05)  # noqa: ASYNC251 - that is what happens
            stood += 1
        await never.wait()

    for times, least in ((0, 0.02), (1, 0.07), (9, 0.07)):
        began = loop.time()
        with pytest.raises(TimeoutError):
            await within(lambda times=times: stands_still(times), 0.02)
        assert loop.time() - began >= least - 0.001, "the clock's own grain"
    assert 1 < stood <= 6, "the third gave up in the middle"
    assert await within(lambda: asyncio.sleep(0, "said"), 0.0) == "said", "what is there is taken first"


async def test_a_shelf_is_left_in_the_middle_of_a_question_whatever_it_waits_for(
    own_redis: RedisServer,
) -> None:
    async with shelf(own_redis.url) as it:

        async def asks() -> None:
            while True:
                await it.get("token")

        for turns in range(12):
            asking = asyncio.create_task(asks())
            for _ in range(turns):
                await asyncio.sleep(0)
            asking.cancel()
            await asyncio.wait([asking], timeout=10)
            assert asking.cancelled(), turns

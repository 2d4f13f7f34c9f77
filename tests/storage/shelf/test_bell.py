"""Wake-ups: who rings wakes the others, many rings are heard as few, and nobody is woken for ever by none."""

import asyncio
import time

from tests.eventually import eventually
from tests.servers.redis import RedisServer
from tests.storage.shelf.kit import prefixed, raw, shelf


async def subscribed(url: str, many: int) -> None:
    prefix = url.partition("prefix=")[2] or "linli:"
    async with raw(url) as redis, asyncio.timeout(30):
        while (await redis.pubsub_numsub(f"{prefix}bell"))[0][1] < many:  # noqa: ASYNC110 - the server is watched
            await asyncio.sleep(0.005)


async def test_a_ring_is_heard_by_every_other_process_within_moments(redis_url: str) -> None:
    url, heard = prefixed(redis_url), [0, 0]
    async with shelf(url) as web, shelf(url) as one, shelf(url) as two:

        def hears(no: int) -> None:
            heard[no] += 1

        one.on_ring(lambda: hears(0))
        two.on_ring(lambda: hears(1))
        await subscribed(url, 2)
        began = time.perf_counter()
        web.ring()
        await eventually(lambda: heard == [1, 1])
        print(f"heard after {(time.perf_counter() - began) * 1000:.1f} ms")
        for _ in range(1000):
            web.ring()
        await asyncio.sleep(0)
        await eventually(lambda: min(heard) >= 2)
        assert max(heard) <= 3


async def test_a_bell_is_heard_again_after_redis_was_away_and_rings_into_nothing_meanwhile(
    own_redis: RedisServer,
) -> None:
    heard = []
    async with shelf(own_redis.url) as web, shelf(own_redis.url) as worker:
        worker.on_ring(lambda: heard.append(1))
        await subscribed(own_redis.url, 1)
        own_redis.kill()
        await web.reachable()
        web.ring()
        await eventually(lambda: worker.circuit.open)
        own_redis.start()
        await subscribed(own_redis.url, 1)
        await eventually(lambda: not web.circuit.open)
        heard.clear()
        web.ring()
        await eventually(lambda: bool(heard))

"""C4, the shelf's part: Redis frozen, killed, emptied, slow: slower and stricter, never wrong; back by itself."""

import asyncio
import time
from itertools import count

import structlog

from storage.shelf import open_shelf
from storage.shelf.circuit import LOOK
from storage.shelf.patience import PATIENCE
from storage.shelf.shared import LOCK_SECONDS, RedisShelf
from tests.eventually import eventually
from tests.servers.redis import RedisServer
from tests.storage.shelf.kit import SLACK, best, cost_while_frozen, impatient, raw, shelf


async def everything(it: RedisShelf) -> list[object]:
    """Each thing a shelf is asked for, once."""
    await it.put("token", "t1", 60)
    async with it.lock("token"):
        found = await it.get("token")
    leased = await it.lease("sweep", "me", 30)
    await it.release("sweep", "me")
    it.ring()
    return [found, leased, await it.may("app", "Li", 30)]


async def test_a_frozen_server_costs_one_tenth_of_a_second_once_and_is_asked_again_when_it_thaws(
    own_redis: RedisServer,
) -> None:
    async with shelf(own_redis.url) as it:
        assert await everything(it) == ["t1", True, True]
        first = await best(
            lambda: cost_while_frozen(own_redis, it, lambda: it.get("token")), PATIENCE + SLACK
        )
        assert PATIENCE <= first < PATIENCE + SLACK
        with structlog.testing.capture_logs() as logged:
            own_redis.freeze()
            with impatient(it):
                assert await it.get("token") == "t1"
                asked: list[float] = []
                it.on_answer(asked.append)
                began = time.perf_counter()
                for no in range(200):
                    assert (await it.get("token"), await it.may("app", f"p{no}", 30)) == ("t1", True)
                assert await everything(it) == ["t1", True, False]
                rest = time.perf_counter() - began
                assert len(asked) <= 2 + rest / LOOK, "only whether it is back"
            print(
                f"frozen: {first * 1000:.0f} ms until the circuit opened, then {rest / 0.4:.2f} ms a question"
            )
            own_redis.thaw()
            await eventually(lambda: not it.circuit.open)
        assert [line["event"] for line in logged] == ["shelf lost", "shelf there"]
        assert "127.0.0.1" not in str(logged)
        async with raw(own_redis.url) as redis:
            assert await redis.get("linli:token") == b"t1"
        assert await it.get("token") == "t1"


async def test_many_who_ask_at_once_of_a_frozen_server_wait_no_longer_than_one(
    own_redis: RedisServer,
) -> None:
    async with shelf(own_redis.url) as it:

        async def crowd() -> None:
            await asyncio.gather(*(it.put(f"k{no}", "v", 60) for no in range(100)))

        enough = PATIENCE + 2 * SLACK
        assert await best(lambda: cost_while_frozen(own_redis, it, crowd), enough) < enough
        own_redis.freeze()
        with impatient(it):
            assert await it.get("k99") == "v"


async def test_a_killed_server_is_missed_at_once_and_found_again_on_its_port(own_redis: RedisServer) -> None:
    async with shelf(own_redis.url) as it:
        await it.put("token", "t1", 60)
        for first in (True, False):
            own_redis.kill()
            assert not await it.reachable()
            assert await everything(it) == ["t1", True, first]
            own_redis.start()
            assert await it.reachable()
            assert await it.get("token") is None  # the platform gives the same token to whoever asks again


async def test_a_process_starts_without_redis_and_takes_it_up_when_it_comes(own_redis: RedisServer) -> None:
    own_redis.kill()
    with structlog.testing.capture_logs() as logged:
        async with shelf(own_redis.url) as it:
            assert not await it.reachable()
            assert await everything(it) == ["t1", True, True]
            own_redis.start()
            await eventually(lambda: not it.circuit.open)
            assert await everything(it) == ["t1", True, False]
    assert [line["event"] for line in logged] == ["shelf lost", "shelf there"]


async def test_each_process_fetches_its_own_token_while_the_lock_cannot_be_shared(
    own_redis: RedisServer,
) -> None:
    fetched = count(1)

    async def fetch(it: RedisShelf) -> str:
        """As the WeCom channel does it: single flight by the lock, the token looked for again inside."""
        async with it.lock("token"):
            token = await it.get("token")
            if token is None:
                token = f"t{next(fetched)}"
                await asyncio.sleep(0)
                await it.put("token", token, 7200)
        return token

    async with shelf(own_redis.url) as one, shelf(own_redis.url) as two:
        both = [one, two] * 10
        assert set(await asyncio.gather(*(fetch(it) for it in both))) == {"t1"}
        own_redis.kill()
        assert set(await asyncio.gather(*(fetch(it) for it in both))) <= {"t1", "t2"}
        assert next(fetched) <= 3


async def test_who_died_with_a_lock_keeps_the_others_for_its_seconds_only(own_redis: RedisServer) -> None:
    async with shelf(own_redis.url) as it, raw(own_redis.url) as redis:
        began = time.perf_counter()
        await redis.set("linli:lock:token", "of one who died", px=150)
        async with it.lock("token"):
            assert 0.15 - 0.01 < time.perf_counter() - began < LOCK_SECONDS
        assert await redis.get("linli:lock:token") is None


async def test_a_lock_that_ran_out_is_not_taken_from_whoever_has_it_now(own_redis: RedisServer) -> None:
    async with shelf(own_redis.url) as it, raw(own_redis.url) as redis:
        async with it.lock("token"):
            await redis.set("linli:lock:token", "somebody else")
        assert await redis.get("linli:lock:token") == b"somebody else"


async def test_a_server_that_answers_late_is_one_that_does_not_answer(own_redis: RedisServer) -> None:
    """It answers one question and is too slow with another."""
    async with shelf(own_redis.url) as it, raw(own_redis.url) as redis:
        await it.put("token", "t1", 60)
        await redis.execute_command("CLIENT", "PAUSE", 60_000, "WRITE")
        assert await it.get("token") == "t1"
        with impatient(it):
            await it.put("token", "t2", 60)
        assert it.circuit.open
        assert await it.get("token") == "t2"
        await redis.execute_command("CLIENT", "UNPAUSE")
        await eventually(lambda: not it.circuit.open)


async def test_a_shelf_is_left_without_a_task_or_a_connection_behind(own_redis: RedisServer) -> None:
    before = len(asyncio.all_tasks())
    async with raw(own_redis.url) as redis:
        for _ in range(3):
            async with open_shelf(own_redis.url) as it:
                it.on_ring(lambda: None)
                await it.put("a", "b", 5)
        assert len(asyncio.all_tasks()) == before

        async def alone() -> bool:
            return [line["name"] for line in await redis.client_list()] == [""]

        await eventually(alone)

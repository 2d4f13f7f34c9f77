"""C3 and C4: the database crashes, Redis is emptied, frozen and killed while people order through two processes."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from tests import postgres
from tests.faults import killing
from tests.faults.budget import LIMIT, fresh, noted, rounds
from tests.faults.cluster import Cluster, cluster, database
from tests.servers.redis import RedisServer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
DOWN_S = 5
HEALED_S = 2.0
TWO = ("all", "all")
SAFE = (*postgres.FAST[3:], "fsync=off")  # what was committed is there after a crash of the server alone


@pytest.fixture
def server() -> Iterator[postgres.Server]:
    it = postgres.Server(SAFE)
    yield it
    it.stop()


async def test_postgresql_crashes_twice_while_people_order(tmp_path: Path, server: postgres.Server) -> None:
    """C3: stopped at once (SIGQUIT), five seconds away, back; nobody restarts our processes."""
    for seed in rounds(60, at_most=10):
        healed: list[float] = []
        async with cluster(fresh(tmp_path, seed), server.url(), TWO, seed, 600) as it:

            async def crash(it: Cluster = it, healed: list[float] = healed) -> None:
                await asyncio.to_thread(server.kill)
                await asyncio.sleep(DOWN_S)
                await asyncio.to_thread(server.start)
                back = time.perf_counter()
                await asyncio.gather(*(it.ready(m) for m in it.members))
                healed.append(time.perf_counter() - back)

            await killing.opened(it, stock=1000)
            first, second = sorted(it.dice.sample(range(300, 2700), 2))
            booked = await killing.bought(it, 3000, [first, max(second, first + 200)], crash)
            reading = await killing.told(it, {who for who, _ in booked}, 0)
            found = await killing.sums(it, booked, 3000, reading)
            assert all(m.running for m in it.members)
            noted(f"C3 seed {seed}: {found}; 2 crashes, ready again after {[f'{s:.1f}' for s in healed]} s")
            assert (found.lost, found.doubled, found.unbalanced, found.noticeless) == (0, 0, [], 0)
            assert len(healed) == 2
            assert max(healed) <= HEALED_S
        await emptied(server)


async def emptied(server: postgres.Server) -> None:
    import asyncpg

    connection = await asyncpg.connect(server.url())
    await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await connection.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_redis_is_emptied_killed_and_frozen_while_people_order(tmp_path: Path, kind: str) -> None:
    """C4: five times emptied, twice killed for a second, once frozen for five."""
    for seed in rounds(40, at_most=10):
        redis, folder = RedisServer(), fresh(tmp_path, seed)
        redis.start()
        away: list[tuple[float, float]] = []
        async with database(kind, folder) as url, cluster(folder, url, TWO, seed, 600, redis.url) as it:
            troubles = ["empty"] * 5 + ["kill"] * 2 + ["freeze"]
            it.dice.shuffle(troubles)
            busy = asyncio.Lock()

            async def trouble(
                troubles: list[str] = troubles,
                redis: RedisServer = redis,
                busy: asyncio.Lock = busy,
                away: list[tuple[float, float]] = away,
            ) -> None:
                async with busy:
                    match troubles.pop():
                        case "empty":
                            async with Redis.from_url(redis.url) as raw:
                                await raw.flushall()
                        case "kill":
                            redis.kill()
                            began = time.perf_counter()
                            await asyncio.sleep(1)
                            away.append((began, time.perf_counter()))
                            redis.start()
                        case "freeze":
                            redis.freeze()
                            began = time.perf_counter()
                            await asyncio.sleep(DOWN_S)
                            away.append((began, time.perf_counter()))
                            redis.thaw()

            await killing.opened(it, stock=1000)
            began = time.perf_counter()
            moments = [it.dice.randint(300, 2500) for _ in troubles]
            booked = await killing.bought(it, 3000, moments, trouble)
            usual = it.p99_ms(began, min(since for since, _ in away))
            without = max(it.p99_ms(*one) for one in away)
            reading = await killing.told(it, {who for who, _ in booked}, 0)
            found = await killing.sums(it, booked, 3000, reading)
            noted(
                f"C4 {kind}, seed {seed}: {found}; 5 × emptied, 2 × killed, 1 × frozen; p99 of an answer "
                f"{usual:.0f} ms, at most {without:.0f} ms without Redis"
            )
            assert (found.lost, found.doubled, found.unbalanced, found.noticeless) == (0, 0, [], 0)
            assert found.repeats == 0
            assert not found.seen, "Redis alone is no reason to give no answer"
        redis.kill()

"""H10, the shelf's part of what is heard: nobody is heard above the limit in any minute, by however many processes
and whatever becomes of Redis; and everybody is heard some."""

from contextlib import AsyncExitStack
from itertools import product
from random import Random

from storage.shelf.circuit import MINUTE
from storage.shelf.hearing import COUNTED_FOR, UNKNOWN, Parts
from storage.shelf.patience import PATIENCE
from storage.shelf.shared import RedisShelf
from tests.servers.redis import RedisServer
from tests.storage.shelf.kit import Seconds, prefixed, raw, shelf

LIMIT = 20


async def heard(*shelves: RedisShelf, who: str, times: int = 30) -> int:
    """How much of what somebody says to these is heard, each being told so often."""
    return sum([await it.may_hear("bot", who, LIMIT) for _ in range(times) for it in shelves])


async def acquainted(now: Seconds, *shelves: RedisShelf) -> None:
    """They have all heard somebody, and know of each other."""
    for _ in range(2):
        assert await heard(*shelves, who="everybody", times=1)
        now.at += COUNTED_FOR
    assert {it._hearing.ears for it in shelves} == {len(shelves)}


def test_the_parts_of_a_limit_are_never_more_than_it_whenever_redis_is_lost() -> None:
    dice = Random(1)
    for ears, limit in product(range(2, 13), (24, 25, 59, 600)):
        parts = Parts.of(limit, ears)
        assert 1 <= parts.alone <= parts.one <= parts.together <= limit
        assert parts.one >= limit // 2, "who is heard by one process alone has half of it"
        for _ in range(20):
            before, favourite = [0] * ears, dice.randrange(ears)
            for _ in range(dice.choice((parts.together, dice.randrange(limit)))):
                told = favourite if dice.random() < 0.6 else dice.randrange(ears)
                before[told] += before[told] < parts.one and sum(before) < parts.together
            lost = [dice.random() < 0.7 for _ in range(ears)]  # some may go on to reach it
            after = [max(it, parts.alone) if gone else it for it, gone in zip(before, lost, strict=True)]
            assert sum(after) <= limit, (before, after)


def test_one_process_has_the_whole_limit_and_a_small_one_still_lets_everybody_say_something() -> None:
    assert Parts.of(20, 1) == Parts(20, 20, 20)
    assert Parts.of(20, 2) == Parts(alone=5, one=15, together=20)
    assert Parts.of(20, 4) == Parts(alone=2, one=14, together=16)
    assert Parts.of(1, 3) == Parts(1, 1, 1)


async def test_what_somebody_says_is_counted_by_all_together_and_by_each_a_part_without_redis(
    own_redis: RedisServer,
) -> None:
    now = Seconds()
    async with shelf(own_redis.url, now) as one, shelf(own_redis.url, now) as two:
        await acquainted(now, one, two)
        assert await heard(one, two, who="Li") == LIMIT
        assert await heard(one, who="Sun") == 15  # the rest is for the other process, should Redis be lost
        own_redis.kill()
        assert await heard(one, two, who="Li") == 0
        assert await heard(two, who="Sun") == 5
        assert await heard(one, two, who="Zhang") == 10
        own_redis.start()
        for it in (one, two):
            assert await it.reachable()
        assert await heard(one, two, who="Zhang") == 0  # nobody knows what was heard without it
        assert await heard(one, two, who="Zhou") == 10
        now.at += COUNTED_FOR
        await acquainted(now, one, two)
        now.at += MINUTE
        assert await heard(one, two, who="Wang") == LIMIT
        async with raw(own_redis.url) as redis:
            await redis.flushall()
        for it in (one, two):
            assert await it.reachable()
        assert await heard(one, two, who="Wang") == 0
        assert await heard(one, who="Wu") == 5


async def test_processes_that_never_met_hear_no_more_together_if_they_are_up_to_four(
    own_redis: RedisServer,
) -> None:
    async with shelf(own_redis.url) as it:
        assert it._hearing.ears == UNKNOWN
        own_redis.kill()
        assert not await it.reachable()
        alone = Parts.of(LIMIT, UNKNOWN).alone
        assert await heard(it, who="Li") == alone
        assert 4 * alone <= LIMIT


async def test_a_process_that_hears_nobody_any_more_is_not_counted_after_a_minute(redis_url: str) -> None:
    url, now = prefixed(redis_url), Seconds()
    async with shelf(url, now) as one, shelf(url, now) as two:
        await acquainted(now, one, two)
        prefix = url.partition("=")[2]
        async with raw(url) as redis:
            await redis.zadd(f"{prefix}ears", {two._hearing.name: 1})
        now.at += COUNTED_FOR
        assert await heard(one, who="Sun", times=1)
        assert one._hearing.ears == 2, "another may have come a moment ago"
        now.at += MINUTE
        assert await heard(one, who="Li") == LIMIT
        assert one._hearing.ears == 1


async def test_whatever_happens_to_redis_within_a_minute_nobody_is_heard_above_the_limit(
    own_redis: RedisServer,
) -> None:
    """Three drawn minutes of three processes: floods, Redis frozen, thawed, emptied, killed, back."""
    for seed in range(3):
        dice, now, who = Random(seed), Seconds(), f"P{seed}"
        async with AsyncExitStack() as stack:
            url = prefixed(own_redis.url)
            three = [await stack.enter_async_context(shelf(url, now)) for _ in range(3)]
            await acquainted(now, *three)
            for it in three:
                it.circuit.patience = PATIENCE
            count = 0
            for _ in range(6):
                some = dice.sample(three, dice.randint(1, 3))
                match dice.choice(("say", "say", "flush", "kill", "freeze")):
                    case "say":
                        count += await heard(*some, who=who, times=dice.randrange(20))
                    case "flush":
                        async with raw(own_redis.url) as redis:
                            await redis.flushall()
                    case "kill":
                        own_redis.kill()
                        count += await heard(*some, who=who, times=dice.randrange(9))
                        own_redis.start()
                    case "freeze":
                        own_redis.freeze()
                        count += await heard(*some, who=who, times=dice.randrange(9))
                        own_redis.thaw()
                now.at += 5
                for it in three:
                    await it.reachable()
            print(f"seed {seed}: {count} heard")
            assert 0 < count <= LIMIT, f"seed {seed}"

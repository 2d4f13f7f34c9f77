"""H10, the shelf's part of what is sent: never above a target's limit in any minute, across processes and without
Redis."""

from contextlib import AsyncExitStack
from random import Random

from storage.shelf.circuit import MINUTE
from storage.shelf.patience import PATIENCE
from storage.shelf.shared import RedisShelf
from tests.servers.redis import RedisServer
from tests.storage.shelf.kit import PATIENT, Seconds, prefixed, raw, shelf

WEBHOOK = 20
"""Messages a minute that a group's webhook takes (PLATFORM §1)."""


async def sent(*shelves: RedisShelf, times: int = 30, target: str = "g1") -> int:
    """How many messages they get through, each trying so often."""
    return sum([await it.may("webhook", target, WEBHOOK) for _ in range(times) for it in shelves])


async def test_four_senders_share_one_minutes_limit_and_keep_a_tenth_back(redis_url: str) -> None:
    url = prefixed(redis_url)
    async with AsyncExitStack() as stack:
        four = [await stack.enter_async_context(shelf(url)) for _ in range(4)]
        assert await sent(*four) == 18
        assert await sent(*four, target="g2") == 18


async def test_an_emptied_redis_is_noticed_at_the_next_message_and_nobody_sends_all_over_again(
    redis_url: str,
) -> None:
    url, now = prefixed(redis_url), Seconds()
    async with shelf(url, now) as one, shelf(url, now) as two, raw(url) as redis:
        assert await sent(one) == 18
        prefix = url.partition("=")[2]
        await redis.delete(*[key async for key in redis.scan_iter(match=f"{prefix}*")])
        assert await sent(one, two) == 1  # `one` has had its share; of `two` nobody knows
        now.at += MINUTE
        assert await sent(two) == 18


async def test_without_redis_each_goes_on_with_a_share_after_a_minute_of_one_message(
    own_redis: RedisServer,
) -> None:
    now = Seconds()
    async with AsyncExitStack() as stack:
        four = [await stack.enter_async_context(shelf(own_redis.url, now)) for _ in range(4)]
        own_redis.kill()
        for it in four:
            assert not await it.reachable()
        assert await sent(*four) == 4
        now.at += MINUTE
        assert await sent(*four) == WEBHOOK - 4
        own_redis.start()
        for it in four:
            assert await it.reachable()
        assert await sent(*four) == 0  # the common count is new, but each knows what it has sent
        now.at += MINUTE
        assert 0 < await sent(*four) <= 18


async def test_after_a_short_freeze_the_common_count_is_taken_up_as_it_was(own_redis: RedisServer) -> None:
    now = Seconds()
    async with shelf(own_redis.url, now) as one, shelf(own_redis.url, now) as two:
        assert await sent(one, two, times=5) == 10
        own_redis.freeze()
        one.circuit.patience = two.circuit.patience = PATIENCE
        assert await sent(one, two) == 0
        assert await sent(one, two, target="g2") == 2
        own_redis.thaw()
        one.circuit.patience = two.circuit.patience = PATIENT
        assert await one.reachable()
        assert await two.reachable()
        assert await sent(one, two) == 8
        assert await sent(one, two, target="g2") == 18  # and two before: twenty in all


async def test_whatever_happens_to_redis_within_a_minute_the_limit_holds(own_redis: RedisServer) -> None:
    """Three drawn minutes of two senders: messages in bursts, Redis frozen, thawed, emptied, killed, back."""
    for seed in range(3):
        dice, now, target = Random(seed), Seconds(), f"g{seed}"
        async with (
            shelf(own_redis.url, now, patience=PATIENCE) as one,
            shelf(own_redis.url, now, patience=PATIENCE) as two,
        ):
            went = 0
            for _ in range(6):
                match dice.choice(("send", "send", "flush", "kill", "freeze")):
                    case "send":
                        went += await sent(dice.choice((one, two)), times=dice.randrange(12), target=target)
                    case "flush":
                        async with raw(own_redis.url) as redis:
                            await redis.flushall()
                    case "kill":
                        own_redis.kill()
                        went += await sent(one, two, times=dice.randrange(4), target=target)
                        own_redis.start()
                    case "freeze":
                        own_redis.freeze()
                        went += await sent(dice.choice((one, two)), times=dice.randrange(4), target=target)
                        own_redis.thaw()
                now.at += 5
                for it in (one, two):
                    await it.reachable()
        assert went <= WEBHOOK, f"seed {seed}"

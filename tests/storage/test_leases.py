"""Who may send what, when: leases, turns and second tries, with the clock given."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest

import storage
from groupbuy.telling import MAX_TRIES, Claimed, End, retry_after
from tests.storage.book import AT, Told, World

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


def told(to: str, words: str) -> Told:
    return Told(to=to, subject="buy:1", version=words, words=words)


async def claim(world: World, limit: int = 10, at: datetime = AT, lease: timedelta = LEASE):
    return await world.store.outbox.claim(limit, at=at, lease=lease)


async def sent(world: World, held: Claimed, at: datetime = AT) -> bool:
    return await world.store.outbox.settle(held, End.SENT, "simulator", at=at)


async def later(world: World, held: Claimed, until: datetime, tried: bool = True) -> bool:
    return await world.store.outbox.put_back(held, not_before=until, reason="timeout", tried=tried)


def words(held) -> list[str]:
    return [it.facts["words"] for it in held]


async def test_a_frozen_sender_is_refused_whatever_it_says_when_it_wakes(world: World) -> None:
    """Two senders on one file; the first is stopped for longer than its lease, every time."""
    refused = 0
    async with storage.open(world.url) as other:
        for turn in range(25):
            await world.tell(told("chat:g1", f"n{turn}"))
            at = AT + timedelta(hours=turn)
            (frozen,) = await claim(world, at=at)
            assert await other.outbox.claim(10, at=at + LEASE - SECOND, lease=LEASE) == []
            (taken,) = await other.outbox.claim(10, at=at + LEASE, lease=LEASE)
            assert (taken.id, taken.lease != frozen.lease) == (frozen.id, True)
            end = Random(turn).choice([End.SENT, End.EXPIRED, End.GIVEN_UP])
            refused += not await world.store.outbox.settle(frozen, end, "late", at=at + 2 * LEASE)
            refused += not await later(world, frozen, at + 3 * LEASE)
            assert await other.outbox.settle(taken, End.SENT, "wecom", at=at + 2 * LEASE)
            refused += not await world.store.outbox.settle(frozen, end, "later", at=at + 3 * LEASE)
    assert refused == 75
    assert await world.store.outbox.ends() == {"sent": 25}


async def test_a_sender_that_was_slow_but_not_replaced_may_still_end_it(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    (slow,) = await claim(world)
    assert await sent(world, slow, AT + 5 * LEASE)


async def test_a_lease_put_back_is_gone_even_for_who_held_it(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    (held,) = await claim(world)
    assert await later(world, held, AT)
    assert not await sent(world, held)
    (again,) = await claim(world)
    assert await sent(world, again)


@pytest.mark.parametrize("end", End)
async def test_however_a_notice_ends_it_ends_once(world: World, end: End) -> None:
    await world.tell(told("chat:g1", "a"))
    (held,) = await claim(world)
    outbox = world.store.outbox
    assert await outbox.settle(held, end, "why", at=AT)
    assert [await outbox.settle(held, it, "again", at=AT) for it in End] == [False] * len(End)
    assert not await later(world, held, AT)
    assert await claim(world, at=AT + timedelta(days=9)) == []
    assert await outbox.ends() == {end.value: 1}
    (row,) = await world.store._read.rows("SELECT state, reason, lease, ended_at FROM outbox")
    assert (row["state"], row["reason"], row["lease"]) == (end.value, "why", None)
    assert row["ended_at"].startswith("2026-11-01T01:00:00")


async def test_what_was_seen_waiting_and_has_been_sent_since_is_not_merged_into_another(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"))
    _, seen = await world.store.outbox.waiting("chat:g1")
    for _ in range(2):
        (held,) = await claim(world)
        await sent(world, held)
    assert not await world.store.outbox.settle(seen, End.MERGED, "into another", at=AT)
    assert not await later(world, seen, AT)
    assert await world.store.outbox.ends() == {"sent": 2}


async def test_every_recipient_gets_a_turn_before_anybody_gets_two(world: World) -> None:
    await world.tell(*(told("chat:busy", f"b{n}") for n in range(20)), told("chat:calm", "c0"))
    await world.tell(told("resident:ann", "a0"), told("chat:calm", "c1"))
    assert words(await claim(world, 3)) == ["b0", "c0", "a0"]
    assert await claim(world, 3) == []


async def test_when_fewer_are_asked_for_the_oldest_come_and_the_others_next(world: World) -> None:
    await world.tell(*(told(f"chat:g{n % 5}", f"n{n}") for n in range(10)))
    turns = []
    for _ in range(5):
        held = await claim(world, 2)
        turns.append(words(held))
        for it in held:
            await sent(world, it)
    assert [sorted(it) for it in turns] == [
        ["n0", "n1"],
        ["n2", "n3"],
        ["n4", "n5"],
        ["n6", "n7"],
        ["n8", "n9"],
    ]


async def test_a_notice_is_tried_ever_later_and_then_given_up(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"))
    at, waits = AT, []
    for tries in range(MAX_TRIES):
        (held,) = await claim(world, at=at)
        assert (held.facts["words"], held.tries) == ("a", tries)
        wait = retry_after(tries + 1)
        if wait is None:
            await world.store.outbox.settle(held, End.GIVEN_UP, "timeout", at=at)
            break
        waits.append(wait)
        await later(world, held, at + wait)
        assert await claim(world, at=at + wait - SECOND) == [], "b waits for a"
        at += wait
    assert [it.total_seconds() for it in waits] == [5, 10, 20, 40, 80, 160, 320]
    assert words(await claim(world, at=at)) == ["b"]


async def test_a_lease_of_no_time_is_a_claim_that_does_not_hold(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    (first,) = await claim(world, lease=timedelta(0))
    (second,) = await claim(world, lease=timedelta(0))
    assert first.id == second.id
    assert not await sent(world, first)
    assert await sent(world, second)


async def test_nothing_is_claimed_where_nothing_is_asked_for(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    assert await claim(world, 0) == []
    assert words(await claim(world, 1)) == ["a"]


async def test_a_notice_told_for_later_is_not_sent_by_a_clock_that_is_behind(world: World) -> None:
    await world.tell(told("chat:g1", "a"), at=AT + SECOND)
    assert await claim(world) == []
    assert words(await claim(world, at=AT + SECOND)) == ["a"]


async def test_held_notices_do_not_show_among_the_waiting(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"))
    outbox = world.store.outbox
    assert words(await outbox.waiting("chat:g1")) == ["a", "b"]
    await claim(world)
    assert words(await outbox.waiting("chat:g1")) == ["b"]
    (again,) = await claim(world, at=AT + LEASE)
    await later(world, again, AT + 2 * LEASE)
    assert words(await outbox.waiting("chat:g1")) == ["a", "b"]
    assert await outbox.waiting("chat:G1") == []


@pytest.mark.parametrize("seed", range(3))
async def test_senders_that_stumble_at_random_send_everything_once_and_each_ones_in_order(
    world: World, seed: int
) -> None:
    """Three senders; each may fail, freeze past its lease, or send. What was sent is noted by who ended it."""
    dice, rooms, each = Random(seed), 4, 4
    await world.tell(*(told(f"chat:g{n % rooms}", f"{n // rooms}") for n in range(rooms * each)))
    done: list[tuple[str, str]] = []
    at, frozen = AT, []
    async with storage.open(world.url) as b, storage.open(world.url) as c:
        senders = [world.store, b, c]
        for _ in range(400):
            at += timedelta(seconds=dice.randint(1, 20))
            store = dice.choice(senders)
            for held in await store.outbox.claim(2, at=at, lease=LEASE):
                fate = dice.random()
                if fate < 0.2:
                    frozen.append((store, held, at + LEASE))
                elif fate < 0.4 and held.tries < 3:
                    await store.outbox.put_back(held, not_before=at + 5 * SECOND, reason="x", tried=True)
                elif await store.outbox.settle(held, End.SENT, "x", at=at):
                    done.append((held.to, held.facts["words"]))
            if len(done) == rooms * each:
                break
        woke = [await store.outbox.settle(held, End.SENT, "x", at=at) for store, held, _ in frozen]
    assert not any(woke)
    assert max(Counter(done).values()) == 1
    for room in range(rooms):
        assert [said for to, said in done if to == f"chat:g{room}"] == [str(n) for n in range(each)]


async def test_claims_at_the_same_instant_share_out_and_miss_nothing(world: World) -> None:
    await world.tell(*(told(f"resident:r{n}", "hello") for n in range(30)))
    async with storage.open(world.url) as other:
        turns = await asyncio.gather(
            *(it.outbox.claim(4, at=AT, lease=LEASE) for it in (world.store, other) * 5)
        )
    ids = [it.id for some in turns for it in some]
    assert sorted(Counter(ids).values()) == [1] * 30
    assert len({it.lease for some in turns for it in some}) == sum(bool(some) for some in turns)

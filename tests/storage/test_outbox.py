"""A notice is told once per key, held by one sender at a time, and ends with a reason."""

import asyncio
from datetime import timedelta

import storage
from groupbuy.record import from_json
from groupbuy.telling import End
from tests.storage.book import AT, Told, World

LEASE = timedelta(seconds=60)
LATER = AT + timedelta(minutes=5)


def told(to: str, words: str, **how: object) -> Told:
    return Told(to=to, subject="buy:1", version=words, words=words, **how)


async def claim(world: World, limit: int = 10, at=AT):
    return await world.store.outbox.claim(limit, at=at, lease=LEASE)


async def test_a_notice_comes_out_as_it_was_told(world: World) -> None:
    notice = told("resident:ann", "到货了", buy=3, good_until=LATER)
    await world.tell(notice)
    (held,) = await claim(world)
    assert from_json(Told, held.facts) == notice
    assert (held.kind, held.to, held.tries, held.buy) == ("told", "resident:ann", 0, 3)
    assert (held.created_at, held.good_until) == (AT, LATER)


async def test_the_same_thing_is_told_to_the_same_recipient_once(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "a"), told("chat:g2", "a"))
    await world.tell(told("chat:g1", "a"))
    assert await world.store.outbox.ends() == {"waiting": 2}
    for held in await claim(world):
        await world.store.outbox.settle(held, End.SENT, "simulator", at=AT)
    await world.tell(told("chat:g1", "a"))
    assert await world.store.outbox.ends() == {"sent": 2}


async def test_a_recipient_has_one_notice_in_flight_and_gets_them_in_order(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"), told("chat:g2", "c"))
    first = await claim(world)
    assert [(it.to, it.facts["words"]) for it in first] == [("chat:g1", "a"), ("chat:g2", "c")]
    assert await claim(world) == []
    assert [it.facts["words"] for it in await world.store.outbox.waiting("chat:g1")] == ["b"]
    await world.store.outbox.settle(first[0], End.SENT, "simulator", at=AT)
    assert [it.facts["words"] for it in await claim(world)] == ["b"]


async def test_where_nothing_is_due_looking_for_it_writes_nothing(world: World) -> None:
    """A worker looks every second, and whoever writes keeps others from writing."""
    commits = world.store._commit
    before = commits.commits
    assert await claim(world) == []
    assert commits.commits == before
    await world.tell(told("chat:g1", "a"))
    (held,) = await claim(world)
    assert commits.commits == before + 2, "telling and claiming it"
    await world.store.outbox.put_back(held, not_before=LATER, reason="full", tried=True)
    assert await claim(world) == []
    assert commits.commits == before + 3, "what is not due yet is no reason to write"
    (held,) = await claim(world, at=LATER)
    await world.store.outbox.settle(held, End.SENT, "simulator", at=LATER)
    assert await claim(world, at=LATER) == []
    assert commits.commits == before + 5, "nor is what has been told"


async def test_no_more_is_claimed_than_asked_for_oldest_first(world: World) -> None:
    await world.tell(*(told(f"chat:g{i}", "a") for i in range(5)))
    assert [it.to for it in await claim(world, 2)] == ["chat:g0", "chat:g1"]
    assert [it.to for it in await claim(world, 2)] == ["chat:g2", "chat:g3"]


async def test_a_lease_that_ran_out_is_claimed_anew_and_the_old_holder_is_fenced(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    (frozen,) = await claim(world)
    assert await claim(world, at=AT + LEASE - timedelta(seconds=1)) == []
    (fresh,) = await claim(world, at=AT + LEASE)
    assert fresh.id == frozen.id
    outbox = world.store.outbox
    assert not await outbox.settle(frozen, End.SENT, "late", at=LATER)
    assert not await outbox.put_back(frozen, not_before=LATER, reason="late", tried=True)
    assert await outbox.settle(fresh, End.SENT, "simulator", at=LATER)
    assert not await outbox.settle(fresh, End.SENT, "again", at=LATER)


async def test_a_notice_put_back_waits_and_counts_its_try(world: World) -> None:
    await world.tell(told("chat:g1", "a"))
    (held,) = await claim(world)
    await world.store.outbox.put_back(held, not_before=LATER, reason="timeout", tried=True)
    assert await claim(world, at=LATER - timedelta(seconds=1)) == []
    (again,) = await claim(world, at=LATER)
    assert (again.id, again.tries) == (held.id, 1)


async def test_a_failed_notice_holds_back_the_later_ones_and_one_in_quiet_hours_does_not(
    world: World,
) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"), told("chat:g2", "a"), told("chat:g2", "b"))
    failed, quiet = await claim(world)
    await world.store.outbox.put_back(failed, not_before=LATER, reason="timeout", tried=True)
    await world.store.outbox.put_back(quiet, not_before=LATER, reason="quiet hours", tried=False)
    assert [(it.to, it.facts["words"]) for it in await claim(world)] == [("chat:g2", "b")]
    assert [(it.to, it.facts["words"]) for it in await claim(world, at=LATER)] == [
        ("chat:g1", "a"),
        ("chat:g2", "a"),
    ]


async def test_what_waits_can_be_ended_as_merged_without_a_lease(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"))
    (held,) = await claim(world)
    (other,) = await world.store.outbox.waiting("chat:g1")
    assert await world.store.outbox.settle(other, End.MERGED, f"into {held.id}", at=AT)
    assert await world.store.outbox.ends() == {"waiting": 1, "merged": 1}


async def test_what_waits_is_not_merged_once_somebody_has_claimed_it(world: World) -> None:
    await world.tell(told("chat:g1", "a"), told("chat:g1", "b"))
    (held,) = await claim(world)
    (other,) = await world.store.outbox.waiting("chat:g1")
    await world.store.outbox.settle(held, End.SENT, "simulator", at=AT)
    await claim(world)
    assert not await world.store.outbox.settle(other, End.MERGED, "too late", at=AT)


async def test_ends_are_counted_by_buy(world: World) -> None:
    await world.tell(told("chat:g1", "a", buy=1), told("chat:g2", "a", buy=2), told("chat:g3", "a", buy=2))
    first, second, _ = await claim(world)
    await world.store.outbox.settle(first, End.EXPIRED, "too late", at=AT)
    await world.store.outbox.settle(second, End.UNDELIVERABLE, "left the group", at=AT)
    assert await world.store.outbox.ends(1) == {"expired": 1}
    assert await world.store.outbox.ends(2) == {"undeliverable": 1, "waiting": 1}
    assert await world.store.outbox.ends(3) == {}


async def test_two_senders_never_hold_the_same_notice(world: World) -> None:
    await world.tell(*(told(f"chat:g{i}", "a") for i in range(60)))
    async with storage.open(world.url) as second:
        held = await asyncio.gather(
            *(each.outbox.claim(7, at=AT, lease=LEASE) for each in (world.store, second) * 6)
        )
    ids = [it.id for some in held for it in some]
    assert len(ids) == len(set(ids)) == 60


async def test_a_notice_of_an_undone_savepoint_is_not_told(world: World) -> None:
    async def unit(books) -> None:
        try:
            async with books.savepoint():
                await books.tell(told("chat:g1", "a"))
                raise KeyError("refused")
        except KeyError:
            await books.tell(told("chat:g1", "b"))

    await world.run(unit)
    assert [it.facts["words"] for it in await claim(world)] == ["b"]

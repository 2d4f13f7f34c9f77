"""Marks that are asked for at the same time are written together, and each is decided as if it were alone."""

import asyncio
import contextvars
from collections.abc import Sequence
from datetime import timedelta

import pytest

import storage
from groupbuy.ports import Unavailable
from groupbuy.telling import Claimed, End
from storage.commit import Closed
from tests.storage.book import AT, Told, World

LEASE = timedelta(seconds=60)
LATER = AT + timedelta(minutes=5)


async def claimed(world: World, many: int) -> Sequence[Claimed]:
    await world.tell(
        *(Told(to=f"resident:r{no}", subject="buy:1", version="1", words="x") for no in range(many))
    )
    return await world.store.outbox.claim(many, at=AT, lease=LEASE)


async def stored(world: World) -> list[tuple[str, str, int, bool, bool]]:
    """State, reason, tries, whether it ended, whether it is held; in the order of telling."""
    rows = await world.store._read.look("SELECT * FROM outbox ORDER BY id")
    return [
        (row["state"], row["reason"], row["tries"], row["ended_at"] is not None, row["lease"] is not None)
        for row in rows
    ]


async def test_what_ends_at_the_same_time_shares_commits_and_what_ends_alone_waits_for_nobody(
    world: World,
) -> None:
    outbox, commit = world.store.outbox, world.store._commit
    them = await claimed(world, 60)
    before = commit.commits
    ours = await asyncio.gather(*(outbox.settle(it, End.SENT, "sim", at=AT) for it in them[:50]))
    assert all(ours)
    assert commit.commits - before == 1
    for it in them[50:53]:
        assert await outbox.settle(it, End.EXPIRED, "late", at=AT)
    assert commit.commits - before == 4
    assert await outbox.ends() == {"sent": 50, "expired": 3, "waiting": 7}


async def test_ends_and_further_tries_go_in_one_statement_and_change_what_they_say_and_no_more(
    world: World,
) -> None:
    outbox = world.store.outbox
    sent, given_up, again, quiet, untouched = await claimed(world, 5)
    commits = world.store._commit.commits
    assert (
        await asyncio.gather(
            outbox.settle(sent, End.SENT, "sim", at=AT),
            outbox.put_back(again, not_before=LATER, reason="timeout\x00 '?$1", tried=True),
            outbox.settle(given_up, End.GIVEN_UP, "timeout", at=AT),
            outbox.put_back(quiet, not_before=LATER, reason="quiet hours", tried=False),
        )
        == [True] * 4
    )
    assert world.store._commit.commits == commits + 1
    found = [(state, reason.replace("\x00", ""), *more) for state, reason, *more in await stored(world)]
    assert found == [
        ("sent", "sim", 0, True, False),
        ("given_up", "timeout", 0, True, False),
        ("waiting", "timeout '?$1", 1, False, False),
        ("waiting", "quiet hours", 0, False, False),
        ("waiting", "", 0, False, True),
    ]
    assert [it.id for it in await outbox.claim(9, at=LATER - timedelta(seconds=1), lease=LEASE)] == [
        untouched.id
    ]
    assert {it.id for it in await outbox.claim(9, at=LATER, lease=LEASE)} == {again.id, quiet.id}


async def test_of_several_marks_of_one_notice_exactly_the_first_that_holds_it_counts(world: World) -> None:
    """The same sender's twice, and a frozen one's beside that of who took over, whoever comes first."""
    outbox = world.store.outbox
    held, frozen, other = await claimed(world, 3)
    twice = (outbox.settle(held, end, "x", at=AT) for end in (End.SENT, End.EXPIRED, End.SENT))
    assert await asyncio.gather(*twice) == [True, False, False]
    fresh = {it.id: it for it in await outbox.claim(9, at=AT + LEASE, lease=LEASE)}
    assert set(fresh) == {frozen.id, other.id}
    both = [
        (outbox.settle(frozen, End.GIVEN_UP, "stale", at=AT), False),
        (outbox.settle(fresh[frozen.id], End.SENT, "fresh", at=AT), True),
        (outbox.put_back(fresh[other.id], not_before=LATER, reason="fresh", tried=True), True),
        (outbox.put_back(other, not_before=LATER, reason="stale", tried=True), False),
    ]
    assert await asyncio.gather(*(ask for ask, _ in both)) == [expected for _, expected in both]
    assert [(state, reason, tries) for state, reason, tries, *_ in await stored(world)] == [
        ("sent", "x", 0),
        ("sent", "fresh", 0),
        ("waiting", "fresh", 1),
    ]


async def test_one_that_cannot_be_written_fails_alone(world: World) -> None:
    outbox = world.store.outbox
    them = await claimed(world, 4)
    reasons = ("sim", "half a letter: \ud800", "sim", "sim")
    asked = (outbox.settle(it, End.SENT, why, at=AT) for it, why in zip(them, reasons, strict=True))
    said = await asyncio.gather(*asked, return_exceptions=True)
    assert [said[0], *said[2:]] == [True] * 3
    assert isinstance(said[1], Exception)
    assert not isinstance(said[1], Unavailable)
    assert await outbox.settle(them[1], End.SENT, "sim", at=AT), "it is still held"


async def test_a_mark_outlives_who_asked_for_it_and_closing_waits_for_it(world: World) -> None:
    """The notice has been sent, whatever becomes of the sender; and each asks in its own context."""
    name = contextvars.ContextVar[str]("name")
    name.set("somebody")
    async with storage.open(world.url) as store:
        here = World(store, world.url)
        gone, also = await claimed(here, 2)
        asking = [asyncio.create_task(store.outbox.settle(it, End.SENT, "sim", at=AT)) for it in (gone, also)]
        await asyncio.sleep(0)
        for it in asking:
            it.cancel()
        assert all(
            isinstance(it, asyncio.CancelledError)
            for it in await asyncio.gather(*asking, return_exceptions=True)
        )
    assert await world.store.outbox.ends() == {"sent": 2}
    with pytest.raises(Closed):
        await store.outbox.settle(gone, End.SENT, "sim", at=AT)


async def test_what_waits_for_several_people_is_read_at_once(world: World) -> None:
    outbox = world.store.outbox
    await claimed(world, 3)
    more = [
        Told(to=f"resident:r{no % 3}", subject="buy:1", version=f"{no}", words=f"w{no}") for no in range(2, 8)
    ]
    await world.tell(*more)
    assert [it.facts["words"] for it in await outbox.waiting("resident:r1", "resident:r2")] == [
        "w2",
        "w4",
        "w5",
        "w7",
    ]
    assert [it.facts["words"] for it in await outbox.waiting("resident:r0", "nobody", "resident:r0")] == [
        "w3",
        "w6",
    ]
    assert await outbox.waiting("nobody") == []
    assert await outbox.waiting() == []

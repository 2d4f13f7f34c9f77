"""C9: a lease has one holder at a time, and whoever slept past it is refused by its number when it wakes."""

import asyncio
from datetime import timedelta

import pytest

import storage
from storage.unit import Unit
from tests.storage.book import AT, World

LASTS = timedelta(seconds=30)
SECOND = timedelta(seconds=1)


async def written(world: World, store: storage.Store, number: int, audit: str) -> bool:
    """A holder's write: only under the number it still holds."""

    async def unit(books: Unit) -> bool:
        if not await books.holds("sweep", number):
            return False
        await books.audit("swept", audit)
        return True

    return await store.run(unit, at=AT, directory=world.directory)


async def test_the_holder_that_slept_past_its_lease_is_refused_in_a_hundred_of_a_hundred_tries(
    world: World,
) -> None:
    refused, numbers = 0, []
    async with storage.open(world.url) as other:
        for turn in range(100):
            at = AT + turn * timedelta(minutes=5)
            frozen = await world.store.leases.take("sweep", at=at, lasts=LASTS)
            assert frozen is not None
            assert await other.leases.take("sweep", at=at + LASTS - SECOND, lasts=LASTS) is None
            taken = await other.leases.take("sweep", at=at + LASTS, lasts=LASTS)
            assert taken is not None
            numbers += [frozen, taken]
            refused += not await written(world, world.store, frozen, "frozen")
            assert await written(world, other, taken, f"{turn}")
            await world.store.leases.give_back("sweep", frozen)  # waking, it tidies up after itself
            assert await written(world, other, taken, f"{turn} again")
            if turn % 2:
                await other.leases.give_back("sweep", taken)
                refused += not await written(world, world.store, frozen, "frozen")
    assert refused == 150
    assert numbers == sorted(set(numbers))
    audits = await world.store._read.rows("SELECT COUNT(*) AS many FROM audit WHERE detail = 'frozen'")
    assert audits[0]["many"] == 0
    print(f"C9: {refused} of 150 writes of a replaced holder refused")


async def test_whoever_was_slow_but_not_replaced_may_still_write(world: World) -> None:
    number = await world.store.leases.take("sweep", at=AT, lasts=LASTS)
    assert number is not None
    assert await written(world, world.store, number, "late")


async def test_of_many_who_come_at_once_one_gets_it_and_names_do_not_mix(world: World) -> None:
    async with storage.open(world.url) as other:
        both = [world.store, other] * 10
        found = await asyncio.gather(*(it.leases.take("sweep", at=AT, lasts=LASTS) for it in both))
        assert sum(it is not None for it in found) == 1
        assert await other.leases.take("tidy", at=AT, lasts=LASTS) is not None


async def test_a_clock_that_was_set_back_does_not_lock_everybody_out(world: World) -> None:
    """The holder's clock was an hour ahead; without that rule its lease would hold for an hour."""
    assert await world.store.leases.take("sweep", at=AT + timedelta(hours=1), lasts=LASTS)
    assert await world.store.leases.take("sweep", at=AT, lasts=LASTS)


@pytest.mark.parametrize("lease", ["assign:2147483647", "tidy"])
async def test_a_lease_is_free_again_at_once_when_it_is_given_back(world: World, lease: str) -> None:
    first = await world.store.leases.take(lease, at=AT, lasts=LASTS)
    assert first is not None
    await world.store.leases.give_back(lease, first)
    second = await world.store.leases.take(lease, at=AT, lasts=LASTS)
    assert second is not None
    assert second > first

"""What residents told about fetching: kept as told, replaced, asked for many at once, gone with the person."""

from datetime import time

import pytest

from groupbuy import events as ev
from groupbuy.places import PickupWindow
from groupbuy.told import DAY_ENDS, DAY_STARTS, Told
from tests.storage.book import World

EVENINGS = PickupWindow(frozenset(range(5)), time(19), DAY_ENDS)
WEEKEND = PickupWindow(frozenset({5, 6}), DAY_STARTS, DAY_ENDS)
HALVES = PickupWindow(frozenset(), time(17, 30), time(19, 45))


async def keep(world: World, who: str, told: Told) -> None:
    await world.run(lambda books: books.keep_told(who, told))


@pytest.mark.parametrize(
    "told",
    [
        Told((EVENINGS,)),
        Told((EVENINGS, WEEKEND)),
        Told((HALVES,)),
        Told((), step_free=True),
        Told((WEEKEND,), step_free=True),
    ],
)
async def test_what_was_told_is_read_as_it_was_kept(world: World, told: Told) -> None:
    await keep(world, "ann", told)
    assert await world.store.reads.told(["ann", "bo"]) == {"ann": told}


async def test_the_last_word_counts_and_nothing_left_to_remember_is_forgotten(world: World) -> None:
    await keep(world, "ann", Told((EVENINGS,), step_free=True))
    await keep(world, "ann", Told((WEEKEND,)))
    assert await world.store.reads.told(["ann"]) == {"ann": Told((WEEKEND,))}
    await keep(world, "ann", Told())
    assert await world.store.reads.told(["ann"]) == {}


async def test_many_people_are_asked_for_at_once(world: World) -> None:
    async def unit(books) -> None:
        for n in range(1200):
            await books.keep_told(f"r{n}", Told(step_free=True))

    await world.run(unit)
    assert len(await world.store.reads.told(f"r{n}" for n in range(1200))) == 1200
    assert await world.store.reads.told([]) == {}


async def test_a_unit_that_fails_keeps_nothing(world: World) -> None:
    async def unit(books) -> None:
        await books.keep_told("ann", Told(step_free=True))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await world.run(unit)
    assert await world.store.reads.told(["ann"]) == {}


async def test_it_goes_with_the_person_and_is_never_in_the_journal(world: World) -> None:
    await keep(world, "ann", Told((EVENINGS,), step_free=True))
    await keep(world, "bo", Told(step_free=True))

    async def erased(books) -> None:
        await books.record(ev.ResidentErased("ann"))
        await books.erase("ann")

    await world.run(erased)
    assert set(await world.store.reads.told(["ann", "bo"])) == {"bo"}
    assert [type(it.event) for it in await world.store.reads.journal()] == [ev.ResidentErased]
    assert await world.store.disagreements() == []


async def test_bindings_are_read_for_a_whole_community(world: World) -> None:
    await world.record(
        ev.PointBound("ann", "riverside", "p1"),
        ev.PointBound("bo", "riverside", "p2"),
        ev.PointBound("bo", "hilltop", "p9"),
    )
    assert await world.store.reads.bindings("riverside") == {"ann": "p1", "bo": "p2"}
    assert await world.store.reads.bindings("nowhere") == {}


async def test_an_order_placed_by_hand_is_so_until_it_is_placed_otherwise(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")

    async def by_hand() -> bool:
        found = await world.store.reads.order_of(buy, "ann")
        assert found is not None
        return found.by_hand

    assert not await by_hand()
    for because, kept in (
        ("hand", True),
        ("assigned", False),
        ("hand", True),
        ("full", False),
        ("bound", False),
    ):
        await world.record(ev.PointChosen(buy, order, "p2", "123456", because))  # type: ignore[arg-type]
        assert await by_hand() is kept
    assert await world.store.disagreements() == []

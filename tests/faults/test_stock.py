"""S1 and S2 for longer: two hundred at once on one item, from one process and from two; goods in opposite order."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from tests.faults.budget import LIMIT, noted, rounds
from tests.storage.book import World
from tests.storage.selling import Message
from tests.storage.test_processes import BUYERS, Pair, in_opposite_order, paired, sold_out

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]


@dataclass
class Alone(Pair):
    """The first of the pair hears everything."""

    async def hear(self, *shares: Sequence[Message]) -> list[dict[str, list[str]]]:
        whole = [it for share in shares for it in share]
        return (await super().hear(whole, []))[:1]


@asynccontextmanager
async def of(world: World, processes: int):
    async with paired(world.url) as pair:
        yield pair if processes == 2 else Alone(pair.both)


async def deadlocks(world: World) -> int:
    if world.url.startswith("sqlite"):
        return 0
    query = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    [row] = await world.store._read.rows(query)
    return int(row["deadlocks"])


@pytest.mark.parametrize("processes", [1, 2])
async def test_two_hundred_at_once_with_many_seeds(world: World, processes: int) -> None:
    """S1: half of the seeds with sizes of 1, half with mixed ones; a tenth of the messages comes twice."""
    done = 0
    async with of(world, processes) as pair:
        for seed in rounds(20, at_most=1000):
            await sold_out(world, pair, seed, mixed=bool(seed % 2))
            done += 1
    assert await world.store.disagreements() == []
    noted(
        f"S1 {world.url[:6]}, {processes} processes: {done} seeds × {BUYERS} buyers, never too much, nor too little"
    )


async def test_goods_ordered_in_opposite_order_never_end_in_a_deadlock(world: World) -> None:
    """S2: fifty at once from two processes, three items each."""
    done = 0
    async with of(world, 2) as pair:
        for _ in rounds(15, at_most=200):
            await in_opposite_order(world, pair)
            done += 1
    assert await world.store.disagreements() == []
    noted(f"S2 {world.url[:6]}: {50 * done} orders, {await deadlocks(world)} deadlocks, all answered")

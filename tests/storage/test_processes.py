"""Several processes sell from one stock at the same instant: never more than there is, never less than fits."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from groupbuy import events as ev
from groupbuy.order import Order
from tests.storage.book import World
from tests.storage.selling import Message

ROOT = Path(__file__).parent.parent.parent
BUYERS = 200
SEEDS = range(3)


@dataclass
class Pair:
    """Two processes over one database, each told at the same moment what has come in."""

    both: Sequence[asyncio.subprocess.Process]

    async def hear(self, *shares: Sequence[Message]) -> list[dict[str, list[str]]]:
        for it, share in zip(self.both, shares, strict=True):
            assert it.stdin is not None
            it.stdin.write(json.dumps(share).encode() + b"\n")
        return [json.loads(await said(it)) for it in self.both]


async def said(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


@asynccontextmanager
async def paired(url: str) -> AsyncIterator[Pair]:
    command = [sys.executable, "-m", "tests.storage.selling", url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    both = [await asyncio.create_subprocess_exec(*command, cwd=ROOT, limit=2**22, **pipes) for _ in range(2)]
    assert [await said(it) for it in both] == [b"ready\n"] * 2
    yield Pair(both)
    for it in both:
        await it.communicate(b"")
        assert it.returncode == 0


@pytest.fixture
async def pair(world: World) -> AsyncIterator[Pair]:
    async with paired(world.url) as it:
        yield it


async def opened(world: World, *stocks: int) -> int:
    items = (ev.OfferedItem(no, f"货{no}", "盒", 100, stock=Decimal(it)) for no, it in enumerate(stocks, 1))
    return await world.open_buy(items=tuple(items))


def taken(orders: Sequence[Order], item: int) -> Decimal:
    return sum((it.line(item).ordered for it in orders if item in it.lines), Decimal(0))


async def sold_out(world: World, pair: Pair, seed: int, mixed: bool) -> None:
    """10 % of the messages are sent twice, half of those to the other process."""
    dice = Random(f"{seed} {mixed}")
    stock = dice.randint(BUYERS // 4, BUYERS)
    buy = await opened(world, stock)
    messages: list[Message] = [
        (f"{buy}-{i}", f"r{i}", buy, [(1, str(dice.randint(1, 5)) if mixed else "1")]) for i in range(BUYERS)
    ]
    shares = [messages[::2], messages[1::2]]
    again = dice.sample(range(BUYERS), BUYERS // 10)
    for no, i in enumerate(again):
        shares[(i + no) % 2].append(messages[i])
    for it in shares:
        dice.shuffle(it)
    answers: dict[str, set[str]] = {}
    for part in await pair.hear(*shares):
        for key, these in part.items():
            answers.setdefault(key, set()).update(these)

    orders = await world.store.reads.orders(buy)
    sold, sizes = taken(orders, 1), {key: Decimal(lines[0][1]) for key, _, _, lines in messages}
    refused = [key for key, it in answers.items() if next(iter(it)).startswith("refused")]
    print(
        f"seed {seed}: stock {stock}, sold {sold} to {len(orders)}, refused {len(refused)}, twice {len(again)}"
    )
    assert {len(it) for it in answers.values()} == {1}, "a repeat is answered alike"
    assert len(orders) == len({it.resident for it in orders}) == BUYERS - len(refused)
    assert (await world.store.reads.buy(buy)).item(1).taken == sold <= stock
    assert all(sizes[key] > stock - sold for key in refused), "nothing that fits was refused"
    assert [it.seq_no for it in orders] == list(range(1, len(orders) + 1))


async def in_opposite_order(world: World, pair: Pair) -> None:
    buy = await opened(world, 30, 30, 30)
    there, back = [(1, "1"), (2, "1"), (3, "1")], [(3, "1"), (2, "1"), (1, "1")]
    shares = [
        [(f"{buy}-{name}{i}", f"{name}{i}", buy, lines) for i in range(25)]
        for name, lines in (("a", there), ("b", back))
    ]
    answers = [it for part in await pair.hear(*shares) for these in part.values() for it in these]
    assert not [it for it in answers if "crashed" in it]
    orders = await world.store.reads.orders(buy)
    assert len(orders) == 30
    assert [taken(orders, item) for item in (1, 2, 3)] == [Decimal(30)] * 3


async def the_same_in_both(world: World, pair: Pair) -> None:
    buy = await opened(world, 1000)
    messages: list[Message] = [(f"{buy}-{i}", f"r{i}", buy, [(1, "1")]) for i in range(60)]
    one, two = await pair.hear(messages, messages[::-1])
    assert one == two
    assert {len(set(it)) for it in one.values()} == {1}
    assert len(await world.store.reads.orders(buy)) == 60
    assert (await world.store.reads.buy(buy)).item(1).taken == 60


async def test_two_processes_sell_what_there_is_once_and_answer_a_repeat_alike(
    world: World, pair: Pair
) -> None:
    """One pair for all of it: starting them takes longer than what they do."""
    for seed in SEEDS:
        await sold_out(world, pair, seed, mixed=bool(seed % 2))
    await in_opposite_order(world, pair)
    await the_same_in_both(world, pair)
    assert await world.store.disagreements() == []

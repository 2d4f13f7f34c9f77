"""Stock is taken conditionally in SQL: never oversold, and nothing refused that would have fitted."""

import asyncio
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import storage
from groupbuy import events as ev
from groupbuy.errors import SoldOut
from groupbuy.quantity import from_milli, milli
from tests.storage.book import STRAWBERRY, World, opened, ordered

BUYERS = 200


def of_stock(stock: str) -> tuple[ev.OfferedItem, ...]:
    return (ev.OfferedItem(1, "草莓", "盒", 1990, stock=Decimal(stock)),)


async def race(world: World, buy: int, sizes: list[Decimal]) -> list[bool]:
    """Everybody at once; who got what they asked for."""

    async def one(who: int, size: Decimal) -> bool:
        try:
            await world.run(lambda books: ordered(books, buy, f"r{who}", 1, size))
        except SoldOut:
            return False
        return True

    return await asyncio.gather(*(one(who, size) for who, size in enumerate(sizes)))


@pytest.mark.parametrize("seed", range(4))
async def test_two_hundred_at_once_sell_exactly_what_there_is(world: World, seed: int) -> None:
    stock = random.Random(seed).randint(BUYERS // 4, BUYERS)
    buy = await world.open_buy(items=of_stock(str(stock)))
    got = await race(world, buy, [Decimal(1)] * BUYERS)
    assert sum(got) == stock
    assert (await world.store.reads.buy(buy)).item(1).taken == stock
    assert len(await world.store.reads.orders(buy)) == stock
    assert await world.store.disagreements() == []


@pytest.mark.parametrize("seed", range(4))
async def test_with_mixed_sizes_nothing_refused_would_still_fit(world: World, seed: int) -> None:
    dice = random.Random(seed)
    stock = dice.randint(BUYERS // 4, BUYERS)
    buy = await world.open_buy(items=of_stock(str(stock)))
    sizes = [Decimal(dice.randint(1, 5)) for _ in range(BUYERS)]
    got = await race(world, buy, sizes)
    sold = sum(size for size, yes in zip(sizes, got, strict=True) if yes)
    print(f"seed {seed}: {sold} of {stock} sold, {got.count(False)} refused")
    assert sold <= stock
    assert all(size > stock - sold for size, yes in zip(sizes, got, strict=True) if not yes)
    assert (await world.store.reads.buy(buy)).item(1).left == stock - sold


async def test_two_stores_on_one_file_sell_no_more_than_there_is(world: World) -> None:
    buy = await world.open_buy(items=of_stock("60"))
    async with storage.open(world.url) as second:
        other = World(second, world.url)
        here, there = await asyncio.gather(
            race(world, buy, [Decimal(1)] * 100),
            race(other, buy, [Decimal(1)] * 100),
        )
        # The same hundred people sent from both: some were refused, nobody is counted twice.
        assert sum(here) + sum(there) == 60
        assert await second.disagreements() == []


async def test_a_refusal_says_what_is_left_in_peoples_words(world: World) -> None:
    buy = await world.open_buy(items=of_stock("2.5"))
    await world.order(buy, "ann", qty="1.25")
    with pytest.raises(SoldOut) as refused:
        await world.order(buy, "bo", qty="2")
    assert refused.value.facts == {"name": "草莓", "left": "1.25", "unit": "盒", "wanted": "2"}
    assert "1.25盒" in str(refused.value)


async def test_what_is_given_back_can_be_taken_again(world: World) -> None:
    buy = await world.open_buy(items=of_stock("1"))
    await world.order(buy, "ann")
    await world.order(buy, "ann", qty="-1")
    await world.order(buy, "bo")
    assert (await world.store.reads.buy(buy)).item(1).left == 0


async def test_no_more_is_given_back_than_was_taken(world: World) -> None:
    buy = await world.open_buy()
    with pytest.raises(SoldOut):
        await world.run(lambda books: books.take(buy, 1, Decimal(-1)))


async def test_unlimited_stock_is_counted_and_never_refused(world: World) -> None:
    buy = await world.open_buy()
    await world.order(buy, "ann", item=2, qty="90000")
    item = (await world.store.reads.buy(buy)).item(2)
    assert (item.taken, item.left) == (Decimal(90_000), None)


async def test_stock_raised_in_a_unit_can_be_taken_in_the_same_unit(world: World) -> None:
    buy = await world.open_buy(items=of_stock("1"))

    async def unit(books) -> None:
        await books.record(ev.StockChanged(buy, 1, Decimal(3)))
        await ordered(books, buy, "ann", 1, Decimal(3))
        assert (await books.buy(buy)).item(1).left == 0

    await world.run(unit)
    assert await world.store.disagreements() == []


async def test_a_buy_opened_and_ordered_from_in_one_unit_agrees_with_its_journal(world: World) -> None:
    async def unit(books) -> None:
        buy = await opened(books, items=(STRAWBERRY,))
        await ordered(books, buy, "ann", 1, Decimal(2))

    await world.run(unit)
    assert (await world.store.reads.buy(1)).item(1).taken == 2
    assert await world.store.disagreements() == []


@given(st.decimals(min_value=0, max_value=99_999, places=3))
@settings(max_examples=200)
def test_a_quantity_survives_the_store_exactly(qty: Decimal) -> None:
    assert from_milli(milli(qty)) == qty

"""S1: everybody at once on one product. Never oversold, never refused what would still fit, no repeat counted."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest

from groupbuy import errors, ordering
from groupbuy.events import OfferedItem
from groupbuy.ordering import Wish
from storage.unit import Unit
from tests.groupbuy.day import Day
from tests.groupbuy.made import D

BUYERS = 200
SIZES = [[1], [1, 2, 3, 4, 5]]


@dataclass(frozen=True)
class Sent:
    """A message as a platform delivers it, perhaps twice."""

    id: str
    who: str
    size: int


async def handled(day: Day, message: Sent) -> str:
    """One message, one unit: the answer given before, or the order and its answer in one commit."""

    async def unit(books: Unit) -> str:
        known = await books.remembered(message.id)
        if known is not None:
            return known
        try:
            async with books.savepoint():
                wish = Wish(1, Decimal(message.size), "add")
                placed = await ordering.place(books, day.number, message.who, [wish], sent_at=day.at)
                answer = f"{placed[0].order.seq_no}"
        except errors.SoldOut:
            answer = "sold out"
        await books.remember(message.id, answer, "")
        return answer

    return await day.run(unit, message=message.id)


async def everybody(day: Day, seed: int, sizes: list[int]) -> None:
    """A buy of their own, and whatever must hold once all have been answered."""
    dice = random.Random(seed)
    stock = dice.randint(BUYERS // 4, BUYERS)
    await day.opens(items=(OfferedItem(1, "草莓", "盒", 2500, stock=D(stock)),))
    sent = [Sent(f"{day.number}-{n}", f"r{n}", dice.choice(sizes)) for n in range(BUYERS)]
    told = sent + dice.sample(sent, BUYERS // 10)
    dice.shuffle(told)

    answers = await asyncio.gather(*(handled(day, it) for it in told))

    size = {it.id: it.size for it in sent}
    given = {it.id: answer for it, answer in zip(told, answers, strict=True)}
    assert all(given[it.id] == answer for it, answer in zip(told, answers, strict=True)), (
        "a repeat, another answer"
    )
    accepted = {it for it, answer in given.items() if answer != "sold out"}
    orders = await day.store.reads.orders(day.number)
    sold = sum(int(it.line(1).ordered) for it in orders)
    assert sold == (await day.buy()).items[1].taken == sum(size[it] for it in accepted) <= stock
    assert {it.resident: it.line(1).ordered for it in orders} == {
        it.who: it.size for it in sent if it.id in accepted
    }
    assert sorted(it.seq_no for it in orders) == list(range(1, len(accepted) + 1))
    refused = set(given) - accepted
    assert all(size[it] > stock - sold for it in refused), "refused although it would still fit"
    if sizes == [1]:
        assert sold == min(stock, BUYERS)
    print(
        f"S1 seed {seed} stock {stock} sold {sold} {dict(Counter(a == 'sold out' for a in given.values()))}"
    )


@pytest.mark.parametrize("sizes", SIZES, ids=["of one", "of one to five"])
@pytest.mark.parametrize("seed", range(4))
async def test_everybody_at_once_never_oversells_nor_refuses_what_fits(
    day: Day, seed: int, sizes: list[int]
) -> None:
    """The short form of what tests/faults tries with many more seeds."""
    await everybody(day, seed, sizes)

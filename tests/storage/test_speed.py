"""How fast orders are written; what is asserted is the shape (few commits, few statements), not the clock."""

import asyncio
import time
from decimal import Decimal

from groupbuy import events as ev
from storage.commit import MOST
from storage.dialect import dialect_of
from storage.sql import Sql
from storage.unit import Unit
from tests.storage.book import AT, Told, World, ordered

ORDERS = 256


async def message(books: Unit, buy: int, who: str) -> str:
    """What one chat message costs: who, seen before?, order, notice, answer."""
    key = f"m-{who}"
    if (known := await books.remembered(key)) is not None:
        return known
    resident = await books.meet(("corp", who))
    async with books.savepoint():
        await ordered(books, buy, resident.id, 1, Decimal(1))
        await books.tell(Told(to=f"resident:{resident.id}", subject=key, buy=buy))
    await books.remember(key, "好的", "ordered")
    return "好的"


async def test_orders_that_wait_share_commits(world: World) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    began, commits = time.perf_counter(), world.store._commit.commits
    for i in range(ORDERS // 4):
        await world.run(lambda books, i=i: message(books, buy, f"a{i}"))
    one_by_one = (ORDERS // 4) / (time.perf_counter() - began)
    assert world.store._commit.commits - commits == ORDERS // 4

    began, commits = time.perf_counter(), world.store._commit.commits
    await asyncio.gather(*(world.run(lambda books, i=i: message(books, buy, f"b{i}")) for i in range(ORDERS)))
    together = ORDERS / (time.perf_counter() - began)
    print(f"{one_by_one:.0f} orders a second one by one, {together:.0f} together")
    assert world.store._commit.commits - commits <= ORDERS // MOST + 1


class Counting(Sql):
    """Counts statements."""

    asked = 0

    async def rows(self, sql: str, *values: object) -> list[dict[str, object]]:
        self.asked += 1
        return await super().rows(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        self.asked += 1
        return await super().run(sql, *values)


async def test_a_messages_unit_is_a_bounded_number_of_statements(world: World) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    for i in range(30):
        await world.order(buy, f"r{i}")
    counting = Counting(world.store._writer, dialect_of(world.url))
    async with counting.transaction():
        books = Unit(counting, at=AT, directory=world.directory)
        await message(books, buy, "ann")
        await books.flush()
    print(f"{counting.asked} statements for one ordering message")
    assert counting.asked <= 24

"""An open group buy for every test, in a SQLite file of its own; and one whose day is over."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import storage
from groupbuy import closing, ordering
from groupbuy.ordering import Wish
from tests.bot.sheets.market import BLUEBERRY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import D


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sheets") / "empty.db"
    asyncio.run(storage.migrate(file))
    return file


@pytest.fixture
async def market(migrated: Path, tmp_path: Path) -> AsyncIterator[Market]:
    file = tmp_path / "linli.db"
    shutil.copy(migrated, file)
    async with storage.open(f"sqlite://{file}") as store:
        made = Market(store)
        await made.open()
        await made.meet("wang", "王姐", "3-1203")
        await made.meet("li", "李叔", "5-402")
        await made.meet("new")
        yield made


@pytest.fixture
async def day(market: Market) -> Market:
    """Orders at two prices, one cancelled, one late and taken in, a shortage, payments, pickups."""
    await market.order("wang", {STRAWBERRY: 2, RIBS: "1.5"}, note="要红的")
    await market.order("li", {STRAWBERRY: 3, BLUEBERRY: 1})
    await market.order("new", {BLUEBERRY: 2})
    await market.reprice(STRAWBERRY, 2800)
    await market.order("wang", {STRAWBERRY: 1}, mode="add")
    await market.move("li", "east")
    await market.pay("new")
    await market.cancel("new")
    await market.close()
    await market.meet("chen", "小陈", "8-1101")
    market.at = market.at.replace(hour=13)
    await market.order_late("chen", {BLUEBERRY: 4})
    await market.order_late("li", {RIBS: 9})
    await market.lead(ordering.accept_late, 1)
    await market.lead(closing.order_goods)
    await market.with_order(
        "chen", lambda books, buy, order: ordering.amend(books, buy, order, [Wish(BLUEBERRY, D(3))])
    )
    await market.arrive(STRAWBERRY, short=D(1))
    await market.arrive(BLUEBERRY, point="north")
    await market.pay("wang")
    await market.hand_out("wang", {STRAWBERRY: 2})
    return market

"""An open group buy for every test, in a SQLite file of its own; and one whose day is over."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

import storage
from groupbuy import closing, ordering
from groupbuy.ordering import Wish
from storage.store import Store
from tests.bot.sheets.market import BLUEBERRY, RIBS, STRAWBERRY, Market
from tests.groupbuy.made import D
from tests.migrated import migrated_copy


@pytest.fixture
async def market(tmp_path: Path) -> AsyncIterator[Market]:
    async with storage.open(f"sqlite://{migrated_copy(tmp_path)}") as store:
        yield await opened(store)


async def opened(store: Store) -> Market:
    made = Market(store)
    await made.open()
    await made.meet("wang", "王姐", "3-1203")
    await made.meet("li", "李叔", "5-402")
    await made.meet("new")
    return made


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Market]:
    """The file of a day that is over, lived through once, and its market as it stood then."""
    file = migrated_copy(tmp_path_factory.mktemp("market"))

    async def whole_day() -> Market:
        async with storage.open(f"sqlite://{file}") as store:
            return await live(await opened(store))

    return file, asyncio.run(whole_day())


@pytest.fixture
async def day(lived: tuple[Path, Market], tmp_path: Path) -> AsyncIterator[Market]:
    """A copy of that day: a test may go on with it."""
    file, market = lived
    async with storage.open(f"sqlite://{shutil.copy(file, tmp_path / 'linli.db')}") as store:
        yield replace(market, store=store, ids=dict(market.ids))


async def live(market: Market) -> Market:
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

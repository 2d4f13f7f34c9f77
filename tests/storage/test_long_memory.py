"""Years of orders: what an order asks about its resident, its community and its code costs what it cost before them."""

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from groupbuy import events as ev
from storage.finding import LIVE, fetched_last, latest_by
from tests.bench.throughput.filling import Db, PostgresDb, SqliteDb
from tests.bench.throughput.past import Past, copied
from tests.for_each import for_each
from tests.storage.book import AT, World

BUYS = 60
WHO = "ann0"
"""The copies' residents are called after the order's but for the number: in turn this one alone."""


def database_of(world: World) -> Db:
    path = world.url.removeprefix("sqlite://")
    return PostgresDb(world.url) if path == world.url else SqliteDb(Path(path))


async def finished(world: World) -> int:
    """A buy from its opening to its end with one order, fetched and paid."""
    buy = await world.open_buy()
    order = await world.order(buy, WHO, item=2, qty="2")
    await world.record(
        ev.BuyClosed(buy, AT, by_hand=True),
        ev.BuyFormed(buy, "no_minimum"),
        ev.GoodsOrdered(buy),
        ev.BuyArrived(buy),
        ev.GoodsPickedUp(buy, order, "v1", (ev.Picked(2, Decimal(2)),)),
        ev.PaymentConfirmed(buy, order, 100),
        ev.BuyFinished(buy),
        at=AT + timedelta(hours=1),
    )
    return buy


async def test_copied_years_are_a_book_whose_tables_and_journal_agree(world: World) -> None:
    """What the bench fills a large store with: each copy is the buy it was copied from, line by line."""
    buy, db = await finished(world), database_of(world)
    await copied(db, Past(buy, buys=BUYS, each=1, people=1))
    await copied(db, Past(buy, buys=2, each=30, people=40))
    assert await world.store.disagreements() == []
    mine = await world.store.reads.orders_by(WHO, past=True)
    assert len(mine) >= 1 + BUYS
    assert {(it.paid, it.line(2).ordered, it.line(2).waiting) for it in mine} == {
        (100, Decimal(2), Decimal(0))
    }
    assert len({(it.amount, it.owed) for it in mine}) == 1
    assert len({it.id for it in mine}) == len({it.buy for it in mine}) == len(mine)
    assert await world.store.reads.orders_by(WHO) == []
    crowd = await world.store.reads.orders(buy + BUYS + 2)
    assert [it.seq_no for it in crowd] == list(range(1, 31))
    assert (await world.store.reads.buy(buy + BUYS + 2)).items[2].taken == 60
    assert await db.size() > 100_000
    await db.settle()


async def test_what_cannot_be_copied_is_refused_before_anything_is(world: World) -> None:
    with pytest.raises(ValueError, match="3 residents cannot have 4 orders in one buy"):
        Past(1, buys=1, each=4, people=3)
    buy = await finished(world)
    twice = "INSERT INTO once_keys (key, at) VALUES ('k', 'x')"
    with pytest.raises(Exception, match=r"(?i)unique"):
        await database_of(world).script([twice, twice])
    assert await database_of(world).rows("SELECT * FROM once_keys WHERE key = 'k'") == []
    assert (await world.store.reads.buy(buy)).number == buy


Asked = Callable[[World], Awaitable[object]]
ASKED: dict[str, Asked] = {
    "what one has ordered": lambda world: world.store.reads.orders_by(WHO),
    "what is on offer": lambda world: world.store.reads.buys_in_community("riverside"),
    "what one leads": lambda world: world.store.reads.buys_of_leader("wang"),
    "where one fetched last": lambda world: fetched_last(world.store._read, WHO, ["p1"], 0),
    "one's newest order": lambda world: latest_by(world.store._read, [WHO]),
    "how much lies there": lambda world: world.store.reads.loads(["p1"], AT.date(), now=AT),
    "whose code it is": lambda world: world.store.reads.order_by_code("p1", "123456"),
    "whose proxy's code it is": lambda world: world.store.reads.orders_by_proxy("p1", "123456"),
}
STEPS_OF_A_PAST_ORDER = 14
"""Of SQLite's machine: one's own are passed over in an index, twice, or not even that (it was 24 and a row each)."""


async def steps(world: World, ask: Asked) -> int:
    """What SQLite's own machine does for it, counted in single steps."""
    raw, done = world.store._reader._raw, [0]
    await ask(world)  # what is prepared once is prepared

    def one() -> int:
        done[0] += 1
        return 0

    raw.set_progress_handler(one, 1)
    try:
        await ask(world)
    finally:
        raw.set_progress_handler(None, 0)
    return done[0]


@pytest.mark.sqlite
@pytest.mark.parametrize("analysed", [False, True])
async def test_past_orders_add_next_to_nothing_to_what_an_order_asks(world: World, analysed: bool) -> None:
    """Counted, not timed. With statistics (somebody ran ANALYZE) it is no worse than without."""
    buy = await finished(world)
    live = await world.open_buy()
    await world.order(live, WHO)
    before = {name: await steps(world, ask) for name, ask in ASKED.items()}
    await copied(database_of(world), Past(buy, buys=BUYS, each=1, people=1))
    await copied(database_of(world), Past(buy, buys=2, each=300, people=300))
    if analysed:
        with closing(sqlite3.connect(world.url.removeprefix("sqlite://"))) as db:
            db.execute("ANALYZE")
    after = {name: await steps(world, ask) for name, ask in ASKED.items()}
    more = {name: round((after[name] - before[name]) / BUYS, 1) for name in ASKED}
    print(more, before)
    assert {name: it for name, it in more.items() if it > STEPS_OF_A_PAST_ORDER} == {}
    for name in ("how much lies there", "one's newest order", "whose code it is", "whose proxy's code it is"):
        assert more[name] < 2, name


@for_each(
    ("query", "index"),
    [
        (f"buys WHERE community IN ('c') AND {LIVE}", "buys_community (community=? AND state=?)"),
        (f"buys WHERE leader = 'l' AND {LIVE}", "buys_leader (leader=? AND state=?)"),
        ("orders WHERE proxy_code = 'x' AND point = 'p'", "orders_proxy_code (proxy_code=?)"),
        ("orders WHERE resident = 'r' ORDER BY buy_id DESC", "orders_resident (resident=?)"),
        ("orders WHERE placed_by = 'r' ORDER BY buy_id DESC", "orders_placed_by (placed_by=?)"),
    ],
)
def test_what_is_over_is_not_even_looked_at(file: Path, query: str, index: str) -> None:
    with closing(sqlite3.connect(file)) as db:
        plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {query}"))  # noqa: S608
    assert index in plan
    assert "TEMP B-TREE" not in plan

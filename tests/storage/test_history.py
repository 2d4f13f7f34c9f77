"""Random histories: after every step the tables say what the journal says, and both what a dict says."""

import asyncio
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

import storage
from groupbuy import events as ev
from groupbuy.errors import SoldOut
from tests.storage.book import World, opened, ordered

EMPTY: list[Path] = []
PEOPLE = st.sampled_from(["ann", "bo", "cai", "dan"])
ITEMS = st.sampled_from([1, 2])
QUANTITIES = st.decimals(min_value="0.001", max_value=8, places=3)


class Undone(Exception):
    """Raised to undo a step on purpose."""


class History(RuleBasedStateMachine):
    """`model` is (buy, person, item) -> ordered; `stock` what an item may still give."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "linli.db"
        shutil.copy(EMPTY[0], file)
        self.loop = asyncio.new_event_loop()
        self.store = storage.open(file)
        self.do(self.store.__aenter__())
        self.world = World(self.store, str(file))
        self.model: dict[tuple[int, str, int], Decimal] = {}
        self.buys: list[int] = []

    def do(self, work):
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        self.do(self.store.__aexit__(None, None, None))
        self.loop.close()
        self.folder.cleanup()

    def ordered(self, buy: int, item: int) -> Decimal:
        return sum((qty for (b, _, i), qty in self.model.items() if (b, i) == (buy, item)), Decimal(0))

    @precondition(lambda self: len(self.buys) < 3)
    @rule()
    def open(self) -> None:
        self.buys.append(self.do(self.world.run(opened)))

    @precondition(lambda self: self.buys)
    @rule(data=st.data(), who=PEOPLE, item=ITEMS, qty=QUANTITIES, undone=st.booleans())
    def order(self, data: st.DataObject, who: str, item: int, qty: Decimal, undone: bool) -> None:
        buy = data.draw(st.sampled_from(self.buys))
        fits = item == 2 or self.ordered(buy, item) + qty <= 20

        async def unit(books) -> None:
            async with books.savepoint():
                await ordered(books, buy, who, item, qty)
                if undone:
                    raise Undone

        try:
            self.do(self.world.run(unit))
        except SoldOut:
            assert not fits
        except Undone:
            assert fits
        else:
            assert fits
            self.model[buy, who, item] = self.model.get((buy, who, item), Decimal(0)) + qty

    @precondition(lambda self: any(self.model.values()))
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        buy, who, item = data.draw(st.sampled_from(sorted(key for key, qty in self.model.items() if qty)))
        self.do(self.world.run(lambda books: ordered(books, buy, who, item, -self.model[buy, who, item])))
        self.model[buy, who, item] = Decimal(0)

    @precondition(lambda self: self.buys)
    @rule(data=st.data(), price=st.integers(0, 9999))
    def change_price(self, data: st.DataObject, price: int) -> None:
        self.do(self.world.record(ev.PriceChanged(data.draw(st.sampled_from(self.buys)), 1, price)))

    @precondition(lambda self: self.model)
    @rule(data=st.data(), paid=st.integers(-500, 5000), point=st.sampled_from(["p1", "p2"]))
    def pay_and_move(self, data: st.DataObject, paid: int, point: str) -> None:
        buy, who, _ = data.draw(st.sampled_from(sorted(self.model)))

        async def unit(books) -> None:
            order = await books.order_of(buy, who)
            await books.record(ev.PaymentConfirmed(buy, order.id, paid))
            await books.record(ev.PointChosen(buy, order.id, point, await books.free_code(point)))
            await books.record(ev.PointBound(who, "riverside", point))

        self.do(self.world.run(unit))

    @invariant()
    def the_tables_agree_with_the_journal(self) -> None:
        assert self.do(self.store.disagreements()) == []

    @invariant()
    def the_store_agrees_with_the_model(self) -> None:
        book = self.do(self.store.stored())
        found = {
            (o.buy, o.resident, i): line.ordered for o in book.orders.values() for i, line in o.lines.items()
        }
        assert found == self.model
        assert all(book.buys[b].item(i).taken == self.ordered(b, i) for b in self.buys for i in (1, 2))


@pytest.mark.timeout(120)
def test_random_histories_agree(migrated: Path) -> None:
    EMPTY[:] = [migrated]
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        History,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


async def test_a_table_that_was_tampered_with_is_told_by_name(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")
    await world.store._commit.run(lambda sql: sql.run("UPDATE orders SET paid = 5"))
    await world.store._commit.run(lambda sql: sql.run("UPDATE buys SET state = 'closed'"))
    await world.store._commit.run(
        lambda sql: sql.run("INSERT INTO bindings (resident, community, point) VALUES ('a', 'c', 'p')")
    )
    told = await world.store.disagreements()
    assert told == [
        f"buy {buy}: state: tables <State.CLOSED: 'closed'>, journal <State.OPEN: 'open'>",
        f"order {order}: paid: tables 5, journal 0",
        "binding ('a', 'c'): only in the tables",
    ]

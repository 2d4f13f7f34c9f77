"""One buy from draft to the end, as the tables and the journal follow it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tortoise.exceptions import IntegrityError

from groupbuy import events as ev
from groupbuy.buy import State
from groupbuy.errors import WrongState
from tests.storage.book import AT, CUTOFF, World, opened, ordered

DAY = (
    (ev.BuyClosed(1, CUTOFF), State.CLOSED),
    (ev.BuyNotFormed(1, have=2, need=5), State.NOT_FORMED),
    (ev.BuyFormed(1, because="leader"), State.FORMED),
    (ev.GoodsOrdered(1), State.PURCHASING),
    (ev.BuyArrived(1), State.ARRIVED),
    (ev.BuyFinished(1), State.FINISHED),
)


async def test_every_state_of_a_day_is_stored_as_it_was_told(world: World) -> None:
    buy = await world.open_buy()
    for who in ("ann", "bo"):
        await world.order(buy, who, qty="2")
    for hours, (event, state) in enumerate(DAY, 1):
        await world.record(event, at=AT + timedelta(hours=hours))
        found = await world.store.reads.buy(buy)
        assert (found.state, found.state_since) == (state, AT + timedelta(hours=hours))
        assert await world.store.disagreements() == []
    assert await world.store.reads.live_buys() == []
    assert len(await world.store.reads.journal(buy=buy)) == 2 + 2 * 2 + len(DAY)


async def test_a_step_the_table_does_not_have_leaves_nothing_behind(world: World) -> None:
    buy = await world.open_buy()
    with pytest.raises(WrongState):
        await world.record(ev.PriceChanged(buy, 1, 1), ev.BuyFinished(buy))
    assert (await world.store.reads.buy(buy)).item(1).price == 1990
    assert len(await world.store.reads.journal()) == 2


async def test_goods_that_come_short_change_lines_and_amounts(world: World) -> None:
    buy = await world.open_buy()
    first, last = await world.order(buy, "ann", qty="3"), await world.order(buy, "bo", qty="2")
    await world.record(
        ev.BuyClosed(buy, CUTOFF),
        ev.BuyFormed(buy, because="no_minimum"),
        ev.GoodsOrdered(buy),
        ev.GoodsArrived(buy, 1, 1, "", Decimal(1)),
        ev.LineShorted(buy, last, 1, Decimal(1), 1),
        ev.PaymentClaimed(buy, first),
    )
    mine, theirs = await world.store.reads.orders(buy)
    assert (mine.amount, theirs.amount) == (3 * 1990, 1990)
    assert (mine.claimed, theirs.claimed) == (True, False)
    await world.record(ev.ShortageLifted(buy, last, 1, Decimal(1), 1), ev.ArrivalReversed(buy, 1))
    assert [it.amount for it in await world.store.reads.orders(buy)] == [3 * 1990, 2 * 1990]
    assert await world.store.disagreements() == []


async def test_a_cancelled_order_keeps_its_number_and_the_next_gets_another(world: World) -> None:
    buy = await world.open_buy()
    await world.order(buy, "ann")
    await world.order(buy, "ann", qty="-1")
    await world.order(buy, "bo")
    orders = await world.store.reads.orders(buy)
    assert [(it.resident, it.seq_no, it.active) for it in orders] == [("ann", 1, False), ("bo", 2, True)]
    await world.order(buy, "ann")
    assert (await world.store.reads.order_of(buy, "ann")).seq_no == 1


async def test_the_code_of_a_buy_that_is_over_may_be_given_again(world: World) -> None:
    old, new = await world.open_buy(), await world.open_buy()
    placed = ev.OrderPlaced(old, "o1", "ann", "ann", 1, "p1", "123456")
    again = ev.OrderPlaced(new, "o2", "bo", "bo", 1, "p1", "123456")
    await world.record(placed)
    with pytest.raises(IntegrityError):
        await world.record(again)
    await world.record(ev.BuyCancelled(old, because="leader"))
    await world.record(again)
    found = await world.store.reads.order_by_code("p1", "123456")
    assert found is not None
    assert found.id == "o2"


async def test_an_order_changed_after_its_buy_was_over_takes_no_code(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")
    await world.record(ev.BuyCancelled(buy, because="leader"))
    await world.record(ev.PaymentConfirmed(buy, order, -1990))
    code = (await world.store.reads.orders(buy))[0].code
    assert await world.store.reads.order_by_code("p1", code) is None
    assert (await world.store.reads.orders(buy))[0].paid == -1990


async def test_moments_that_passed_are_remembered_and_not_due_again(world: World) -> None:
    buy = await world.open_buy()
    first = await world.store.next_due()
    assert first == CUTOFF - timedelta(hours=2)
    await world.record(ev.MomentPassed(buy, f"cutoff_soon@{int(CUTOFF.timestamp())}-7200"), at=first)
    assert await world.store.next_due() == CUTOFF - timedelta(minutes=15)


async def test_buys_are_numbered_on_even_within_one_unit(world: World) -> None:
    async def two(books) -> list[int]:
        return [await opened(books), await opened(books)]

    assert await world.run(two) == [1, 2]
    assert await world.open_buy() == 3


async def test_numbers_within_a_unit_go_on_and_an_undone_one_is_given_again(world: World) -> None:
    buy = await world.open_buy()

    async def several(books) -> None:
        for who in ("ann", "bo"):
            await ordered(books, buy, who, 1, Decimal(1))
        try:
            async with books.savepoint():
                await ordered(books, buy, "cai", 1, Decimal(1))
                raise KeyError
        except KeyError:
            await ordered(books, buy, "dan", 1, Decimal(1))

    await world.run(several)
    orders = await world.store.reads.orders(buy)
    assert [(it.resident, it.seq_no) for it in orders] == [("ann", 1), ("bo", 2), ("dan", 3)]
    assert (await world.store.reads.buy(buy)).last_seq == 3
    assert await world.store.disagreements() == []


async def test_every_entry_names_who_did_it_and_because_of_which_message(world: World) -> None:
    buy = await world.open_buy()
    await world.run(
        lambda books: ordered(books, buy, "ann", 1, Decimal(1)),
        actor="ann",
        message="m-1",
        at=AT + timedelta(1),
    )
    entries = await world.store.reads.journal(buy=buy)
    assert [(it.actor, it.message) for it in entries[:2]] == [("", ""), ("", "")]
    assert [(it.actor, it.message) for it in entries[2:]] == [("ann", "m-1")] * 2
    assert {it.at for it in entries[2:]} == {AT + timedelta(1)}


async def test_a_line_with_many_prices_keeps_each(world: World) -> None:
    buy = await world.open_buy()
    for price in (100, 250, 375):
        await world.record(ev.PriceChanged(buy, 2, price))
        await world.order(buy, "ann", item=2, qty="0.125")
    (order,) = await world.store.reads.orders(buy)
    assert [(str(part.qty), part.price) for part in order.line(2).parts] == [
        ("0.125", 100),
        ("0.125", 250),
        ("0.125", 375),
    ]
    assert order.amount == 13 + 31 + 47
    assert await world.store.disagreements() == []

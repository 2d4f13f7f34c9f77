"""What is written comes back as it was, and is found by what people ask."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from groupbuy import events as ev
from groupbuy.buy import Minimum, State
from groupbuy.errors import NoSuchBuy, NoSuchOrder
from groupbuy.fold import Book
from storage.dialect import dialect_of
from storage.reads import BookReads
from storage.sql import Row, Sql
from storage.unit import Unit
from tests.storage.book import AT, CUTOFF, World, drafted, many, ordered


class CountingSql(Sql):
    """Counts the statements that ask for rows."""

    asked = 0

    async def rows(self, sql: str, *values: object) -> list[Row]:
        self.asked += 1
        return await super().rows(sql, *values)


async def test_a_buy_comes_back_as_it_was_recorded(world: World) -> None:
    event = drafted(1, minimum_of="amount", minimum_need=50_000, chats=("g2", "g1"))
    await world.record(event, ev.BuyOpened(1), ev.MomentPassed(1, "close@1"))
    told = Book()
    for it in (event, ev.BuyOpened(1), ev.MomentPassed(1, "close@1")):
        told.apply(it, AT)
    found = await world.store.reads.buy(1)
    assert found == told.buys[1]
    assert (found.chats, found.minimum) == (("g2", "g1"), Minimum("amount", 50_000))


async def test_reads_together_see_one_moment_and_load_a_buy_once(world: World) -> None:
    """What another process commits meanwhile is not seen; a unit is one moment as it is."""
    buy = await world.open_buy()
    await world.order(buy, "ann")
    counting = CountingSql(world.store._reader, dialect_of(world.url))
    async with BookReads(counting).together() as reads:
        (order,) = await reads.orders(buy)
        before = counting.asked
        assert (await reads.buy(buy)).number == order.buy
        first = counting.asked - before
        await world.order(buy, "bo")
        assert await reads.orders(buy) == [order]
        assert (await reads.buy(buy)).number == buy
        assert await reads.buys_in_community("riverside") == [await reads.buy(buy)]
        assert counting.asked - before <= first + 3
    assert len(await BookReads(counting).orders(buy)) == 2

    async def unit(books: Unit) -> int:
        async with books.together() as reads:
            await ordered(books, buy, "cy", 1, Decimal(1))
            return len(await reads.orders(buy))

    assert await world.run(unit) == 3


async def test_items_read_again_are_as_their_rows_are_now(world: World) -> None:
    """Rows that have not changed make the same items; one that has makes another."""
    buy = await world.open_buy()
    before = (await world.store.reads.buy(buy)).items
    await world.order(buy, "ann", qty="2")
    after = (await world.store.reads.buy(buy)).items
    assert (before[1].taken, after[1].taken) == (Decimal(0), Decimal(2))
    assert before[2] is after[2]
    other = await world.open_buy()
    assert (await world.store.reads.buy(other)).items[1].taken == Decimal(0)


async def test_remarks_are_found_by_their_orders(world: World) -> None:
    buy = await world.open_buy()
    ann, bo = await world.order(buy, "ann"), await world.order(buy, "bo")

    async def unit(books: Unit) -> dict[tuple[str, int], str]:
        await books.note(ann, 1, "软的")
        await books.note(bo, 1, "硬的")
        return await books.notes_on([ann])

    assert await world.run(unit) == {(ann, 1): "软的"}
    reads = world.store.reads
    assert await reads.notes_on([bo, ann]) == {(ann, 1): "软的", (bo, 1): "硬的"} == await reads.notes(buy)
    assert await reads.notes_on([]) == await reads.notes_on(["nobody"]) == {}


def test_what_every_order_asks_of_a_crowd_is_answered_from_an_index(migrated: Path) -> None:
    """Its cost may not grow with the orders stored, nor with those of other points and buys."""
    asked = {
        "orders_placed": "SELECT 1 FROM orders o WHERE o.buy_id = 1 AND o.placed_by <> o.resident",
        "orders_lying": "SELECT point, SUM(room_normal), SUM(room_chilled), SUM(room_frozen) FROM orders"
        " WHERE point IN ('p1', 'p2') AND held IS NOT NULL AND id <> 'x' AND (pickup_day IS NULL"
        " OR pickup_day = '2026-11-03' OR pickup_until <= '2026-11-03T10:00:00') GROUP BY point",
    }
    with closing(sqlite3.connect(migrated)) as db:
        for index, query in asked.items():
            (*_, step) = db.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()
            assert f"USING COVERING INDEX {index}" in step


async def test_a_free_code_is_neither_held_nor_a_proxys(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")
    code = (await world.store.reads.orders(buy))[0].code
    await world.record(ev.ProxyNamed(buy, order, "123456", AT + timedelta(days=1)))

    async def unit(books: Unit) -> set[str]:
        return {await books.free_code("p1") for _ in range(20)}

    assert not await world.run(unit) & {code, "123456"}


async def test_an_unknown_buy_is_refused_by_name(world: World) -> None:
    with pytest.raises(NoSuchBuy, match="没有7号团"):
        await world.store.reads.buy(7)


async def test_a_chat_sees_the_buys_open_in_it_but_neither_drafts_nor_those_over(world: World) -> None:
    here, elsewhere = await world.open_buy(), await world.open_buy(chats=("g2",))
    both = await world.open_buy(chats=("g2", "g1"))
    await world.open_buy(draft_only=True)
    over = await world.open_buy()
    await world.record(ev.BuyCancelled(over, because="leader"))
    assert [it.number for it in await world.store.reads.buys_in_chat("g1")] == [here, both]
    assert [it.number for it in await world.store.reads.buys_in_chat("g2")] == [elsewhere, both]
    assert await world.store.reads.buys_in_chat("g3") == []


async def test_a_leader_sees_drafts_too_and_a_community_does_not(world: World) -> None:
    draft, live = await world.open_buy(draft_only=True), await world.open_buy()
    await world.open_buy(leader="li", community="hilltop")
    reads = world.store.reads
    assert [it.number for it in await reads.buys_of_leader("wang")] == [draft, live]
    assert [it.number for it in await reads.buys_in_community("riverside")] == [live]
    assert [it.number for it in await reads.live_buys()] == [1, 2, 3]


async def test_past_buys_are_those_somebody_ordered_in_latest_first(world: World) -> None:
    older, newer, live = await world.open_buy(), await world.open_buy(), await world.open_buy()
    unused, elsewhere = await world.open_buy(), await world.open_buy(leader="li", community="hilltop")
    for buy in (older, newer, live, elsewhere):
        await world.order(buy, "ann", qty="1")
    for buy in (older, newer, unused, elsewhere):
        await world.record(ev.BuyCancelled(buy, because="leader"))
    assert [it.number for it in await world.store.reads.past_buys("riverside")] == [newer, older]
    assert [it.number for it in await world.store.reads.past_buys("hilltop")] == [elsewhere]


async def test_orders_come_with_their_lines_prices_and_verifications(world: World) -> None:
    buy = await world.open_buy()
    first = await world.order(buy, "ann", qty="2")
    await world.record(ev.PriceChanged(buy, 1, 2500))
    await world.order(buy, "ann", qty="1")
    await world.order(buy, "ann", item=2, qty="1.5")
    picked = (ev.Picked(1, Decimal(2)), ev.Picked(2, Decimal("0.5")))
    await world.record(ev.GoodsPickedUp(buy, first, "v1", picked), ev.PaymentConfirmed(buy, first, 1000))
    (order,) = await world.store.reads.orders(buy)
    assert order.amount == 2 * 1990 + 2500 + 500
    assert (order.owed, order.verifications) == (order.amount - 1000, {"v1": picked})
    assert order.line(2).waiting == Decimal(1)
    assert (await world.store.folded()).orders[first] == order


async def test_a_verification_reversed_is_gone_again(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann", qty="2")
    await world.record(
        ev.GoodsPickedUp(buy, order, "v1", (ev.Picked(1, Decimal(1)),)),
        ev.GoodsPickedUp(buy, order, "v2", (ev.Picked(1, Decimal(1)),)),
    )
    await world.record(ev.PickupReversed(buy, order, "v1"))
    (found,) = await world.store.reads.orders(buy)
    assert list(found.verifications) == ["v2"]
    assert found.line(1).picked == 1


async def test_orders_stand_in_the_order_of_their_numbers(world: World) -> None:
    buy = await world.open_buy()
    for who in ("cai", "ann", "bo"):
        await world.order(buy, who)
    orders = await world.store.reads.orders(buy)
    assert [(it.seq_no, it.resident) for it in orders] == [(1, "cai"), (2, "ann"), (3, "bo")]
    mine = await world.store.reads.order_of(buy, "bo")
    assert mine is not None
    assert mine.seq_no == 3
    assert await world.store.reads.order_of(buy, "dan") is None


async def test_somebodys_orders_are_their_own_and_those_they_placed_newest_buy_first(world: World) -> None:
    old, new, over = [await world.open_buy() for _ in range(3)]
    for buy in (old, new, over):
        await world.order(buy, "ann")
    await world.record(ev.OrderPlaced(new, "for-bo", "bo", "ann", 2, "p1", "111111"))
    await world.record(ev.BuyCancelled(over, because="leader"))
    reads = world.store.reads
    assert [(it.buy, it.resident) for it in await reads.orders_by("ann")] == [
        (new, "ann"),
        (new, "bo"),
        (old, "ann"),
    ]
    assert [it.buy for it in await reads.orders_by("ann", past=True)] == [over, new, new, old]
    assert [it.id for it in await reads.orders_by("bo")] == ["for-bo"]


async def test_a_code_finds_its_order_at_its_point_until_the_buy_is_over(world: World) -> None:
    buy = await world.open_buy()
    await world.record(ev.OrderPlaced(buy, "o1", "ann", "ann", 1, "p1", "123456"))
    found = await world.store.reads.order_by_code("p1", "123456")
    assert found is not None
    assert found.id == "o1"
    assert await world.store.reads.order_by_code("p2", "123456") is None
    await world.record(ev.PointChosen(buy, "o1", "p2", "654321"))
    assert await world.store.reads.order_by_code("p1", "123456") is None
    assert (await world.store.reads.order_by_code("p2", "654321")) is not None
    await world.record(ev.BuyCancelled(buy, because="leader"))
    assert await world.store.reads.order_by_code("p2", "654321") is None


async def test_arrivals_come_back_and_a_reversed_one_does_not(world: World) -> None:
    buy = await world.open_buy()
    await world.record(
        ev.GoodsArrived(buy, 1, 1, "p1", Decimal(2)),
        ev.GoodsShort(buy, 2, 2, "", Decimal("0.5")),
        ev.GoodsArrived(buy, 3, 2, "", Decimal(0)),
    )
    await world.record(ev.ArrivalReversed(buy, 3))
    found = await world.store.reads.buy(buy)
    assert found.arrivals == {
        1: ev.GoodsArrived(buy, 1, 1, "p1", Decimal(2)),
        2: ev.GoodsShort(buy, 2, 2, "", Decimal("0.5")),
    }
    assert (found.item(1).arrived, found.item(2).arrived) == (frozenset({"p1"}), frozenset())
    assert found.last_arrival == 3
    assert await world.store.disagreements() == []


async def test_the_journal_is_told_whole_by_buy_and_by_order(world: World) -> None:
    buy, other = await world.open_buy(), await world.open_buy()
    order = await world.order(buy, "ann")

    async def close(books) -> None:
        await books.record(ev.BuyClosed(other, CUTOFF, by_hand=True))

    await world.run(close, at=AT + timedelta(hours=1), actor="wang", message="m-9")
    reads = world.store.reads
    everything = await reads.journal()
    assert [it.no for it in everything] == sorted(it.no for it in everything)
    assert len(everything) == 7
    assert [type(it.event).__name__ for it in await reads.journal(order=order)] == [
        "OrderPlaced",
        "QtyChanged",
    ]
    last = (await reads.journal(buy=other))[-1]
    assert (last.event, last.actor, last.message) == (
        ev.BuyClosed(other, CUTOFF, by_hand=True),
        "wang",
        "m-9",
    )
    assert last.at == AT + timedelta(hours=1)
    assert {it.event.buy for it in await reads.journal(buy=buy)} == {buy}


async def test_many_orders_with_many_lines_come_in_a_few_statements(world: World) -> None:
    buy = await world.open_buy(items=many("菜", 100, 40))

    async def fill(books) -> None:
        for i in range(60):
            await books.record(ev.OrderPlaced(buy, f"o{i}", f"r{i}", f"r{i}", i + 1, "p1", f"{i:06d}"))
            await books.record(
                ev.QtyChanged(buy, f"o{i}", 1 + i % 40, Decimal(0), Decimal(1), 100, "resident")
            )
            await books.take(buy, 1 + i % 40, Decimal(1))

    await world.run(fill)
    counting = CountingSql(world.store._reader, dialect_of(world.url))
    orders = await BookReads(counting).orders(buy)
    assert len(orders) == 60
    assert counting.asked == 3


async def test_inside_a_unit_a_read_sees_what_the_unit_has_done(world: World) -> None:
    async def unit(books) -> None:
        number = await books.next_buy_number()
        await books.record(drafted(number))
        assert await books.buys_in_chat("g1") == []
        await books.record(ev.BuyOpened(number))
        (found,) = await books.buys_in_chat("g1")
        assert found is await books.buy(number)
        assert found.state is State.OPEN
        await books.record(ev.OrderPlaced(number, "o1", "ann", "ann", 1, "p1", "123456"))
        mine = await books.order_of(number, "ann")
        assert mine is await books.own_order("o1")
        assert await books.order_by_code("p1", "123456") is mine
        assert len(await books.journal(buy=number)) == 3

    await world.run(unit)


async def test_inside_a_unit_an_unknown_buy_or_order_is_refused(world: World) -> None:
    async def no_buy(books) -> None:
        await books.locked(3)

    async def no_order(books) -> None:
        await books.own_order("nobody's")

    with pytest.raises(NoSuchBuy):
        await world.run(no_buy)
    with pytest.raises(NoSuchOrder):
        await world.run(no_order)
    with pytest.raises(NoSuchBuy):
        await world.run(lambda books: books.next_seq(3))


async def test_a_read_beside_a_unit_does_not_see_what_is_not_committed(world: World) -> None:
    async def unit(books) -> None:
        await books.record(drafted(1))
        await books.flush()
        assert await world.store.reads.live_buys() == []

    await world.run(unit)
    assert len(await world.store.reads.live_buys()) == 1

"""Units of one commit share what they load and what they write; none of them, and nobody who reads, can tell."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from groupbuy import events as ev
from groupbuy.errors import AllGone, Refusal, SoldOut
from groupbuy.places import Hours, PointKind, Spot, StorageClass
from storage.saving import ORDERS
from storage.sql import Sql
from storage.unit import Unit
from tests.storage.book import AT, Told, World, ordered

ONE = Decimal(1)
DAY = date(2026, 11, 3)
PLENTY = (ev.OfferedItem(1, "草莓", "盒", 1990, storage="chilled"), ev.OfferedItem(2, "大米", "斤", 333))
DOOR = Spot("p1", "东门", PointKind.GATE, "东门内", "", "", "")


class Nope(Refusal):
    text = "不行"


async def batch(world: World, *units: Callable[[Unit], Awaitable[Any]]) -> list[Any]:
    """What came of each; one of them is under way alone, so that all the others wait for the next commit."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def first(books: Unit) -> None:
        begun.set()
        await go_on.wait()

    holds = asyncio.create_task(world.run(first, alone=True))
    await begun.wait()
    waiting = [asyncio.create_task(world.run(unit)) for unit in units]
    await asyncio.sleep(0)
    go_on.set()
    await holds
    return await asyncio.gather(*waiting, return_exceptions=True)


async def for_a_guest(books: Unit, buy: int, who: str) -> None:
    guest = await books.guest_of(who, f"{who}的客人")
    seq = await books.next_seq(buy)
    await books.record(ev.OrderPlaced(buy, books.new_id(), guest.id, who, seq, "p1", ""))


async def look(books: Unit, buy: int, who: str) -> dict[str, Any]:
    """What can be asked of somebody's order, each in the way in which a use case asks."""
    order = await books.order_of(buy, who)
    assert order is not None
    loads = await books.loads(["p1"], DAY, now=AT)
    return {
        "own": [it.id for it in await books.orders_by(who)],
        "past": [it.id for it in await books.orders_by(who, past=True)] == [order.id],
        "all": order.id in {it.id for it in await books.orders(buy)},
        "code": (await books.order_by_code("p1", order.code)) is order,
        "line": order.line(1).ordered,
        "notes": await books.notes_on([order.id]),
        "words": await books.words(order.id),
        "bound": await books.binding(who, "riverside"),
        "where": order.where,
        "lies": loads["p1"][StorageClass.CHILLED],
        "guests": set((await books.guests_in(buy)).values()),
        "known": (await books.resident_at(("wecom", who))) is not None,
        "answer": await books.remembered(f"m-{who}"),
        "seen": await books.seen(f"k-{who}"),
        "once": await books.once(f"k-{who}"),
    }


async def everything(books: Unit, buy: int, who: str) -> None:
    await books.meet(("wecom", who))
    id_ = await ordered(books, buy, who, 1, ONE)
    spot = await books.spot_of(DOOR)
    await books.record(ev.PickupSet(buy, id_, spot, DAY, ()))
    await books.note(id_, 1, "软的")
    await books.keep_words(id_, 1, "草莓一盒")
    await books.record(ev.PointBound(who, "riverside", "p1"))
    await books.tell(Told(to=who, subject=f"n-{who}", buy=buy, words="好"))
    await books.once(f"k-{who}")
    await books.remember(f"m-{who}", "好", "done")


def as_told(own: list[str], lies: int, guests: set[str]) -> dict[str, Any]:
    return {
        "own": own,
        "past": False,
        "all": True,
        "code": True,
        "line": ONE,
        "where": DOOR,
        "lies": lies,
        "notes": {(own[0], 1): "软的"},
        "words": {(1, ""): "草莓一盒"},
        "bound": "p1",
        "guests": guests,
        "known": True,
        "answer": "好",
        "seen": True,
        "once": False,
    }


@pytest.mark.parametrize("between", ["nothing", "a refusal", "a refusal after a read", "foreign work"])
async def test_a_unit_sees_what_those_before_it_in_its_commit_have_done(world: World, between: str) -> None:
    """Whatever came between them: it makes the units forget, and write earlier than they would have."""
    buy = await world.open_buy(items=PLENTY)

    async def disturb(books: Unit) -> None:
        if between == "nothing":
            return
        await ordered(books, buy, "cai", 1, ONE)
        await books.note((await books.orders_by("cai"))[0].id, 1, "不留")
        if between == "a refusal after a read":
            assert len(await books.orders(buy)) == 3
        raise Nope

    async def foreign(sql: Sql) -> None:
        await sql.run("UPDATE orders SET paid = 7 WHERE resident = ?", "ann")

    async def seen(books: Unit) -> dict[str, Any]:
        found = await look(books, buy, "ann")
        return {**found, "paid": (await books.orders_by("ann"))[0].paid}

    async def again(books: Unit) -> dict[str, Any]:
        await everything(books, buy, "bo")
        await for_a_guest(books, buy, "bo")
        return await look(books, buy, "bo")

    async def ann(books: Unit) -> None:
        await everything(books, buy, "ann")
        await for_a_guest(books, buy, "ann")

    before = world.store._commit.commits
    begun = asyncio.gather(
        world.run(ann),
        *([world.store._commit.run(foreign)] if between == "foreign work" else [world.run(disturb)]),
        world.run(seen),
        world.run(again),
        return_exceptions=True,
    )
    done, disturbed, first, second = await begun
    assert done is None
    assert world.store._commit.commits == before + 1
    assert isinstance(disturbed, Nope) is ("refusal" in between)
    own = [it.id for it in await world.store.reads.orders_by("ann")]
    assert first.pop("paid") == (7 if between == "foreign work" else 0)
    unit = 1
    assert first == as_told(own, unit, {"ann的客人"})
    own = [it.id for it in await world.store.reads.orders_by("bo")]
    assert second == as_told(own, 2 * unit, {"ann的客人", "bo的客人"})
    assert len(await world.store.outbox.waiting("ann")) == 1
    if between != "foreign work":
        assert await world.store.disagreements() == []


async def test_who_is_refused_for_want_of_stock_leaves_room_for_the_smaller_ones_after(world: World) -> None:
    """In the order in which they came; a running sum over all of them would sell 4 of 20."""
    buy = await world.open_buy()
    wants = [4, 17, 9, 8, 6, 3, 2, 5, 1, 1]

    async def unit(books: Unit, no: int) -> None:
        async with books.savepoint():
            await ordered(books, buy, f"r{no}", 1, Decimal(wants[no]))

    said = await batch(world, *(lambda books, no=no: unit(books, no) for no in range(len(wants))))
    sold, left = [], 20
    for wanted in wants:
        sold.append(wanted <= left)
        left -= wanted if wanted <= left else 0
    assert [it is None for it in said] == sold
    assert {type(it) for it in said if it is not None} == {SoldOut, AllGone}
    item = (await world.store.reads.buy(buy)).item(1)
    assert (item.taken, item.left) == (20 - left, left)
    assert [it.seq_no for it in await world.store.reads.orders(buy)] == list(range(1, sum(sold) + 1))
    assert await world.store.disagreements() == []


async def test_one_delivery_many_times_in_one_commit_is_done_once_without_doing_anything_again(
    world: World,
) -> None:
    buy, runs = await world.open_buy(), []

    async def unit(books: Unit) -> str:
        runs.append(1)
        known = await books.remembered("m")
        if known is None:
            known = f"好 {await ordered(books, buy, 'ann', 1, ONE)}"
            await books.remember("m", known, "done")
        return known

    said = await batch(world, *[unit] * 12)
    assert len(set(said)) == 1
    assert len(runs) == 12
    assert (await world.store.reads.buy(buy)).item(1).taken == 1


async def test_what_the_database_refuses_when_it_is_written_is_the_fault_of_whoever_wrote_it(
    world: World,
) -> None:
    """A remark on no order, and a key another process was first to write: all others are done all the same."""
    buy = await world.open_buy()
    await world.run(lambda books: books.remember("old", "早", "done"))

    async def good(books: Unit, who: str) -> str:
        return await ordered(books, buy, who, 1, ONE)

    async def lost(books: Unit) -> None:
        await ordered(books, buy, "lost", 1, ONE)
        await books.note("no such order", 1, "？")

    async def late(books: Unit) -> None:
        await ordered(books, buy, "late", 1, ONE)
        await books.remember("old", "晚", "done")

    said = await batch(
        world, lambda it: good(it, "ann"), lost, lambda it: good(it, "bo"), late, lambda it: good(it, "cai")
    )
    assert [type(it) for it in said] == [str, IntegrityError, str, IntegrityError, str]
    orders = await world.store.reads.orders(buy)
    assert [(it.resident, it.seq_no) for it in orders] == [("ann", 1), ("bo", 2), ("cai", 3)]
    assert await world.store.reads.remembered("old") == "早"
    assert await world.store.disagreements() == []


async def test_a_statement_that_fails_is_its_units_own_affair_even_if_it_goes_on(world: World) -> None:
    """It is run again with savepoints of its own, where it can go on as if it were alone."""
    buy = await world.open_buy()

    async def goes_on(books: Unit) -> str:
        async def twice() -> None:
            async with books.savepoint():
                await books._sql.insert("once_keys (key, at)", [("k", "now"), ("k", "now")])

        with pytest.raises(IntegrityError):
            await twice()
        return await ordered(books, buy, "ann", 1, ONE)

    said = await batch(world, goes_on, lambda books: ordered(books, buy, "bo", 1, ONE), goes_on)
    assert said[0] == said[2] != said[1]
    assert (await world.store.reads.buy(buy)).item(1).taken == 3
    assert isinstance(await world.run(goes_on), str)
    assert await world.store.disagreements() == []


async def test_a_count_that_somebody_changed_behind_our_back_is_never_written_over(world: World) -> None:
    buy = await world.open_buy()
    behind = world.store._writer

    async def meddles(books: Unit) -> None:
        await ordered(books, buy, "bo", 1, ONE)
        await behind.execute_query("UPDATE items SET taken = 19000 WHERE no = 1 AND taken < 19000")

    before = world.store._commit.commits
    said = await batch(world, lambda books: ordered(books, buy, "ann", 1, ONE), meddles)
    assert world.store._commit.commits == before + 3, "each was done again by itself"
    assert isinstance(said[0], str)
    assert said[1] is None
    assert (await world.store.reads.buy(buy)).item(1).taken == 19


async def test_a_buy_or_stock_changed_between_orders_holds_for_the_next(world: World) -> None:
    buy = await world.open_buy()

    async def fewer(books: Unit) -> None:
        await books.record(ev.StockChanged(buy, 1, Decimal(2)))

    async def dearer(books: Unit) -> None:
        await books.record(ev.PriceChanged(buy, 1, 1))

    order = [lambda it, who=who: ordered(it, buy, who, 1, ONE) for who in "abc"]
    before = world.store._commit.commits
    said = await batch(world, order[0], dearer, order[1], fewer, order[2])
    assert [type(it) for it in said[:4]] == [str, type(None), str, type(None)]
    assert isinstance(said[4], AllGone)
    assert world.store._commit.commits == before + 2, "nothing had to be done again"
    amounts = [it.amount for it in await world.store.reads.orders(buy)]
    assert amounts == [1990, 1]
    assert await world.store.disagreements() == []


async def test_what_lies_at_a_point_and_which_codes_are_taken_counts_the_orders_that_wait(
    world: World,
) -> None:
    """Each kind of order that is counted, and each that is not; the database has none of them yet."""
    buy = await world.open_buy(items=PLENTY)
    next_day = DAY + timedelta(days=1)

    async def placed(books: Unit, who: str, point: str, day: date | None) -> list[object]:
        id_ = await ordered(books, buy, who, 1, ONE, point)
        if day is not None:
            hours = (Hours(time(9), time(10)),)
            await books.record(ev.PickupSet(buy, id_, await books.spot_of(DOOR), day, hours))
        points = ["p1", "p2", "p3"]
        lies = await books.loads(points, DAY, now=AT)
        apart = await books.loads(points, DAY, now=AT, without=id_)
        later = await books.loads(points, DAY, now=AT + timedelta(days=9))
        assert not books._sql.is_written(ORDERS, [(id_,)]), "and they go on waiting"
        order = await books.own_order(id_)
        assert books._waits(point, order.code)
        assert not books._waits("p9", order.code)
        assert dict(await books.guests_in(buy)) == {}
        return [
            {key: of[StorageClass.CHILLED] for key, of in found.items() if any(of.values())}
            for found in (lies, apart, later)
        ]

    said = await batch(
        world,
        lambda it: placed(it, "ann", "p1", None),
        lambda it: placed(it, "bo", "p1", DAY),
        lambda it: placed(it, "cai", "p2", next_day),
        lambda it: placed(it, "dan", "p3", DAY),
    )
    assert said == [
        [{"p1": 1}, {}, {"p1": 1}],
        [{"p1": 2}, {"p1": 1}, {"p1": 2}],
        [{"p1": 2}, {"p1": 2}, {"p1": 2, "p2": 1}],
        [{"p1": 2, "p3": 1}, {"p1": 2}, {"p1": 2, "p2": 1, "p3": 1}],
    ]
    after = await world.store.reads.loads(["p1", "p2", "p3"], DAY, now=AT + timedelta(days=9))
    assert {key: of[StorageClass.CHILLED] for key, of in after.items()} == said[-1][2], (
        "as the database has it"
    )


async def test_an_order_that_was_claimed_is_no_longer_its_former_owners(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "guest")

    async def claims(books: Unit) -> None:
        await books.record(ev.OrderClaimed(buy, order, "ann"))

    async def refused(books: Unit) -> None:
        await books.audit("x", "y")
        raise Nope

    async def whose(books: Unit) -> list[object]:
        guest, ann = await books.order_of(buy, "guest"), await books.order_of(buy, "ann")
        by = [[it.id for it in await books.orders_by(who)] for who in ("guest", "ann")]
        return [guest, ann.id if ann else None, *by]

    said = await batch(world, whose, claims, whose, refused, whose)
    assert said[0][1:] == [None, [order], []]
    assert said[2] == said[4] == [None, order, [], [order]]


async def test_who_was_erased_is_nobody_to_the_next_unit(world: World) -> None:
    async def named(books: Unit) -> str:
        ann = await books.meet(("wecom", "ann"))
        await books.update_resident(type(ann)(ann.id, name="王姐", identities=ann.identities))
        return ann.id

    ann = await world.run(named)

    async def erase(books: Unit) -> None:
        assert (await books.resident(ann)).name == "王姐"
        await books.erase(ann)

    async def rename(books: Unit) -> tuple[str, bool]:
        known = await books.resident(ann)
        await books.update_resident(type(known)(ann, name="又来了"))
        return (await books.resident(ann)).name, (await books.resident_at(("wecom", "ann"))) is None

    assert (await batch(world, named, erase, rename))[2] == ("", True)
    assert (await world.store.reads.resident(ann)).name == ""


async def test_a_batch_of_orders_is_a_statement_per_table_and_no_savepoint(world: World) -> None:
    buy = await world.open_buy(items=PLENTY)
    heard: list[str] = []
    client: Any = world.store._writer
    asked = client.execute_query, client.execute_many

    def heard_by(ask: Any) -> Any:
        async def hear(query: str, values: Any = None) -> Any:
            heard.append(query.split("(")[0].strip())
            return await ask(query, values)

        return hear

    client.execute_query, client.execute_many = map(heard_by, asked)
    try:
        await batch(world, *(lambda books, no=no: everything(books, buy, f"r{no}") for no in range(9)))
    finally:
        client.execute_query, client.execute_many = asked
    inserts = [it.removeprefix("INSERT INTO ") for it in heard if it.startswith("INSERT")]
    assert sorted(inserts) == sorted(set(inserts))
    assert {"journal", "orders", "lines", "inbox", "outbox"} <= set(inserts)
    assert not [it for it in heard if "SAVEPOINT" in it]
    assert sum(it.startswith("UPDATE") for it in heard) == 2, "stock and order numbers"


PLAN = Callable[[Unit], Awaitable[Any]]


def random_units(seed: int, buy: int) -> list[PLAN]:
    """Orders and changes of a few people for a few goods, remarks, payments, messages that come twice, refusals."""
    dice = Random(seed)

    def one(no: int) -> PLAN:
        who, item = f"r{dice.randrange(6)}", dice.choice((1, 1, 2))
        qty, refuse, again = Decimal(dice.choice((1, 1, 2, 3))), dice.random() < 0.2, dice.random() < 0.3
        reads, pays, noted = dice.random() < 0.2, dice.random() < 0.2, dice.random() < 0.4

        async def unit(books: Unit) -> str:
            key = f"m{no - 1 if again else no}"
            known = await books.remembered(key)
            if known is not None:
                return f"again {known}"
            try:
                async with books.savepoint():
                    id_ = await ordered(books, buy, who, item, qty)
                    if noted:
                        await books.note(id_, item, f"{no}")
                    if reads:
                        assert id_ in {it.id for it in await books.orders(buy)}
                    if pays:
                        await books.record(ev.PaymentClaimed(buy, id_))
                    if refuse:
                        raise Nope
                    answer = f"{who} has {(await books.own_order(id_)).line(item).ordered}"
            except Refusal as refused:
                answer = refused.name
            await books.audit("done", answer)
            await books.remember(key, answer, "done")
            return answer

        return unit

    return [one(no) for no in range(40)]


@pytest.mark.parametrize("seed", range(3))
async def test_together_comes_out_as_one_by_one(world: World, seed: int) -> None:
    """The same units on two buys: one after the other, each in a commit of its own, and all in a batch."""

    async def book(number: int) -> list[Any]:
        orders = await world.store.reads.orders(number)
        notes = await world.store.reads.notes(number)
        return [
            (it.resident, it.seq_no, it.paid, {no: line.parts for no, line in it.lines.items()})
            for it in orders
        ] + [sorted((no, text) for (_, no), text in notes.items())]

    first, second = await world.open_buy(), await world.open_buy()
    alone = [await world.run(unit) for unit in random_units(seed, first)]
    await world.store.forget(before=AT + timedelta(days=1))  # the second time they are new messages
    together = await batch(world, *random_units(seed, second))
    assert together == alone
    assert await book(second) == await book(first)
    items = [(await world.store.reads.buy(it)).items for it in (first, second)]
    assert items[0] == items[1]
    assert await world.store.disagreements() == []

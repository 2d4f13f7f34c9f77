"""Everything the store is given comes back as it was: long, empty, in any script, with quotes and tails."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

import storage
from groupbuy import events as ev
from groupbuy.buy import Pickup
from groupbuy.chains import ChainLine, Entry, Snapshot
from groupbuy.ports import LateOrder, Pending
from groupbuy.record import from_json
from groupbuy.telling import End
from storage.around import ANSWER
from tests.for_each import for_each
from tests.storage.book import AT, CUTOFF, DIRECTORY, Told, World

D = Decimal
TEXTS = [
    "",
    " 前后有空格 ",
    "换\n行\t和制表",
    "引号'双引\"反\\斜`",
    "'; DROP TABLE orders; --",
    "🍓👨‍👩‍👧‍👦🏳️‍🌈",
    "𠮷野家 龘靐齾",
    "e\u0301 é ﬁ Ⅷ ０１２",
    "\u202e右到左\u200b零宽\ufeff",
    "%s {0} {name} ?",
    "null",
    "0",
    "很" * 20_000,
]


@for_each("text", TEXTS)
async def test_any_text_anywhere_comes_back_letter_by_letter(world: World, text: str) -> None:
    """With a letter before it where nothing would mean something else."""
    buy = await world.open_buy(
        title=text, items=(ev.OfferedItem(1, text, text, 1, aliases=(text, "x"), product=None),)
    )
    order = await world.order(buy, "ann")
    expires = AT + timedelta(hours=1)
    late = LateOrder(0, buy, "ann", AT, True, [{"item": 1, "qty": "1", "note": text}])
    chain = Snapshot("ann", AT, (Entry(f"甲{text}", (ChainLine(1, D(1), text),)),), own=text)

    async def unit(books) -> None:
        ann = await books.meet(("corp", f"u{text[:250]}"))
        await books.update_resident(replace(ann, name=text, room=text))
        await books.note(order, 1, f"x{text}")
        await books.ask(Pending("ann", text[:250], "k", {text: [text]}, expires))
        await books.keep_late(late)
        await books.keep_chain(buy, chain)
        await books.tell(Told(to=f"chat:of {buy}", subject=text, version=text, words=text))

    await world.run(unit, message=text)
    reads = world.store.reads
    found = await reads.buy(buy)
    assert (found.title, found.item(1).name, found.item(1).unit) == (text, text, text)
    assert found.item(1).aliases == (text, "x")
    met = await reads.resident_at(("corp", f"u{text[:250]}"))
    assert met is not None
    assert (met.name, met.room, met.identities) == (text, text, (("corp", f"u{text[:250]}"),))
    assert await reads.notes(buy) == {(order, 1): f"x{text}"}
    assert await reads.pending("ann", text[:250], AT) == Pending(
        "ann", text[:250], "k", {text: [text]}, expires, text
    )
    (kept,) = await reads.late_orders(buy)
    assert kept == replace(late, no=kept.no, message=text)
    assert await reads.chains(buy) == [chain]
    (notice,) = await world.store.outbox.waiting(f"chat:of {buy}")
    assert from_json(Told, notice.facts).words == text
    assert await world.store.disagreements() == []


@for_each("text", TEXTS[:-1])
async def test_an_answer_a_key_and_an_audit_line_are_kept_whatever_they_say(world: World, text: str) -> None:
    async def unit(books) -> tuple[bool, bool]:
        await books.remember(f"key{text}", text, "ok")
        await books.audit("looked", text)
        return await books.once(text), await books.once(text)

    assert await world.run(unit, actor="ann") == (True, False)
    assert await world.store.reads.remembered(f"key{text}") == text
    assert await world.store.reads.remembered("key") == "", "as the first row left it"
    *_, line = await world.store._read.rows("SELECT actor, what, detail FROM audit ORDER BY id")
    assert dict(line) == {"actor": "ann", "what": "looked", "detail": text}


@for_each(
    "answer", ["a" * ANSWER, "好" * (ANSWER // 3) + "x", "🍓" * (ANSWER // 4), "\n" * ANSWER, "\x1f" * ANSWER]
)
async def test_an_answer_of_exactly_what_fits_is_kept_and_one_byte_more_is_not(
    world: World, answer: str
) -> None:
    assert len(answer.encode()) == ANSWER
    key, other = f"one of {answer[0]}", f"another of {answer[0]}"
    await world.run(lambda books: books.remember(key, answer, "ok"))
    assert await world.store.reads.remembered(key) == answer
    assert await world.run(lambda books: books.remembered(key)) == answer
    with pytest.raises(ValueError, match="4097 bytes"):
        await world.run(lambda books: books.remember(other, answer + "x", "ok"))
    assert await world.store.reads.remembered(other) is None


@for_each(
    ("qty", "price"),
    [("0.001", 0), ("0.001", 1), ("99999", 100_000_000), ("99998.999", 99_999_999), ("12.500", 333)],
)
async def test_the_smallest_and_the_largest_amounts_are_exact(world: World, qty: str, price: int) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "x", "份", price, D(qty), D(qty)),))
    await world.order(buy, "ann", qty=qty)
    (order,) = await world.store.reads.orders(buy)
    item = (await world.store.reads.buy(buy)).item(1)
    assert (item.stock, item.limit, item.taken, item.left) == (D(qty), D(qty), D(qty), 0)
    assert order.line(1).ordered == D(qty)
    assert order.amount == round(D(qty) * price + D("0.0001"))
    await world.record(ev.PaymentConfirmed(buy, order.id, -order.amount))
    assert (await world.store.reads.orders(buy))[0].owed == 2 * order.amount
    assert await world.store.disagreements() == []


EAST = timezone(timedelta(hours=14))


@for_each(
    "at",
    [
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2028, 2, 29, 12, tzinfo=EAST),
        datetime(2038, 1, 20, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=timezone(-timedelta(hours=11, minutes=30))),
    ],
)
async def test_any_moment_is_kept_to_the_microsecond(world: World, at: datetime) -> None:
    pickup = Pickup(date(9999, 12, 31), time(0), time(23, 59, 59, 999_999))
    late = LateOrder(0, await world.open_buy(), "ann", at, False, [])
    await world.run(lambda books: books.keep_late(late))
    (found,) = await world.store.reads.late_orders(late.buy)
    assert found.sent_at == at
    number = await world.open_buy(
        draft_only=True,
        cutoff_at=at,
        pickup_day=pickup.day,
        pickup_opens=pickup.opens,
        pickup_closes=pickup.closes,
    )
    buy = await world.store.reads.buy(number)
    assert (buy.cutoff_at, buy.pickup) == (at, pickup)
    assert await world.store.disagreements() == []


async def test_ids_as_long_as_they_may_be_are_kept_apart_by_their_last_letter(world: World) -> None:
    one, other = "r" * 63 + "1", "r" * 63 + "2"
    await world.record(ev.PointBound(one, "c" * 64, "p" * 64), ev.PointBound(other, "c" * 64, "q"))
    assert await world.store.reads.binding(one, "c" * 64) == "p" * 64
    assert await world.store.reads.binding(other, "c" * 64) == "q"


async def test_a_code_belongs_to_its_point_even_where_the_two_read_alike_together(world: World) -> None:
    buy = await world.open_buy()
    await world.record(
        ev.OrderPlaced(buy, "o1", "ann", "ann", 1, "p1", "111111"),
        ev.OrderPlaced(buy, "o2", "bo", "bo", 2, "p11", "11111"),
        ev.OrderPlaced(buy, "o3", "cai", "cai", 3, "p2", "111111"),
    )
    reads = world.store.reads
    found = [await reads.order_by_code(*it) for it in (("p1", "111111"), ("p11", "11111"), ("p2", "111111"))]
    assert [it and it.id for it in found] == ["o1", "o2", "o3"]
    for wrong in (("p1", "11111"), ("p3", "111111"), ("", "111111"), ("p1", ""), ("p1", "１１１１１１")):
        assert await reads.order_by_code(*wrong) is None


async def test_what_was_never_there_is_nothing_and_no_error(world: World) -> None:
    reads = world.store.reads
    assert await reads.order_of(9, "ann") is None
    assert [await it for it in (reads.orders(9), reads.late_orders(9), reads.chains(9))] == [[], [], []]
    assert [await it for it in (reads.buys_in_chat("g"), reads.buys_of_leader(""), reads.live_buys())] == [
        []
    ] * 3
    assert await reads.orders_by("nobody", past=True) == []
    assert (await reads.notes(9), await reads.journal(buy=9), await reads.journal(order="x")) == ({}, [], [])
    assert (await reads.resident(""), await reads.sponsored(""), await reads.binding("", "")) == (
        None,
        [],
        None,
    )
    assert await world.store.next_due() is None
    assert await world.store.outbox.ends() == {}


async def test_the_clock_and_the_configuration_outlive_the_process(world: World) -> None:
    await world.store.move(timedelta(days=3650, microseconds=1))
    await world.record(ev.ConfigApplied("版本'1"))
    async with storage.open(world.url) as again:
        assert await again.offset() == timedelta(days=3650, microseconds=1)
        await again.move(-timedelta(days=1))
        assert await again.offset() == timedelta(days=3650, microseconds=1)
        assert await again.config_version() == "版本'1"


async def test_looking_again_moves_what_is_due_and_nothing_else(world: World) -> None:
    numbers = [await world.open_buy(cutoff_at=CUTOFF + timedelta(hours=n)) for n in range(3)]
    await world.record(ev.BuyCancelled(numbers[1], "leader"))
    before, lines = await world.store.stored(), len(await world.store.reads.journal())
    calm = replace(DIRECTORY, reminders=replace(DIRECTORY.reminders, before_cutoff=()))
    await world.store.look_again(calm)
    closes = CUTOFF + DIRECTORY.limits.grace
    assert await world.store.next_due() == closes
    assert await world.store.due(closes) == [numbers[0]]
    assert await world.store.due(closes + timedelta(hours=2)) == [numbers[0], numbers[2]]
    assert await world.store.stored() == before
    assert len(await world.store.reads.journal()) == lines
    await world.store.look_again(DIRECTORY)
    assert await world.store.next_due() == CUTOFF - timedelta(hours=2)


async def test_forgetting_keeps_to_its_hour_and_leaves_the_book_alone(world: World) -> None:
    old, new = AT, AT + timedelta(days=30)
    done, live = await world.open_buy(), await world.open_buy()
    for buy in (done, live):
        for at in (old, new):
            sending = Snapshot("ann", at, (Entry("甲", ()),))
            await world.run(lambda books, buy=buy, it=sending: books.keep_chain(buy, it))
    for at, key in ((old, "m1"), (new, "m2")):
        await world.run(lambda books, key=key: books.remember(key, "好", "ok"), at=at)
        await world.run(lambda books, key=key: books.once(key), at=at)
        await world.run(lambda books, key=key: books.audit("looked", key), at=at)
        await world.tell(Told(to="chat:g1", subject=key), at=at)
    await world.record(ev.BuyCancelled(done, "leader"))
    for held in await world.store.outbox.claim(9, at=new, lease=timedelta(0)):
        await world.store.outbox.settle(held, End.SENT, "x", at=new)
    before = await world.store.stored()
    await world.store.forget(before=new)
    assert [await world.store.reads.remembered(key) for key in ("m1", "m2")] == [None, "好"]
    assert [it.sent_at for it in await world.store.reads.chains(done)] == [new]
    assert [it.sent_at for it in await world.store.reads.chains(live)] == [old, new], "still to be merged"
    assert len(await world.store._read.rows("SELECT * FROM audit")) == 2
    assert not await world.run(lambda books: books.once("m1"))
    assert await world.store.stored() == before

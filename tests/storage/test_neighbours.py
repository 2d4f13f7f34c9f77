"""Units beside units, savepoints in savepoints, two stores on one file: nobody's trouble is another's."""

import asyncio
from collections import Counter
from decimal import Decimal
from random import Random

import pytest

import storage
from groupbuy import events as ev
from groupbuy.errors import Refusal, SoldOut
from storage.unit import Unit
from tests.for_each import for_each
from tests.storage.book import AT, DIRECTORY, Told, World, ordered

ONE = Decimal(1)


class Nope(Refusal):
    text = "不行"


async def marks(world: World) -> list[str]:
    """What the units of a test have left behind, oldest first."""
    return [row["detail"] for row in await world.store._read.rows("SELECT detail FROM audit ORDER BY id")]


async def nested(books: Unit, plan: list[object], path: str = "") -> None:
    """A plan is a list of `"name"` (leave a mark), a list (a savepoint of its own) or None (refuse here)."""
    for it in plan:
        match it:
            case None:
                raise Nope
            case str():
                await books.audit("mark", f"{path}{it}")
            case list():
                try:
                    async with books.savepoint():
                        await nested(books, it, f"{path}>")
                except Nope:
                    await books.audit("mark", f"{path}!")


@for_each(
    ("plan", "left"),
    [
        (["a", ["b"], "c"], ["a", ">b", "c"]),
        (["a", ["b", None], "c"], ["a", "!", "c"]),
        (["a", ["b", ["c", None], "d"], "e"], ["a", ">b", ">!", ">d", "e"]),
        (["a", ["b", ["c"], None], "d"], ["a", "!", "d"]),
        ([["a", None], ["b", None], ["c"]], ["!", "!", ">c"]),
        ([[["a", [None], "b"], "c"]], [">>a", ">>!", ">>b", ">c"]),
        ([[[[["deep"]]]]], [">>>>deep"]),
        ([[[[["deep", None], None], None], None], "a"], ["!", "a"]),
        ([[]], []),
    ],
)
async def test_of_nested_savepoints_exactly_the_refused_ones_are_undone(
    world: World, plan: list[object], left: list[str]
) -> None:
    before = await marks(world)
    await world.run(lambda books: nested(books, plan))
    assert await marks(world) == before + left


async def test_orders_in_nested_savepoints_leave_stock_numbers_and_journal_as_if_never_tried(
    world: World,
) -> None:
    buy = await world.open_buy()

    async def unit(books: Unit) -> None:
        async def tried(who: str, inner: bool) -> None:
            async with books.savepoint():
                await ordered(books, buy, who, 1, ONE)
                if inner:
                    with pytest.raises(Nope):
                        await tried(f"{who}'s friend", inner=False)
                raise Nope

        for who in ("ann", "bo"):
            with pytest.raises(Nope):
                await tried(who, inner=True)
            await ordered(books, buy, who, 1, ONE)
            assert (await books.buy(buy)).item(1).taken == len(await books.orders(buy))

    await world.run(unit)
    orders = await world.store.reads.orders(buy)
    assert [(it.resident, it.seq_no) for it in orders] == [("ann", 1), ("bo", 2)]
    assert len(await world.store.reads.journal(buy=buy)) == 2 + 2 * 2
    assert await world.store.disagreements() == []


async def test_a_notice_a_question_and_a_hint_go_with_the_savepoint_they_were_in(world: World) -> None:
    async def unit(books: Unit) -> bool:
        async def tried() -> None:
            async with books.savepoint():
                await books.tell(Told(to="chat:g1", subject="x"))
                assert await books.once("hint")
                await books.remember("m1", "好", "ok")
                await books.meet(("corp", "u1"))
                raise Nope

        with pytest.raises(Nope):
            await tried()
        assert await books.remembered("m1") is None
        return await books.once("hint")

    assert await world.run(unit), "it was never given, so it is given now"
    assert await world.store.outbox.ends() == {}
    assert await world.store.reads.remembered("m1") is None
    assert await world.store.reads.resident_at(("corp", "u1")) is None


FAILURES = [
    pytest.param(Nope(), id="a refusal"),
    pytest.param(ZeroDivisionError(), id="a crash"),
    pytest.param(None, id="a statement the database refuses"),
]


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("seed", range(2))
async def test_neighbours_in_a_commit_stand_whoever_fails_among_them(
    world: World, seed: int, failure: Exception | None
) -> None:
    dice = Random(seed)
    failing = {who for who in range(30) if dice.random() < 0.4}

    async def unit(books: Unit, who: int) -> int:
        await books.audit("mark", str(who))
        if who in failing:
            if failure is None:
                await books._sql.run("UPDATE settings SET nothing = 1")
            else:
                raise failure
        return who

    before = world.store._commit.commits
    answers = await asyncio.gather(
        *(world.run(lambda books, who=who: unit(books, who)) for who in range(30)), return_exceptions=True
    )
    assert [it for it in answers if isinstance(it, int)] == [who for who in range(30) if who not in failing]
    assert sorted(map(int, await marks(world))) == [who for who in range(30) if who not in failing]
    if failure is not None:
        assert world.store._commit.commits - before <= 2
        assert [type(it) for it in answers if not isinstance(it, int)] == [type(failure)] * len(failing)


async def test_a_unit_sees_what_its_neighbours_before_it_have_done(world: World) -> None:
    """Stock for five, eight units in one commit: the sixth is told what is left, not what was."""
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990, stock=Decimal(5)),))
    answers = await asyncio.gather(
        *(world.run(lambda books, n=n: ordered(books, buy, f"r{n}", 1, ONE)) for n in range(8)),
        return_exceptions=True,
    )
    assert [isinstance(it, SoldOut) for it in answers] == [False] * 5 + [True] * 3
    assert {str(it) for it in answers[5:]} == {"草莓已经订完了"}
    assert [it.seq_no for it in await world.store.reads.orders(buy)] == [1, 2, 3, 4, 5]


async def test_two_stores_see_each_others_commits_at_once(world: World) -> None:
    buy = await world.open_buy()
    async with storage.open(world.url) as second:
        other = World(second, world.url)
        for turn in range(5):
            await (other if turn % 2 else world).order(buy, f"r{turn}")
            seen = [[it.resident for it in await it.reads.orders(buy)] for it in (world.store, second)]
            assert seen == [[f"r{n}" for n in range(turn + 1)]] * 2
        await other.record(ev.BuyClosed(buy, AT))
        with pytest.raises(Refusal):
            await world.record(ev.BuyClosed(buy, AT))
        assert await second.disagreements() == await world.store.disagreements() == []


async def test_two_stores_never_give_one_number_one_buy_or_one_hint_twice(world: World) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    async with storage.open(world.url) as second:
        each = (world, World(second, world.url))
        opened = await asyncio.gather(*(it.open_buy() for it in each * 6))
        await asyncio.gather(*(it.order(buy, f"{n}-{id(it)}") for n in range(12) for it in each))
        hints = await asyncio.gather(*(it.run(lambda books: books.once("hint")) for it in each * 4))
        met = await asyncio.gather(*(it.run(lambda books: books.meet(("corp", "u"))) for it in each * 4))
    assert sorted(opened) == list(range(2, 14))
    assert sorted(it.seq_no for it in await world.store.reads.orders(buy)) == list(range(1, 25))
    assert Counter(hints) == {True: 1, False: 7}
    assert len({it.id for it in met}) == 1


async def test_a_message_delivered_to_both_stores_at_once_is_done_once(world: World) -> None:
    buy = await world.open_buy()

    async def message(books: Unit) -> str:
        if (said := await books.remembered("m1")) is not None:
            return said
        order = await ordered(books, buy, "ann", 1, ONE)
        await books.remember("m1", f"记下了 {order}", "ok")
        return f"记下了 {order}"

    async with storage.open(world.url) as second:
        each = (world, World(second, world.url))
        answers = await asyncio.gather(*(it.run(message) for it in each * 5))
    assert len(set(answers)) == 1
    (order,) = await world.store.reads.orders(buy)
    assert order.line(1).ordered == 1
    assert answers[0] == f"记下了 {order.id}"


async def test_who_did_what_when_stands_in_the_audit_and_is_not_undone_by_the_next(world: World) -> None:
    async def unit(books: Unit, what: str) -> None:
        await books.audit(what, "12号团")
        if what == "crashed":
            raise ZeroDivisionError

    for who, what in (("ann", "refusal.NotAllowed"), ("bo", "crashed"), ("root", "erased")):
        try:
            await world.store.run(
                lambda books, what=what: unit(books, what), at=AT, directory=DIRECTORY, actor=who
            )
        except ZeroDivisionError:
            assert what == "crashed"
    rows = await world.store._read.rows("SELECT * FROM audit ORDER BY id")
    assert [(it["actor"], it["what"], it["detail"]) for it in rows] == [
        ("ann", "refusal.NotAllowed", "12号团"),
        ("root", "erased", "12号团"),
    ]
    assert {it["at"] for it in rows} == {"2026-11-01T01:00:00.000000Z"}


async def test_what_is_loaded_in_a_unit_is_one_object_however_it_is_asked_for(world: World) -> None:
    buy = await world.open_buy()
    order = await world.order(buy, "ann")

    async def unit(books: Unit) -> None:
        held, mine = await books.locked(buy), await books.own_order(order)
        assert await books.buy(buy) is held
        assert (await books.live_buys())[0] is held
        assert (await books.orders(buy))[0] is await books.order_of(buy, "ann") is mine
        assert (await books.orders_by("ann"))[0] is await books.order_by_code("p1", mine.code) is mine
        await books.record(ev.PriceChanged(buy, 1, 5))
        await books.record(ev.PaymentClaimed(buy, order))
        assert (held.item(1).price, mine.claimed) == (5, True)

    await world.run(unit)
    first, second = await world.store.reads.buy(buy), await world.store.reads.buy(buy)
    assert first == second
    assert first is not second, "a read beside a unit is nobody else's to change"

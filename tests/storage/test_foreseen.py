"""Units for which is read together what they will need: they find what they would find alone, whoever writes before."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from typing import Any

import pytest

from groupbuy import events as ev
from groupbuy.errors import AllGone, Refusal
from groupbuy.expected import Expected
from groupbuy.resident import Resident
from groupbuy.told import Told
from storage import finding, people
from storage.saving import SEQ
from storage.unit import Unit
from tests.storage.book import AT, DIRECTORY, World, ordered
from tests.storage.test_batches import DAY, DOOR, PLENTY, Nope, batch

WHO = ("0", "1", "2", "3", "4")
LATE = AT + timedelta(days=9)
Plan = Callable[[Unit], Awaitable[Any]]


async def street(world: World, side: str) -> list[int]:
    """People and their buys: one that is over, two that are on."""

    async def known(books: Unit) -> None:
        for it in WHO:
            who = f"{side}{it}"
            await people.add(books._sql, Resident(who, name=f"邻居{it}", identities=(("wecom", who),)))

    await world.run(known)
    buys = [await world.open_buy(items=PLENTY) for _ in range(3)]
    for who in WHO[:3]:
        await world.order(buys[0], side + who, point="p2")
    await world.order(buys[1], f"{side}0")
    await world.record(ev.BuyCancelled(buys[0], because="leader"))
    return buys


async def seen(books: Unit, side: str, no: str, buys: list[int]) -> dict[str, Any]:
    """All that is asked about somebody, each in the way in which it is asked, without what chance has given."""
    who = side + no
    here = [(it.seq_no if (it := await books.order_of(buy, who)) else None) for buy in buys]
    orders = {past: await books.orders_by(who, past=past) for past in (False, True)}
    last = await books.fetched_last(who, {"p1", "p2"}, without=buys[1])
    own = {it.buy: it.seq_no for it in orders[True] if it.resident == who}
    assert here == [own.get(it) for it in buys]
    past = [it for it in orders[True] if it.buy != buys[1] and it.point in ("p1", "p2")]
    assert last == (past[0].point if past else None)
    person = await books.resident_at(("wecom", who))
    lies = await books.loads(["p1", "p2"], DAY, now=LATE)
    told = await books.told([who])
    return {
        "orders": [
            (past, buys.index(it.buy), it.seq_no, it.resident == who, it.amount, it.paid, it.claimed)
            for past, of in orders.items()
            for it in of
        ],
        "here": here,
        "person": (person.name, person.quiet) if person else None,
        "named": sorted(it.name for it in (await books.residents([who])).values()),
        "bound": await books.binding(who, "riverside"),
        "told": told.get(who),
        "seen": await books.seen(f"k-{who}"),
        "answer": await books.remembered(f"m-{who}"),
        "guests": sorted((await books.guests_in(buys[1])).values()),
        "lies": {point: sorted(of.items()) for point, of in sorted(lies.items())},
        "code": len({await books.free_code("p1") for _ in range(3)}),
    }


async def act(books: Unit, what: str, who: str, other: str, buys: list[int]) -> None:
    buy = buys[1]
    mine = await books.order_of(buy, who)
    match what:
        case "order" | "more":
            await ordered(books, buys[2] if what == "more" else buy, who, 1, Decimal(1))
        case "for another" if await books.order_of(buy, other) is None:
            seq = await books.next_seq(buy)
            code = await books.free_code("p1")
            await books.record(ev.OrderPlaced(buy, books.new_id(), other, who, seq, "p1", code))
        case "for a guest" if (
            await books.order_of(buy, guest := (await books.guest_of(who, "客人")).id) is None
        ):
            seq = await books.next_seq(buy)
            code = await books.free_code("p1")
            await books.record(ev.OrderPlaced(buy, books.new_id(), guest, who, seq, "p1", code))
        case "claim" if mine is not None and await books.order_of(buy, other) is None:
            await books.record(ev.OrderClaimed(buy, mine.id, other))
        case "pay" if mine is not None:
            await books.record(ev.PaymentConfirmed(buy, mine.id, 7))
        case "bind":
            await books.record(ev.PointBound(other, "riverside", f"p{1 + ord(who[-1]) % 2}"))
        case "tell":
            await books.keep_told(who, Told(step_free=True))
        case "once":
            await books.once(f"k-{other}")
        case "answer" if await books.remembered(f"m-{who}") is None:
            await books.remember(f"m-{who}", "好", "done")
        case "rename":
            known = await books.meet(("wecom", who))
            await books.update_resident(Resident(known.id, "新名", quiet=True, identities=known.identities))
        case "erase":
            await books.erase(other)
        case "call off":
            await books.record(ev.BuyCancelled(buys[2], because="leader"))
        case _:
            await books.audit("nothing", what)


DEEDS = (
    *("order", "more", "for another", "for a guest", "claim", "pay", "bind", "tell", "once", "answer"),
    *("rename", "order", "more", "erase", "call off"),
)


def plans(seed: int, side: str, buys: list[int]) -> list[Plan]:
    dice = Random(seed)
    rare = {"erase": 0.3, "call off": 0.1, "rename": 0.5}
    ended: set[str] = set()

    def one() -> Plan:
        what, who, other = dice.choice(DEEDS), dice.choice(WHO), dice.choice(WHO)
        if dice.random() > rare.get(what, 1) or ("call off" in ended and what == "more"):
            what = "order"
        ended.add(what)
        refuse, looks, before = dice.random() < 0.25, dice.choice(WHO), dice.random() < 0.5

        async def unit(books: Unit) -> Any:
            first = await seen(books, side, looks, buys) if before else None
            try:
                async with books.savepoint():
                    await act(books, what, side + who, side + other, buys)
                    if refuse:
                        raise Nope
            except Refusal as refused:
                return refused.name, what, first, await seen(books, side, who, buys)
            return what, first, await seen(books, side, looks, buys)

        return unit

    return [one() for _ in range(24)]


@pytest.mark.parametrize("seed", range(4))
async def test_units_read_for_together_find_what_they_would_find_alone(world: World, seed: int) -> None:
    """The same deeds on two sides of the street, one after the other and in one batch: what each saw is the same."""
    world.directory = DIRECTORY
    left, right = await street(world, "l"), await street(world, "r")
    alone = [await world.run(unit) for unit in plans(seed, "l", left)]
    world.expects = cycle(
        Expected(f"m-r{it}", (f"k-r{it}",), ("wecom", f"r{it}"), "riverside", tuple(right)) for it in WHO
    )
    commits = world.store._commit.commits
    together = await batch(world, *plans(seed, "r", right))
    for no, (one, other) in enumerate(zip(alone, together, strict=True)):
        assert strip(other) == strip(one), no
    assert world.store._commit.commits == commits + 2
    assert await world.store.disagreements() == []


def strip(said: Any) -> Any:
    """Without what lies at the points from the other side of the street."""
    if isinstance(said, tuple):
        return tuple(map(strip, said))
    if isinstance(said, dict):
        return {key: it for key, it in said.items() if key != "lies"}
    return said


async def test_what_lies_at_a_point_is_summed_up_once_and_again_after_it_was_written(world: World) -> None:
    buy = await world.open_buy(items=PLENTY)

    async def unit(books: Unit, who: str, *, all_orders: bool = False) -> tuple[int, str, int]:
        id_ = await ordered(books, buy, who, 1, Decimal(1))
        if all_orders:
            assert id_ in {it.id for it in await books.orders(buy)}
        lies = await books.loads(["p1"], DAY, now=AT)
        code = (await books.own_order(id_)).code
        return sum(lies["p1"].values()), code, len({await books.free_code("p1") for _ in range(40)})

    said = await batch(
        world, *(lambda it, no=no: unit(it, f"r{no}", all_orders=no in (3, 5)) for no in range(8))
    )
    assert [it[0] for it in said] == list(range(1, 9))
    assert len({it[1] for it in said}) == 8
    assert {it[2] for it in said} == {40}
    assert await world.store.disagreements() == []


async def test_stock_and_numbers_loaded_ahead_hold_whoever_writes_or_is_undone_in_between(
    world: World,
) -> None:
    """Five boxes. Rows are written in between, somebody is undone after that, and the stock is raised."""
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990, stock=Decimal(5)),))
    world.expects = cycle([Expected(buys=(buy,))])
    asked: list[bool] = []

    async def takes(books: Unit, who: str, *, writes: bool = False, refuse: bool = False) -> int:
        asked.append(not books._sql.ahead.knows("sums", (SEQ, (buy,))))
        async with books.savepoint():
            order = await books.own_order(await ordered(books, buy, who, 1, Decimal(1)))
            if writes:
                assert order in await books.orders(buy)
            if refuse:
                raise Nope
        return order.seq_no

    async def raises(books: Unit) -> None:
        await books.record(ev.StockChanged(buy, 1, Decimal(6)))

    said = await batch(
        world,
        lambda it: takes(it, "a"),
        lambda it: takes(it, "b", writes=True, refuse=True),
        lambda it: takes(it, "c", writes=True),
        lambda it: takes(it, "d", refuse=True),
        *(lambda it, who=who: takes(it, who) for who in "efgh"),
        raises,
        *(lambda it, who=who: takes(it, who, writes=True) for who in "ij"),
    )
    assert [it if isinstance(it, int) else type(it) for it in said[:8]] == [
        1,
        Nope,
        2,
        Nope,
        3,
        4,
        5,
        AllGone,
    ]
    assert [it if isinstance(it, int) else type(it) for it in said[9:]] == [6, AllGone]
    assert asked == [False] * 8 + [True] * 2, "asked again after the buy was written, and not before"
    assert (await world.store.reads.buy(buy)).item(1).taken == 6
    assert await world.store.disagreements() == []


async def test_an_order_of_two_people_is_one_however_it_came_into_their_hands(world: World) -> None:
    """Ann ordered for bo: what an undone unit did to it nobody sees, what a unit is doing to it it sees itself."""
    _, buy, _ = await street(world, "")
    await world.record(ev.OrderPlaced(buy, "both", "4", "1", 9, "p1", "111111"))
    world.expects = cycle(Expected(person=("wecom", it), buys=(buy,)) for it in "140")

    async def undone(books: Unit) -> None:
        (order,) = await books.orders_by("1")
        await books.record(ev.PaymentConfirmed(buy, order.id, 7))
        raise Nope

    async def paid(books: Unit) -> int:
        order = await books.order_of(buy, "4")
        assert [it.id for it in await books.orders_by("1")] == ["both"], "its buy was forgotten meanwhile"
        assert len(await books.orders_by("0")) == 1
        return order.paid if order else -1

    first, second, third = await batch(world, undone, paid, paid)
    assert isinstance(first, Nope)
    assert (second, third) == (0, 0)
    (own,) = await world.store.reads.orders_by("0")

    async def pays_own(books: Unit) -> list[bool]:
        order = await books.own_order(own.id)
        await books.record(ev.PaymentConfirmed(buy, order.id, 7))
        return [it is order and it.paid == 7 for it in await books.orders_by("0")]

    assert await batch(world, pays_own, paid) == [[True], 0]


async def test_what_was_looked_up_in_rows_that_were_undone_is_looked_up_again(world: World) -> None:
    buy = await world.open_buy(items=PLENTY)
    stored = await world.order(buy, "stored")

    async def lies(books: Unit, without: str = "") -> int:
        found = await books.loads(["p1"], DAY, now=AT, without=without)
        return sum(found["p1"].values()) if found else 0

    async def undone(books: Unit) -> int:
        await ordered(books, buy, "ann", 1, Decimal(1))
        await books.orders(buy)
        there = await lies(books)
        raise Nope(there)

    async def alone(books: Unit) -> list[int]:
        before = await lies(books)
        await ordered(books, buy, "bo", 1, Decimal(1))
        return [before, await lies(books)]

    async def fails(books: Unit) -> None:
        await books.note("no such order", 1, "？")

    said = await batch(world, undone, lies, lambda it: lies(it, stored))
    assert [type(said[0]), *said[1:]] == [Nope, 1, 0]
    assert (await batch(world, alone, fails))[0] == [1, 2], "each by itself, written at once"


async def test_what_was_read_ahead_outlives_what_others_write_meanwhile(world: World) -> None:
    _, buy, _ = await street(world, "")
    world.expects = cycle(Expected(f"m{it}", (), ("wecom", it), "riverside", (buy,)) for it in WHO)

    async def orders(books: Unit) -> bool:
        await ordered(books, buy, "3", 1, Decimal(1))
        await books.orders(buy)
        ahead = books._sql.ahead
        return all(ahead.knows("residents", it) and ahead.knows("orders", it) for it in "124")

    assert await batch(world, *[orders] * 5) == [True] * 5


async def test_a_place_that_waits_to_be_written_is_found_by_who_forgot_it(world: World) -> None:
    async def stands(books: Unit) -> str:
        return await books.spot_of(DOOR)

    async def refused(books: Unit) -> None:
        await books.audit("x", "y")
        raise Nope

    one, _, other = await batch(world, stands, refused, stands)
    assert one == other


async def test_a_code_of_an_order_that_waits_is_not_handed_out_again(world: World) -> None:
    buy = await world.open_buy(items=PLENTY)

    async def unit(books: Unit) -> bool:
        order = await books.own_order(await ordered(books, buy, "ann", 1, Decimal(1)))
        books._sql.ahead.looked_up("orders")["codes", "p1"] = ["free", order.code]
        return await books.free_code("p1") == "free"

    assert await batch(world, unit, unit) == [True, True]


async def test_the_newest_of_all_orders_is_theirs_or_one_they_placed(world: World) -> None:
    _, buy, later = await street(world, "")
    await world.record(
        ev.OrderPlaced(later, "for", "guest", "1", 1, "p3", "111111"),
        ev.OrderPlaced(buy, "old", "guest", "0", 2, "p3", "111112"),
        ev.OrderPlaced(later, "own", "0", "0", 3, "p4", "111113"),
        ev.OrderPlaced(later, "gift", "2", "guest", 4, "p5", "111114"),
    )
    async with world.store._read.snapshot():
        found = await finding.latest_by(world.store._read, ["0", "1", "2", "4"])
        last = [await finding.fetched_last(world.store._read, it, {"p2", "p3"}, later) for it in "0124"]
    assert {who: (-buy, point) for who, (buy, _, point) in found.items()} == {
        "0": (later, "p4"),
        "1": (later, "p3"),
        "2": (later, "p5"),
    }
    assert last == ["p3", "p2", "p2", None]


async def test_what_a_refused_unit_read_or_changed_is_to_the_next_as_it_was(world: World) -> None:
    """Read for the first time, or changed, or changed where a part had been refused or gone well before."""
    _, buy, later = await street(world, "")
    ids = {no: await world.order(buy, no) for no in ("0", "1", "2")}
    await world.run(lambda books: books.note(ids["2"], 1, "软的"))

    async def told(books: Unit) -> list[Any]:
        """What the units after it find."""
        theirs = [
            [it.seq_no for it in await books.orders_by(no, past=past)] for no in "01234" for past in (0, 1)
        ]
        orders = [await books.own_order(ids[no]) for no in ("0", "1", "2")]
        return [
            [it.paid for it in orders],
            theirs,
            [await books.order_of(later, no) for no in "034"],
            [await books.binding(no, "riverside") for no in "01"],
            await books.notes_on(ids.values()),
        ]

    async def refused(books: Unit, *parts: Callable[[], Awaitable[Any]]) -> None:
        try:
            async with books.savepoint():
                for part in parts:
                    await part()
                raise Nope
        except Nope:
            return

    async def reads(books: Unit) -> None:
        await refused(books, lambda: told(books), lambda: ordered(books, later, "3", 1, Decimal(1)))

    async def changes(books: Unit) -> None:
        async def placed_before() -> None:
            await books.order_of(later, "4")
            await ordered(books, later, "4", 1, Decimal(1))
            await books.record(ev.PointBound("0", "riverside", "p2"))
            await books.note(ids["2"], 1, "硬的")

        await refused(books, placed_before)

    async def in_parts(books: Unit) -> None:
        async def well() -> None:
            async with books.savepoint():
                await books.record(ev.PaymentConfirmed(buy, ids["1"], 7))

        async def badly() -> None:
            await refused(books, lambda: books.record(ev.PaymentConfirmed(buy, ids["2"], 7)))

        pays = lambda: books.record(ev.PaymentConfirmed(buy, ids["0"], 7))  # noqa: E731 - one of the parts
        await refused(books, pays, badly)
        await refused(books, pays, well)

    alone = await world.run(told)
    world.expects = cycle(Expected(person=("wecom", it), buys=(buy,)) for it in ("0", "1"))
    said = await batch(world, reads, told, changes, told, in_parts, told)
    assert said == [None, alone, None, alone, None, alone]
    assert await world.store.disagreements() == []

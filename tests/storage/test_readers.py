"""Readers in groups: everybody reads what they would alone, of one moment, and nobody waits for who is gone."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from tortoise.exceptions import OperationalError

from bot.ports import InboxReads
from groupbuy import events as ev
from groupbuy.leadership import State
from groupbuy.ports import Pending, Reads, Unavailable
from storage.beside import ReadsBeside
from storage.dialect import dialect_of
from storage.readers import MOST, TURNS
from storage.reads import BookReads
from storage.sql import Row, Sql
from storage.unit import Unit
from tests.storage.book import AT, World

Read = Callable[[BookReads], Awaitable[Any]]
LATER = AT + timedelta(minutes=5)
EVER = 1000.0
"""Seconds of patience: where a test ends, nobody had to be waited for."""
BEGINS, ENDS = "BEGIN", "ROLLBACK"


class HeardSql(Sql):
    """Keeps every statement; one that is named waits until a gate opens, or fails."""

    def __init__(self, world: World) -> None:
        super().__init__(world.store._reader, dialect_of(world.url))
        self.heard: list[str] = []
        self.closed: dict[str, asyncio.Event] = {}
        self.broken: dict[str, Exception] = {}
        self.at_gate = asyncio.Event()

    async def rows(self, sql: str, *values: Any) -> list[Row]:
        self.heard.append(sql)
        await self._meets(sql)
        return await super().rows(sql, *values)

    async def run(self, sql: str, *values: Any) -> int:
        self.heard.append(sql.split()[0])
        if sql != ENDS:
            await self._meets(sql)
            return await super().run(sql, *values)
        done = await super().run(sql, *values)
        await self._meets(sql)
        return done

    async def _meets(self, sql: str) -> None:
        for name, gate in self.closed.items():
            if name in sql:
                self.at_gate.set()
                await gate.wait()
        for name, error in self.broken.items():
            if name in sql:
                raise error

    def said(self) -> list[str]:
        """What was asked since the last time: BEGIN, ROLLBACK, and of each read the table it is of."""
        found = [it if it in (BEGINS, ENDS) else it.partition(" FROM ")[2].split()[0] for it in self.heard]
        self.heard.clear()
        return found


@dataclass
class Reading:
    """A store's reads, with everything they ask of the database heard."""

    world: World
    sql: HeardSql
    patience: float = EVER
    reads: ReadsBeside = field(init=False)

    def __post_init__(self) -> None:
        self.reads = ReadsBeside(self.sql, patience=self.patience)

    async def one(self, *asks: Read) -> list[Any]:
        """A reader who asks for one thing after the other."""
        async with self.reads.together() as reads:
            return [await it(reads) for it in asks]

    async def all(self, *readers: Sequence[Read]) -> list[Any]:
        found = await asyncio.gather(*(self.one(*it) for it in readers), return_exceptions=True)
        await self.reads.close()
        return found


@asynccontextmanager
async def reading(world: World, patience: float = EVER) -> AsyncIterator[Reading]:
    it = Reading(world, HeardSql(world), patience)
    async with asyncio.timeout(20):  # nothing here may hang
        yield it
        await it.reads.close()


def remembered(key: str) -> Read:
    return lambda reads: reads.remembered(key)


def at(user: str) -> Read:
    return lambda reads: reads.resident_at(("corp", user))


def orders_by(who: str) -> Read:
    return lambda reads: reads.orders_by(who)


def in_chat(chat: str) -> Read:
    return lambda reads: reads.buys_in_chat(chat)


def pending(who: str, chat: str = "") -> Read:
    return lambda reads: reads.pending(who, chat, AT)


async def turn(_: object) -> None:
    """Something else than the database."""
    await asyncio.sleep(0)


async def turns(_: object) -> None:
    """Something else for longer than anybody is waited for."""
    for _ in range(3 * TURNS):
        await asyncio.sleep(0)


async def lived(world: World) -> list[str]:
    """Two buys on offer and one past, people with orders, guests, questions and answers; their ids."""

    async def met(books: Unit) -> list[str]:
        return [(await books.meet(("corp", f"u{no}"))).id for no in range(70)]

    ids = await world.run(met)
    here, there = await world.open_buy(), await world.open_buy(chats=("g2", "g1"), community="hilltop")
    over = await world.open_buy()
    for buy, who in ((over, ids[0]), (here, ids[0]), (here, ids[1]), (there, ids[0])):
        await world.order(buy, who)
    await world.record(
        ev.OrderPlaced(there, "for-2", ids[2], ids[0], 9, "p1", "111111"),
        ev.PointBound(ids[0], "hilltop", "p2"),
        ev.BuyCancelled(over, because="leader"),
    )

    async def more(books: Unit) -> None:
        for who in ids[:3]:
            await books.ask(Pending(who, "", "which", {"of": who}, LATER))
        for no in range(40):
            await books.remember(f"k{no}", f"记好了{no}", "done")
        await books.note("for-2", 1, "软的")
        await books.update_resident(replace((await books.residents(ids[:1]))[ids[0]], name="王姐"))

    await world.run(more)
    return ids


def a_message(no: int, who: str) -> tuple[Read, ...]:
    """What is asked for a message; strangers ask for less, and so are ahead of the others."""
    known = (orders_by(who), lambda reads: reads.residents([who, "nobody"])) if no % 3 else ()
    place: Read = in_chat(f"g{no % 3 + 1}") if no % 4 else lambda reads: reads.buys_in_community("hilltop")
    return (remembered(f"k{no}"), at(f"u{no}"), *known, place, *((pending(who),) if no % 3 else ()))


async def test_what_64_messages_read_at_once_is_what_each_would_read_alone_for_a_few_statements(
    world: World,
) -> None:
    ids = await lived(world)
    messages = [a_message(no, who) for no, who in enumerate(ids[:MOST])]
    async with reading(world) as it:
        found = await it.all(*messages)
        said = it.sql.said()
        alone = [[await ask(BookReads(it.sql)) for ask in asks] for asks in messages]
    assert found == alone
    assert found[0][0] == "记好了0"
    assert [it.number for it in found[1][-2]] == [2]
    assert found[1][-1] is not None
    counts = Counter(said)
    assert said[0] == BEGINS
    assert said[-1] == ENDS
    assert counts.pop("inbox") == counts.pop("orders") == counts.pop("lines") == 1
    assert counts.pop("(SELECT") == 2, "residents by identity and by id, with their identities"
    assert max(counts.values()) <= 3, "buys are asked for by chat and by community, strangers first"
    assert len(said) <= 20
    assert len(it.sql.heard) > 300, "alone"


async def test_who_speaks_comes_with_their_orders_and_questions_and_is_asked_about_no_further(
    world: World,
) -> None:
    ids = await lived(world)
    async with reading(world) as it:
        found = await it.all(*[(at(f"u{no}"),) for no in (0, 1, 66)])
        speaker_alone = it.sql.said()
        asks = [
            (at(f"u{no}"), orders_by(ids[no]), pending(ids[no]), pending(ids[no], "g1")) for no in (0, 1, 66)
        ]
        whole = await it.all(*asks)
        assert it.sql.said() == speaker_alone
        assert [of[0] for of in whole] == [of[0] for of in found]
        whole[0][1].clear()
        again = await it.all((at("u0"), orders_by(ids[0]), orders_by(ids[1]), pending(ids[1])), (at("u0"),))
        alone = [[await ask(BookReads(it.sql)) for ask in of] for of in asks]
    assert [[of[0], *of[2:]] for of in whole] == [[of[0], *of[2:]] for of in alone]
    assert [of[1] for of in whole[1:]] == [of[1] for of in alone[1:]]
    assert again[0][1] == alone[0][1], "the list was somebody's own"
    assert again[0][2:] == alone[1][1:3], "and of whom nobody was met it is asked as ever"


async def test_readers_come_in_groups_of_64_and_a_lone_one_goes_at_once(world: World) -> None:
    async with reading(world) as it:
        assert await it.all(*[[remembered(f"x{no}")] for no in range(2 * MOST + 1)]) == [[None]] * 129
        assert it.sql.said() == [BEGINS, "inbox", ENDS] * 3
        assert await it.one(remembered("x"), at("nobody")) == [None, None]
        await it.reads.close()
        assert it.sql.said() == [BEGINS, "inbox", "(SELECT", ENDS]
        # Who comes while a group reads is of the next, with all others who do.
        it.sql.closed["inbox"] = gate = asyncio.Event()
        first = asyncio.create_task(it.one(remembered("first")))
        await it.sql.at_gate.wait()
        later = [asyncio.create_task(it.one(remembered(f"later{no}"))) for no in range(5)]
        single = asyncio.create_task(it.reads.resident_at(("corp", "u1")))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(first, single, *later)
        await it.reads.close()
        said = it.sql.said()
        assert Counter(said) == {BEGINS: 3, ENDS: 3, "inbox": 2, "(SELECT": 1}
        assert said[:3] == [BEGINS, "inbox", ENDS]


async def test_a_group_sees_one_moment_however_long_it_reads_and_whoever_comes_later_a_later_one(
    world: World,
) -> None:
    buy = await world.open_buy()

    async def writes(_: BookReads) -> None:
        await world.order(buy, "ann")
        await world.run(lambda books: books.remember("k1", "记好了", "done"))

    async with reading(world) as it:
        slow, quick = await it.all(
            (orders_by("ann"), writes, remembered("k1"), orders_by("ann"), in_chat("g1")),
            (turn, remembered("k0"), turn, remembered("k1"), orders_by("ann")),
        )
        assert (slow[0], slow[2], slow[3], slow[4][0].item(1).taken) == ([], None, [], 0)
        assert quick == [None, None, None, None, []]
        assert it.sql.said().count(BEGINS) == 1
        ((order,), answer, (offered,)) = await it.one(orders_by("ann"), remembered("k1"), in_chat("g1"))
        assert (order.buy, answer, offered.item(1).taken) == (buy, "记好了", 1)


async def test_the_same_question_is_asked_once_and_lists_are_everybodys_own(world: World) -> None:
    ids = await lived(world)
    async with reading(world) as it:
        found = await it.all(*[(in_chat("g1"), orders_by(ids[0]))] * 30)
        counts = Counter(it.sql.said())
    assert [counts[name] for name in ("buys", "items", "buy_chats", "orders", "lines")] == [1] * 5
    assert len({id(of) for both in found for of in both}) == 60
    assert {id(of[0]) for of, _ in found} == {id(found[0][0][0])}
    found[0][0].clear()
    assert found[1][0]
    assert found[1] == [list(await world.store.reads.buys_in_chat("g1")), await orders_by(ids[0])(it.reads)]


async def test_everything_that_can_be_read_is_read_in_a_group_as_it_is_alone(world: World) -> None:
    """Mixed as they come; what is not asked for the whole group has its turn."""
    ids = await lived(world)
    who = ids[0]
    day = date(2026, 11, 3)
    each: dict[str, Read] = {
        "buy": lambda reads: reads.buy(1),
        "buys_of_leader": lambda reads: reads.buys_of_leader("wang"),
        "past_buys": lambda reads: reads.past_buys("riverside"),
        "live_buys": lambda reads: reads.live_buys(),
        "orders": lambda reads: reads.orders(2),
        "order_of": lambda reads: reads.order_of(1, who),
        "orders_by": lambda reads: reads.orders_by(who, past=True),
        "order_by_code": lambda reads: reads.order_by_code("p1", "111111"),
        "orders_by_proxy": lambda reads: reads.orders_by_proxy("p1", "111111"),
        "resident": lambda reads: reads.resident(who),
        "guests_in": lambda reads: reads.guests_in(2),
        "known_in": lambda reads: reads.known_in("riverside"),
        "sponsored": lambda reads: reads.sponsored(who),
        "loads": lambda reads: reads.loads(["p1"], day, now=AT.replace(tzinfo=None)),
        "spots": lambda reads: reads.spots(["nowhere"]),
        "binding": lambda reads: reads.binding(who, "hilltop"),
        "bindings": lambda reads: reads.bindings("hilltop"),
        "told": lambda reads: reads.told([who]),
        "late_orders": lambda reads: reads.late_orders(1),
        "notes": lambda reads: reads.notes(2),
        "notes_on": lambda reads: reads.notes_on(["for-2"]),
        "words": lambda reads: reads.words("for-2"),
        "chains": lambda reads: reads.chains(1),
        "application_of": lambda reads: reads.application_of(who),
        "leadership_of": lambda reads: reads.leadership_of("wang"),
        "leaderships": lambda reads: reads.leaderships(State.ACTIVE),
        "leaves_of": lambda reads: reads.leaves_of("wang"),
        "live_leaves": lambda reads: reads.live_leaves(),
        "standins": lambda reads: reads.standins(),
        "answers": lambda reads: reads.answers("nobody's"),
        "journal": lambda reads: reads.journal(buy=1),
        "fetched_last": lambda reads: reads.fetched_last(who, ["p1"], without=1),
        "buys_in_chat": in_chat("g2"),
        "buys_in_community": lambda reads: reads.buys_in_community("riverside"),
        "resident_at": at("u3"),
        "residents": lambda reads: reads.residents([]),
        "pending": lambda reads: reads.pending(who, "", LATER),
        "remembered": remembered("k3"),
    }
    assert each.keys() == {it for it in {**vars(Reads), **vars(InboxReads)} if not it.startswith("_")}
    asks = [
        *each.values(),
        *(it for no in range(5) for it in a_message(no, ids[no])),
    ]
    async with reading(world) as it:
        alone = [await ask(BookReads(it.sql)) for ask in asks]
        turned = [asks[no:] + asks[:no] for no in (0, 5, 11, 30)]
        found = await it.all(*turned, *([ask] for ask in asks), [lambda reads: both(reads, who)])
        assert [of[0] for of in found[4:-1]] == alone
        for no, of in zip((0, 5, 11, 30), found, strict=False):
            assert of == alone[no:] + alone[:no]
        of = dict(zip(each, alone, strict=False))
        assert found[-1] == [[of["known_in"], of["orders"], "王姐"]]


async def both(reads: BookReads, who: str) -> list[Any]:
    """A reader who asks for several things at once."""
    some = reads.known_in("riverside"), reads.orders(2), reads.resident(who)
    known, orders, person = await asyncio.gather(*some)
    return [known, orders, person.name]


async def test_who_goes_away_is_not_waited_for_and_takes_nothing_from_the_others(world: World) -> None:
    """Before they were let in, just when they were, while their question is asked, and before it is."""
    async with reading(world) as it:
        it.sql.closed["inbox"] = gate = asyncio.Event()
        tasks = [asyncio.create_task(it.one(remembered(f"k{no}"), at("u1"))) for no in range(4)]
        tasks[0].cancel()
        await it.sql.at_gate.wait()
        waiting = [asyncio.create_task(it.one(remembered(f"w{no}"))) for no in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        waiting[0].cancel()
        await asyncio.sleep(0)
        gate.set()
        tasks[2].cancel()
        found = await asyncio.gather(*tasks, *waiting, return_exceptions=True)
        gone = [isinstance(it, asyncio.CancelledError) for it in found]
        assert gone == [True, True, True, False, True, False, False]
        assert [of for of in found if isinstance(of, list)] == [[None, None], [None], [None]]
        await it.reads.close()
        assert Counter(it.sql.said())[BEGINS] == 2
        # Let in and gone in the same turn: the group knows that they have left.
        it.sql.closed.clear()
        it.sql.closed["BEGIN"] = gate = asyncio.Event()
        it.sql.at_gate.clear()
        one, other = (asyncio.create_task(it.one(remembered(f"y{no}"))) for no in range(2))
        await it.sql.at_gate.wait()
        gate.set()
        asyncio.get_running_loop().call_soon(one.cancel)
        assert await other == [None]
        with pytest.raises(asyncio.CancelledError):
            await one
        await it.reads.close()
        assert it.sql.said() == [BEGINS, "inbox", ENDS]
        everybody = [asyncio.create_task(it.one(remembered("z"))) for no in range(3)]
        for task in everybody:
            task.cancel()
        await asyncio.gather(*everybody, return_exceptions=True)
        await it.reads.close()
        assert await it.one(remembered("after")) == [None]


async def test_a_reader_that_crashes_leaves_the_others_alone(world: World) -> None:
    async def crashes(_: BookReads) -> None:
        raise KeyError("mine")

    async with reading(world) as it:
        found = await it.all(
            (remembered("a"), crashes, at("u1")), (crashes,), *[(remembered("a"), at("u1"))] * 3
        )
        assert [type(of) for of in found] == [KeyError, KeyError, list, list, list]
        assert found[-1] == [None, None]
        assert it.sql.said() == [BEGINS, "inbox", "(SELECT", ENDS]


async def test_what_only_one_of_them_cannot_ask_only_that_one_fails(world: World) -> None:
    """A value that the driver refuses, and a row that nobody can read."""
    ids = await lived(world)
    await world.run(
        lambda books: books._sql.run("UPDATE pending SET expires_at = 'soon' WHERE resident = ?", ids[1])
    )
    async with reading(world) as it:
        found = await it.all(
            (at("\ud800"), remembered("k1")),
            *[(at(f"u{no}"), remembered("k1"), pending(ids[no])) for no in range(4)],
        )
    assert isinstance(found[0], ValueError | UnicodeError) or "utf-8" in str(found[0])
    assert not isinstance(found[0], Unavailable)
    assert isinstance(found[2], ValueError)
    assert [of[0].id for of in (found[1], found[3], found[4])] == [ids[0], ids[2], ids[3]]
    assert [of[1] for of in (found[1], found[3], found[4])] == ["记好了1"] * 3
    assert [bool(of[2]) for of in (found[1], found[3], found[4])] == [True, True, False]


async def test_where_the_database_fails_all_who_wait_for_it_are_told_and_the_next_group_reads(
    world: World,
) -> None:
    broken = OperationalError("disk I/O error")
    async with reading(world) as it:
        for where in ("inbox", BEGINS, ENDS):
            it.sql.broken[where] = broken
            found = await it.all(*[(at("u1"), remembered(f"k{no}")) for no in range(3)])
            for of in found:
                if where == ENDS:
                    assert of == [None, None], "who has read is not told that the end failed"
                else:
                    assert isinstance(of, Unavailable)
                    assert isinstance(of.__cause__, OperationalError)
            it.sql.broken.clear()
            assert it.sql.said().count("inbox") <= 1, "nothing is tried again on a broken connection"
            assert await it.all((at("u1"),), (remembered("k"),)) == [[None], [None]]
            assert it.sql.said().count(BEGINS) == 1
        # Who comes while a snapshot ends badly has nothing to do with it.
        it.sql.broken[ENDS], it.sql.closed[ENDS] = broken, asyncio.Event()
        it.sql.at_gate.clear()
        assert await it.one(remembered("k")) == [None]
        await it.sql.at_gate.wait()
        later = asyncio.create_task(it.one(remembered("k")))
        await asyncio.sleep(0)
        it.sql.closed.pop(ENDS).set()
        assert await later == [None]
        await it.reads.close()
        it.sql.broken = {"inbox": broken}
        with pytest.raises(Unavailable):
            await it.one(remembered("alone"))
        it.sql.broken.clear()
        # Caught inside: the reader's own business, like any other error there.
        it.sql.broken["spots"] = broken

        async def copes(reads: BookReads) -> str:
            try:
                await reads.spots(["x"])
            except OperationalError:
                return "coped"
            return "nothing to cope with"

        async def notes(reads: BookReads) -> object:
            return await reads.notes_on(["x"])

        found = await it.all((copes, remembered("k1")), (notes,), (remembered("k1"),))
        assert found == [["coped", None], [{}], [None]], "another statement is another matter"


@pytest.mark.sqlite
async def test_who_does_something_else_inside_is_waited_for_a_little_and_the_others_go_on(
    world: World,
) -> None:
    """A turn or two of the loop: all are asked for together again. Longer: the others are not held up."""
    async with reading(world) as it:
        busy = (remembered("a"), turn, at("u1"), turn, turn, orders_by("x"))
        await it.all(busy, *[(remembered("b"), at("u2"), orders_by("y"))] * 5)
        assert it.sql.said() == [BEGINS, "inbox", "(SELECT", "orders", ENDS]
        assert await it.all(*[(turns, remembered("a"), turns, at("u1"), turns)] * 2) == [[None] * 5] * 2
        it.sql.said()
    async with reading(world, patience=0) as it:
        never = asyncio.Event()

        async def stuck(_: BookReads) -> None:
            await never.wait()

        lost = asyncio.create_task(it.one(remembered("c"), stuck, remembered("c"), remembered("d")))
        others = await asyncio.gather(*[it.one(remembered("c"), at("u3")) for _ in range(3)])
        assert others == [[None, None]] * 3
        assert not lost.done()
        # Those who come now wait until the snapshot is taken from who holds it and asks for nothing.
        assert await it.one(at("u4")) == [None]
        assert not lost.done()
        never.set()
        with pytest.raises(Unavailable, match="over"):
            await lost


@pytest.mark.sqlite
async def test_a_reader_that_reads_for_long_is_not_taken_for_one_that_is_stuck(world: World) -> None:
    """Alone inside and with a neighbour; a single statement may take as long as it likes."""
    async with reading(world, patience=0) as it:
        for many in (1, 2):
            it.sql.closed = {"inbox": asyncio.Event()}
            it.sql.at_gate.clear()
            slow = [asyncio.create_task(it.one(remembered("a"), at("u1"))) for _ in range(many)]
            await it.sql.at_gate.wait()
            for _ in range(20):
                await asyncio.sleep(0)
            it.sql.closed["inbox"].set()
            assert await asyncio.gather(*slow) == [[None, None]] * many
            await it.reads.close()
            assert it.sql.said() == [BEGINS, "inbox", "(SELECT", ENDS]
        asks = [it for no in range(20) for it in (remembered(f"k{no}"), turn)]
        assert await it.one(*asks) == [None] * 40


@pytest.mark.sqlite
async def test_who_is_alone_has_read_after_a_turn_or_two(world: World) -> None:
    """As one who reads without neighbours always had: each question of a group costs turns of the loop."""
    async with reading(world) as it:
        for many, most in ((1, 4), (2, 20)):
            readers = [asyncio.create_task(it.one(*a_message(no, "x"))) for no in range(1, many + 1)]
            taken = 0
            while not all(of.done() for of in readers):
                await asyncio.sleep(0)
                taken += 1
            assert taken <= most


@pytest.mark.sqlite
async def test_a_process_that_goes_down_leaves_nobody_waiting(world: World) -> None:
    for gate in (BEGINS, "inbox"):
        async with reading(world) as it:
            it.sql.closed[gate] = asyncio.Event()
            inside = [asyncio.create_task(it.one(remembered(f"k{no}"))) for no in range(2)]
            await it.sql.at_gate.wait()
            outside = asyncio.create_task(it.one(remembered("next")))
            await asyncio.sleep(0)
            serving = it.reads._readers._serving
            assert serving is not None
            serving.cancel()
            found = await asyncio.gather(*inside, outside, return_exceptions=True)
            assert [type(of) for of in found] == [asyncio.CancelledError] * 3
            it.sql.closed.clear()
            assert await it.one(remembered("again")) == [None]
    async with reading(world) as it:
        # One was answered and asks again while the others' question is asked: it is told, too.
        it.sql.closed["orders"] = asyncio.Event()
        pair = [
            asyncio.create_task(it.one(*asks)) for asks in ((remembered("a"), at("u1")), (orders_by("x"),))
        ]
        await it.sql.at_gate.wait()
        await asyncio.sleep(0)
        serving = it.reads._readers._serving
        assert serving is not None
        serving.cancel()
        found = await asyncio.gather(*pair, return_exceptions=True)
        assert [type(of) for of in found] == [Unavailable, asyncio.CancelledError]
        it.sql.closed.clear()


@pytest.mark.sqlite
async def test_whatever_readers_do_they_get_their_own_answers_and_the_group_ends(world: World) -> None:
    """Random lives of many readers: asking, pausing, crashing, going away; seeded, so that a failure comes again."""
    ids = await lived(world)
    asks = [it for no in range(12) for it in a_message(no, ids[no])]
    alone = [await ask(BookReads(world.store._read)) for ask in asks]
    for seed in range(12):
        dice = random.Random(seed)

        async def life(reads: ReadsBeside, dice: random.Random) -> int:
            for _ in range(dice.randrange(4)):
                await asyncio.sleep(0)
            right = 0
            async with reads.together() as inside:
                for _ in range(dice.randrange(1, 8)):
                    no = dice.randrange(len(asks))
                    match dice.randrange(12):
                        case 0:
                            await asyncio.sleep(0)
                        case 1:
                            raise KeyError(no)
                        case 2:
                            await asyncio.wait_for(asks[no](inside), None)
                        case _:
                            assert await asks[no](inside) == alone[no], no
                            right += 1
            return right

        async with reading(world) as it:
            lives = [
                asyncio.create_task(life(it.reads, random.Random(dice.random()))) for _ in range(MOST + 20)
            ]
            for _ in range(dice.randrange(12)):
                await asyncio.sleep(0)
                dice.choice(lives).cancel()
            found = await asyncio.gather(*lives, return_exceptions=True)
        wrong = [of for of in found if not isinstance(of, int | KeyError | asyncio.CancelledError)]
        assert wrong == [], seed
        assert sum(of for of in found if isinstance(of, int)) > 100

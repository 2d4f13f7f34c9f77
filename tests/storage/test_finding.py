"""What many ask for in one statement: everybody gets what they would get alone, and few texts are ever prepared."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from groupbuy import events as ev
from groupbuy.fold import Book
from groupbuy.ports import Pending
from storage import finding, people
from storage.dialect import dialect_of
from storage.listed import MOST_LISTED
from storage.sql import Row, Sql, padded, slices
from storage.unit import Unit
from tests.for_each import for_each
from tests.storage.book import AT, World

WHO = ["ann", "bo", "cy", "nobody"]


class HeardSql(Sql):
    """Keeps the statements that ask for rows."""

    def __init__(self, world: World) -> None:
        super().__init__(world.store._reader, dialect_of(world.url))
        self.heard: list[str] = []

    async def rows(self, sql: str, *values: object) -> list[Row]:
        self.heard.append(sql)
        return await super().rows(sql, *values)

    def texts(self) -> set[str]:
        texts = set(self.heard)
        self.heard.clear()
        return texts


async def test_the_orders_of_many_are_found_as_each_ones_alone(world: World) -> None:
    """Their own and those they placed, in two chats and communities, past ones only where asked for."""
    here, there = await world.open_buy(), await world.open_buy(chats=("g2", "g1"), community="hilltop")
    over = await world.open_buy()
    for buy, who in ((over, "ann"), (here, "ann"), (here, "bo"), (there, "ann")):
        await world.order(buy, who)
    await world.record(
        ev.OrderPlaced(there, "for-cy", "cy", "ann", 9, "p1", "111111"),
        ev.BuyCancelled(over, because="leader"),
    )
    sql, reads = HeardSql(world), world.store.reads
    for past in (False, True):
        async with sql.snapshot():
            found = await finding.orders_by(sql, Book(), WHO, past=past)
        assert found == {it: list(await reads.orders_by(it, past=past)) for it in WHO}
        assert [it.buy for it in found["ann"]] == [*[over] * past, there, there, here]
        assert [it.id for it in found["cy"]] == ["for-cy"]
        assert found["nobody"] == []
    book = Book()
    async with sql.snapshot():
        ann = (await finding.orders_by(sql, book, ["ann"]))["ann"]
        assert {id(it) for it in ann} <= {id(it) for it in book.orders.values()}
        again = await finding.orders_by(sql, book, WHO)
    assert all(one is other for one, other in zip(ann, again["ann"], strict=True))


async def test_the_buys_on_offer_are_found_by_each_chat_and_community_they_are_offered_in(
    world: World,
) -> None:
    one = await world.open_buy()
    both = await world.open_buy(chats=("g2", "g1"), community="hilltop")
    await world.open_buy(draft_only=True)
    await world.record(ev.BuyCancelled(await world.open_buy(), because="leader"))
    sql, book = HeardSql(world), Book()
    async with sql.snapshot():
        chats = await finding.buys_in_chats(sql, book, ["g1", "g2", "g3"])
        places = await finding.buys_in_communities(sql, book, ["hilltop", "riverside", "nowhere"])
    numbers = {where: [it.number for it in found] for where, found in (chats | places).items()}
    assert numbers == {
        "g1": [one, both],
        "g2": [both],
        "g3": [],
        "hilltop": [both],
        "riverside": [one],
        "nowhere": [],
    }
    assert chats["g2"][0] is chats["g1"][1] is places["hilltop"][0]
    assert chats["g1"] == await world.store.reads.buys_in_chat("g1")


async def test_people_are_found_by_their_ids_and_by_identities_that_only_look_alike(world: World) -> None:
    """One user id in two realms is two people, and nobody is found by the realm of another."""

    async def unit(books: Unit) -> list[str]:
        met = [await books.meet(it) for it in (("corp", "u1"), ("other", "u1"), ("other", "u2"))]
        await books.update_resident(replace(met[1], name="王姐", room="3-1203", community="riverside"))
        return [it.id for it in met]

    ids = await world.run(unit)
    await world.run(lambda books: books.erase(ids[2]))
    second = "INSERT INTO identities (realm, user_id, resident_id) VALUES ('corp', 'also', ?)"
    await world.run(lambda books: books._sql.run(second, ids[0]))
    asked = [("corp", "u1"), ("other", "u1"), ("corp", "u2"), ("other", "u2"), ("corp", "x' OR 1=1")]
    sql, reads = HeardSql(world), world.store.reads
    async with sql.snapshot():
        at = await people.find_at(sql, asked)
        by_id = await people.find_all(sql, [*ids, "nobody"])
    assert {it: found.id for it, found in at.items()} == dict(zip(asked[:2], ids[:2], strict=True))
    assert at == {it: found for it in asked if (found := await reads.resident_at(it)) is not None}
    assert list(by_id) == list(await reads.residents(ids))
    assert (by_id[ids[1]].name, by_id[ids[2]].name, set(by_id)) == ("王姐", "", set(ids))


async def test_answers_questions_and_points_are_found_by_whose_they_are(world: World) -> None:
    later = AT + timedelta(minutes=5)
    asked = [
        Pending(who, chat, "which", {"of": [who]}, later) for who in ("ann", "bo") for chat in ("", "c1")
    ]

    async def unit(books: Unit) -> None:
        for it in asked:
            await books.ask(it)
        await books.remember("k1", "记好了", "done")
        await books.remember("k2", "", "silence")
        for community in ("riverside", "hilltop"):
            await books.record(ev.PointBound("ann", community, f"of-{community}"))

    await world.run(unit, message="m1")
    sql = HeardSql(world)
    async with sql.snapshot():
        assert await finding.answers(sql, ["k1", "k2", "k3"]) == {"k1": "记好了", "k2": ""}
        waiting = await finding.questions(sql, WHO)
        points = await finding.bindings(sql, WHO)
    assert waiting == {(it.resident, it.chat): replace(it, message="m1") for it in asked}
    assert points == {("ann", "riverside"): "of-riverside", ("ann", "hilltop"): "of-hilltop"}
    reads = world.store.reads
    assert await reads.pending("ann", "c1", AT) == waiting["ann", "c1"]
    for resident, chat, at in (("ann", "c2", AT), ("cy", "", AT), ("bo", "", later)):
        assert await reads.pending(resident, chat, at) is None
    assert [await reads.remembered(it) for it in ("k1", "k2", "k3")] == ["记好了", "", None]
    assert await reads.binding("ann", "hilltop") == "of-hilltop"


KINDS: dict[str, Callable[[Sql, list[str]], object]] = {
    "answers": finding.answers,
    "orders": lambda sql, some: finding.orders_by(sql, Book(), some),
    "chats": lambda sql, some: finding.buys_in_chats(sql, Book(), some),
    "communities": lambda sql, some: finding.buys_in_communities(sql, Book(), some),
    "questions": finding.questions,
    "bindings": finding.bindings,
    "ids": people.find_all,
    "identities": lambda sql, some: people.find_at(sql, [("corp", it) for it in some]),
}


async def test_any_number_is_asked_for_in_one_statement_of_few_texts_and_nothing_for_nobody(
    world: World,
) -> None:
    sql = HeardSql(world)
    for kind, find in KINDS.items():
        async with sql.snapshot():
            assert await find(sql, []) == {}, kind
            assert not sql.heard, kind
            for many in range(1, 65):
                await find(sql, [f"x{i}" for i in range(many)])
            assert len(sql.heard) == 64, kind
            assert len(sql.texts()) == 7, kind
            await find(sql, [f"x{i}" for i in range(MOST_LISTED + 1)])
        assert len(sql.heard) == 2, kind
        sql.heard.clear()


@pytest.mark.sqlite
async def test_nothing_that_many_ask_for_reads_a_table_from_end_to_end(world: World) -> None:
    sql = HeardSql(world)
    for kind, find in KINDS.items():
        await find(sql, ["a", "b", "c"])
        for text in sql.texts():
            steps = await sql.rows(f"EXPLAIN QUERY PLAN {text}", *["x"] * text.count("?"))
            assert not [it["detail"] for it in steps if it["detail"].startswith("SCAN")], kind
        sql.texts()


@for_each("many, length", [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (8, 8), (9, 16), (64, 64), (65, 128)])
def test_a_list_is_filled_up_with_its_last_value(many: int, length: int) -> None:
    values = [*range(many)]
    assert padded(values)[:many] == values
    assert len(padded(values)) == length
    assert set(padded(values)) == set(values)


def test_slices_hold_everything_once_or_as_padding_and_none_is_longer_than_a_list_may_be() -> None:
    values = [*range(MOST_LISTED * 2 + 3)]
    found = list(slices(values))
    assert [len(it) for it in found] == [MOST_LISTED, MOST_LISTED, 4]
    assert [it for some in found for it in dict.fromkeys(some)] == values
    assert list(slices([])) == list(slices(set())) == []


async def test_the_order_of_each_in_a_buy_is_found_for_many_at_once(world: World) -> None:
    """In two buys, once as they were booked and once by those who read at the same time."""
    here, there = await world.open_buy(), await world.open_buy()
    for buy, who in ((here, "ann"), (here, "bo"), (there, "ann")):
        await world.order(buy, who)
    asked = [(buy, who) for buy in (here, there, 99) for who in WHO]
    sql, reads = HeardSql(world), world.store.reads
    async with sql.snapshot():
        found = await finding.orders_of(sql, Book(), asked)
        assert len(sql.texts()) <= 5, "orders, lines and verifications, of two lengths at most"
    assert found == {it: order for it in asked if (order := await reads.order_of(*it)) is not None}
    assert [*found] == [(here, "ann"), (here, "bo"), (there, "ann")]

    async def one(buy: int, who: str) -> str:
        async with world.store.reads.together() as together:
            order = await together.order_of(buy, who)
            return order.id if order else ""

    said = await asyncio.gather(*(one(*it) for it in asked))
    assert said == [found[it].id if it in found else "" for it in asked]

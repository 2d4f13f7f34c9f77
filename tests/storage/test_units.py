"""A unit is all or nothing, a savepoint likewise; neighbours in one commit do not feel each other."""

import asyncio
from contextvars import ContextVar
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from tortoise.exceptions import IntegrityError

import storage
from groupbuy import events as ev
from groupbuy.directory import Reminders
from groupbuy.errors import Refusal, SoldOut
from groupbuy.ports import Unavailable
from storage.commit import MOST, Committer
from storage.dialect import dialect_of
from storage.sql import CommitUnknown, Sql
from tests.storage.book import AT, CUTOFF, World, drafted, ordered


class Nope(Refusal):
    text = "不行"


async def test_a_refusal_undoes_its_savepoint_and_keeps_the_answer(world: World) -> None:
    buy = await world.open_buy()

    async def unit(books) -> str:
        try:
            async with books.savepoint():
                await ordered(books, buy, "ann", 1, Decimal(2))
                await ordered(books, buy, "ann", 1, Decimal(50))
        except SoldOut as refused:
            await books.remember("m1", str(refused), refused.name)
            await books.audit(refused.name, "ann")
            return str(refused)
        return "booked"

    answer = await world.run(unit)
    assert "18盒" in answer
    assert await world.store.reads.orders(buy) == []
    assert (await world.store.reads.buy(buy)).item(1).taken == 0
    assert (await world.store.reads.buy(buy)).last_seq == 0
    assert await world.store.reads.remembered("m1") == answer
    assert await world.store.disagreements() == []


async def test_after_an_undone_savepoint_the_unit_sees_the_book_as_it_was_before(world: World) -> None:
    buy = await world.open_buy()

    async def unit(books) -> None:
        await books.record(ev.PriceChanged(buy, 1, 1500))

        async def refused() -> None:
            async with books.savepoint():
                await books.record(ev.PriceChanged(buy, 1, 1))
                await ordered(books, buy, "ann", 1, Decimal(1))
                raise Nope

        with pytest.raises(Nope):
            await refused()
        assert (await books.buy(buy)).item(1).price == 1500
        assert (await books.buy(buy)).item(1).taken == 0
        assert await books.order_of(buy, "ann") is None
        await ordered(books, buy, "bo", 1, Decimal(1))

    await world.run(unit)
    (order,) = await world.store.reads.orders(buy)
    assert (order.resident, order.seq_no, order.amount) == ("bo", 1, 1500)
    assert await world.store.disagreements() == []


async def test_savepoints_nest_and_only_the_undone_one_is_lost(world: World) -> None:
    buy = await world.open_buy()

    async def unit(books) -> None:
        async def refused() -> None:
            async with books.savepoint():
                await ordered(books, buy, "ann", 1, Decimal(1))
                raise Nope

        async with books.savepoint():
            await ordered(books, buy, "ann", 1, Decimal(1))
            with pytest.raises(Nope):
                await refused()
            await ordered(books, buy, "cai", 1, Decimal(1))

    await world.run(unit)
    assert [it.resident for it in await world.store.reads.orders(buy)] == ["ann", "cai"]
    assert (await world.store.reads.buy(buy)).item(1).taken == 2


async def test_a_unit_that_raises_leaves_nothing_and_raises_to_its_caller(world: World) -> None:
    async def unit(books) -> None:
        await books.record(drafted(1))
        await books.remember("m1", "好", "ok")
        raise Nope

    with pytest.raises(Nope):
        await world.run(unit)
    assert await world.store.reads.live_buys() == []
    assert await world.store.reads.journal() == []
    assert await world.store.reads.remembered("m1") is None


async def test_units_that_wait_share_a_commit_and_a_failing_one_is_alone_with_it(world: World) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    before = world.store._commit.commits

    async def unit(books, who: int) -> None:
        await ordered(books, buy, f"r{who}", 1, Decimal(1))
        if who % 7 == 3:
            raise Nope

    answers = await asyncio.gather(
        *(world.run(lambda books, who=who: unit(books, who)) for who in range(40)), return_exceptions=True
    )
    assert [isinstance(it, Nope) for it in answers] == [who % 7 == 3 for who in range(40)]
    assert world.store._commit.commits - before <= 2
    orders = await world.store.reads.orders(buy)
    assert [it.seq_no for it in orders] == list(range(1, len(orders) + 1))
    assert len(orders) == sum(it is None for it in answers)
    assert await world.store.disagreements() == []


async def test_a_unit_that_runs_alone_shares_with_nobody(world: World) -> None:
    seen: list[tuple[str, int]] = []

    async def unit(books, name: str) -> None:
        seen.append((name, world.store._commit.commits))

    before = world.store._commit.commits
    await asyncio.gather(
        world.run(lambda books: unit(books, "a")),
        world.run(lambda books: unit(books, "alone"), alone=True),
        world.run(lambda books: unit(books, "b")),
    )
    assert [(name, commit - before) for name, commit in seen] == [("a", 0), ("alone", 1), ("b", 2)]


async def test_no_commit_holds_more_than_its_share(world: World) -> None:
    async def unit(books) -> None:
        await books.once("hint")

    before = world.store._commit.commits
    await asyncio.gather(*(world.run(unit) for _ in range(2 * MOST)))
    assert world.store._commit.commits - before >= 2


async def test_a_caller_that_gave_up_breaks_nothing_for_the_others(world: World) -> None:
    buy = await world.open_buy()
    started = asyncio.Event()

    async def slow(books) -> None:
        started.set()
        await ordered(books, buy, "slow", 1, Decimal(1))

    first = asyncio.create_task(world.run(slow))
    await started.wait()
    never = asyncio.create_task(world.run(lambda books: ordered(books, buy, "never", 1, Decimal(1))))
    after = asyncio.create_task(world.run(lambda books: ordered(books, buy, "after", 1, Decimal(1))))
    await asyncio.sleep(0)
    first.cancel()
    never.cancel()
    await after
    who = {it.resident for it in await world.store.reads.orders(buy)}
    assert who == {"slow", "after"}
    assert await world.store.disagreements() == []


async def test_the_same_delivery_twice_at_once_is_done_once_and_answered_alike(world: World) -> None:
    buy = await world.open_buy()

    async def unit(books) -> str:
        known = await books.remembered("m1")
        if known is not None:
            return known
        order = await ordered(books, buy, "ann", 1, Decimal(1))
        await books.remember("m1", f"好 {order}", "ok")
        return f"好 {order}"

    answers = await asyncio.gather(*(world.run(unit) for _ in range(20)))
    assert len(set(answers)) == 1
    assert (await world.store.reads.buy(buy)).item(1).taken == 1


async def test_a_key_remembered_twice_fails_its_unit_and_no_neighbour(world: World) -> None:
    async def unit(books, key: str) -> None:
        await books.remember(key, "好", "ok")

    answers = await asyncio.gather(
        *(world.run(lambda books, key=key: unit(books, key)) for key in ("a", "b", "a", "c")),
        return_exceptions=True,
    )
    assert [type(it) for it in answers] == [type(None), type(None), IntegrityError, type(None)]
    assert [await world.store.reads.remembered(key) for key in "abc"] == ["好"] * 3


async def test_a_unit_is_run_again_by_itself_where_the_database_failed_in_its_batch(world: World) -> None:
    runs = {"good": 0, "bad": 0}

    async def good(books) -> None:
        runs["good"] += 1
        await books.once("good")

    async def bad(books) -> None:
        runs["bad"] += 1
        await books._sql.run("INSERT INTO no_such_table VALUES (1)")

    answers = await asyncio.gather(world.run(good), world.run(bad), world.run(good), return_exceptions=True)
    assert [type(it) for it in answers] == [type(None), Unavailable, type(None)]
    assert runs == {"good": 3, "bad": 2}
    assert not await world.run(lambda books: books.once("good"))


async def test_a_naive_time_is_refused_before_anything_is_written(world: World) -> None:
    with pytest.raises(ValueError, match="naive"):
        await world.run(lambda books: books.record(drafted(1)), at=AT.replace(tzinfo=None))
    assert await world.store.reads.journal() == []


async def test_two_stores_write_turn_by_turn_and_nobody_hears_of_a_lock(world: World) -> None:
    buy = await world.open_buy(items=(ev.OfferedItem(1, "草莓", "盒", 1990),))
    async with storage.open(world.url) as second:
        other = World(second, world.url)
        await asyncio.gather(
            *(
                each.run(lambda books, who=f"{name}{i}": ordered(books, buy, who, 1, Decimal(1)))
                for name, each in (("a", world), ("b", other))
                for i in range(60)
            )
        )
        orders = await second.reads.orders(buy)
    assert [it.seq_no for it in orders] == list(range(1, 121))


async def test_what_is_due_is_asked_of_what_the_buys_say(world: World) -> None:
    buy = await world.open_buy()
    assert await world.store.due(CUTOFF - timedelta(hours=3)) == []
    assert await world.store.due(CUTOFF) == [buy]
    assert await world.store.next_due() == CUTOFF - timedelta(hours=2)
    await world.record(ev.BuyExtended(buy, CUTOFF + timedelta(days=1)))
    assert await world.store.due(CUTOFF) == []
    await world.record(ev.BuyCancelled(buy, because="leader"))
    assert await world.store.due(CUTOFF + timedelta(days=9)) == []
    assert await world.store.next_due() is None


async def test_another_configuration_moves_the_moments_of_live_buys(world: World) -> None:
    await world.open_buy()
    early = Reminders(before_cutoff=(timedelta(hours=5),))
    await world.store.look_again(replace(world.directory, reminders=early))
    assert await world.store.next_due() == CUTOFF - timedelta(hours=5)


class LosesTheCommit(Sql):
    """A connection that breaks when the commit has been done and before it says so."""

    async def run(self, sql: str, *values: object) -> int:
        done = await super().run(sql, *values)
        if sql == "COMMIT":
            raise ConnectionError("gone")
        return done


async def test_a_commit_of_unknown_outcome_is_said_and_never_done_again(world: World) -> None:
    lossy = Committer(LosesTheCommit(world.store._writer, dialect_of(world.url)))
    runs = []

    async def work(sql: Sql) -> None:
        runs.append(1)
        await sql.insert("once_keys (key, at)", [(f"k{len(runs)}", "now")])

    answers = await asyncio.gather(lossy.run(work), lossy.run(work), return_exceptions=True)
    assert [type(it) for it in answers] == [CommitUnknown, CommitUnknown]
    assert len(runs) == 2
    await lossy.close()


WHO: ContextVar[str] = ContextVar("who", default="nobody")


async def test_what_one_caller_has_bound_is_not_seen_in_anothers_unit(world: World) -> None:
    async def unit(books) -> str:
        return WHO.get()

    WHO.set("ann")
    assert await asyncio.gather(world.run(unit), world.run(unit)) == ["nobody", "nobody"]


async def test_a_closed_store_takes_no_more_work(world: World) -> None:
    async with storage.open(world.url) as other:
        pass
    with pytest.raises(storage.Closed):
        await World(other, world.url).open_buy()

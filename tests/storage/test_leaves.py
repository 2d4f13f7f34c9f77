"""Leaves as the store keeps and finds them, and what a unit of work sees of them."""

from datetime import date, datetime, timedelta

from groupbuy import leave_events as ev
from groupbuy.leave import Search, State
from groupbuy.standins import Standin
from storage.unit import Unit
from tests.storage.book import AT, World

FIRST, LAST = date(2026, 11, 3), date(2026, 11, 5)
DAY = timedelta(days=1)


async def test_a_leave_is_found_by_whose_it_is_while_it_is_live(world: World) -> None:
    reads = world.store.reads
    await world.record(
        ev.LeaveTaken("l2", "wang", LAST + DAY, LAST + DAY), ev.LeaveTaken("l1", "wang", FIRST, LAST)
    )
    await world.record(ev.LeaveTaken("l3", "li", FIRST - DAY, FIRST), ev.LeaveTaken("l4", "li", FIRST, FIRST))
    await world.record(ev.LeaveCancelled("l4"), ev.LeaveBegun("l3"))
    assert [it.id for it in await reads.leaves_of("wang")] == ["l1", "l2"], "the first day first"
    assert [(it.id, it.state) for it in await reads.leaves_of("li")] == [("l3", State.RUNNING)]
    assert [it.id for it in await reads.live_leaves()] == ["l3", "l1", "l2"]
    assert await reads.leaves_of("nobody") == []
    await world.record(ev.LeaveEnded("l3"))
    assert [it.id for it in await reads.live_leaves()] == ["l1", "l2"]


async def test_a_cover_comes_back_as_it_was(world: World) -> None:
    until = AT + timedelta(hours=2)
    await world.record(
        ev.LeaveTaken("l1", "wang", FIRST, LAST),
        ev.CoverSought("l1", 1, "p1", FIRST, LAST),
        ev.CoverSought("l1", 2, "p2", FIRST, FIRST),
        ev.SubstituteAsked("l1", 1, "eve", until, "p9"),
        ev.SubstituteAsked("l1", 2, "eve", until),
        ev.CoverDeclined("l1", 2),
        ev.SubstituteAsked("l1", 2, "li", until),
        ev.CoverAccepted("l1", 2, "li", "p3"),
        ev.HouseholdsMoved("l1", 2, ("o1", "o2")),
    )
    [leave] = await world.store.reads.leaves_of("wang")
    one, two = leave.covers[1], leave.covers[2]
    assert (one.candidate, one.until, one.offer, one.first, one.last) == ("eve", until, "p9", FIRST, LAST)
    assert (two.state, two.asked, two.substitute, two.to) == (Search.ACCEPTED, ("eve", "li"), "li", "p3")
    assert (two.moved, two.until) == (("o1", "o2"), None)
    assert await world.store.disagreements() == []


async def test_a_unit_sees_who_stands_in_from_its_beginning_and_after_every_change(world: World) -> None:
    await world.record(ev.LeaveTaken("l1", "wang", FIRST, LAST), ev.CoverSought("l1", 1, "p1", FIRST, LAST))

    async def unit(books: Unit) -> list[tuple[Standin, ...]]:
        seen = [books.directory.standins]
        await books.record(ev.CoverAccepted("l1", 1, "li", "p2"))
        seen.append(books.directory.standins)
        try:
            async with books.savepoint():
                await books.record(ev.CoverEnded("l1", 1))
                seen.append(books.directory.standins)
                raise LookupError
        except LookupError:
            seen.append(books.directory.standins)
        return seen

    sought = Standin("l1", 1, "wang", "p1", FIRST, LAST)
    had = Standin("l1", 1, "wang", "p1", FIRST, LAST, "li", "p2")
    assert await world.run(unit) == [(sought,), (had,), (), (had,)]
    await world.record(ev.CoverEnded("l1", 1), ev.LeaveEnded("l1"))

    async def after(books: Unit) -> tuple[Standin, ...]:
        return books.directory.standins

    assert await world.run(after) == ()


async def test_leaves_are_due_when_their_moment_has_come_and_the_clock_stops_there(world: World) -> None:
    store = world.store
    until = AT + timedelta(hours=2)
    await world.record(ev.LeaveTaken("l1", "wang", FIRST, LAST), ev.CoverSought("l1", 1, "p1", FIRST, LAST))
    morning = await store.next_due()
    assert morning is not None
    assert morning.astimezone(world.directory.zone) == datetime(
        2026, 11, 3, 0, 1, tzinfo=world.directory.zone
    )
    await world.record(ev.SubstituteAsked("l1", 1, "eve", until))
    assert await store.next_due() == until
    assert await store.leaves_due(until - timedelta(seconds=1)) == []
    assert await store.leaves_due(until) == ["l1"]
    await world.record(ev.LeaveEnded("l1"))
    assert await store.leaves_due(until + 9 * DAY) == []
    assert await store.next_due() is None

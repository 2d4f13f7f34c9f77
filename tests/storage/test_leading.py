"""Leaderships and applicants' answers as the store keeps them, finds them and forgets them."""

from datetime import timedelta

from groupbuy import leader_events as ev
from groupbuy.leadership import State
from storage.unit import Unit
from tests.storage.book import AT, World


async def test_a_leadership_is_found_by_who_applies_by_leader_and_by_state(world: World) -> None:
    reads = world.store.reads
    await world.record(ev.ApplicationBegun("a1", "ann"), ev.ApplicationWithdrawn("a1"))
    await world.record(ev.ApplicationBegun("a2", "ann"), ev.TermsAccepted("a2", "v1"))
    await world.record(ev.ApplicationBegun("b1", "bo"), ev.ApplicationSubmitted("b1"))
    mine = await reads.application_of("ann")
    assert mine is not None
    assert (mine.id, mine.state, mine.terms, mine.terms_at) == ("a2", State.DRAFT, "v1", AT)
    assert await reads.application_of("eve") is None
    assert await reads.leadership_of("li") is None
    await world.record(ev.LeaderWelcomed("b1", "li"), at=AT + timedelta(hours=1))
    assert await reads.application_of("bo") is None
    assert [it.id for it in await reads.leaderships(State.DRAFT, State.WELCOMED)] == ["a2", "b1"]
    assert await reads.leaderships() == []
    await world.record(ev.LeaderRetired("b1"), at=AT + timedelta(hours=2))
    await world.record(ev.LeaderKnown("c1", "li"))
    again = await reads.leadership_of("li")
    assert again is not None
    assert again.id == "c1", "the one that holds goes before one that is over, however recent"
    assert await world.store.disagreements() == []


async def test_within_a_unit_it_is_one_object_and_a_savepoint_undone_forgets_it(world: World) -> None:
    async def unit(books: Unit) -> None:
        await books.record(ev.ApplicationBegun("a1", "ann"))
        it = await books.own_leadership("a1")
        assert await books.application_of("ann") is it
        try:
            async with books.savepoint():
                await books.record(ev.ApplicationSubmitted("a1"))
                await books.keep_answers("a1", {"hours": "每天"})
                raise LookupError
        except LookupError:
            pass
        assert (await books.own_leadership("a1")).state is State.DRAFT
        assert await books.answers("a1") == {}

    await world.run(unit)


async def test_an_answer_is_the_last_one_given_and_goes_with_the_application_or_the_person(
    world: World,
) -> None:
    await world.record(ev.ApplicationBegun("a1", "ann"), ev.ApplicationBegun("b1", "bo"))
    await world.run(lambda books: books.keep_answers("a1", {"address": "3号楼", "hours": "每天"}))
    await world.run(lambda books: books.keep_answers("a1", {"address": "5号楼"}))
    await world.run(lambda books: books.keep_answers("b1", {"contact": "13800000000"}))
    assert await world.store.reads.answers("a1") == {"address": "5号楼", "hours": "每天"}
    await world.run(lambda books: books.erase("ann"))
    assert await world.store.reads.answers("a1") == {}
    await world.run(lambda books: books.drop_answers("b1"))
    assert await world.store.reads.answers("b1") == {}

"""Ticks look at leaves as they look at buys: each in its own unit, once, and one failure holds up no other."""

from datetime import timedelta

from groupbuy import leaving
from groupbuy.leave import State
from tests.bot.rows import change, rows
from tests.conversation import Village, village

HOUR = timedelta(hours=1)


async def away(v: Village, leader: str, ahead: int = 1) -> str:
    """A leave of one day, so many days ahead; its id."""
    day = v.clock.now().astimezone(v.directory.zone).date() + ahead * 24 * HOUR
    known = v.directory.leaders[leader]
    taken = await v.store.run(
        lambda books: leaving.take(books, known, day, day), at=v.clock.now(), directory=v.directory
    )
    return taken.id


async def test_a_deadline_a_beginning_and_an_end_are_each_dealt_with_when_they_come() -> None:
    async with village() as v:
        await away(v, "zhou")
        ticks = v.parts.worker.ticks
        assert await ticks.tick(at=v.clock.now()) == []
        seen: list[str] = []
        for _ in range(4):
            due = await v.store.next_due()
            if due is None:
                break
            await v.clock.move_to(due)
            seen += [it.what for it in await ticks.tick(at=due)]
            assert await ticks.tick(at=due) == [], "once"
        assert seen == ["leave"] * 2, "nobody could be asked at maple: its first morning and its end"
        assert await v.store.reads.live_leaves() == []


async def test_the_journal_says_that_it_was_the_clock() -> None:
    async with village() as v:
        await away(v, "wang")
        await v.pass_time(3 * HOUR)
        found = rows(v.path, "SELECT kind, actor, message FROM journal WHERE kind = 'CoverSilent'")
        assert len(found) == 2
        assert {(actor, message.partition(":")[0]) for _, actor, message in found} == {("clock", "tick")}


async def test_one_leave_that_cannot_be_read_holds_up_no_other() -> None:
    async with village() as v:
        broken, fine = await away(v, "wang"), await away(v, "zhou")
        change(v.path, "UPDATE leaves SET state = 'nonsense' WHERE id = ?", broken)
        due = v.clock.now() + 40 * HOUR
        await v.clock.move_to(due)
        await v.parts.worker.ticks.tick(at=due)
        states = dict(rows(v.path, "SELECT id, state FROM leaves"))
        assert states == {broken: "nonsense", fine: State.OVER.value}
        change(v.path, "UPDATE leaves SET state = 'planned' WHERE id = ?", broken)
        await v.parts.worker.ticks.tick(at=due)

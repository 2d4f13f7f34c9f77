"""A buy whose orders change at every try to place them: what still holds is done, and nobody is left without."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.assigning import TRIES, assign
from bot.settings import Settings
from bot.turns import Turns
from groupbuy import pickup
from groupbuy.due import Moment
from groupbuy.events import MomentPassed, PointChosen
from groupbuy.placing import settle
from groupbuy.solving import solved
from groupbuy.told import Told
from storage import LocalShelf
from tests.groupbuy.day import Day
from tests.groupbuy.made import PICKUP
from tests.groupbuy.test_placing import C, asked, at, closed, lives, opened, task, town

SHUT = {"closed": frozenset({PICKUP.day})}


class Busy:
    """The day's store; something happens before each try to write down what was solved."""

    def __init__(self, day: Day, happens: Callable[[int], Awaitable[object]]) -> None:
        self.reads, self.leases = day.store.reads, day.store.leases
        self.tries, self._day, self._happens = 0, day, happens

    async def run(self, unit: Any, **how: Any) -> Any:
        self.tries += 1
        await self._happens(self.tries)
        return await self._day.store.run(unit, **how)


async def assigned(day: Day, happens: Callable[[int], Awaitable[object]]) -> tuple[int, list[Moment]]:
    """How often it was tried, and the moments that were dealt with."""
    busy = Busy(day, happens)
    turns = Turns(busy, LocalShelf())  # type: ignore[arg-type]
    done = await assign(turns, Settings(day.directory), day.number, at=day.at)
    return busy.tries, done


async def loads(day: Day) -> dict[str, int]:
    found: dict[str, int] = {}
    for order in await day.store.reads.orders(day.number):
        found[order.point] = found.get(order.point, 0) + int(order.line(1).ordered)
    return found


async def test_orders_at_every_try_do_not_keep_a_point_that_dropped_out_from_being_left(day: Day) -> None:
    """Each try somebody new orders, one orders more, one cancels, one tells something."""
    await opened(day)
    people = [await lives(day, f"p{n}", f"1-{n}01") for n in range(1, 7)]
    for who in people:
        await day.orders(who, {1: 1})
    assert await at(day) == ["east"] * 6
    await asked(day)
    day.directory = town(east=SHUT, north={"capacity": {C: 7}}, clinic={"capacity": {C: 7}})

    async def busy(no: int) -> None:
        await day.orders(f"new{no}", {1: 1})
        match no:
            case 1:
                await day.orders(people[0], {1: 3})
            case 2:
                await day.cancels(people[1])
            case 3:
                await day.run(lambda books: books.keep_told(people[2], Told(step_free=True)))
            case 4:
                await day.run(lambda books: pickup.bind(books, people[3], day.directory.points["clinic"]))

    tries, done = await assigned(day, busy)
    assert (tries, [it.what for it in done]) == (TRIES, ["assign"])
    waiting = [it for it in await day.store.reads.orders(day.number) if it.waiting]
    assert len(waiting) == 5 + TRIES
    assert {it.point for it in waiting} == {"north", "clinic"}
    assert max((await loads(day)).values()) <= 7
    assert (await day.order(people[3])).point == "clinic"
    events = [it.event for it in await day.store.reads.journal()]
    moved = [it.order for it in events if isinstance(it, PointChosen) and it.because == "assigned"]
    assert len(moved) == len(set(moved)) >= 4, "nobody is sent twice"
    for order in waiting:
        told = await day.told(f"resident:{order.resident}", "point_assigned")
        assert len(told) == (order.id in moved), "each of them hears it once, and nobody else"
    assert not (await day.buy()).assignment_waits
    assert await assigned(day, busy) == (0, []), "done once"


async def test_where_the_last_try_does_not_fit_only_those_go_who_must_and_the_rest_is_tried_again(
    day: Day,
) -> None:
    """What was solved has no room for whoever came last; the next tick finds it unchanged and says so."""
    await opened(day)
    people = [await lives(day, f"p{n}", f"1-{n}01") for n in range(1, 4)]
    for who in people:
        await day.orders(who, {1: 2})
    await asked(day)
    day.directory = town(east=SHUT, north={"capacity": {C: 4}}, clinic={"capacity": {C: 4}})

    async def busy(no: int) -> None:
        if no < TRIES:
            await day.run(lambda books: books.keep_told(people[0], Told(step_free=bool(no % 2))))
        else:
            await day.orders("late", {1: 3})

    assert await assigned(day, busy) == (TRIES, [])
    assert await loads(day) == {"east": 2, "north": 3, "clinic": 4}
    assert (await day.buy()).assignment_waits
    assert await day.told("leader:mei") == [], "nothing is settled yet"

    async def calm(no: int) -> None:
        """Nobody does anything."""

    tries, done = await assigned(day, calm)
    assert (tries, len(done)) == (1, 1)
    assert "自提点放不下" in (await day.told("leader:mei", "points_short"))[0]


async def test_a_buy_that_does_not_fit_says_so_however_busy_it_is(day: Day) -> None:
    await opened(day)
    people = [await lives(day, f"p{n}", f"2-{n}01") for n in range(1, 4)]
    for who in people:
        await day.orders(who, {1: 2})
    before = await at(day)
    await closed(day)
    day.directory = town(**{it: {"capacity": {C: 1}} for it in ("east", "north", "clinic")})

    async def busy(no: int) -> None:
        await day.run(lambda books: books.keep_told(people[0], Told(step_free=bool(no % 2))))

    tries, done = await assigned(day, busy)
    assert (tries, len(done)) == (TRIES, 1)
    assert await at(day) == before
    assert "加起来还差 3 格" in (await day.told("leader:mei", "points_short"))[0]
    passed = [it.event for it in await day.store.reads.journal() if isinstance(it.event, MomentPassed)]
    assert len(passed) == 1


async def test_what_another_worker_has_done_meanwhile_is_not_done_twice(day: Day) -> None:
    await opened(day)
    await day.orders("wang", {1: 1})
    await asked(day)
    found = await task(day)

    async def first(no: int) -> None:
        """Another worker was first."""
        await day.run(lambda books: settle(books, found, solved(found)))

    tries, done = await assigned(day, first)
    assert (tries, len(done)) == (1, 1)
    assert len(await day.told("leader:mei", "points_assigned")) == 1

"""Any history of leaves, answers, orders and days: every household has one right place, time and person."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from groupbuy import closing, covering, delivering, leaving, pickup
from groupbuy.buy import Pickup
from groupbuy.errors import Refusal
from groupbuy.leave import Leave
from groupbuy.standins import led_to, standing_in
from groupbuy.touched import lies, next_day
from storage.unit import Unit
from tests.groupbuy.absence import PICKUP, garden, small
from tests.groupbuy.day import Day
from tests.groupbuy.day_machine import DayMachine
from tests.groupbuy.made import at_home, hours

EXAMPLES, STEPS = 10, 25
DAY = timedelta(days=1)
WHO = st.sampled_from(["r1", "r2", "r3", "r4"])
LEADERS = st.sampled_from(["mei", "mei", "mei", "qiang", "hong", "lan"])
POINTS = st.sampled_from(["north", "clinic", "east", "west"])
DAYS = st.integers(0, 3)


class Absences(DayMachine):
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.day = Day(self.store, garden(east=small("east", 4)))

    def tried(self, name: str, unit: Any) -> None:
        """A use case in a unit of its own; a refusal undoes it."""
        try:
            self.wait(self.day.run(unit))
        except Refusal as refused:
            name = f"{name}: {refused.name}"
        self.done[name] += 1

    @initialize(binds=st.lists(st.tuples(WHO, POINTS), max_size=4), later=st.integers(0, 2))
    def opened(self, binds: list[tuple[str, str]], later: int) -> None:
        """A buy to be fetched on one of the days; some households have chosen a point; 梅姐 will be away."""
        window = Pickup(
            PICKUP + later * DAY, at_home("2026-11-22 09:00").time(), at_home("2026-11-22 12:00").time()
        )
        self.wait(self.day.opens(pickup=window))
        for who, point in binds:
            self.chooses(who, point)
        for who in ("r1", "r2", "r3"):
            self.orders(who, 1)
        self.goes("mei", 0, 3)

    @rule(who=WHO, item=st.sampled_from([1, 2]))
    def orders(self, who: str, item: int) -> None:
        try:
            self.wait(self.day.orders(who, {item: 1}, "add"))
        except Refusal as refused:
            self.done[f"orders: {refused.name}"] += 1

    @rule(who=WHO, point=POINTS)
    def chooses(self, who: str, point: str) -> None:
        self.tried("chooses", lambda books: pickup.bind(books, who, self.day.directory.points[point]))

    @rule(leader=LEADERS, first=DAYS, length=DAYS)
    def goes(self, leader: str, first: int, length: int) -> None:
        start = PICKUP + first * DAY
        known = self.day.directory.leaders[leader]
        self.tried("goes", lambda books: leaving.take(books, known, start, start + length * DAY))

    @rule(leader=st.sampled_from(["mei", "mei", "qiang"]), planned=st.booleans())
    def returns(self, leader: str, planned: bool) -> None:
        known = self.day.directory.leaders[leader]
        step = leaving.cancel if planned else leaving.come_back
        self.tried("cancels" if planned else "comes back", lambda books: step(books, known))

    @rule(pick=st.integers(0, 9), there=st.booleans(), who=st.one_of(st.none(), LEADERS))
    def says_yes(self, pick: int, there: bool, who: str | None) -> None:
        self._answers("accepts", covering.accept, pick, who, there=there)

    @rule(pick=st.integers(0, 9), who=st.one_of(st.none(), st.none(), LEADERS))
    def says_no(self, pick: int, who: str | None) -> None:
        self._answers("declines", covering.decline, pick, who)

    @rule(pick=st.integers(0, 9), who=LEADERS)
    def is_named(self, pick: int, who: str) -> None:
        self._answers("is named", covering.assign, pick, who)

    def _answers(self, name: str, step: Any, pick: int, who: str | None, **how: Any) -> None:
        """Whoever is asked about one of the open covers answers, or somebody else does."""

        async def unit(books: Unit) -> None:
            found = [(leave, it) for leave in await books.live_leaves() for it in leave.open_covers]
            if found:
                leave, cover = found[pick % len(found)]
                leader = books.directory.leaders[who or cover.candidate or "qiang"]
                await step(books, leave, cover.no, leader, **how)

        self.tried(name, unit)

    @rule(length=st.sampled_from([1, 3, 15, 24, 24]))
    def waits(self, length: int) -> None:
        self.wait(self.day.comes(self.day.at + hours(length)))

    @rule(point=st.sampled_from(["", "north", "east"]))
    def arrive(self, point: str) -> None:
        async def unit(books: Unit) -> None:
            buy = await books.locked(self.day.number)
            if books.at.astimezone(books.directory.zone).date() < PICKUP:
                return
            if buy.state == "open":
                await closing.close(books, buy, by_hand=True)
            await delivering.arrive(books, buy, [buy.item(1)], point=point)

        self.tried("arrives", unit)

    @invariant()
    def no_point_has_two_covers_for_a_day(self) -> None:
        leaves: list[Leave] = self.wait(self.store.reads.live_leaves())
        taken: set[tuple[str, date]] = set()
        for leave in leaves:
            assert not any(
                leave.overlaps(it.first, it.last)
                for it in leaves
                if it is not leave and it.leader == leave.leader
            )
            for cover in leave.open_covers:
                for n in range((cover.last - cover.first).days + 1):
                    key = cover.point, cover.first + n * DAY
                    assert key not in taken, key
                    taken.add(key)

    @invariant()
    def every_undelivered_household_has_one_right_place_time_and_person(self) -> None:
        async def unit(books: Unit) -> None:
            now = books.at.astimezone(books.directory.zone).date()
            standins = books.directory.standins
            buy = await books.buy(self.day.number)
            for order in await books.orders(buy.number):
                if not order.waiting:
                    continue
                assert order.where is not None
                assert order.where.point == order.point
                day = next_day(buy, order, now)
                if not lies(buy, order):
                    on = [it.to for it in led_to(standins, order.point, day)]
                    assert not on or order.day is None or order.day < now, (order.point, on)
                found = standing_in(standins, order.point, day)
                name = books.directory.leaders[found.substitute].name if found and found.substitute else ""
                sought = found is not None and not found.substitute
                assert order.where.who == name or sought, (order.where.who, name)

        self.wait(self.day.run(unit))

    @invariant()
    def nobody_stands_in_while_they_are_away(self) -> None:
        leaves: list[Leave] = self.wait(self.store.reads.live_leaves())
        for leave in leaves:
            for cover in leave.open_covers:
                for name in {cover.substitute, cover.candidate} - {""}:
                    away = [it for it in leaves if it.leader == name and it.overlaps(cover.first, cover.last)]
                    assert not away or cover.to, (name, cover)

    @invariant()
    def nobody_is_told_the_same_thing_twice_in_a_row(self) -> None:
        for who in ("r1", "r2", "r3", "r4"):
            waiting = self.wait(self.store.outbox.waiting(f"resident:{who}"))
            told = [it.facts for it in waiting if it.kind == "handed_over"]
            for one, next_one in pairwise(told):
                same = {key: value for key, value in one.items() if key not in ("version", "moved", "code")}
                assert any(next_one[key] != value for key, value in same.items()), next_one


def test_any_history_leaves_every_household_with_one_right_place_time_and_person(empty: Path) -> None:
    Absences.empty = empty
    Absences.done.clear()
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Absences,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"absences: {dict(Absences.done)}")
    for name in ("goes", "accepts", "declines", "is named", "chooses"):
        assert Absences.done[name], f"no history in which somebody {name}"

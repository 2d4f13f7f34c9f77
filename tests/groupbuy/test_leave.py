"""The two tables of a leave, pair by pair; which days overlap; what the rules read of covers."""

from copy import deepcopy
from datetime import date, datetime, timedelta

import pytest

from groupbuy import leave_events as ev
from groupbuy.leave import COVER_STEPS, STEPS, Cover, Leave, Search, State, taken
from groupbuy.leave_errors import CoverTooFar, LeaveTooFar
from groupbuy.standins import Standin, led_to, standing_in
from tests.for_each import for_each
from tests.groupbuy.made import CUTOFF, OPENED, SHANGHAI

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 26)
LEAVE_EVENTS: dict[State, ev.LeaveEvent] = {
    State.RUNNING: ev.LeaveBegun("l1"),
    State.OVER: ev.LeaveEnded("l1"),
    State.CANCELLED: ev.LeaveCancelled("l1"),
}
COVER_EVENTS: dict[Search, ev.CoverEvent] = {
    Search.ASKED: ev.SubstituteAsked("l1", 1, "lan", CUTOFF, "east"),
    Search.DECLINED: ev.CoverDeclined("l1", 1),
    Search.SILENT: ev.CoverSilent("l1", 1),
    Search.ACCEPTED: ev.CoverAccepted("l1", 1, "qiang", "east"),
    Search.EXHAUSTED: ev.CoverExhausted("l1", 1),
    Search.ENDED: ev.CoverEnded("l1", 1),
}


def a_leave(state: State = State.PLANNED, **covers: Cover) -> Leave:
    it = taken(ev.LeaveTaken("l1", "mei", FIRST, LAST), OPENED)
    it.state = state
    it.covers = {cover.no: cover for cover in covers.values()}
    return it


def a_cover(state: Search = Search.SOUGHT, **changed: object) -> Cover:
    return Cover(1, "north", FIRST, LAST, state, **changed)  # type: ignore[arg-type]


@for_each("now", State)
@for_each("to", LEAVE_EVENTS)
def test_a_leave_steps_as_its_table_says_and_no_other_way(now: State, to: State) -> None:
    it = a_leave(now)
    if to in STEPS[now]:
        it.apply(LEAVE_EVENTS[to], CUTOFF)
        assert (it.state, it.state_since) == (to, CUTOFF)
        return
    with pytest.raises(LeaveTooFar):
        it.apply(LEAVE_EVENTS[to], CUTOFF)
    assert (it.state, it.state_since) == (now, OPENED)


@for_each("now", Search)
@for_each("to", COVER_EVENTS)
def test_a_search_steps_as_its_table_says_and_no_other_way(now: Search, to: Search) -> None:
    it = a_leave(one=a_cover(now))
    before = deepcopy(it)
    if to in COVER_STEPS[now]:
        it.apply(COVER_EVENTS[to], CUTOFF)
        assert it.covers[1].state is to
        assert it.covers[1].live is (to is not Search.ENDED)
        return
    with pytest.raises(CoverTooFar):
        it.apply(COVER_EVENTS[to], CUTOFF)
    assert it == before


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [(STEPS, State.PLANNED, State.OVER), (COVER_STEPS, Search.SOUGHT, Search.ENDED)],
)
def test_every_state_is_reached_and_every_one_comes_to_an_end(table, start, end) -> None:  # type: ignore[no-untyped-def]
    def reach(one: object) -> set[object]:
        seen, todo = set(), [one]
        while todo:
            now = todo.pop()
            seen.add(now)
            todo += [it for it in table[now] if it not in seen]
        return seen

    assert reach(start) == set(table)
    over = {it for it in table if not table[it]}
    assert all(over & reach(it) for it in table)
    assert end in over


def test_a_cover_remembers_who_was_asked_in_turn_and_who_is_asked_now() -> None:
    it = a_cover()
    assert (it.candidate, it.asked) == ("", ())
    it = it.after(ev.SubstituteAsked("l1", 1, "lan", CUTOFF))
    assert (it.candidate, it.until, it.offer) == ("lan", CUTOFF, "")
    it = it.after(ev.CoverDeclined("l1", 1))
    assert (it.candidate, it.until, it.asked) == ("", None, ("lan",))
    it = it.after(ev.SubstituteAsked("l1", 1, "qiang", CUTOFF, "east"))
    assert (it.candidate, it.offer, it.asked) == ("qiang", "east", ("lan", "qiang"))
    it = it.after(ev.CoverAccepted("l1", 1, "qiang", "east"))
    assert (it.candidate, it.until, it.substitute, it.to) == ("", None, "qiang", "east")
    it = it.after(ev.HouseholdsMoved("l1", 1, ("o1", "o2"))).after(ev.HouseholdsMoved("l1", 1, ("o2", "o3")))
    assert it.moved == ("o1", "o2", "o3")
    assert it.state is Search.ACCEPTED


@for_each(
    ("first", "last", "overlaps"),
    [(-3, -1, False), (-3, 0, True), (1, 1, True), (-9, 9, True), (2, 4, True), (3, 4, False)],
)
def test_days_are_counted_with_both_ends(first: int, last: int, overlaps: bool) -> None:
    days = FIRST + first * DAY, FIRST + last * DAY
    assert a_leave().overlaps(*days) is overlaps
    assert a_cover().overlaps(*days) is overlaps
    assert not a_leave(State.CANCELLED).overlaps(*days)


def test_a_leave_is_looked_at_on_its_first_morning_at_each_deadline_and_when_it_is_over() -> None:
    first, over = (datetime.combine(day, datetime.min.time(), SHANGHAI) for day in (FIRST, LAST + DAY))
    minute = timedelta(minutes=1)
    assert a_leave().next_look(SHANGHAI) == first + minute
    assert a_leave(State.RUNNING).next_look(SHANGHAI) == over + minute
    asked = a_cover(Search.ASKED, asked=("lan",), until=CUTOFF)
    assert a_leave(one=asked).next_look(SHANGHAI) == CUTOFF
    assert a_leave(one=a_cover(Search.ACCEPTED)).next_look(SHANGHAI) == first + minute
    for state in (State.OVER, State.CANCELLED):
        assert a_leave(state, one=asked).next_look(SHANGHAI) is None


def lent(point: str, to: str = "", substitute: str = "s", days: int = 2) -> Standin:
    return Standin("l1", 1, "a", point, FIRST, FIRST + days * DAY, substitute, to)


def test_households_are_led_on_from_point_to_point_but_never_in_a_circle() -> None:
    north = lent("north", "east")
    assert [it.to for it in led_to((north,), "north", FIRST)] == ["east"]
    assert list(led_to((north,), "north", LAST + DAY)) == []
    assert list(led_to((north,), "east", FIRST)) == []
    assert [it.to for it in led_to((north, lent("east", "clinic")), "north", LAST)] == ["east", "clinic"]
    assert [it.to for it in led_to((north, lent("east", "north")), "north", FIRST)] == ["east"]
    assert list(led_to((lent("north", "east", substitute=""),), "north", FIRST)) == []
    assert list(led_to((lent("north"),), "north", FIRST)) == []
    assert standing_in((lent("north", days=0), lent("north")), "north", LAST) == lent("north")

"""A leave: the days a leader is away, and a cover for each of their points; the two tables of their states."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from groupbuy import leave_events as ev
from groupbuy.leave_errors import CoverTooFar, LeaveTooFar

MORNING = time(0, 1)
"""When a leave begins on its first day and is over on the day after its last."""


class State(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


class Search(StrEnum):
    """How far the search for a substitute at one point is."""

    SOUGHT = "sought"
    ASKED = "asked"
    DECLINED = "declined"
    SILENT = "silent"
    ACCEPTED = "accepted"
    EXHAUSTED = "exhausted"
    ENDED = "ended"


S, C = State, Search
STEPS: Mapping[State, frozenset[State]] = {
    S.PLANNED: frozenset({S.RUNNING, S.OVER, S.CANCELLED}),
    S.RUNNING: frozenset({S.OVER}),
    S.OVER: frozenset(),
    S.CANCELLED: frozenset(),
}
NEXT = frozenset({C.ASKED, C.ACCEPTED, C.EXHAUSTED, C.ENDED})
COVER_STEPS: Mapping[Search, frozenset[Search]] = {
    C.SOUGHT: NEXT,
    C.ASKED: frozenset({C.ACCEPTED, C.DECLINED, C.SILENT, C.ENDED}),
    C.DECLINED: NEXT,
    C.SILENT: NEXT,
    C.ACCEPTED: frozenset({C.ENDED}),
    C.EXHAUSTED: frozenset({C.ACCEPTED, C.ENDED}),
    C.ENDED: frozenset(),
}
LIVE = frozenset({S.PLANNED, S.RUNNING})
LEADS_TO: Mapping[type[ev.LeaveEvent], State] = {
    ev.LeaveBegun: S.RUNNING,
    ev.LeaveEnded: S.OVER,
    ev.LeaveCancelled: S.CANCELLED,
}
COVER_LEADS_TO: Mapping[type[ev.CoverEvent], Search] = {
    ev.SubstituteAsked: C.ASKED,
    ev.CoverDeclined: C.DECLINED,
    ev.CoverSilent: C.SILENT,
    ev.CoverAccepted: C.ACCEPTED,
    ev.CoverExhausted: C.EXHAUSTED,
    ev.CoverEnded: C.ENDED,
}


@dataclass(frozen=True, slots=True)
class Cover:
    """`asked` are all who were, in turn, the last one until `until` with `offer`; `substitute` took over, at
    `to` where that is not the point itself; `moved` are the orders that came along."""

    no: int
    point: str
    first: date
    last: date
    state: Search
    asked: tuple[str, ...] = ()
    until: datetime | None = None
    offer: str = ""
    substitute: str = ""
    to: str = ""
    moved: tuple[str, ...] = ()

    @property
    def candidate(self) -> str:
        """Who is being asked now, "" nobody."""
        return self.asked[-1] if self.state is C.ASKED else ""

    @property
    def live(self) -> bool:
        return self.state is not C.ENDED

    def overlaps(self, first: date, last: date) -> bool:
        return self.first <= last and first <= self.last

    def after(self, event: ev.CoverEvent) -> "Cover":
        """The cover once this has happened; CoverTooFar unless the table has the step."""
        it = self
        if to := COVER_LEADS_TO.get(type(event)):
            if to not in COVER_STEPS[self.state]:
                raise CoverTooFar()
            it = replace(it, state=to)
        match event:
            case ev.SubstituteAsked(leader=leader, until=until, offer=offer):
                return replace(it, asked=(*it.asked, leader), until=until, offer=offer)
            case ev.CoverAccepted(leader=leader, to=point):
                return replace(it, substitute=leader, to=point, until=None)
            case ev.HouseholdsMoved(orders=orders):
                return replace(it, moved=tuple(dict.fromkeys((*it.moved, *orders))))
        return replace(it, until=None)


@dataclass(slots=True)
class Leave:
    """Changes only by `apply`."""

    id: str
    leader: str
    first: date
    last: date
    state: State
    state_since: datetime
    covers: dict[int, Cover] = field(default_factory=dict)

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def open_covers(self) -> list[Cover]:
        return [it for it in self.covers.values() if it.live]

    def overlaps(self, first: date, last: date) -> bool:
        return self.live and self.first <= last and first <= self.last

    def must(self, to: State) -> None:
        """LeaveTooFar unless the table has the step."""
        if to not in STEPS[self.state]:
            raise LeaveTooFar()

    def apply(self, event: ev.LeaveEvent, at: datetime) -> None:
        if to := LEADS_TO.get(type(event)):
            self.must(to)
            self.state, self.state_since = to, at
        match event:
            case ev.CoverSought(cover=no, point=point, first=first, last=last):
                self.covers[no] = Cover(no, point, first, last, Search.SOUGHT)
            case ev.CoverEvent(cover=no):
                self.covers[no] = self.covers[no].after(event)

    def next_look(self, zone: ZoneInfo) -> datetime | None:
        """When time makes something due: its first morning, the morning after its last, an answer's deadline."""
        if not self.live:
            return None
        day = self.first if self.state is S.PLANNED else self.last + timedelta(days=1)
        waits = [it.until for it in self.covers.values() if it.state is C.ASKED and it.until]
        return min([datetime.combine(day, MORNING, zone), *waits])


def taken(event: ev.LeaveTaken, at: datetime) -> Leave:
    return Leave(event.leave, event.leader, event.first, event.last, State.PLANNED, at)

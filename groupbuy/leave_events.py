"""The facts of a leader's absence: leave taken, begun and over; at each point who was asked and who took over."""

from dataclasses import dataclass
from datetime import date, datetime

from groupbuy.events import Event


@dataclass(frozen=True, slots=True)
class LeaveEvent(Event):
    leave: str


@dataclass(frozen=True, slots=True)
class LeaveTaken(LeaveEvent):
    """Away from `first` to `last`, both included, in the operator's zone."""

    leader: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class LeaveBegun(LeaveEvent):
    pass


@dataclass(frozen=True, slots=True)
class LeaveEnded(LeaveEvent):
    """Over: the days are past, or the leader came back sooner, or leads no more."""


@dataclass(frozen=True, slots=True)
class LeaveCancelled(LeaveEvent):
    """Before it began."""


@dataclass(frozen=True, slots=True)
class CoverEvent(LeaveEvent):
    cover: int


@dataclass(frozen=True, slots=True)
class CoverSought(CoverEvent):
    """Somebody is needed at `point` from `first` to `last`."""

    point: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SubstituteAsked(CoverEvent):
    """`leader` may answer until `until`; `offer` is the point of theirs that has room, "" where none has."""

    leader: str
    until: datetime
    offer: str = ""


@dataclass(frozen=True, slots=True)
class CoverDeclined(CoverEvent):
    pass


@dataclass(frozen=True, slots=True)
class CoverSilent(CoverEvent):
    """The one asked did not answer in time (or leads no more)."""


@dataclass(frozen=True, slots=True)
class CoverAccepted(CoverEvent):
    """`leader` takes over: at the point itself, or at `to`, a point of their own."""

    leader: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class CoverExhausted(CoverEvent):
    """Nobody is left to be asked."""


@dataclass(frozen=True, slots=True)
class CoverEnded(CoverEvent):
    pass


@dataclass(frozen=True, slots=True)
class HouseholdsMoved(CoverEvent):
    """These orders came along to the substitute's point: they go back when the cover ends."""

    orders: tuple[str, ...]

"""Pickup points: what they are, and where and when each stands on a day."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class StorageClass(StrEnum):
    NORMAL = "normal"
    CHILLED = "chilled"
    FROZEN = "frozen"


class PointKind(StrEnum):
    """`door`: the goods are brought to the household's own door."""

    HOME = "home"
    STORE = "store"
    LOCKER = "locker"
    GATE = "gate"
    DOOR = "door"


@dataclass(frozen=True, slots=True)
class Place:
    """WGS-84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, local times of one day."""

    opens: time
    closes: time


def shown(hours: Sequence[Hours]) -> str:
    """10:00–12:00、15:00–18:00"""
    return "、".join(f"{it.opens.isoformat('minutes')}–{it.closes.isoformat('minutes')}" for it in hours)


@dataclass(frozen=True, slots=True)
class PickupWindow:
    """Local times in the operator's zone; weekdays 0 (Monday) to 6."""

    weekdays: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Replacement:
    """Where a point is instead from `first` to `last`; `place` None and no `windows`: as ever."""

    first: date
    last: date
    address: str
    place: Place | None = None
    windows: tuple[PickupWindow, ...] = ()
    access_note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where and when a point stands on one day. No `hours`: whenever the buy says. `why` is told where
    it is not at its own address."""

    address: str
    place: Place | None
    hours: tuple[Hours, ...]
    access_note: str = ""
    why: str = ""

    @property
    def shown(self) -> str:
        """10:00–12:00、15:00–18:00"""
        return shown(self.hours)

    def within(self, opens: time, closes: time) -> tuple[Hours, ...]:
        """When goods fetched from `opens` to `closes` can be fetched here; none: not at all."""
        if not self.hours:
            return (Hours(opens, closes),)
        cut = (Hours(max(it.opens, opens), min(it.closes, closes)) for it in self.hours)
        return tuple(it for it in cut if it.opens < it.closes)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an order is fetched, as it was when that was decided: kept beside the book under an opaque
    id, since a leader's home is somebody's address. `why` it is not where the point is as a rule; `who` stands in
    there while its leader is away, "" nobody."""

    point: str
    name: str
    kind: PointKind
    address: str
    access_note: str = ""
    why: str = ""
    who: str = ""

    @property
    def at_door(self) -> bool:
        return self.kind is PointKind.DOOR


@dataclass(frozen=True, slots=True)
class PickupPoint:
    """`no` is the short number people type; `capacity` per storage class in the units that products
    declare, absent is without limit. `managers` run it together with `leader`."""

    id: str
    no: int
    name: str
    community: str
    leader: str
    address: str
    place: Place | None = None
    windows: tuple[PickupWindow, ...] = ()
    capacity: Mapping[StorageClass, int] = field(default_factory=dict)
    access_note: str = ""
    kind: PointKind = PointKind.STORE
    managers: tuple[str, ...] = ()
    step_free: bool = False
    keeps_holidays: bool = True
    closed: frozenset[date] = frozenset()
    replacements: tuple[Replacement, ...] = ()

    @property
    def run_by(self) -> tuple[str, ...]:
        """Ids of the leaders who answer for it, its leader first."""
        return tuple(dict.fromkeys((self.leader, *self.managers)))

    @property
    def at_door(self) -> bool:
        return self.kind is PointKind.DOOR

    def on(self, day: date, holidays: Set[date] = frozenset()) -> Stand | None:
        """Where and when it stands that day; None: closed. `holidays` are the market's.

        A point with windows is closed on a weekday that none of them names.
        """
        if day in self.closed or (self.keeps_holidays and day in holidays):
            return None
        moved = next((it for it in self.replacements if it.first <= day <= it.last), None)
        windows = (moved.windows if moved else ()) or self.windows
        hours = sorted(
            {Hours(it.opens, it.closes) for it in windows if not it.weekdays or day.weekday() in it.weekdays},
            key=lambda it: (it.opens, it.closes),
        )
        if windows and not hours:
            return None
        if moved is None:
            return Stand(self.address, self.place, tuple(hours), self.access_note)
        return Stand(moved.address, moved.place or self.place, tuple(hours), moved.access_note, moved.why)

"""What an assignment is about: households, points, what they may cost each other; plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from groupbuy.directory import Place, StorageClass

Need = Mapping[StorageClass, int]
"""Whole units per storage class, as the products declare them; a class left out is none."""

Placement = Mapping[str, str]
"""Household id → point id."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one aware moment to a later one: a pickup window, or a time a resident has told."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Household:
    """One household has one pickup, whatever its members ordered.

    `building` is the key of the table of walks, `place` its coordinates (None: unknown). `told`: when they can
    come (nothing told: whenever). `last`: where they picked up last time, or what they were told while orders
    came in. `promised`: the point they were told after the cutoff. `bound`: the one they chose for themselves.
    `pinned`: one that no solution may change (the leader placed them by hand). `delivered`: points to which the
    rest of what they wait for has been brought already, so that theirs would have to be brought after. `that_day`:
    where they fetch the goods of other buys on the same day.
    """

    id: str
    need: Need
    building: str = ""
    place: Place | None = None
    told: tuple[Span, ...] = ()
    step_free: bool = False
    last: str | None = None
    promised: str | None = None
    bound: str | None = None
    pinned: str | None = None
    delivered: frozenset[str] = frozenset()
    that_day: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """A pickup point on the days in question. `capacity`: the units free per class, a class left out is without
    limit. `windows`: when it hands out (none: whenever asked). `share`: its part of a fair load beside others."""

    id: str
    place: Place | None = None
    windows: tuple[Span, ...] = ()
    capacity: Need = field(default_factory=dict)
    step_free: bool = False
    closed: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """What each drawback counts, in metres of walking. docs/assignment.md says why these.

    `load`: (percent of the fair share, metres for each household above it), both rising. `farthest`: metres
    that nobody is asked to exceed (None: no limit); who goes further already stays where nothing nearer has room.
    """

    unknown_walk: int = 500
    window_missed: int = 600
    window_enough: timedelta = timedelta(minutes=30)
    steps: int = 5_000
    moved: int = 250
    retold: int = 800
    unbound: int = 1_000
    brought: int = 600
    second: int = 700
    beyond: int = 5_000
    load: tuple[tuple[int, int], ...] = ((100, 20), (150, 60))
    farthest: int | None = None

    def __post_init__(self) -> None:
        pairs = zip(self.load, self.load[1:], strict=False)
        if any(one[0] >= two[0] or one[1] > two[1] for one, two in pairs):
            raise ValueError("the prices of load must rise with it")


@dataclass(frozen=True, slots=True)
class Problem:
    """`walks`: metres from a building to a point where somebody measured them: (building, point id) → metres."""

    households: tuple[Household, ...]
    points: tuple[Point, ...]
    walks: Mapping[tuple[str, str], int] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        for things in (self.households, self.points):
            if len({it.id for it in things}) < len(things):
                raise ValueError("two of the same id")
        if any(units < 0 for it in self.households for units in it.need.values()):
            raise ValueError("a need below zero")

    @property
    def open_points(self) -> tuple[Point, ...]:
        return tuple(sorted((it for it in self.points if not it.closed), key=lambda it: it.id))


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is served where. `bound`: no placement that fits costs less; `least`: none of all is better, proven.

    `lacking`: the units above the room, where it does not do; `stranded`: households that no open point may serve.
    """

    placement: Placement
    cost: int = 0
    bound: int = 0
    least: bool = True
    lacking: Mapping[tuple[str, StorageClass], int] = field(default_factory=dict)
    stranded: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.lacking and not self.stranded

"""What it costs a household to be served at a point, term by term."""

from dataclasses import dataclass, fields
from datetime import timedelta

from groupbuy.assigning.model import Household, Point, Problem, Span
from groupbuy.assigning.walking import walk
from groupbuy.directory import Place

NEVER = 1 << 40
"""Metres that stand for "not allowed"; more than any sum of allowed ones."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Whole metres, or as much trouble as so many metres; `walk` is the walk itself."""

    walk: int = 0
    window: int = 0
    steps: int = 0
    moved: int = 0
    retold: int = 0
    unbound: int = 0
    brought: int = 0
    second: int = 0
    beyond: int = 0

    @property
    def total(self) -> int:
        near = self.walk + self.window + self.steps + self.moved + self.retold
        return near + self.unbound + self.brought + self.second + self.beyond

    def named(self) -> dict[str, int]:
        """The terms that are not nought, by name, in the order of the class."""
        return {it.name: value for it in fields(self) if (value := getattr(self, it.name))}


def together(some: tuple[Span, ...], others: tuple[Span, ...]) -> timedelta:
    """How long both hold, each set taken as disjoint spans."""
    shared = (min(one.closes, two.closes) - max(one.opens, two.opens) for one in some for two in others)
    return sum((it for it in shared if it > timedelta()), timedelta())


class Costs:
    """Reckons once for all neighbours: a building shares its walks, and most people tell no times."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.weights = problem.weights
        self.open_points = problem.open_points
        self._open = {it.id for it in self.open_points}
        self._walks: dict[tuple[str, Place | None], dict[str, int | None]] = {}
        self._windows: dict[tuple[Span, ...], dict[str, int]] = {}

    def metres(self, household: Household, point: Point) -> int | None:
        """The walk, by the table where it says; None where a place is unknown."""
        walks = self._home(household)
        if point.id not in walks:
            walks[point.id] = self._measured(household, point)
        return walks[point.id]

    def _home(self, household: Household) -> dict[str, int | None]:
        home = household.building, household.place
        if home not in self._walks:
            self._walks[home] = {it.id: self._measured(household, it) for it in self.open_points}
        return self._walks[home]

    def _measured(self, household: Household, point: Point) -> int | None:
        known = self.problem.walks.get((household.building, point.id))
        if known is None and household.place and point.place:
            return walk(household.place, point.place)
        return known

    def window(self, household: Household, point: Point) -> int:
        """Nought when the times told and the windows share `window_enough`, the whole when they share nothing."""
        if not household.told or not point.windows:
            return 0
        windows = self._windows.setdefault(household.told, {})
        if point.id not in windows:
            enough = self.weights.window_enough
            lacking = enough - min(enough, together(household.told, point.windows))
            windows[point.id] = self.weights.window_missed * lacking // enough if enough else 0
        return windows[point.id]

    def terms(self, household: Household, point: Point) -> Terms:
        metres = self.metres(household, point)
        return Terms(
            walk=self.weights.unknown_walk if metres is None else metres,
            window=self.window(household, point),
            steps=self.weights.steps if household.step_free and not point.step_free else 0,
            moved=self.weights.moved if household.last not in (None, point.id) else 0,
            retold=self.weights.retold if household.promised not in (None, point.id) else 0,
            unbound=self.weights.unbound if household.bound not in (None, point.id) else 0,
            brought=self.weights.brought if point.id in household.delivered else 0,
            second=self.weights.second if self._second(household, point) else 0,
            beyond=self.weights.beyond if self._beyond(household, point, metres) else 0,
        )

    def _second(self, household: Household, point: Point) -> bool:
        """They fetch something else that day, and not there."""
        return bool(household.that_day) and point.id not in household.that_day

    def _beyond(self, household: Household, point: Point, metres: int | None) -> bool:
        """Farther than anybody is asked to walk, and not as they or their leader chose."""
        farthest = self.weights.farthest
        far = metres is not None and farthest is not None and metres > farthest
        return far and point.id not in (household.pinned, household.bound)

    def row(self, household: Household) -> list[int | None]:
        """The sum of the terms at each open point in order of id, None where it is not allowed; in bulk."""
        weights, pinned, farthest = self.weights, household.pinned, self.weights.farthest
        ties = [(household.last, weights.moved), (household.promised, weights.retold)]
        ties = [it for it in [*ties, (household.bound, weights.unbound)] if it[0]]
        away = sum(metres for _, metres in ties)
        that_day = household.that_day
        row: list[int | None] = []
        for point, metres in zip(self.open_points, self._home(household).values(), strict=False):
            total = away + (weights.unknown_walk if metres is None else metres)
            if metres is not None and farthest is not None and metres > farthest:
                if point.id in (household.last, household.promised):
                    total += weights.beyond if self._beyond(household, point, metres) else 0
                elif point.id not in (pinned, household.bound):
                    row.append(None)
                    continue
            for tie, price in ties:
                if tie == point.id:
                    total -= price
            if household.told:
                total += self.window(household, point)
            if household.step_free and not point.step_free:
                total += weights.steps
            if point.id in household.delivered:
                total += weights.brought
            if that_day and point.id not in that_day:
                total += weights.second
            row.append(total)
        if pinned in self._open:
            return [
                it if point.id == pinned else None for it, point in zip(row, self.open_points, strict=True)
            ]
        return row

    def allowed(self, household: Household, point: Point) -> bool:
        """Open, not farther than anybody is asked to walk, and not against a pin (one to a point that is closed or
        no more there is void). Where they chose to go, or go already, nobody asks them to go."""
        if point.id not in self._open:
            return False
        if household.pinned in self._open:
            return household.pinned == point.id
        metres, farthest = self.metres(household, point), self.weights.farthest
        known = (household.bound, household.last, household.promised)
        return metres is None or farthest is None or metres <= farthest or point.id in known

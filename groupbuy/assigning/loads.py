"""What a point has room for and how fair its load is: units per class, households against the fair share."""

from collections.abc import Iterable, Mapping

from groupbuy.assigning.model import Household, Need, Point, Problem
from groupbuy.directory import StorageClass


class Fairness:
    """A leader's work is the households that come: each above the fair share of its point has a price that rises."""

    def __init__(self, problem: Problem, households: int | None = None) -> None:
        """`households`: how many there will be, where it is not those of the problem."""
        self.prices = problem.weights.load
        self.expected = len(problem.households) if households is None else households
        self.shares = sum(it.share for it in problem.open_points)

    def steps(self, point: Point) -> list[tuple[int, int]]:
        """(households from which the price holds, metres for each one above them), rising."""
        if not self.shares:
            return []
        return [
            (-(-self.expected * point.share * percent // (100 * self.shares)), price)
            for percent, price in self.prices
        ]

    def price(self, point: Point, served: int) -> int:
        """Metres for one more household beside the `served`."""
        return max((price for start, price in self.steps(point) if served >= start), default=0)

    def cost(self, point: Point, served: int) -> int:
        total, before = 0, 0
        for start, price in self.steps(point):
            total += max(0, served - start) * (price - before)
            before = price
        return total


class Loads:
    """What stands at each point so far; households come and go."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.points = {it.id: it for it in points}
        self.served = dict.fromkeys(self.points, 0)
        self.units: dict[str, dict[StorageClass, int]] = {it: {} for it in self.points}

    @classmethod
    def of(cls, problem: Problem, placement: Mapping[str, str]) -> "Loads":
        loads = cls(problem.points)
        for household in problem.households:
            if household.id in placement:
                loads.add(household, placement[household.id])
        return loads

    def add(self, household: Household, point: str, sign: int = 1) -> None:
        self.served[point] += sign
        units = self.units[point]
        for kind, amount in household.need.items():
            units[kind] = units.get(kind, 0) + sign * amount

    def take(self, household: Household, point: str) -> None:
        self.add(household, point, -1)

    def lacks(self, need: Need, point: str) -> dict[StorageClass, int]:
        """The units by which the need exceeds what is free, per class that does."""
        capacity, units = self.points[point].capacity, self.units[point]
        return {
            kind: short
            for kind, amount in sorted(need.items())
            if amount and kind in capacity and (short := units.get(kind, 0) + amount - capacity[kind]) > 0
        }

    def over(self) -> dict[tuple[str, StorageClass], int]:
        """Where more stands than there is room: (point, class) → units too many."""
        return {
            (point.id, kind): short
            for point in sorted(self.points.values(), key=lambda it: it.id)
            for kind, room in sorted(point.capacity.items())
            if (short := self.units[point.id].get(kind, 0) - room) > 0
        }

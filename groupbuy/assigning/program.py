"""A problem as rows of numbers, sorted by id, so that the order in which it was given can change nothing."""

from dataclasses import dataclass

from groupbuy.assigning.costs import NEVER, Costs
from groupbuy.assigning.loads import Fairness
from groupbuy.assigning.model import Household, Point, Problem
from groupbuy.directory import StorageClass


@dataclass(frozen=True, slots=True)
class Program:
    """`cost[i][j]` metres or NEVER; `need[i][k]` units; `room[j][k]` units or None; `steps[j]`: (households from
    which the price of load holds, price above the step before). `stranded` have no point that is allowed."""

    households: tuple[Household, ...]
    points: tuple[Point, ...]
    kinds: tuple[StorageClass, ...]
    cost: list[list[int]]
    need: list[list[int]]
    room: list[list[int | None]]
    steps: list[list[tuple[int, int]]]
    stranded: tuple[Household, ...]


def program(problem: Problem) -> Program:
    costs, fairness, points = Costs(problem), Fairness(problem), problem.open_points
    rows = [
        (household, [NEVER if it is None else it for it in costs.row(household)])
        for household in sorted(problem.households, key=lambda it: it.id)
    ]
    served = [(household, row) for household, row in rows if min(row, default=NEVER) < NEVER]
    kinds = sorted({kind for household, _ in served for kind, units in household.need.items() if units})
    return Program(
        households=tuple(household for household, _ in served),
        points=points,
        kinds=tuple(kinds),
        cost=[row for _, row in served],
        need=[[household.need.get(kind, 0) for kind in kinds] for household, _ in served],
        room=[[point.capacity.get(kind) for kind in kinds] for point in points],
        steps=[rising(fairness.steps(point)) for point in points],
        stranded=tuple(household for household, row in rows if min(row, default=NEVER) == NEVER),
    )


def rising(steps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Prices as what each step adds to the one before, as the sum of the steps passed is what one pays."""
    return [
        (start, price - before)
        for (start, price), (_, before) in zip(steps, [(0, 0), *steps], strict=False)
        if price > before
    ]

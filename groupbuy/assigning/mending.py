"""What still holds of a solution once the book has changed: reckoned at once, so that it can be done inside a unit."""

from collections.abc import Iterable, Mapping

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.greedy import place_at_once
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Household, Placement, Problem


def mended(problem: Problem, wanted: Placement) -> dict[str, str] | None:
    """Everybody where it was solved, as far as that is still allowed and there is room; the others, those who need
    most room first, at once at the best point with room. None where somebody is left without."""
    costs, loads, points = Costs(problem), Loads(problem.points), {it.id: it for it in problem.points}
    placed: dict[str, str] = {}
    others = []
    for household in sorted(problem.households, key=lambda it: it.id):
        point = points.get(wanted.get(household.id, ""))
        if point and costs.allowed(household, point) and not loads.lacks(household.need, point.id):
            loads.add(household, point.id)
            placed[household.id] = point.id
        else:
            others.append(household)
    placed |= _at_once(problem, others, costs, loads)
    return placed if len(placed) == len(problem.households) else None


def those_who_must(problem: Problem, present: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Where those go one of whose orders is at a point that is closed or no more there, as far as there is room;
    nobody else moves. `present`: the points of each household's orders, usually one."""
    costs, loads = Costs(problem), Loads(problem.points)
    going = []
    for household in problem.households:
        at = set(present[household.id])
        if not at <= {it.id for it in costs.open_points}:
            going.append(household)
            continue
        for point in at:  # one whose orders are at two points may need its room at either
            loads.add(household, point)
    return _at_once(problem, going, costs, loads)


def _at_once(problem: Problem, households: Iterable[Household], costs: Costs, loads: Loads) -> dict[str, str]:
    fairness, placed = Fairness(problem), {}
    for household in sorted(households, key=lambda it: (-sum(it.need.values()), it.id)):
        if choice := place_at_once(household, costs, loads, fairness):
            loads.add(household, choice.point)
            placed[household.id] = choice.point
    return placed

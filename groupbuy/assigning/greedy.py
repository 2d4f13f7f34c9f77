"""Decided at once, while orders come in: one household gets a point with room, without moving anybody."""

from dataclasses import dataclass

from groupbuy.assigning.costs import Costs, Terms
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Household, Problem


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen`: it is the point they are bound to (or pinned to). `load`: what its fair load charged."""

    point: str
    terms: Terms
    load: int
    chosen: bool


def place_at_once(household: Household, costs: Costs, loads: Loads, fairness: Fairness) -> Choice | None:
    """The pin or the binding where it has room, else the cheapest open point with room; ties by point id.

    `loads` holds everybody else; `fairness` should expect the households there will be, not those so far. None
    when no open point has room for the whole need, or none is near enough: then only the whole solution can help.
    """
    options = [
        (cost + fairness.price(point, loads.served[point.id]), point.id, point)
        for point, cost in zip(costs.open_points, costs.row(household), strict=True)
        if cost is not None and not loads.lacks(household.need, point.id)
    ]
    own = [it for it in options if it[1] in (household.pinned, household.bound)]
    if not options:
        return None
    cost, _, point = min(own or options, key=lambda it: it[:2])
    terms = costs.terms(household, point)
    return Choice(point.id, terms, cost - terms.total, bool(own))


def place_in_turn(problem: Problem) -> dict[str, str]:
    """Each household of the problem at once, in its order; those without room anywhere are left out."""
    costs, loads = Costs(problem), Loads(problem.points)
    fairness, placed = Fairness(problem), {}
    for household in problem.households:
        if choice := place_at_once(household, costs, loads, fairness):
            loads.add(household, choice.point)
            placed[household.id] = choice.point
    return placed

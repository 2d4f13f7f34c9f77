"""Why a household is served where it is: its cost term by term, beside what every other point would have cost."""

from dataclasses import dataclass

from groupbuy.assigning.costs import Costs, Terms
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Household, Need, Placement, Problem


@dataclass(frozen=True, slots=True)
class Option:
    """A point for this household, all others staying where they are. `load`: the metres its fair load charges for
    them; `lacks`: the units per class by which the need exceeds what is free there; `metres`: the walk, None where
    one does not know it (`terms.walk` then counts the same for every point)."""

    point: str
    terms: Terms
    load: int
    lacks: Need
    metres: int | None = None

    @property
    def total(self) -> int:
        return self.terms.total + self.load


@dataclass(frozen=True, slots=True)
class Explanation:
    """`others` are the points that were allowed, cheapest first; a cheaper one has no room, or everybody together
    would pay more for it than this household would save. `of`: what is known of them."""

    of: Household
    own: Option
    others: tuple[Option, ...]
    pinned: bool = False

    @property
    def runner_up(self) -> Option | None:
        return self.others[0] if self.others else None

    @property
    def next_with_room(self) -> Option | None:
        """Where it could go without anybody else moving."""
        return next((it for it in self.others if not it.lacks), None)

    def dearer(self, other: Option) -> int:
        """Metres by which the other is dearer; below nought for one that is cheaper and full."""
        return other.total - self.own.total


def explain(problem: Problem, placement: Placement, household: str) -> Explanation:
    """KeyError for a household that is not of the problem or has no point."""
    costs, fairness, loads = Costs(problem), Fairness(problem), Loads.of(problem, placement)
    asked = {it.id: it for it in problem.households}[household]
    mine = placement[household]
    loads.take(asked, mine)
    options = [
        Option(
            point.id,
            costs.terms(asked, point),
            fairness.price(point, loads.served[point.id]),
            loads.lacks(asked.need, point.id),
            costs.metres(asked, point),
        )
        for point in problem.points
        if point.id == mine or costs.allowed(asked, point)
    ]
    others = sorted((it for it in options if it.point != mine), key=lambda it: (it.total, it.point))
    own = next(it for it in options if it.point == mine)
    return Explanation(asked, own, tuple(others), asked.pinned == mine)

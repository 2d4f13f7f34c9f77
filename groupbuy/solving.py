"""Solving: what a buy's orders and points come to as one problem, and the placement that is best for all of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.explain import Explanation, explain
from groupbuy.assigning.infeasible import Trouble, ways_out
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.model import Assignment, Household, Need, Placement, Problem


@dataclass(frozen=True, slots=True)
class Task:
    """A buy's problem with the orders behind its households (by id), where each is now and what it needs. Two that
    are equal have the same solution: what was solved still holds."""

    buy: int
    moment: str
    problem: Problem
    orders: Mapping[str, tuple[str, ...]]
    present: Mapping[str, str]
    needs: Mapping[str, Need] = field(default_factory=dict)

    @property
    def at(self) -> Placement:
        """Where each household is, by its first order."""
        return {it: self.present[orders[0]] for it, orders in self.orders.items()}

    @property
    def in_two_places(self) -> frozenset[str]:
        """Households whose orders are at several points."""
        points = ((it, {self.present[one] for one in orders}) for it, orders in self.orders.items())
        return frozenset(it for it, at in points if len(at) > 1)

    def apart(self, households: Collection[str]) -> "Task":
        """The same with each order of these by itself, as if it were a household of its own."""
        if not households:
            return self
        parts = [part for it in self.problem.households for part in self._parts(it, households)]
        orders = {household.id: of for household, of in parts}
        problem = replace(self.problem, households=tuple(household for household, _ in parts))
        return replace(self, problem=problem, orders=orders)

    def _parts(
        self, household: Household, households: Collection[str]
    ) -> Iterator[tuple[Household, tuple[str, ...]]]:
        orders = self.orders[household.id]
        if household.id not in households:
            yield household, orders
            return
        for order in orders:
            at = self.present[order]
            promised = at if household.promised else None
            own = part_of(household.id, order)
            yield replace(household, id=own, need=self.needs[order], last=at, promised=promised), (order,)


def part_of(household: str, order: str) -> str:
    """The id of an order that is placed by itself."""
    return f"{household}#{order}"


@dataclass(frozen=True, slots=True)
class Answer:
    """`apart`: the households that no point has room for as a whole, so that each of their orders is placed by
    itself. `trouble` where not everybody can be placed: where room lacks, nobody moves then."""

    assignment: Assignment
    trouble: Trouble | None = None
    apart: frozenset[str] = frozenset()


def solved(task: Task) -> Answer:
    """Pure and slow (up to seconds): in an executor. Where somebody can only be placed with their orders at two
    points, as they may stand already, that is better than nothing; so is leaving all as they are."""
    if _best_as_it_is(task):
        return Answer(Assignment(task.at))
    from groupbuy.assigning.solve import solve  # slow to import

    found = solve(task.problem)
    if not found.lacking:
        return Answer(found, None if found.fits else ways_out(task.problem, found))
    several = frozenset(it for it, orders in task.orders.items() if len(orders) > 1)
    for households in dict.fromkeys((task.in_two_places, several)):
        divided = task.apart(households)
        if households and not (parts := solve(divided.problem)).lacking:
            placement, apart = _together_again(task, households, parts.placement)
            trouble = None if parts.fits else ways_out(divided.problem, parts)
            return Answer(replace(parts, placement=placement), trouble, apart)
    if _stands(divided := task.apart(task.in_two_places)):
        return Answer(Assignment(divided.at), apart=task.in_two_places)
    return Answer(found, ways_out(task.problem, found))


def _together_again(
    task: Task, households: Collection[str], placement: Placement
) -> tuple[dict[str, str], frozenset[str]]:
    """Those whose orders have room at one of the points where they came to be are served there as a whole; who is
    left apart."""
    divided, costs, points = (
        task.apart(households),
        Costs(task.problem),
        {it.id: it for it in task.problem.points},
    )
    loads = Loads.of(divided.problem, placement)
    parts = {it.id: it for it in divided.problem.households}
    placed, apart = dict(placement), set()
    for household in sorted(task.problem.households, key=lambda it: it.id):
        own = [part_of(household.id, it) for it in task.orders[household.id]]
        if household.id not in households:
            continue
        if not all(it in placement for it in own):
            apart.add(household.id)
            continue
        for part in own:
            loads.take(parts[part], placement[part])
        whole = [
            it
            for it in sorted({placement[part] for part in own})
            if costs.allowed(household, points[it]) and not loads.lacks(household.need, it)
        ]
        if whole:
            best = min(whole, key=lambda it: (costs.terms(household, points[it]).total, it))
            loads.add(household, best)
            placed = {it: at for it, at in placed.items() if it not in own} | {household.id: best}
            continue
        apart.add(household.id)
        for part in own:
            loads.add(parts[part], placement[part])
    return placed, frozenset(apart)


def explained(task: Task, order: str) -> Explanation | None:
    """Why an order of the task is where it is, the orders its household has there with it; None where its point is
    none of those to choose from. One placed by hand is compared like any other."""
    if task.in_two_places:
        task = task.apart(task.in_two_places)
    key = next(it for it, orders in task.orders.items() if order in orders)
    points = {it.id for it in task.problem.points}
    if task.present[order] not in points:
        return None
    at = {it: point for it, point in task.at.items() if point in points}
    free = tuple(replace(it, pinned=None) if it.id == key else it for it in task.problem.households)
    return explain(replace(task.problem, households=free), at, key)


def _stands(task: Task) -> bool:
    """Everybody is at a point that is open and may serve them, and there is room."""
    costs, points = Costs(task.problem), {it.id: it for it in task.problem.points}
    there = ((it, points.get(task.at[it.id])) for it in task.problem.households)
    if not all(point is not None and costs.allowed(it, point) for it, point in there):
        return False
    return not Loads.of(task.problem, task.at).over()


def _best_as_it_is(task: Task) -> bool:
    """Everybody is where it costs them least, by more than fair load could ever weigh, and there is room."""
    problem, at = task.problem, task.at
    if task.in_two_places or not _stands(task):
        return False
    costs = Costs(problem)
    number = {it.id: no for no, it in enumerate(costs.open_points)}
    fair = max((price for _, price in problem.weights.load), default=0)
    for household in problem.households:
        row = costs.row(household)
        own = row[number[at[household.id]]]
        others = [it for no, it in enumerate(row) if no != number[at[household.id]] and it is not None]
        if own is None or any(it < own + fair for it in others):
            return False
    return True

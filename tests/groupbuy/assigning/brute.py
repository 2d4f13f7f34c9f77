"""The same question answered by trying everything: slow, short and independent of the solver."""

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Problem


def counted(problem: Problem, placement: dict[str, str]) -> tuple[int, int]:
    """(units above the room, cost) of one placement, household by household."""
    costs, fairness, loads = Costs(problem), Fairness(problem), Loads.of(problem, placement)
    points = {it.id: it for it in problem.points}
    walked = sum(
        costs.terms(it, points[placement[it.id]]).total for it in problem.households if it.id in placement
    )
    fair = sum(fairness.cost(point, loads.served[point.id]) for point in problem.open_points)
    return sum(loads.over().values()), walked + fair


def best(problem: Problem) -> tuple[int, int]:
    """The least (units above the room, cost) over every placement of all households."""
    costs, fairness, loads = Costs(problem), Fairness(problem), Loads(problem.points)
    found = [(1 << 60, 1 << 60)]

    def go_on(no: int, walked: int) -> None:
        over = sum(loads.over().values())
        if (over, walked) >= found[0]:
            return  # what lacks and what is walked only grow
        if no == len(problem.households):
            fair = sum(fairness.cost(point, loads.served[point.id]) for point in problem.open_points)
            found[0] = min(found[0], (over, walked + fair))
            return
        household = problem.households[no]
        for point in problem.open_points:
            if costs.allowed(household, point):
                loads.add(household, point.id)
                go_on(no + 1, walked + costs.terms(household, point).total)
                loads.take(household, point.id)

    go_on(0, 0)
    return found[0]

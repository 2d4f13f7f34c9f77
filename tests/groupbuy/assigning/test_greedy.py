"""Decided at once while orders come in: the own point if it has room, else the best one with room; loads."""

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.greedy import Choice, place_at_once, place_in_turn
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Household, Problem, Weights
from tests.bench.neighbourhoods import neighbourhood
from tests.for_each import for_each
from tests.groupbuy.assigning.brute import counted
from tests.groupbuy.assigning.made import CHILLED, NORMAL, home, problem, stop


def choose(household: Household, case: Problem, served: dict[str, str] | None = None) -> Choice | None:
    return place_at_once(household, Costs(case), Loads.of(case, served or {}), Fairness(case))


def test_the_own_point_is_kept_however_far_as_long_as_it_has_room() -> None:
    bound = home("a", 0, chilled=1, bound="B")
    others = [home("b", 0, chilled=1)]
    case = problem([bound, *others], [stop("A", 0), stop("B", 9, chilled=1)])
    there = choose(bound, case)
    assert there
    assert (there.point, there.chosen, there.terms.named()) == ("B", True, {"walk": 900})
    instead = choose(bound, case, {"b": "B"})
    assert instead
    assert (instead.point, instead.chosen, instead.terms.named()) == ("A", False, {"unbound": 1_000})


def test_the_cheapest_point_with_room_is_taken_and_a_tie_goes_by_the_id() -> None:
    household = home("a", 5, chilled=2)
    case = problem([household], [stop("C", 4), stop("B", 6), stop("A", 5, chilled=1)])
    choice = choose(household, case)
    assert choice
    assert (choice.point, choice.load, choice.chosen) == ("B", 0, False)


def test_an_order_too_large_for_every_point_is_placed_nowhere() -> None:
    household = home("a", 0, chilled=3)
    assert choose(household, problem([household], [stop("A", 0, chilled=2), stop("B", 1, chilled=2)])) is None
    assert choose(household, problem([household], [stop("A", 9)], Weights(farthest=100))) is None
    assert choose(household, problem([household], [stop("A", 0, closed=True)])) is None


def test_a_pin_goes_before_a_binding() -> None:
    household = home("a", 0, bound="A", pinned="B")
    choice = choose(household, problem([household], [stop("A", 0), stop("B", 4)]))
    assert choice
    assert (choice.point, choice.chosen) == ("B", True)


def test_a_crowded_point_charges_for_its_load() -> None:
    homes = [home(f"h{no}", 0) for no in range(4)]
    case = problem(homes, [stop("A", 0), stop("B", 0.5)], Weights(load=((100, 60),)))
    choice = choose(homes[2], case, {"h0": "A", "h1": "A"})
    assert choice
    assert (choice.point, choice.load) == ("B", 0)
    late = choose(homes[3], case, {"h0": "A", "h1": "A", "h2": "B"})
    assert late
    assert (late.point, late.load, late.terms.total) == ("B", 0, 50)


def test_in_turn_nobody_is_placed_where_there_is_no_room() -> None:
    for seed in range(5):
        case = neighbourhood(seed, points=6, households=60, slack=0.1)
        placed = place_in_turn(case)
        assert counted(case, placed)[0] == 0
        assert len(placed) > 50


def test_what_comes_and_goes_again_leaves_nothing_behind() -> None:
    case = problem([home("a", 0, chilled=2), home("b", 0)], [stop("A", 0, chilled=3), stop("B", 1)])
    loads = Loads.of(case, {"a": "A"})
    assert (loads.served, loads.units["A"][CHILLED]) == ({"A": 1, "B": 0}, 2)
    assert loads.lacks({CHILLED: 1}, "A") == {}
    assert loads.lacks({CHILLED: 2, NORMAL: 99}, "A") == {CHILLED: 1}
    assert loads.lacks({CHILLED: 0}, "A") == {}
    loads.add(case.households[0], "A")
    assert loads.over() == {("A", CHILLED): 1}
    loads.take(case.households[0], "A")
    loads.take(case.households[0], "A")
    assert (loads.served["A"], loads.units["A"][CHILLED], loads.over()) == (0, 0, {})


@for_each(
    ("served", "price", "cost"), [(0, 0, 0), (4, 0, 0), (5, 20, 0), (6, 20, 20), (8, 60, 60), (9, 60, 120)]
)
def test_the_price_of_load_is_the_sum_of_what_each_one_more_paid(served: int, price: int, cost: int) -> None:
    """Ten households at two points: five are fair, from half above on it is dear."""
    case = problem([home(f"h{no}", 0) for no in range(10)], [stop("A", 0), stop("B", 1)], Weights())
    fairness = Fairness(case)
    assert fairness.price(case.points[0], served) == price
    assert fairness.cost(case.points[0], served) == cost
    assert cost == sum(fairness.price(case.points[0], it) for it in range(served))


def test_a_point_with_a_greater_share_has_a_greater_fair_load_and_a_closed_one_none() -> None:
    stops = [stop("A", 0, share=3), stop("B", 1), stop("C", 2, closed=True)]
    case = problem([home(f"h{no}", 0) for no in range(8)], stops, Weights(load=((100, 20),)))
    assert [Fairness(case).steps(it) for it in stops[:2]] == [[(6, 20)], [(2, 20)]]
    assert Fairness(case, households=16).steps(stops[0]) == [(12, 20)]
    assert Fairness(problem([], [stop("A", 0, closed=True)])).steps(stops[0]) == []

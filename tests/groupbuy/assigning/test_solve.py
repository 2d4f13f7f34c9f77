"""The whole placement: as good as trying everything, close to the bound, the same however it is asked."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.greedy import place_in_turn
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.model import Assignment, Point, Problem, Weights
from groupbuy.assigning.solve import gathered, solve
from tests.bench.assignment import moved_by_one_more
from tests.bench.neighbourhoods import Parcels, mixed_parcels, neighbourhood, one_parcel, small
from tests.groupbuy.assigning.brute import best, counted
from tests.groupbuy.assigning.hashed import answers
from tests.groupbuy.assigning.made import CHILLED, NORMAL, home, problem, stop


def test_on_small_cases_nothing_is_better_than_what_is_found() -> None:
    """The short form of the 200 of `python -m tests.bench.assignment`."""
    lacking = 0
    for seed in range(40):
        case = small(seed)
        found = solve(case)
        assert found.least, seed
        assert (sum(found.lacking.values()), found.cost) == best(case), seed
        assert counted(case, dict(found.placement)) == best(case), seed
        assert found.lacking == Loads.of(case, found.placement).over(), seed
        lacking += not found.fits
    print(f"40 small cases, {lacking} of them without enough room")
    assert 3 <= lacking <= 30


def test_a_full_point_serves_those_who_would_walk_farthest_otherwise() -> None:
    """Both are nearer to A, which has room for one: moving the one in the middle costs less."""
    case = problem([home("left", 0), home("middle", 4)], [stop("A", 1, normal=1), stop("B", 9)])
    assert solve(case).placement == {"left": "A", "middle": "B"}
    assert solve(case).cost == 100 + 500
    assert place_in_turn(replace(case, households=case.households[::-1])) == {"middle": "A", "left": "B"}


def test_an_order_is_never_split_between_points() -> None:
    """Three of two units each into rooms of three: the units would fit, the orders do not."""
    homes = [home(name, 0, chilled=2, normal=0) for name in "abc"]
    found = solve(problem(homes, [stop("A", 0, chilled=3), stop("B", 1, chilled=3)]))
    assert not found.fits
    assert found.lacking == {("A", CHILLED): 1}
    assert found.least


def test_each_class_has_a_room_of_its_own_and_a_class_left_out_is_without_limit() -> None:
    homes = [home(name, 0, normal=50, chilled=1) for name in "abc"]
    found = solve(problem(homes, [stop("A", 0, chilled=2), stop("B", 5)]))
    assert found.fits
    assert sorted(found.placement.values()) == ["A", "A", "B"]


def test_a_closed_point_serves_nobody_and_a_pin_to_it_is_void() -> None:
    homes = [home("a", 0, pinned="A"), home("b", 0, pinned="B")]
    found = solve(problem(homes, [stop("A", 0, closed=True), stop("B", 3), stop("C", 1)]))
    assert found.placement == {"a": "C", "b": "B"}


def test_those_whom_no_point_may_serve_are_named_and_the_others_served() -> None:
    near = Weights(load=(), farthest=500)
    found = solve(problem([home("far", 9), home("near", 0)], [stop("A", 1)], near))
    assert found.placement == {"near": "A"}
    assert found.stranded == ("far",)
    assert not found.fits


def test_without_an_open_point_everybody_is_stranded_and_without_households_all_is_well() -> None:
    assert solve(problem([home("a", 0)], [stop("A", 0, closed=True)])).stranded == ("a",)
    assert solve(problem([], [stop("A", 0)])) == Assignment({})
    assert Assignment({}).fits


def test_fairness_moves_those_who_hardly_mind() -> None:
    """Ten homes a little nearer to A: without fairness all go there, with it some go a few metres more."""
    homes = [home(f"h{no}", 4.9) for no in range(10)]
    stops = [stop("A", 0), stop("B", 10)]
    assert set(solve(problem(homes, stops)).placement.values()) == {"A"}
    fair = solve(problem(homes, stops, Weights(load=((100, 30), (150, 90)))))
    assert sorted(fair.placement.values()) == ["A"] * 5 + ["B"] * 5


def test_the_solver_stopped_at_once_still_places_everybody_within_the_room() -> None:
    case = neighbourhood(5, points=6, households=60)
    stopped = solve(case, pivots=0)
    assert stopped.fits
    assert stopped.placement.keys() == {it.id for it in case.households}
    assert stopped.bound <= solve(case).cost <= stopped.cost == counted(case, dict(stopped.placement))[1]


def test_points_that_may_grow_lack_before_the_others() -> None:
    homes = [home(name, 0, chilled=1) for name in "abc"]
    case = problem(homes, [stop("A", 0, chilled=1), stop("B", 1, chilled=1), stop("C", 9, chilled=0)])
    assert solve(case).lacking == {("A", CHILLED): 1}
    assert gathered(case, ["B"], 1)["B"].lacking == {("B", CHILLED): 1}
    assert gathered(case, ["C"], 1)["C"].lacking == {("C", CHILLED): 1}
    assert list(gathered(case, ["A", "B", "C"], 2)) == ["A", "B"], "the cheapest ones"
    fixed = replace(case, households=tuple(replace(it, pinned="A") for it in case.households))
    assert gathered(fixed, ["B"], 1) == {}, "nothing can be gathered where nobody may go"
    assert gathered(replace(case, households=()), ["B"], 1) == {}


@pytest.mark.parametrize(("parcels", "most"), [(one_parcel, 1.0), (mixed_parcels, 1.02)])
def test_a_large_neighbourhood_is_served_close_to_the_bound(parcels: Parcels, most: float) -> None:
    """Unit parcels cost the bound itself; a seventh of the size of the cases of the bench."""
    case = neighbourhood(11, points=15, households=300, parcels=parcels)
    found = solve(case)
    assert found.fits
    assert found.cost <= found.bound * most
    assert counted(case, dict(found.placement)) == (0, found.cost)
    print(f"{parcels.__name__}: {found.cost / found.bound:.4f} of the bound")


SMALL_CASES = st.builds(
    neighbourhood,
    seed=st.integers(0, 10_000),
    points=st.integers(2, 6),
    households=st.integers(3, 30),
    parcels=st.sampled_from([one_parcel, mixed_parcels]),
    slack=st.sampled_from([0.05, 0.3]),
    side=st.just(1_500),
)


@settings(max_examples=20, deadline=None)
@given(SMALL_CASES, st.randoms(use_true_random=False))
def test_whatever_the_order_in_which_it_is_told_the_answer_is_the_same(
    case: Problem, dice: random.Random
) -> None:
    homes, stops = list(case.households), list(case.points)
    dice.shuffle(homes)
    dice.shuffle(stops)
    assert solve(replace(case, households=tuple(homes), points=tuple(stops))) == solve(case)


@settings(max_examples=20, deadline=None)
@given(SMALL_CASES)
def test_everybody_has_one_point_and_no_single_move_or_swap_is_better(case: Problem) -> None:
    found = solve(case)
    assert found.placement.keys() == {it.id for it in case.households}
    assert counted(case, dict(found.placement)) == (sum(found.lacking.values()), found.cost)
    assert found.bound <= found.cost or found.lacking
    now = counted(case, dict(found.placement))
    for moved in neighbours(case, found):
        assert counted(case, moved) >= now


def neighbours(case: Problem, found: Assignment) -> list[dict[str, str]]:
    """Every placement one move or one swap away."""
    now = dict(found.placement)
    moves = [now | {who: point.id} for who in now for point in case.open_points]
    swaps = [
        now | {one: now[two], two: now[one]} for one, two in combinations(now, 2) if now[one] != now[two]
    ]
    return moves + swaps


def test_an_order_more_moves_hardly_anybody_else() -> None:
    """The short form of the 500 of `python -m tests.bench.assignment`."""
    moved = [moved_by_one_more(neighbourhood(seed, points=5, households=25)) for seed in range(20)]
    print(f"{sum(it <= 2 for it in moved)} of 20 moved two others at most")
    assert sum(it <= 2 for it in moved) >= 19


def test_no_pair_that_is_not_allowed_is_ever_used() -> None:
    for seed in range(5):
        case = neighbourhood(seed, points=8, households=40, weights=Weights(farthest=900), side=1_500)
        case = replace(case, points=(*case.points[:-1], replace(case.points[-1], closed=True)))
        found, costs = solve(case), Costs(case)
        points: dict[str, Point] = {it.id: it for it in case.points}
        for household in case.households:
            if household.id in found.placement:
                assert costs.allowed(household, points[found.placement[household.id]])
            else:
                assert not any(costs.allowed(household, it) for it in case.points)


def test_goods_that_take_no_room_are_placed_by_the_walk_alone() -> None:
    found = solve(problem([home("a", 2, normal=0)], [stop("A", 0, normal=0), stop("B", 9)]))
    assert found.placement == {"a": "A"}
    assert (found.cost, found.bound, found.least) == (200, 200, True)
    assert found.lacking.get(("A", NORMAL)) is None


def test_the_answer_does_not_hang_on_how_python_hashes() -> None:
    """In another process with another seed of hashing, sets are walked in another order."""
    root = str(Path(__file__).parents[3])
    env = {"PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2", "PYTHONPATH": root}
    program = [sys.executable, "-m", "tests.groupbuy.assigning.hashed"]
    told = subprocess.run(program, cwd=root, env=env, capture_output=True, check=True)
    assert told.stdout.decode() == answers()
    assert told.stdout.count(b"Assignment(") == 2

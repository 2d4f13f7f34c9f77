"""Why a household goes where it goes, by its cost terms and the runner-up, in data and in words."""

from dataclasses import replace

import pytest

from groupbuy.assigning import wording
from groupbuy.assigning.explain import explain
from groupbuy.assigning.model import Problem, Weights
from groupbuy.assigning.solve import solve
from tests.bench.neighbourhoods import mixed_parcels, neighbourhood
from tests.groupbuy.assigning.made import CHILLED, home, problem, span, stop

NAMES = {"A": "1 号点", "B": "2 号点", "C": "3 号点"}


def said(case: Problem, household: str) -> str:
    return wording.why(explain(case, solve(case).placement, household), NAMES)


def test_the_next_best_point_with_room_is_named_with_what_it_would_cost_more() -> None:
    case = problem([home("a", 2)], [stop("A", 0), stop("B", 6), stop("C", 9)])
    told = explain(case, {"a": "A"}, "a")
    assert (told.own.point, told.own.terms.named()) == ("A", {"walk": 200})
    assert [(it.point, it.total) for it in told.others] == [("B", 400), ("C", 700)]
    assert told.runner_up == told.next_with_room == told.others[0]
    assert told.dearer(told.others[0]) == 200
    assert said(case, "a") == "1 号点：走路约200米\n没选2 号点：走路约400米，合起来多算200米"


def test_a_nearer_point_that_is_full_is_named_with_the_class_that_lacks() -> None:
    homes = [home("left", 0, chilled=2), home("middle", 4, chilled=3)]
    case = problem(homes, [stop("A", 1, chilled=4), stop("B", 9)])
    told = explain(case, solve(case).placement, "middle")
    assert told.runner_up
    assert (told.runner_up.point, told.runner_up.lacks) == ("A", {CHILLED: 1})
    assert told.dearer(told.runner_up) == -200
    assert told.next_with_room is None
    assert said(case, "middle") == "2 号点：走路约500米\n没选1 号点：走路约300米，但满了（冷藏差1格）"


def test_every_drawback_is_said_in_plain_words() -> None:
    homes = [home("a", 0, told=(span(7, 9),), step_free=True, last="A", bound="A")]
    stops = [stop("A", 1, windows=(span(1, 3),)), stop("B", 30, windows=(span(7, 9),), step_free=True)]
    case = problem(homes, stops)
    assert said(case, "a") == (
        "2 号点：走路约3000米，不是之前的点，不是自己选的点\n没选1 号点：走路约100米，取货时间对不上，有台阶，合起来多算1450米"
    )


def test_a_pinned_household_has_no_other_point_to_compare() -> None:
    case = problem([home("a", 9, pinned="A")], [stop("A", 0), stop("B", 9)])
    told = explain(case, solve(case).placement, "a")
    assert (told.others, told.runner_up, told.next_with_room) == ((), None, None)
    assert said(case, "a") == "1 号点：走路约900米（团长指定的）"


def test_the_fair_load_is_part_of_the_price_on_both_sides() -> None:
    homes = [home(f"h{no}", 4.9) for no in range(4)]
    case = problem(homes, [stop("A", 0), stop("B", 10)], Weights(load=((100, 30),)))
    crowded = dict.fromkeys(["h0", "h1", "h2", "h3"], "A")
    told = explain(case, crowded, "h0")
    assert (told.own.load, told.own.total) == (30, 520)
    assert [(it.load, it.total) for it in told.others] == [(0, 510)]
    assert wording.drawn(told.own) == "走路约490米，人多"


def test_equal_points_are_said_to_be_equal() -> None:
    assert said(problem([home("a", 5)], [stop("A", 0), stop("B", 10)]), "a").endswith(
        "一样方便，先到的点优先"
    )


def test_somebody_who_is_not_there_or_has_no_point_is_an_error_of_the_caller() -> None:
    case = problem([home("a", 5)], [stop("A", 0)])
    with pytest.raises(KeyError):
        explain(case, {}, "a")
    with pytest.raises(KeyError):
        explain(case, {"a": "A"}, "b")


def test_after_solving_no_household_finds_a_cheaper_point_with_room() -> None:
    """For everybody of two made-up neighbourhoods: what is cheaper is full."""
    full = 0
    for seed, points, households in ((1, 6, 50), (2, 12, 120)):
        case = neighbourhood(seed, points, households, mixed_parcels)
        found = solve(case)
        for household in case.households:
            told = explain(case, found.placement, household.id)
            assert told.own.point == found.placement[household.id]
            assert len(told.others) == points - 1
            if told.next_with_room:
                assert told.dearer(told.next_with_room) >= 0
            full += told.runner_up is not None and told.dearer(told.runner_up) < 0
    print(f"{full} of 170 would rather be at a full point")
    assert full > 10


def test_a_household_served_at_a_point_that_closed_since_can_still_be_explained() -> None:
    case = problem([home("a", 0)], [stop("A", 0, closed=True), stop("B", 2)])
    told = explain(case, {"a": "A"}, "a")
    assert (told.own.point, [it.point for it in told.others]) == ("A", ["B"])
    assert replace(told, pinned=False) == told

"""What each drawback counts, and that counting in bulk is the same as term by term."""

from dataclasses import replace
from datetime import timedelta

import pytest

from groupbuy.assigning.costs import Costs, Terms, together
from groupbuy.assigning.model import Household, Point, Problem, Weights
from groupbuy.assigning.walking import DETOUR, straight, walk
from groupbuy.directory import Place
from tests.bench.neighbourhoods import neighbourhood
from tests.for_each import for_each
from tests.groupbuy.assigning.made import NORMAL, home, problem, span, stop


@for_each(
    ("start", "end", "metres"),
    [
        (Place(31.2, 121.4), Place(31.2, 121.4), 0),
        (Place(0, 0), Place(1, 0), 111_195),  # a degree of meridian: 2πR/360
        (Place(0, 0), Place(0, 1), 111_195),
        (Place(60, 0), Place(60, 1), 55_597),  # cos 60° of it, a little less along the great circle
        (Place(0, 0), Place(0, 180), 20_015_115),  # half the way round
        (Place(31.22530, 121.45201), Place(31.22588, 121.45149), 81),
    ],
)
def test_straight_lines_are_those_of_the_globe(start: Place, end: Place, metres: int) -> None:
    assert round(straight(start, end)) == pytest.approx(metres, abs=1, rel=1e-5)
    assert straight(start, end) == straight(end, start)
    assert walk(start, end) == pytest.approx(metres * DETOUR, abs=1, rel=1e-4)


def terms(household: Household, point: Point, weights: Weights = Weights()) -> dict[str, int]:  # noqa: B008
    return Costs(problem([household], [point], weights)).terms(household, point).named()


def test_each_drawback_is_a_term_of_its_own() -> None:
    assert terms(home("a", 3), stop("A", 1)) == {"walk": 200}
    assert terms(home("a", 1, step_free=True), stop("A", 1)) == {"steps": 5_000}
    assert terms(home("a", 1, step_free=True), stop("A", 1, step_free=True)) == {}
    assert terms(home("a", 1, last="B"), stop("A", 1)) == {"moved": 250}
    assert terms(home("a", 1, last="A"), stop("A", 1)) == {}
    assert terms(home("a", 1, promised="B"), stop("A", 1)) == {"retold": 800}
    assert terms(home("a", 1, promised="A", last="A"), stop("A", 1)) == {}
    assert terms(home("a", 1, bound="B"), stop("A", 1)) == {"unbound": 1_000}
    assert terms(home("a", 1, delivered=frozenset("A")), stop("A", 1)) == {"brought": 600}
    assert terms(home("a", 1, delivered=frozenset("B")), stop("A", 1)) == {}
    assert Terms(1, 2, 3, 4, 5, 6, 7, 8, 9).total == 45


@for_each(
    ("told", "windows", "cost"),
    [
        ((), ((1, 2),), 0),  # nothing told: whenever
        (((1, 2),), (), 0),  # no windows: whenever asked
        (((1, 2),), ((1, 2),), 0),
        (((1, 2),), ((2, 3),), 600),  # they meet and share nothing
        (((1, 2),), ((1.75, 3),), 300),  # a quarter of an hour of the half that is enough
        (((1, 2), (4, 5)), ((1.75, 4.25),), 0),  # twice a quarter
        (((1, 9),), ((3, 3.1),), 480),
    ],
)
def test_times_that_hardly_meet_cost_the_more_the_less_they_share(
    told: tuple[tuple[float, float], ...], windows: tuple[tuple[float, float], ...], cost: int
) -> None:
    household = home("a", 1, told=tuple(span(*it) for it in told))
    point = stop("A", 1, windows=tuple(span(*it) for it in windows))
    assert terms(household, point) == ({"window": cost} if cost else {})


def test_shared_time_is_the_sum_over_all_pairs() -> None:
    assert together((span(0, 2), span(3, 5)), (span(1, 4),)) == timedelta(hours=2)
    assert together((), (span(1, 4),)) == timedelta()
    assert (
        terms(
            home("a", 1, told=(span(0, 1),)),
            stop("A", 1, windows=(span(5, 6),)),
            Weights(window_enough=timedelta()),
        )
        == {}
    )


def test_a_walk_somebody_measured_beats_the_coordinates_and_an_unknown_one_counts_the_same_everywhere() -> (
    None
):
    there, here = Place(31.2, 121.4), Place(31.2, 121.41)
    known, lost = Household("k", {NORMAL: 1}, "B1", here), Household("l", {NORMAL: 1})
    points = (Point("A", there), Point("B", there), Point("C"))
    costs = Costs(Problem((known, lost), points, {("B1", "B"): 77}))
    assert [costs.metres(known, it) for it in points] == [walk(here, there), 77, None]
    assert [costs.metres(lost, it) for it in points] == [None, None, None]
    assert [costs.terms(lost, it).walk for it in points] == [500, 500, 500]


def test_only_open_points_within_reach_are_allowed_and_a_pin_beats_the_reach() -> None:
    stops = [stop("A", 0), stop("B", 9), stop("C", 0, closed=True)]
    homes = [
        home("a", 1),
        home("pinned", 1, pinned="B"),
        home("void", 1, pinned="C"),
        home("gone", 1, pinned="Z"),
        home("last", 1, last="B"),
        home("told", 1, promised="B"),
        home("chose", 1, bound="B"),
    ]
    costs = Costs(problem(homes, stops, Weights(farthest=500)))
    allowed = {one.id: "".join(it.id for it in stops if costs.allowed(one, it)) for one in homes}
    assert allowed == {"a": "A", "pinned": "B", "void": "A", "gone": "A"} | dict.fromkeys(
        ("last", "told", "chose"), "AB"
    )
    assert [it is not None for it in costs.row(homes[-1])] == [True, True], "nobody asked them to go that far"
    assert [costs.terms(it, stops[1]).beyond for it in homes] == [5_000, 0, 5_000, 5_000, 5_000, 5_000, 0]


def test_a_second_way_on_the_same_day_is_dear_but_cheaper_than_what_they_chose() -> None:
    twice = home("a", 1, bound="A", that_day=frozenset({"B", "C"}))
    assert [terms(twice, stop(it, 1)) for it in "ABCD"] == [
        {"second": 700},
        {"unbound": 1_000},
        {"unbound": 1_000},
        {"unbound": 1_000, "second": 700},
    ]


def test_in_bulk_the_costs_are_the_same_as_one_by_one() -> None:
    for seed in range(3):
        case = neighbourhood(seed, points=7, households=60, weights=Weights(farthest=2_500))
        pinned = Household("pinned", {NORMAL: 1}, promised="P02", pinned="P03")
        brought = Household("brought", {NORMAL: 1}, bound="P02", delivered=frozenset({"P02", "P04"}))
        twice = Household("twice", {NORMAL: 1}, last="P05", that_day=frozenset({"P01"}))
        near = [
            replace(it, id=f"{it.id}+", last=stop.id, promised=stop.id)
            for it, stop in zip(case.households, case.points, strict=False)
        ]
        more = (pinned, brought, twice, *near)
        costs = Costs(Problem((*case.households, *more), case.points, weights=case.weights))
        for household in (*case.households, *more):
            one_by_one = [
                costs.terms(household, it).total if costs.allowed(household, it) else None
                for it in case.open_points
            ]
            assert costs.row(household) == one_by_one


@pytest.mark.parametrize("load", [((150, 20), (100, 60)), ((100, 60), (150, 20)), ((100, 20), (100, 60))])
def test_a_price_of_load_that_falls_is_refused(load: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="rise"):
        Weights(load=load)


def test_a_problem_with_the_same_id_twice_or_a_need_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        problem([home("a", 0), home("a", 1)], [])
    with pytest.raises(ValueError, match="same id"):
        problem([], [stop("A", 0), stop("A", 1)])
    with pytest.raises(ValueError, match="below zero"):
        problem([home("a", 0, chilled=-1)], [])

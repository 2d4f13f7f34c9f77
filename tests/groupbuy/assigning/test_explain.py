"""Why a household goes where it goes, by its cost terms and the runner-up, in data and in words."""

from dataclasses import replace
from typing import Any

import pytest

from groupbuy.assigning import wording
from groupbuy.assigning.explain import explain
from groupbuy.assigning.model import Household, Point, Problem, Weights
from groupbuy.assigning.solve import solve
from tests.bench.neighbourhoods import mixed_parcels, neighbourhood
from tests.groupbuy.assigning.made import CHILLED, PLAIN, home, problem, span, stop

NAMES = {"A": "1 号点", "B": "2 号点", "C": "3 号点"}


def said(case: Problem, household: str, placement: dict[str, str] | None = None, **how: Any) -> list[str]:
    """The words for the point itself, then a line for each other."""
    told = explain(case, placement or solve(case).placement, household)
    return [wording.drawn(told, needs=how.get("needs", True)), *wording.others(told, NAMES, **how)]


def test_the_next_best_point_with_room_is_named_with_how_much_farther_it_is() -> None:
    case = problem([home("a", 2)], [stop("A", 0), stop("B", 6), stop("C", 9)])
    told = explain(case, {"a": "A"}, "a")
    assert (told.own.point, told.own.terms.named(), told.own.metres) == ("A", {"walk": 200}, 200)
    assert [(it.point, it.total) for it in told.others] == [("B", 400), ("C", 700)]
    assert told.runner_up == told.next_with_room == told.others[0]
    assert told.dearer(told.others[0]) == 200
    assert told.of.id == "a"
    assert said(case, "a") == ["走路约200米", "2 号点：约400米，远200米"]
    assert said(case, "a", asked="C")[1:] == ["2 号点：约400米，远200米", "3 号点：约700米，远500米"]
    assert said(case, "a", asked="A")[1:] == ["2 号点：约400米，远200米"], "their own is not beside itself"


def test_a_nearer_point_that_is_full_is_named_with_the_class_that_lacks() -> None:
    homes = [home("left", 0, chilled=2), home("middle", 4, chilled=3)]
    case = problem(homes, [stop("A", 1, chilled=4), stop("B", 9)])
    told = explain(case, solve(case).placement, "middle")
    assert told.runner_up
    assert (told.runner_up.point, told.runner_up.lacks) == ("A", {CHILLED: 1})
    assert told.dearer(told.runner_up) == -200
    assert told.next_with_room is None
    assert said(case, "middle") == ["走路约500米", "1 号点：约300米，近200米，但冷藏不够放（差1格）"]
    more = problem([home("left", 0, chilled=4), homes[1]], [stop("A", 1, chilled=4), stop("B", 9)])
    assert said(more, "middle")[1:] == ["1 号点：约300米，近200米，但冷藏满了（差3格）"]
    both = problem([home("a", 8, normal=2, chilled=2)], [stop("A", 8, normal=1, chilled=0), stop("B", 9)])
    assert said(both, "a")[1:] == ["1 号点：约0米，近100米，但冷藏满了（差2格），常温不够放（差1格）"]


def test_every_drawback_is_said_in_plain_words_on_the_side_that_has_it() -> None:
    homes = [home("a", 0, told=(span(7, 9),), step_free=True, last="A", bound="A")]
    stops = [stop("A", 1, windows=(span(1, 3),)), stop("B", 30, windows=(span(7, 9),), step_free=True)]
    case = problem(homes, stops)
    assert said(case, "a") == [
        "走路约3000米，没有台阶，说过的时间能取",
        "1 号点（自己选的）：约100米，近2900米，但有台阶，和说过的时间对不上",
    ]
    assert said(case, "a", {"a": "A"}) == [
        "走路约100米，有台阶，和说过的时间对不上",
        "2 号点：约3000米，远2900米，没有台阶，说过的时间能取，现在有位子",
    ], "before the whole is solved something better may be free"


def test_what_people_told_about_themselves_is_left_out_where_others_read_it() -> None:
    homes = [home("a", 0, told=(span(7, 9),), step_free=True)]
    stops = [stop("A", 9, windows=(span(7, 9),), step_free=True), stop("B", 1, windows=(span(1, 3),))]
    case = problem(homes, stops)
    assert said(case, "a") == [
        "走路约900米，没有台阶，说过的时间能取",
        "2 号点：约100米，近800米，但有台阶，和说过的时间对不上",
    ]
    assert said(case, "a", needs=False) == ["走路约900米", "2 号点：约100米，近800米，但这里更合适"]


def test_times_that_meet_for_a_moment_only_are_told_from_those_that_do_not_meet() -> None:
    homes = [home("a", 0, told=(span(7, 9),))]
    stops = [stop("A", 2, windows=(span(7, 9),)), stop("B", 1, windows=(span(6, 7.25),))]
    case = problem(homes, stops)
    assert said(case, "a")[1:] == ["2 号点：约100米，近100米，但说过的时间只赶得上一会儿"]
    assert said(case, "a", {"a": "B"})[0] == "走路约100米，说过的时间只赶得上一会儿"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"last": "B"}, "差得不多，不来回换"),
        ({"promised": "B", "last": "B"}, "已经通知过这里"),
        ({"promised": "B", "bound": "B"}, "这里是自己选的"),
        ({"last": "B", "delivered": frozenset({"A"})}, "货要另外再送一趟"),
    ],
)
def test_what_keeps_somebody_at_a_point_that_is_not_the_nearest_is_said(what: Any, words: str) -> None:
    case = problem([home("a", 4, **what)], [stop("A", 4), stop("B", 6)])
    assert said(case, "a") == ["走路约200米", f"1 号点：约0米，近200米，但{words}"]
    assert said(case, "a", {"a": "B"}, kept="团长定了这里")[1:] == ["1 号点：约0米，近200米，但团长定了这里"]


def test_an_unknown_walk_is_no_figure() -> None:
    lost = Household("a", {}, last="A")
    case = Problem((lost,), (Point("A"), Point("B")), weights=PLAIN)
    told = explain(case, {"a": "A"}, "a")
    assert (told.own.metres, told.own.terms.walk) == (None, 500)
    assert wording.drawn(told) == ""
    assert wording.others(told, NAMES) == ["2 号点：远近不知道，不来回换"]
    half = Problem((Household("a", {}, "h"),), (Point("A"), Point("B")), {("h", "B"): 800}, PLAIN)
    assert said(half, "a", {"a": "A"}) == ["", "2 号点：约800米，但这里更合适"]


def test_a_pinned_household_has_no_other_point_to_compare() -> None:
    case = problem([home("a", 9, pinned="A")], [stop("A", 0), stop("B", 9)])
    told = explain(case, solve(case).placement, "a")
    assert (told.others, told.runner_up, told.next_with_room) == ((), None, None)
    assert said(case, "a") == ["走路约900米"]


def test_the_fair_load_is_part_of_the_price_on_both_sides() -> None:
    homes = [home(f"h{no}", 4.9) for no in range(4)]
    case = problem(homes, [stop("A", 0), stop("B", 10)], Weights(load=((100, 30),)))
    crowded = dict.fromkeys(["h0", "h1", "h2", "h3"], "A")
    told = explain(case, crowded, "h0")
    assert (told.own.load, told.own.total) == (30, 520)
    assert [(it.load, it.total) for it in told.others] == [(0, 510)]
    assert said(case, "h0", crowded)[1:] == ["2 号点：约510米，远20米，现在有位子"]
    spread = {"h0": "B", "h1": "A", "h2": "A", "h3": "A"}
    assert said(case, "h0", spread)[1:] == ["1 号点：约490米，近20米，但那边人多"]


def test_equal_points_are_said_to_be_equal_and_three_are_enough() -> None:
    even = problem([home("a", 5)], [stop("A", 0), stop("B", 10)])
    assert said(even, "a", {"a": "A"})[1:] == ["2 号点：约500米，一样方便"]
    stops = [stop(f"P{no}", no, chilled=0) for no in range(1, 7)] + [stop("P7", 7), stop("P8", 8)]
    names = {f"P{no}": f"{no}号点" for no in range(1, 9)}
    told = explain(problem([home("a", 0, chilled=1)], stops), {"a": "P7"}, "a")
    rows = wording.others(told, names, asked="P6")
    assert [it[:3] for it in rows] == ["1号点", "6号点", "8号点"]
    full = problem([home("a", 0, chilled=1)], stops[:6])
    rows = wording.others(explain(full, {"a": "P1"}, "a"), names)
    assert rows == ["2号点：约200米，远100米，冷藏满了（差1格）"], "where nowhere is room, the next best"


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


def test_other_goods_of_the_same_day_are_told_on_the_side_where_they_are() -> None:
    """Not where others read it, and not where both points or none of them have some."""
    both = home("a", 0, that_day=frozenset({"A"}))
    case = problem([both], [stop("A", 1), stop("B", 1), stop("C", 0)])
    assert explain(case, {"a": "B"}, "a").own.terms.named() == {"walk": 100, "second": 700}
    assert said(case, "a") == [
        "走路约100米，那天别的货也在这里取",
        "3 号点：约0米，近100米，但别的货不在那边",
    ]
    assert said(case, "a", asked="B")[2:] == ["2 号点：约100米，但别的货不在那边"]
    full = replace(case, points=(stop("A", 1, normal=0), *case.points[1:]))
    assert said(full, "a", {"a": "C"}) == [
        "走路约0米",
        "1 号点：约100米，远100米，那天别的货在那边取，常温满了（差1格）",
        "2 号点：约100米，远100米",
    ]
    assert "别的货" not in "".join(said(full, "a", {"a": "C"}, needs=False))


@pytest.mark.parametrize(
    ("metres", "told"), [(0, 0), (1, 10), (9, 10), (14, 10), (15, 20), (117, 120), (485, 490), (2_219, 2_220)]
)
def test_metres_are_said_in_tens_and_never_as_none_where_there_are_some(metres: int, told: int) -> None:
    assert wording.tens(metres) == told


def test_a_walk_hardly_longer_is_none_that_is_said_to_be() -> None:
    case = problem([home("a", 0, last="A")], [stop("A", 1.01), stop("B", 1.03)])
    assert said(case, "a") == ["走路约100米", "2 号点：约100米，但差得不多，不来回换"]

"""What is said where the room does not do: the binding constraint by name and the cheapest ways out, solved."""

from dataclasses import replace

from groupbuy.assigning import wording
from groupbuy.assigning.infeasible import MOST_WAYS, Add, Move, short, ways_out
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.model import Household, Problem, Weights
from groupbuy.assigning.solve import solve
from tests.bench.neighbourhoods import neighbourhood
from tests.groupbuy.assigning.made import CHILLED, NORMAL, home, problem, stop

NAMES = {"P2": "2 号点", "P3": "3 号点", "P5": "5 号点"}


def sorry(case: Problem) -> str:
    return wording.trouble(ways_out(case, solve(case)), NAMES)


def crowd(number: int, at: float = 0, chilled: int = 1, **more: object) -> list[Household]:
    return [home(f"{at}-{no}", at, chilled=chilled, **more) for no in range(1, number + 1)]


def test_nobody_is_asked_to_walk_too_far_without_it_being_said() -> None:
    """Ten households around 2, room there for four; 5 has room but lies beyond the farthest walk."""
    case = problem(
        crowd(10), [stop("P2", 1, chilled=4), stop("P5", 2.8, chilled=9)], Weights(load=(), farthest=200)
    )
    found = solve(case)
    told = ways_out(case, found)
    assert told.lacks == (Add("P2", CHILLED, 6),)
    assert told.short == {}
    grow, walk = told.ways
    assert (grow.adds, grow.moves, grow.loosened) == (told.lacks, (), False)
    assert (walk.adds, walk.loosened) == ((), True)
    assert [(it.to, len(it.households), it.further) for it in walk.moves] == [("P5", 6, 180)]
    assert sorry(case) == "2 号点冷藏差 6 格：加 6 格，或 6 户改 5 号点，平均多走 180 米"


def test_fewer_households_move_where_each_takes_more() -> None:
    """As the issue has it: six units lack, four households of one or two units move."""
    homes = [*crowd(4, chilled=1), *crowd(3, at=0.1, chilled=2)]
    case = problem(
        homes, [stop("P2", 1, chilled=4), stop("P5", 2.8, chilled=9)], Weights(load=(), farthest=200)
    )
    told = ways_out(case, solve(case))
    assert told.lacks == (Add("P2", CHILLED, 6),)
    assert [(it.to, len(it.households)) for it in told.ways[1].moves] == [("P5", 3)]


def test_where_all_points_together_are_too_small_only_room_helps_and_it_is_said_where() -> None:
    homes = [*crowd(4), *crowd(3, at=5)]
    case = problem(homes, [stop("P2", 0, chilled=3), stop("P3", 5, chilled=3)])
    told = ways_out(case, solve(case))
    assert told.short == {CHILLED: 1}
    assert told.lacks == (Add("P2", CHILLED, 1),)
    assert [it.adds for it in told.ways] == [(Add("P2", CHILLED, 1),), (Add("P3", CHILLED, 1),)]
    assert [(it.to, len(it.households), it.further) for it in told.ways[1].moves] == [("P3", 1, 500)]
    assert sorry(case) == (
        "2 号点冷藏差 1 格：加 1 格，或 3 号点加 1 格冷藏，1 户改 3 号点，平均多走 500 米\n所有点的冷藏加起来还差 1 格"
    )


def test_a_pin_that_does_not_fit_is_loosened_as_a_way_out() -> None:
    homes = [home("by hand", 0, chilled=2, pinned="P2"), home("other", 0, chilled=1, pinned="P2")]
    case = problem(homes, [stop("P2", 0, chilled=2), stop("P3", 3, chilled=2)])
    told = ways_out(case, solve(case))
    assert told.lacks == (Add("P2", CHILLED, 1),)
    (way,) = told.ways[1:]
    assert way.loosened
    assert [(it.to, len(it.households), it.further) for it in way.moves] == [("P3", 1, 300)]


def test_those_whom_nobody_may_serve_are_told_how_far_it_would_be() -> None:
    case = problem(
        [home("far", 9), home("near", 0)], [stop("P2", 0), stop("P3", 1)], Weights(load=(), farthest=500)
    )
    told = ways_out(case, solve(case))
    assert (told.stranded, told.lacks) == (("far",), ())
    assert [it.moves for it in told.ways] == [(Move("P3", ("far",), 300),)]
    assert sorry(case) == "1 户附近没有能去的点\n可以：1 户改 3 号点，平均多走 300 米"


def test_several_classes_at_several_points_are_named_each() -> None:
    homes = [*crowd(2, chilled=1), *crowd(2, at=5, normal=2, chilled=0)]
    case = problem(homes, [stop("P2", 0, normal=9, chilled=1), stop("P3", 5, normal=1, chilled=0)])
    told = ways_out(case, solve(case))
    assert told.lacks == (Add("P2", CHILLED, 1),)
    tight = problem(homes, [stop("P2", 0, normal=2, chilled=1), stop("P3", 5, normal=1, chilled=0)])
    lacks = {(it.point, it.kind): it.units for it in ways_out(tight, solve(tight)).lacks}
    assert lacks == {("P2", CHILLED): 1, ("P3", NORMAL): 3}


def test_every_way_out_makes_all_of_it_fit() -> None:
    """On made-up neighbourhoods without enough room: with what a way adds, its placement has room for everybody."""
    ways = 0
    for seed in range(3):
        case = neighbourhood(seed, points=3, households=10, slack=-0.3, side=1_000)
        for way in ways_out(case, solve(case)).ways:
            more = {(it.point, it.kind): it.units for it in way.adds}
            grown = tuple(
                replace(it, capacity={k: units + more.get((it.id, k), 0) for k, units in it.capacity.items()})
                for it in case.points
            )
            assert Loads.of(replace(case, points=grown), way.placement).over() == {}
            assert way.placement.keys() == {it.id for it in case.households}
            ways += 1
    print(f"{ways} ways out of 3 troubles")
    assert ways >= 5


def test_without_room_for_all_no_unit_lacks_that_need_not_and_ways_out_are_found_in_the_crowd() -> None:
    """A sixth of the size of the cases of the bench, where this took minutes as what lacks was sent round."""
    case = neighbourhood(1, points=6, households=80, slack=-0.1)
    found = solve(case)
    told = ways_out(case, found)
    assert found.lacking == Loads.of(case, found.placement).over()
    assert sum(found.lacking.values()) == sum(told.short.values()) == sum(short(case).values()) > 0
    assert len(told.ways) == MOST_WAYS
    for way in told.ways[1:]:
        (at,) = {it.point for it in way.adds}
        assert {it.to for it in way.moves} <= {it.id for it in case.points}
        assert at in {it.to for it in way.moves}, "what is gathered there comes from elsewhere"
        assert sum(it.units for it in way.adds) <= sum(found.lacking.values()) * 1.1


def test_a_class_that_lacks_does_not_disturb_one_that_fits() -> None:
    """Everything chilled lacks, all normal goods have exactly the room they need."""
    homes = [home(f"{at}-{no}", at, normal=2, chilled=1) for at in (0, 5) for no in range(4)]
    case = problem(homes, [stop("P2", 0, normal=8, chilled=1), stop("P3", 5, normal=8, chilled=2)])
    found = solve(case)
    assert {kind for _, kind in found.lacking} == {CHILLED}
    assert sum(found.lacking.values()) == 5
    assert (found.cost, found.least) == (0, True), "nobody walks for nothing: it lacks wherever they are"
    told = ways_out(case, found)
    assert told.short == {CHILLED: 5}
    assert [sum(it.units for it in way.adds) for way in told.ways[:1]] == [5]

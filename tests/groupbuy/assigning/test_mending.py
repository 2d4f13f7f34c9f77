"""What holds of a solution once orders have changed: the rest finds room at once, and only those move who must."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.mending import mended, those_who_must
from groupbuy.assigning.model import Household, Point
from tests.bench.neighbourhoods import mixed_parcels, neighbourhood, one_parcel
from tests.for_each import for_each
from tests.groupbuy.assigning.made import CHILLED, home, problem, stop

A, B = stop("A", 0, chilled=2), stop("B", 5, chilled=2)


@for_each(
    ("homes", "stops", "wanted", "placed"),
    [
        ([home("a", 0), home("b", 0)], [A, B], {"a": "B", "b": "A"}, {"a": "B", "b": "A"}),
        ([home("a", 0), home("new", 1)], [A, B], {"a": "B"}, {"a": "B", "new": "A"}),
        # whoever was solved keeps the room, and what comes new takes what is left
        ([home("a", 0, 0, 2), home("new", 0, 0, 2)], [A, B], {"a": "A"}, {"a": "A", "new": "B"}),
        # it grew: no room any more where it was solved, as the one before it by id has it
        ([home("a", 0, 0, 1), home("b", 0, 0, 2)], [A, B], {"a": "A", "b": "A"}, {"a": "A", "b": "B"}),
        # closed or gone meanwhile
        ([home("a", 0)], [replace(A, closed=True), B], {"a": "A"}, {"a": "B"}),
        ([home("a", 0)], [B], {"a": "A"}, {"a": "B"}),
        # placed by hand meanwhile
        ([home("a", 0, pinned="B")], [A, B], {"a": "A"}, {"a": "B"}),
        # the largest of the new ones first, else neither would be served whole
        ([home("x", 0, 0, 1), home("y", 0, 0, 2)], [A, replace(B, capacity={CHILLED: 1})], {}, {"y": "A", "x": "B"}),
        ([home("x", 0, 0, 3)], [A, B], {"x": "A"}, None),
        ([], [A], {}, {}),
    ],
)  # fmt: skip
def test_what_was_solved_holds_where_it_can_and_the_others_take_the_best_of_the_rest(
    homes: list[Household], stops: list[Point], wanted: dict[str, str], placed: dict[str, str] | None
) -> None:
    assert mended(problem(homes, stops), wanted) == placed


@for_each(
    ("homes", "stops", "present", "go"),
    [
        ([home("a", 0), home("b", 0)], [A, B], {"a": ["A"], "b": ["B"]}, {}),
        ([home("a", 0), home("b", 9)], [replace(A, closed=True), B], {"a": ["A"], "b": ["B"]}, {"a": "B"}),
        ([home("a", 0)], [B], {"a": ["torn-down"]}, {"a": "B"}),
        # no room for both: the larger one goes, the other waits
        (
            [home("a", 0, 0, 1), home("b", 0, 0, 2)],
            [replace(A, closed=True), B],
            {"a": ["A"], "b": ["A"]},
            {"b": "B"},
        ),
        # who stays keeps the room
        (
            [home("a", 0, 0, 1), home("b", 0, 0, 2)],
            [replace(A, closed=True), B],
            {"a": ["A"], "b": ["B"]},
            {},
        ),
        # two orders of one household at two points: one is closed, both go together
        ([home("a", 0, 0, 2)], [replace(A, closed=True), B], {"a": ["A", "B"]}, {"a": "B"}),
        # two orders at two open points stay, and nobody takes their room at either
        (
            [home("a", 0, 0, 2), home("b", 9, 0, 1)],
            [A, B, replace(A, id="C", closed=True)],
            {"a": ["A", "B"], "b": ["C"]},
            {},
        ),
    ],
)
def test_only_those_go_who_must_and_only_where_there_is_room(
    homes: list[Household], stops: list[Point], present: dict[str, list[str]], go: dict[str, str]
) -> None:
    assert those_who_must(problem(homes, stops), present) == go


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 9_999), st.sampled_from([one_parcel, mixed_parcels]), st.sampled_from([-0.2, 0.02, 0.4])
)
def test_whatever_has_changed_room_is_kept_pins_hold_and_no_closed_point_is_used(
    seed: int, parcels: object, slack: float
) -> None:
    dice = random.Random(seed)
    case = neighbourhood(seed, points=4, households=14, parcels=parcels, slack=slack, side=900)  # type: ignore[arg-type]
    case = replace(
        case,
        points=tuple(replace(it, closed=dice.random() < 0.2) for it in case.points),
        households=tuple(
            replace(it, pinned=dice.choice(case.points).id if dice.random() < 0.1 else None)
            for it in case.households
        ),
    )
    costs, points = Costs(case), {it.id: it for it in case.points}
    wanted = {it.id: dice.choice(case.points).id for it in case.households if dice.random() < 0.8}
    placed = mended(case, wanted)
    if placed is not None:
        assert placed.keys() == {it.id for it in case.households}
        assert Loads.of(case, placed).over() == {}
        assert all(costs.allowed(it, points[placed[it.id]]) for it in case.households)
    present = {it.id: [dice.choice(case.points).id] for it in case.households}
    gone = those_who_must(case, present)
    staying = {who: at for who, (at,) in present.items() if not points[at].closed}
    assert not gone.keys() & staying.keys()
    before = Loads.of(case, staying)
    after = Loads.of(case, staying | gone)
    for at, kind in after.over():
        assert after.units[at][kind] == before.units[at][kind], "what was too full already got nobody more"
    assert not any(points[at].closed for at in gone.values())

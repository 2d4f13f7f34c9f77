"""Taking back: which prices a line has again, the steps that lead there, and what a message leaves behind."""

from dataclasses import replace
from decimal import Decimal

from groupbuy.order import Line, Part
from groupbuy.ordering import Wish
from groupbuy.undoing import Made, Moved, all_in_all
from tests.for_each import for_each
from tests.groupbuy.made import D, an_order

Prices = list[int]


def line(*prices: int) -> Line:
    """A line with one sale unit at each of the prices, in this order."""
    return Line(1).with_parts([Part(D(1), it) for it in prices])


def prices(it: Line) -> Prices:
    return [part.price for part in it.parts for _ in range(int(part.qty))]


@for_each(
    ("before", "now", "wanted", "then"),
    [
        ([3, 3, 3, 3], [3], 4, [3, 3, 3, 3]),  # taken away, given back
        ([3, 3, 3, 3], [3], 3, [3, 3, 3]),
        ([3, 3, 3, 3], [3], 6, [3, 3, 3, 3, 9, 9]),  # what is new costs what it does today
        ([3, 3, 5], [3], 3, [3, 3, 5]),  # two prices, both kept
        ([3, 3], [3, 3, 5], 2, [3, 3]),  # added, taken back
        ([], [3, 3], 3, [3, 3, 9]),  # ordered at 3, one more today
        ([3, 3], [], 2, [3, 3]),  # cancelled
        ([3, 3, 3], [3, 5, 5], 3, [3, 5, 5]),  # as many as there are: nothing moves
        ([3, 3, 3], [3, 5, 5], 4, [3, 3, 3, 5]),
        ([3], [3, 3], 0, []),
    ],
)
def test_what_is_given_back_comes_before_what_is_new(
    before: Prices, now: Prices, wanted: int, then: Prices
) -> None:
    there = line(*now)
    total = Decimal(wanted)
    moved = there
    for step in there.steps(total, there.given_back(line(*before)), 9) if total != there.ordered else ():
        moved = moved.to(step.qty, step.price)
    assert prices(moved) == then


def test_lines_share_what_begins_alike_however_it_is_cut() -> None:
    assert line(3, 3, 5).shared([Part(D(1), 3), Part(D(1), 3), Part(D(4), 5)]) == 3
    assert line(3, 3, 5).shared([Part(D(1), 3), Part(D(1), 5)]) == 1
    assert line(3).shared([]) == 0
    assert line().shared([Part(D(2), 3)]) == 0
    assert replace(line(3, 3), short=D(1)).with_parts([Part(D(2), 4)]).parts == (Part(D(2), 4),)


def test_what_an_edited_message_no_longer_names_goes_back_at_its_own_price() -> None:
    old = (Part(D(4), 3),)
    made = Made(1, (Moved("o1", "me", 1, D(4), D(1), True, old), Moved("o2", "guest", 2, D(0), D(2), True)))
    assert made.stands
    assert made.undone("me") == [Wish(1, D(4), parts=old), Wish(2, D(0), whom="guest")]
    assert all_in_all(made, "me", {"": {1: D(3)}}) == [
        Wish(2, D(0), whom="guest"),
        Wish(1, D(3), parts=old),
    ]
    assert all_in_all(made, "me", {"guest": {2: D(5), 3: D(1)}}) == [
        Wish(1, D(4), parts=old),
        Wish(2, D(5), whom="guest"),
        Wish(3, D(1), whom="guest"),
    ]
    before = made.before(replace(an_order({1: 1}), id="o1"))
    assert before.line(1).ordered == 4, "the order as it would be without the message"
    assert not replace(made, moved=(replace(made.moved[0], stands=False),)).stands

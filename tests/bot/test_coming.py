"""What is said to have come: read against the book, item by item, and refused where the two differ."""

from dataclasses import replace

import pytest

from bot.coming import BadFraction, Came, NamedTwice, NobodyOrdered, what_came
from bot.parsing.goods import NoItemCalled
from groupbuy.directory import PickupPoint
from groupbuy.errors import MiscountedArrival, Refusal
from groupbuy.order import Order
from tests.for_each import for_each
from tests.groupbuy.made import POINTS, D, a_buy, an_order


def orders() -> list[Order]:
    """5 boxes of 草莓 (3 at north, 2 at east) and 1.5斤 排骨 at north; 蓝莓 at east alone."""
    return [
        an_order({1: 3, 3: "1.5"}, seq_no=1, point="north"),
        an_order({1: 2, 2: 4}, seq_no=2, point="east"),
    ]


def came(words: str, point: str = "") -> list[str]:
    at: PickupPoint | None = POINTS.get(point)
    return [it.row for it in what_came(a_buy(), words, orders(), at)]


@for_each(
    ("words", "point", "rows"),
    [
        ("草莓", "", ["草莓 5盒"]),
        ("草莓", "north", ["草莓 3盒"]),
        ("草莓 3", "north", ["草莓 3盒"]),
        ("草莓 3盒", "north", ["草莓 3盒"]),
        ("莓 2/3", "north", ["草莓 2盒，缺1盒"]),
        ("草莓 2/3 排骨", "north", ["草莓 2盒，缺1盒", "排骨 1.5斤"]),
        ("草莓２／３，排骨 1.2/1.5", "north", ["草莓 2盒，缺1盒", "排骨 1.2斤，缺0.3斤"]),
        ("草莓 0/3", "north", ["草莓 0盒，缺3盒"]),
        ("1 3", "north", ["草莓 3盒", "排骨 1.5斤"]),
        ("第1样 2/3", "north", ["草莓 2盒，缺1盒"]),
        ("草莓 草莓", "north", ["草莓 3盒"]),
        ("草莓 2/3 1号 2/3", "north", ["草莓 2盒，缺1盒"]),
        ("蓝莓 4/4、草莓", "east", ["蓝莓 4盒", "草莓 2盒"]),
    ],
)
def test_each_item_named_stands_with_what_came_and_what_did_not(
    words: str, point: str, rows: list[str]
) -> None:
    assert came(words, point) == rows


@for_each(
    ("words", "point", "refused"),
    [
        ("草莓 18/20", "north", MiscountedArrival),
        ("草莓 5", "north", MiscountedArrival),
        ("草莓 4/3", "north", BadFraction),
        ("草莓 1/3 草莓 2/3", "north", NamedTwice),
        ("蓝莓", "north", NobodyOrdered),
        ("排骨", "east", NobodyOrdered),
        ("香蕉", "", NoItemCalled),
        ("草莓 1.2345/3", "north", Refusal),
    ],
)
def test_what_differs_from_the_book_is_refused_by_name(
    words: str, point: str, refused: type[Refusal]
) -> None:
    with pytest.raises(refused):
        came(words, point)


def test_a_shortage_known_before_is_not_expected_any_more() -> None:
    made = orders()
    made[0].lines[1] = replace(made[0].lines[1], short=D(1))
    assert what_came(a_buy(), "草莓 2/2", made, POINTS["north"]) == [Came(a_buy().items[1], D(2), D(0))]
    with pytest.raises(MiscountedArrival, match="账上订了2盒，不是3盒"):
        what_came(a_buy(), "草莓 2/3", made, POINTS["north"])

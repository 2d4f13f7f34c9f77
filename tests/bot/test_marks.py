"""The mark beside an order that says how it stands with the money."""

from decimal import Decimal

from bot.marks import paid_mark
from groupbuy.order import Line, Order, Part
from tests.for_each import for_each


def order(amount, paid=0, *, claimed=False):
    line = Line(1, (Part(Decimal(1), amount),))
    return Order("o", 1, "r", "r", 1, "gate", "000000", {1: line}, claimed=claimed, paid=paid)


@for_each(
    ("amount", "paid", "claimed", "mark"),
    [
        (2500, 0, False, "未付"),
        (2500, 0, True, "说已付"),
        (2500, 1000, False, "还欠15元"),
        (2500, 2500, False, "已付"),
        (0, 0, False, "不用付"),
        (2500, 2550, False, "要退0.5元"),
        (2500, 2550, True, "要退0.5元"),
    ],
)
def test_the_mark_says_what_is_owed(amount, paid, claimed, mark):
    assert paid_mark(order(amount, paid, claimed=claimed)) == mark

"""Sums, splits and tales with numbers in them: what comes to how much is no second order (LABELS §2)."""

from typing import Any

from .tables import FRUIT, cmd, ctx, holds, rows
from .tables import _buy as buy

APPLES = buy("烟台苹果团", "富士大果,大果|箱|69 富士中果,中果|箱|55 苹果醋|瓶|12")


@rows(
    ("大果69一箱贵了，隔壁才59", "none"),
    ("把昨天那箱大果的钱退我", "none"),
    ("苹果2瓶", "ask ambiguous_product"),
    ("苹果醋2瓶", "set 3:2"),
    ("我多订了一箱大果，谁要", "none"),
    ("少发我一箱大果", "none"),
    ("大果1箱，中果1箱，大果要甜的", "set 1:1#要甜的 2:1"),
    ("今年大果多少一箱", "query price"),
)
def test_a_tale_orders_nothing(text: str, expected: Any) -> None:
    holds(text, expected, ctx(APPLES))


@rows(
    ("橘子再加2箱，一共5箱", "set 1:5"),
    ("橘子2箱芒果3斤一共5份", "set 1:2 4:3"),
    ("橘子3箱，两箱我的一箱我妹的", "ask unknown_product"),
)
def test_a_sum_is_no_second_order(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, has={1: "3"}))


@rows(
    ("再卖10箱就截单", "none"),
    ("凑够20箱就停止接单", "none"),
    ("现在就截单", cmd("close")),
    ("不接了，截单", cmd("close")),
)
def test_when_it_will_be_closed_is_not_now(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, leader=True))

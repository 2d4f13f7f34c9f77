"""Numbers side by side, prices with a dime, packs of several pieces, names with rooms (LABELS §2)."""

from typing import Any

import pytest

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of

from .tables import FRUIT, MARKET, cmd, ctx, holds, rows
from .tables import _buy as buy

BOXED = buy("速冻", "狮子头4个装,狮子头|份|32 鸡翅|袋|29 鸡米花|袋|15 尿裤L|包|89 尿裤XL|包|92")


@rows(
    ("①③各一箱", "ask missing_qty"),
    ("①③各1份", "set 1:1 3:1"),
    ("①②③④各一份", "set 1:1 2:1 3:1 4:1"),
    ("①2箱②3斤", "set 1:2 2:3"),
    ("1️⃣2箱，2️⃣3斤", "set 1:2 2:3"),
    ("1号1，3号2，4号1", "set 1:1 3:2 4:1"),
    ("1号1、3号2、4号1", "set 1:1 3:2 4:1"),
    ("橘子1、3号2", "set 1:1 3:2"),
    ("1、3号各2份", "set 1:2 3:2"),
    ("十斤苹果要几块", "query price"),
    ("芒果多少一斤", "query price"),
    ("对了再来个榴莲", "add 3:1"),
    ("橘子2箱，对了再来个榴莲", "set 1:2 3:1"),
    ("李女士12-3-501：芒果3斤", "set 4:3"),
    ("婶子帮我留三斤苹果哈谢谢嘞", "set 2:3"),
)
def test_numbers_side_by_side(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("狮子头4个", "ask missing_qty"),
    ("狮子头2份", "set 1:2"),
    ("鸡来2袋", "ask ambiguous_product"),
    ("尿裤L码2包", "set 4:2"),
    ("尿裤XL号1包 L码2包", "set 5:1 4:2"),
    ("狮子头里面有啥", "query other"),
    ("要熟的狮子头2份", "set 1:2#要熟的"),
)
def test_packs_and_sizes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BOXED))


@rows(
    ("玉米涨到4块5", cmd("price", product=11, price="4.5")),
    ("玉米降到2块", cmd("price", product=11, price="2")),
)
def test_a_price_with_a_dime(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET, leader=True))


@pytest.mark.parametrize("text", ["芒果5块3斤", "①③"])
def test_a_price_or_a_bare_number_orders_nothing(text: str) -> None:
    got = predict_of(understand(text, context_of({"context": ctx(FRUIT)})))
    assert got["intent"] != "order", got

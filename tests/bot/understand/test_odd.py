"""Odd stretches: letters, rough amounts, minus signs, numbers within words; and orders half said elsewhere."""

import pytest

from bot.understand.intent import Product
from tests.for_each import for_each

from .buys import BOXES, EGGS, buy, said

PAIRS = (
    Product(1, "棉袜", "双", "9"),
    Product(2, "灯笼", "对", "45"),
    Product(3, "啤酒", "打", "66"),
    Product(4, "玉米", "根", "3"),
)
NAMED = (
    Product(1, "半糖酸奶", "杯", "6"),
    Product(2, "5号电池", "节", "2"),
    Product(3, "纸尿裤XL码", "包", "72"),
)


@for_each(
    ("text", "expected"),
    [
        ("棉袜3双", "set 1:3"),
        ("一对灯笼", "set 2:1"),
        ("两打啤酒", "set 3:2"),
        ("玉米一打", "set 4:12"),
        ("玉米一对", "set 4:2"),
    ],
)
def test_a_pair_or_a_dozen_counts_once_where_goods_are_sold_by_it(text: str, expected: str) -> None:
    assert said(text, buy(PAIRS)) == expected


@for_each(
    ("text", "expected"),
    [
        ("两杯半糖酸奶", "set 1:2"),
        ("半糖3杯", "set 1:3"),
        ("五号电池四节", "set 2:4"),
        ("5号电池4节", "set 2:4"),
        ("XL码2包", "set 3:2"),
    ],
)
def test_numbers_and_letters_of_a_name_are_no_amount(text: str, expected: str) -> None:
    assert said(text, buy(NAMED)) == expected


@for_each(
    ("text", "expected"),
    [
        ("A套餐1份", "set 1:1"),
        ("A礼盒2份", "set 1:2"),
        ("D两份", "ask unknown_product"),
        ("A2 D1", "ask unknown_product"),
        ("B超排队2小时", "none"),
    ],
)
def test_a_letter_is_a_product_where_it_stands_for_one(text: str, expected: str) -> None:
    assert said(text, buy(BOXES)) == expected


@for_each(
    "text",
    [
        "葡萄干3斤左右",
        "葡萄干不到5斤",
        "葡萄干大概2斤",
        "葡萄干一小把",
        "葡萄干3斤以上",
        "核桃一两袋",
        "核桃-1",
        "核桃-2袋",
        "核桃0.5袋",
        "葡萄干11.11",
    ],
)
def test_rough_and_negative_amounts_are_asked_about(text: str) -> None:
    assert said(text) == "ask missing_qty"


@pytest.mark.parametrize("text", ["改成-1袋", "加-1袋", "改成 -1袋", "改成－1袋"])
def test_a_minus_before_a_number_without_goods_is_seen(text: str) -> None:
    assert said(text, buy(has={1: "2"})) == "ask missing_qty"


@for_each("text", ["v5", "ok1", "5g", "二十万板", "来一百万板", "37度2", "100%", "百香果", "陆姐"])
def test_numbers_of_other_things_order_nothing(text: str) -> None:
    assert said(text, buy(EGGS)).split()[0] in ("none", "ask")


@for_each(
    ("text", "expected"),
    [
        ("上次的核桃很香，这次要3袋", "set 1:3"),
        ("昨天的核桃真好吃，再来两袋", "ask ambiguous_product"),
        ("核桃的话来一袋，红枣的话来三袋", "set 1:1 2:3"),
        ("核桃2袋 明天能到不", "set 1:2"),
        ("核桃2袋（自己吃）", "set 1:2"),
        ("核桃2袋[玫瑰]", "set 1:2"),
        ("[图片] 2袋", "ask unknown_product"),
        ("我想想…就两袋核桃吧", "set 1:2"),
        ("我想想...就两袋核桃吧", "set 1:2"),
        ("葡萄干多拿点，拿五斤吧", "set 3:5"),
        ("核桃2袋3斤左右的", "set 1:2#3斤左右的"),
        ("1号团 核桃1袋", "set 1:1"),
        ("四样都要一份", "set 1:1 2:1 3:1 4:1"),
    ],
)
def test_what_belongs_to_an_order_is_found_around_it(text: str, expected: str) -> None:
    assert said(text, buy()) == expected


@for_each(
    ("text", "expected"),
    [
        ("算了", "cancel all"),
        ("算了吧", "cancel all"),
        ("算了，来2袋核桃", "set 1:2"),
        ("取消昨天的订单", "cancel all"),
        ("前天订的核桃不要了", "cancel 1"),
        ("合桃取消", "cancel 1"),
        ("之前的核桃改成1袋", "set 1:1"),
        ("核桃由2袋改成1袋", "set 1:1"),
        ("取消昨天的会议", "none"),
    ],
)
def test_giving_up_and_changing_what_was_ordered_before(text: str, expected: str) -> None:
    assert said(text, buy(has={1: "2", 2: "1"})) == expected


def test_nothing_given_up_by_a_shrug_where_nothing_is_ordered() -> None:
    assert said("算了", buy(EGGS)) == "none"

"""An answer to "how many?" is read by an order's rules: nothing is made of a range, a half or a doubt."""

from decimal import Decimal

from bot.parsing.counts import Count, count_in
from tests.for_each import for_each


@for_each(
    ("text", "unit", "qty"),
    [
        ("2", "盒", "2"),
        (" 2 盒", "盒", "2"),
        ("２", "盒", "2"),
        ("１０", "盒", "10"),
        ("两盒", "盒", "2"),
        ("两", "盒", "2"),
        ("俩", "盒", "2"),
        ("十二", "盒", "12"),
        ("3份！", "盒", "3"),
        ("3个", "份", "3"),
        ("2吧", "盒", "2"),
        ("就2盒吧", "盒", "2"),
        ("要三盒", "盒", "3"),
        ("1.5", "斤", "1.5"),
        ("一斤半", "斤", "1.5"),
        ("半斤", "斤", "0.5"),
        ("2公斤", "斤", "4"),
    ],
)
def test_a_plain_amount_is_the_answer(text: str, unit: str, qty: str) -> None:
    assert count_in(text, unit) == Count(Decimal(qty))


@for_each(
    "text",
    "两三盒 一两盒 三五盒 几盒 半盒 1.5 3盒半 一二 2-3 2~3盒 大概2 大约两盒 2盒左右 两斤 3个 2吗 2? 2？ 0 120 9999999".split(),
)
def test_an_amount_that_is_none_of_the_goods_or_in_doubt_is_asked_again(text: str) -> None:
    assert count_in(text, "盒") == Count(None)


@for_each(
    "text",
    [
        "",
        "盒",
        "3点",
        "3点下班",
        "2盒草莓",
        "2楼",
        "3号楼",
        "-2",
        "NaN",
        "inf",
        "1e3",
        "哈哈",
        "不知道",
        "2:0",
        "算了",
    ],
)
def test_what_says_more_or_something_else_is_no_answer(text: str) -> None:
    assert count_in(text, "盒") is None

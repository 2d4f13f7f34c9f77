"""Goods with figures: what belongs to which name."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.figures import Figure, figures
from groupbuy.errors import BadQuantity
from tests.bot.parsing.offers import fruit
from tests.for_each import for_each


def fig(name: str, qty: str | None = None, of: str | None = None) -> Figure:
    return Figure(name, Decimal(qty) if qty is not None else None, Decimal(of) if of is not None else None)


@for_each(
    ("words", "expected"),
    [
        ("", []),
        ("蓝莓", [fig("蓝莓")]),
        ("红颜草莓 蓝莓", [fig("红颜草莓"), fig("蓝莓")]),
        ("红颜草莓、蓝莓，奶油", [fig("红颜草莓"), fig("蓝莓"), fig("奶油")]),
        ("蓝莓 18/20", [fig("蓝莓", "18", "20")]),
        ("蓝莓18/20", [fig("蓝莓", "18", "20")]),
        ("蓝莓 18 / 20", [fig("蓝莓", "18", "20")]),
        ("蓝莓 18盒/20盒", [fig("蓝莓", "18", "20")]),
        ("蓝莓１８／２０", [fig("蓝莓", "18", "20")]),
        ("蓝莓 18.5/20", [fig("蓝莓", "18.5", "20")]),
        ("蓝莓 2", [fig("蓝莓", "2")]),
        ("蓝莓2", [fig("蓝莓", "2")]),
        ("蓝莓2盒", [fig("蓝莓", "2")]),
        ("蓝莓 2盒", [fig("蓝莓", "2")]),
        ("蓝莓x2", [fig("蓝莓", "2")]),
        ("蓝莓×2", [fig("蓝莓", "2")]),
        ("蓝莓2盒 红颜草莓 1", [fig("蓝莓", "2"), fig("红颜草莓", "1")]),
        ("2号", [fig("2号")]),
        ("2号 3", [fig("2号", "3")]),
        ("2号3份", [fig("2号", "3")]),
        ("第2样", [fig("第2样")]),
        ("2 3", [fig("2", "3")]),
        ("蓝莓 1 2", [fig("蓝莓", "1"), fig("2")]),
        ("鸡蛋30枚", [fig("鸡蛋30枚")]),
        ("鸡蛋30枚 18/20", [fig("鸡蛋30枚", "18", "20")]),
        ("大闸蟹 3两 2只", [fig("大闸蟹3两", "2")]),
        ("蓝莓 0", [fig("蓝莓", "0")]),
    ],
)
def test_a_figure_belongs_to_the_name_before_it(words: str, expected: list[Figure]) -> None:
    assert figures(fruit(), words) == expected


@pytest.mark.parametrize("words", ["蓝莓 200000", "蓝莓 999999/5"])
def test_absurd_quantities_are_refused(words: str) -> None:
    with pytest.raises(BadQuantity):
        figures(fruit(), words)


@pytest.mark.parametrize("words", ["蓝莓 1e9", "蓝莓 NaN", "蓝莓 -1"])
def test_what_is_no_plain_number_becomes_no_quantity(words: str) -> None:
    assert all(it.qty is None or it.name != "蓝莓" for it in figures(fruit(), words))


@given(st.text(max_size=200))
def test_no_text_brings_the_reader_down(words: str) -> None:
    try:
        found = figures(fruit(), words)
    except BadQuantity:
        return
    assert all(it.name for it in found)
    assert all(it.qty is None or it.qty >= 0 for it in found)

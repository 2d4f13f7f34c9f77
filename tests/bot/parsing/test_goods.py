"""Items as leaders write them."""

import pytest

from bot.parsing.goods import NoItemCalled, SeveralItems, before_name, find_good, fitting, listed
from tests.bot.parsing.offers import fruit
from tests.for_each import for_each


@for_each(
    ("text", "no"),
    [
        ("红颜草莓", 1),
        (" 蓝莓 ", 3),
        ("草莓王", 1),
        ("奶油", 2),
        ("3", 3),
        ("３", 3),
        ("③", 3),
        ("3号", 3),
        ("第3样", 3),
        ("第3个", 3),
        ("第 3 样", 3),
        ("3号商品", 3),
        ("a", 4),
        ("Ａ", 4),
        ("鸡蛋30枚", 4),
        ("鸡蛋", 4),
        ("大闸蟹3两", 5),
        ("大闸蟹", 5),
    ],
)
def test_a_number_a_name_an_alias_or_a_part_of_its_own_names_an_item(text: str, no: int) -> None:
    assert find_good(fruit(), text).no == no


@for_each("text", ["香蕉", "9", "0", "第9样", "", "  ", "-1", "3号楼"])
def test_what_names_nothing_is_refused_with_what_there_is(text: str) -> None:
    with pytest.raises(NoItemCalled) as refused:
        find_good(fruit(), text)
    assert "1 红颜草莓" in str(refused.value)
    assert "12号团" in str(refused.value)


def test_a_part_that_two_items_have_is_asked_about() -> None:
    with pytest.raises(SeveralItems) as refused:
        find_good(fruit(), "草莓")
    assert str(refused.value) == "“草莓”是哪一样？1 红颜草莓、2 奶油草莓"


def test_an_endless_name_is_not_repeated_in_full() -> None:
    with pytest.raises(NoItemCalled) as refused:
        find_good(fruit(), "香" * 5000)
    assert len(str(refused.value)) < 100


def test_a_number_alone_is_never_a_part_of_a_name() -> None:
    assert fitting(fruit(), "30") == []


def test_a_long_list_is_cut_with_dots() -> None:
    assert listed(fruit().items.values(), most=2) == "1 红颜草莓、2 奶油草莓…"


@for_each(
    ("words", "before"),
    [
        ("12 草莓 2", True),
        (" 12 草莓", True),
        ("12 2号点 草莓 2", True),
        ("1 2", False),
        ("草莓 2", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_number_before_a_name_is_a_buys(words: str, before: bool) -> None:
    assert before_name(words) is before

"""Yes, no, words too many, and the number of a buy in front."""

import pytest

from bot.parsing.forms import BadForm, is_no, is_yes, nothing_more, with_number
from groupbuy.errors import NoSuchBuy
from tests.for_each import for_each


@for_each("said", ["确认", "确认！", "好", " 好的。", "开", "ＯＫ", "是"])
def test_yes_has_many_words(said):
    assert is_yes(said)
    assert not is_no(said)


@for_each("said", ["取消", "算了", "算了吧", "不开", "不要了。", "no"])
def test_no_has_many_words(said):
    assert is_no(said)
    assert not is_yes(said)


@for_each("said", ["确认什么", "好吃吗", "草莓2盒", "", "不确认"])
def test_other_words_are_neither(said):
    assert not is_yes(said)
    assert not is_no(said)


def test_nothing_but_politeness_may_follow():
    nothing_more("", "截单 12")
    nothing_more(" 吧。", "截单 12")
    with pytest.raises(NoSuchBuy):
        nothing_more("99", "截单 12")
    with pytest.raises(BadForm, match="截单 12"):
        nothing_more("草莓", "截单 12")


@for_each(
    ("words", "named"),
    [
        ("12", "12号团"),
        ("12 21:00", "12号团 21:00"),
        (" 12 30分钟", "12号团 30分钟"),
        ("12\n截单 明天20:00", "12号团\n截单 明天20:00"),
        ("30 分钟", "30 分钟"),
        ("30分钟", "30分钟"),
        ("2 小时", "2 小时"),
        ("20:00", "20:00"),
        ("12号团", "12号团"),
        ("草莓 12", "草莓 12"),
        ("", ""),
    ],
)
def test_a_bare_number_in_front_names_the_buy(words, named):
    assert with_number(words) == named

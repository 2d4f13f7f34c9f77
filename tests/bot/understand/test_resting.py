"""Every result says which words of the message it rests on, in code points; and as platforms count them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand import understand
from bot.understand.intent import (
    AskIntent,
    CancelIntent,
    ChainIntent,
    CommandIntent,
    Context,
    OrderIntent,
    Product,
    QueryIntent,
)
from bot.utf16 import from_utf16, to_utf16
from tests.for_each import for_each

FRUIT = (Product(1, "草莓", "盒", "25"), Product(2, "蓝莓", "盒", "15"))
NOW = datetime(2026, 11, 21, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def read(text, role="resident"):
    return understand(text, Context("周末水果", FRUIT, NOW, role=role))


@for_each(
    ("text", "words"),
    [
        ("草莓两盒，不要太软", ["草莓两盒"]),
        ("😀😀草莓２盒 蓝莓1盒", ["草莓２盒", "蓝莓1盒"]),
        ("1. 草莓2盒\n2. 蓝莓3盒", ["草莓2盒", "蓝莓3盒"]),
        ("\n① 草莓2盒\n\n② 蓝莓3盒", ["草莓2盒", "蓝莓3盒"]),
        ("各2盒", ["2盒", "2盒"]),
    ],
)
def test_each_line_of_an_order_rests_on_its_own_words(text, words):
    found = read(text)
    assert isinstance(found, OrderIntent)
    assert [text[slice(*it.span)] for it in found.lines] == words


def test_entries_of_a_chain_count_from_the_messages_start():
    text = "#接龙\n周末水果😀\n\n1. 李阿姨 草莓2盒\n[10:05] 2. 😀陈伯 草莓1 蓝莓2\n3、小张 蓝莓1\n草莓2\n4. 老许 取消"
    found = read(text)
    assert isinstance(found, ChainIntent)
    assert [text[slice(*it.span)] for it in found.entries] == [
        "李阿姨 草莓2盒",
        "😀陈伯 草莓1 蓝莓2",
        "小张 蓝莓1\n草莓2",
        "老许 取消",
    ]
    spans = [[text[slice(*line.span)] for line in it.lines] for it in found.entries]
    assert spans == [["草莓2盒"], ["草莓1", "蓝莓2"], ["小张 蓝莓1\n草莓2"] * 2, []]
    assert found.entries[0].lines[0].span == (text.index("草莓2盒"), text.index("草莓2盒") + 4)


def test_what_was_read_before_stands_elsewhere_in_another_message():
    first, second = "#接龙\n1. 李阿姨 草莓2盒", "#接龙 周末水果\n今天截单\n1. 李阿姨 草莓2盒"
    for text in (first, second, first):
        (entry,) = read(text).entries
        assert text[slice(*entry.lines[0].span)] == "草莓2盒"


@pytest.mark.parametrize(
    ("text", "kind", "words", "role"),
    [
        (" 取消 ", CancelIntent, "取消", "resident"),
        ("桃子2盒", AskIntent, "桃子", "resident"),
        ("草莓多少钱？", QueryIntent, "草莓多少钱？", "resident"),
        ("截单", CommandIntent, "截单", "leader"),
    ],
)
def test_other_results_rest_on_a_doubtful_word_or_on_all_of_it(text, kind, words, role):
    found = read(text, role)
    assert isinstance(found, kind)
    assert text[slice(*found.span)] == words


def test_platforms_count_an_emoji_as_two():
    text = "😀😀草莓2盒🍓"
    assert to_utf16(text, (2, 6)) == (4, 8)
    assert from_utf16(text, (4, 8)) == (2, 6)
    assert text[slice(*from_utf16(text, (4, 10)))] == "草莓2盒🍓"
    assert text[slice(*from_utf16(text, (1, 5)))] == "😀😀草", "half a character is the whole of it"
    assert from_utf16(text, (90, 99)) == (len(text), len(text))
    assert from_utf16("", (0, 0)) == (0, 0)
    for nonsense in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="no span"):
            from_utf16(text, nonsense)


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_there_and_back_is_the_same_stretch(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    there = to_utf16(text, (start, end))
    back = from_utf16(text, there)
    assert text[slice(*back)] == text[start:end]

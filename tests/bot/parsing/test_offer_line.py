"""One item of a 开团 message, in the orders and spellings leaders use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.offer_line import OfferLine, is_priced, read_line
from groupbuy.errors import BadDraft, Refusal
from tests.for_each import for_each

D = Decimal


@for_each(
    ("line", "read"),
    [
        ("草莓 25/盒", OfferLine("草莓", 2500, "盒")),
        ("草莓25元/盒", OfferLine("草莓", 2500, "盒")),
        ("草莓 25.8元一盒", OfferLine("草莓", 2580, "盒")),
        ("草莓 25 一盒", OfferLine("草莓", 2500, "盒")),
        ("草莓 一盒25", OfferLine("草莓", 2500, "盒")),
        ("草莓 每盒25元", OfferLine("草莓", 2500, "盒")),
        ("草莓 1盒25块", OfferLine("草莓", 2500, "盒")),
        ("草莓 ￥25", OfferLine("草莓", 2500)),
        ("草莓 25块钱", OfferLine("草莓", 2500)),
        ("草莓 25", OfferLine("草莓", 2500)),
        ("草莓25", OfferLine("草莓", 2500)),
        ("草莓", OfferLine("草莓")),
        ("草莓 ２５／盒", OfferLine("草莓", 2500, "盒")),
        ("草莓 25/盒 库存20 限2", OfferLine("草莓", 2500, "盒", D(20), D(2))),
        ("草莓 限购2盒 库存：20盒 25/盒", OfferLine("草莓", 2500, "盒", D(20), D(2))),
        ("草莓，25/盒，共20盒，每人限2盒", OfferLine("草莓", 2500, "盒", D(20), D(2))),
        ("草莓 25元 限量10盒", OfferLine("草莓", 2500, None, D(10))),
        ("草莓 25/盒 库存不限", OfferLine("草莓", 2500, "盒")),
        ("草莓 25/盒 库存0", OfferLine("草莓", 2500, "盒", D(0))),
        ("苹果 6.8/斤 库存 12.5斤", OfferLine("苹果", 680, "斤", D("12.5"))),
        ("红富士 6.8/斤 别名 苹果、富士", OfferLine("红富士", 680, "斤", aliases=("苹果", "富士"))),
        ("草莓（又叫红颜） 25/盒", OfferLine("草莓", 2500, "盒", aliases=("红颜",))),
        ("土鸡蛋 29.9元/30枚", OfferLine("土鸡蛋（30枚）", 2990, "份")),
        ("五花肉 28.8/500g", OfferLine("五花肉（500g）", 2880, "份")),
        ("牛奶 15/1瓶", OfferLine("牛奶", 1500, "瓶")),
        ("可乐330ml*24 39元/箱", OfferLine("可乐330ml*24", 3900, "箱")),
        ("牛奶250ml 30", OfferLine("牛奶250ml", 3000)),
        ("一品豆腐 5/块", OfferLine("一品豆腐", 500, "块")),
        ("共和土豆 3/斤", OfferLine("共和土豆", 300, "斤")),
        ("草莓 约500g 25/盒", OfferLine("草莓 约500g", 2500, "盒")),
        ("赠品贴纸 0/张", OfferLine("赠品贴纸", 0, "张")),
    ],
)
def test_a_line_is_read_whatever_its_order(line, read):
    assert read_line(line) == read


@for_each("line", ["红富士 6.8元/斤起", "25/盒", "草莓 25 20", "草莓 ¥", "", "库存20", "长" * 31 + " 5/盒"])
def test_a_line_that_is_not_wholly_understood_is_refused_with_the_form(line):
    with pytest.raises(BadDraft) as refused:
        read_line(line)
    assert "草莓 25/盒 库存20 限2" in str(refused.value)


@for_each(
    ("line", "priced"),
    [("草莓 25/盒", True), ("草莓 25元", True), ("周末水果", False), ("12月专场", False), ("草莓 25", False)],
)
def test_only_words_that_say_so_make_a_price(line, priced):
    assert is_priced(line) is priced


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        line = read_line(text)
    except Refusal:
        return
    assert line.name
    assert line.price is None or line.price >= 0


@given(st.integers(1, 999_999), st.integers(1, 999), st.integers(1, 99))
def test_price_stock_and_limit_come_back_as_written(fen, stock, limit):
    line = read_line(f"草莓 {fen // 100}.{fen % 100:02d}/盒 库存{stock} 限{limit}")
    assert (line.price, line.stock, line.limit) == (fen, D(stock), D(limit))

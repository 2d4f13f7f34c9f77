"""Every word beside an order is accounted for: what is left over makes it talk, by where it stands and how firm the order is."""

import pytest

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of

from .tables import BERRIES, FRUIT, MARKET, ctx, holds, rows
from .test_harm import booked

TALK = """
好苹果！两斤都是脆的|芒果皮留着泡脚，2个就够了|什么时候再有，我要2斤芒果|有没有拼芒果的，我要2斤|苹果2斤是甜的|苹果放了2天还是硬的
"""


@pytest.mark.parametrize("text", [it for line in TALK.split("\n") for it in line.split("|") if it])
def test_words_nobody_accounts_for_make_a_seeming_order_talk(text: str) -> None:
    assert booked(text, ctx(FRUIT)) == []


@rows(
    ("苹果2斤别放太多冰压秤", "set 2:2#别放太多冰压秤"),
    ("苹果2斤给我称脆一点的", "set 2:2#脆一点的"),
    ("苹果2斤，要软一点马上能吃的", "set 2:2#要软一点马上能吃的"),
    ("橘子一箱一起装", "set 1:1#一起装"),
    ("橘子1箱，芒果2斤，到了喊我一声", "set 1:1#到了喊我一声 4:2#到了喊我一声"),
    ("2斤苹果1斤芒果，微信转你33", "set 2:2 4:1"),
    ("钱一会儿转，苹果2斤", "set 2:2"),
    ("苹果2斤，钱我一起转", "set 2:2"),
    ("上次2箱橘子不够分，这回来3箱", "set 1:3"),
    ("我减肥呢，别诱惑我，两斤苹果", "set 2:2"),
    ("早上跑步饿死了，来两斤苹果", "set 2:2"),
    ("苹果2斤给孩子吃", "set 2:2"),
    ("13栋 王 苹果2斤", "set 2:2"),
)
def test_asides_remarks_and_payments_are_accounted_for(text: str, expected: str) -> None:
    holds(text, expected)


@rows(
    ("五花肉2斤烤热点", "set 10:2#烤热点"),
    ("土豆2斤洗干净", "set 2:2#洗干净"),
    ("老母鸡1只帮忙刮干净毛", "set 9:1#帮忙刮干净毛"),
    ("空心菜两把捆紧点", "set 5:2#捆紧点"),
)
def test_a_remark_is_told_by_its_shape(text: str, expected: str) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("我们一家5口，来3盒", "set 1:3"),
    ("老王两盒，老李三盒，我一盒", "set 1:2@老王 1:3@老李 1:1"),
    ("两盒 13栋", "set 1:2"),
    ("便宜点嘛，我要5盒呢", "query price"),
)
def test_where_one_thing_is_sold(text: str, expected: str) -> None:
    holds(text, expected, ctx(BERRIES))


def test_something_else_that_is_not_wanted_cancels_nothing() -> None:
    context = {**ctx(FRUIT), "prior_order": [{"product": 2, "qty": "2"}]}
    for text in ("物业说快递不要了", "旧衣服不要了"):
        assert predict_of(understand(text, context_of({"context": context})))["intent"] == "none", text
    for text in ("家里人说不要了，不好意思", "不要了，再吃要胖了", "都给我取消吧，老家寄来一堆"):
        assert predict_of(understand(text, context_of({"context": context})))["intent"] == "cancel", text

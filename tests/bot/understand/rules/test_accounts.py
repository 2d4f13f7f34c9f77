"""Every word beside an order is accounted for: what is left over makes it talk, by where it stands and how firm the order is."""

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, cmd, ctx, holds, rows
from .test_harm import booked

TALK = """
好苹果！两斤都是脆的|芒果皮留着泡脚，2个就够了|什么时候再有，我要2斤芒果|有没有拼芒果的，我要2斤|苹果2斤是甜的|苹果放了2天还是硬的
"""


@for_each("text", [it for line in TALK.split("\n") for it in line.split("|") if it])
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


@rows(
    ("熏了20斤苹果", "none"),
    ("早上吃了2个苹果", "none"),
    ("帮我把2斤苹果放门口", "none"),
    ("2斤苹果好重", "none"),
    ("一箱42个橘子", "none"),
    ("芒果一人一斤，我家4个人", "none"),
    ("扣1看戏", "none"),
    ("芒果2斤送给老师了", "none"),
    ("3-301的2斤芒果放错了", "none"),
    ("芒果我妹送来2斤", "none"),
    ("我要的2斤芒果呢", "none"),
    ("芒果2斤送老师，挑软的", "set 4:2#送老师，挑软的"),
    ("老婆说橘子2箱", "set 1:2@老婆"),
    ("隔壁大哥也要一箱橘子", "set 1:1@隔壁大哥"),
    ("感冒了，来箱橘子补补", "set 1:1"),
    ("一箱太少了，来两箱橘子", "set 1:2"),
    ("苹果甜的还是酸的", "query other"),
)
def test_what_was_done_or_how_it_is_orders_nothing(text: str, expected: str) -> None:
    holds(text, expected)


def test_what_shall_not_be_cancelled_is_not() -> None:
    for text in ("苹果不要退，我要的", "芒果不要取消"):
        holds(text, "none", ctx(FRUIT, has={2: "2", 4: "1"}))
    holds("不要苹果皮破的", "none", ctx(FRUIT, has={2: "2"}))
    holds("撤了撤了，回家吃饭", "none", ctx(FRUIT, has={2: "2"}))
    holds("撤了吧，我下班来不及拿", "cancel all", ctx(FRUIT, has={2: "2"}))
    holds("算了，不折腾了", "cancel all", ctx(FRUIT, has={2: "2"}))
    holds("家里冰箱放不下了，退一斤", "set 2:1", ctx(FRUIT, has={2: "2"}))


@rows(
    ("苹果还剩5斤，手慢无", cmd("stock", product=2, op="set", qty="5")),
    ("苹果改成7块一斤，大家抓紧", cmd("price", product=2, price="7")),
    ("苹果改6.5一斤", cmd("price", product=2, price="6.5")),
    ("涨价了，下次苹果7块一斤", "none"),
    ("这批苹果隔壁老张家特意给咱留的只剩30斤是去年的老价格", "none"),
    ("王姐付了定金没", "none"),
)
def test_a_leaders_word_on_stock_and_prices_is_held_to_account(text: str, expected: object) -> None:
    holds(text, expected, ctx(FRUIT, leader=True))

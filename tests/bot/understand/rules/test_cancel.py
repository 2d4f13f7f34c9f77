"""LABELS §3: what is cancelled, whose, and when it is no cancellation."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, ctx, holds, rows

TWO = {1: "2", 2: "3"}


@rows(
    ("取消", "cancel all"),
    ("取消订单", "cancel all"),
    ("取消我的订单", "cancel all"),
    ("退订", "cancel all"),
    ("退单", "cancel all"),
    ("我要退单", "cancel all"),
    ("全退", "cancel all"),
    ("全部取消", "cancel all"),
    ("都不要了", "cancel all"),
    ("不要了", "cancel all"),
    ("我不要了", "cancel all"),
    ("全都不要了", "cancel all"),
    ("我的都取消吧", "cancel all"),
    ("麻烦帮我取消订单，谢谢", "cancel all"),
    ("帮我撤了吧", "cancel all"),
    ("撤单", "cancel all"),
    ("团长，我的订单取消吧，不好意思", "cancel all"),
    ("取消訂單", "cancel all"),
    ("不好意思都退了吧", "cancel all"),
    ("不要了不要了", "cancel all"),
    ("我退出", "cancel all"),
    ("我不订了", "cancel all"),
    ("给我退了吧", "cancel all"),
    ("帮忙取消一下谢谢", "cancel all"),
    ("把我的单撤了", "cancel all"),
    ("全部不要了", "cancel all"),
    ("统统取消", "cancel all"),
    ("我的退掉", "cancel all"),
    ("撤销订单", "cancel all"),
    ("取消吧", "cancel all"),
)
def test_the_whole_order_is_cancelled(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("橘子取消", "cancel 1"),
    ("取消橘子", "cancel 1"),
    ("橘子不要了", "cancel 1"),
    ("橘子不要了，苹果照旧", "cancel 1"),
    ("橘子不要，苹果照旧", "cancel 1"),
    ("苹果退了吧", "cancel 2"),
    ("退掉苹果", "cancel 2"),
    ("苹果撤掉", "cancel 2"),
    ("橘子和苹果都不要了", "cancel 1,2"),
    ("橘子、苹果取消", "cancel 1,2"),
    ("把苹果退了", "cancel 2"),
    ("不要橘子了", "cancel 1"),
    ("苹果的退订", "cancel 2"),
    ("我的橘子帮我取消一下", "cancel 1"),
    ("1号取消", "cancel 1"),
    ("2号不要了", "cancel 2"),
    ("红富士不要了，别的不变", "cancel 2"),
    ("🍊不要了", "cancel 1"),
    ("蘋果不要了", "cancel 2"),
    ("取消苹果3斤", "cancel 2"),
    ("两箱橘子不要了", "cancel 1"),
    ("橘子先不要了谢谢", "cancel 1"),
)
def test_only_the_named_products_are_cancelled(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("不要了", "none"),
    ("算了", "none"),
    ("算了吧", "none"),
    ("我不要了", "none"),
    ("算了不要了", "none"),
    ("取消", "cancel all"),
    ("取消订单", "cancel all"),
    ("退订", "cancel all"),
    ("退单", "cancel all"),
)
def test_a_bare_never_mind_needs_a_prior_order(text: str, expected: Any) -> None:
    holds(text, expected, ctx())


@rows(
    ("上一个撤掉", "ask ambiguous_product"),
    ("刚才那个取消", "ask ambiguous_product"),
    ("上面那个不要了", "ask ambiguous_product"),
    ("刚刚那个撤了", "ask ambiguous_product"),
)
def test_pointing_back_among_several_is_asked(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("上一个撤掉", "cancel all"),
    ("刚才那个取消", "cancel all"),
    ("上面那个不要了", "cancel all"),
    ("刚刚那个撤了", "cancel all"),
    ("那个不要了", "cancel all"),
)
def test_pointing_back_to_the_only_product_is_all(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has={1: "2"}))


@rows(
    ("王姐的取消", "cancel all@王姐"),
    ("王姐的不要了", "cancel all@王姐"),
    ("我妈的取消", "cancel all@我妈"),
    ("我妈的橘子不要了", "cancel 1@我妈"),
    ("帮王姐取消橘子", "cancel 1@王姐"),
    ("帮王姐退单", "cancel all@王姐"),
    ("老许的苹果退了", "cancel 2@老许"),
    ("给9-909的那份取消", "cancel all@9-909"),
    ("王姐说不要了", "cancel all@王姐"),
    ("替老许取消订单", "cancel all@老许"),
    ("我妈那份不要了", "cancel all@我妈"),
)
def test_another_persons_order_is_cancelled_for_that_person(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has=TWO))


@rows(
    ("取消", "cancel all"),
    ("草莓不要了", "cancel 1"),
    ("不要了", "cancel all"),
    ("草莓取消吧，谢谢", "cancel 1"),
    ("退了吧", "cancel all"),
    ("我那2盒不要了", "cancel all"),
    ("撤", "cancel all"),
    ("取消接龙", "cancel all"),
    ("草莓退订", "cancel 1"),
)
def test_cancelling_the_only_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES, has={1: "2"}))


@rows(
    ("大米不要了", "cancel 1"),
    ("退订大米", "cancel 1"),
    ("10斤大米不要了", "cancel 1"),
    ("全退", "cancel all"),
)
def test_cancelling_a_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE, has={1: "10"}))


@rows(
    ("五花肉不要了", "cancel 10"),
    ("鸡蛋、牛奶取消", "cancel 8,12"),
    ("鸡蛋不要了，其他照旧", "cancel 8"),
    ("牛奶退掉吧", "cancel 12"),
    ("五花肉和鸡蛋都退了", "cancel 10,8"),
    ("都不要了", "cancel all"),
    ("鸡蛋取消，五花肉保留", "cancel 8"),
)
def test_cancelling_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET, has={8: "1", 10: "2", 12: "2"}))


@rows(
    ("A不要，B照旧", "cancel 1"),
    ("A不要了", "cancel 1"),
    ("取消B", "cancel 2"),
    ("A和B都取消", "cancel 1,2"),
    ("甲不要了，乙照旧", "cancel 1"),
    ("a取消", "cancel 1"),
)
def test_cancelling_by_letter(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS, has={1: "2", 2: "1"}))


@rows(
    ("我不要塑料袋", "none"),
    ("别取消哈", "none"),
    ("可以退款吗", "query other"),
    ("坏的能退吗", "query other"),
    ("不要太客气", "none"),
    ("不要了解一下吗哈哈", "none"),
    ("快递我取消了", "none"),
    ("我昨天在别家取消了订单", "none"),
)
def test_words_like_cancel_that_cancel_nothing(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, has=TWO))

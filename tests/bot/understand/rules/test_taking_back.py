"""What is taken back while it is said, whose orders are given up together, and what only looks like an order (LABELS §2, §3)."""

from typing import Any

from .tables import BERRIES, SHOP, cmd, ctx, holds, rows


@rows(
    ("芒果3斤，算了", "none"),
    ("芒果3斤 算了吧", "none"),
    ("来2箱橘子吧，那算了", "none"),
    ("苹果5斤，算了还是3斤吧", "set 2:3"),
    ("苹果5斤算了3斤", "set 2:3"),
    ("橘子2箱，苹果3斤，苹果算了", "set 1:2"),
    ("橘子2箱，算了，来1箱吧", "set 1:1"),
    ("算了", "none"),
    ("我算了一下一共30", "none"),
)
def test_what_is_taken_back_at_once_was_never_ordered(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("我和王姐的橘子都不要了", "ask over_vague"),
    ("王姐和301的都退了", "ask over_vague"),
    ("王姐的橘子不要了", "cancel 1@王姐"),
    ("取消我早上下的单", "cancel all"),
    ("把我昨晚订的单子退了", "cancel all"),
    ("取消我家的订单", "cancel all"),
)
def test_whose_order_is_given_up(text: str, expected: Any) -> None:
    holds(text, expected, ctx(has={1: "2", 2: "3"}))


@rows(
    ("2盒给孩子吃", "set 1:2"),
    ("草莓3盒给老人补补", "set 1:3"),
    ("来1盒给爸妈尝尝", "set 1:1"),
    ("2盒给孩子吃的", "set 1:2"),
    ("草莓2盒给老人", "set 1:2@老人"),
    ("给我妈2盒", "set 1:2@我妈"),
    ("鲜草莓老家寄来10斤", "none"),
    ("亲戚送了2盒草莓", "none"),
    ("我们都是2盒2盒买", "none"),
    ("刚称了，2盒草莓一共3斤", "none"),
)
def test_what_goods_are_for_and_where_others_come_from(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("1、2号各2份", "set 1:2 2:2"),
    ("1和3号各1", "set 1:1 3:1"),
    ("3、5号楼有人在吗", "none"),
    ("苹果15多少人用", "none"),
    ("苹果14pro多少钱", "none"),
    ("1、身份证\n2、户口本\n3、照片2张", "none"),
    ("1、橘子2箱\n2、芒果3斤", "set 1:2 4:3"),
)
def test_numbers_of_goods_and_numbers_of_other_things(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("1、2号到了", cmd("arrived", products=[1, 2])),
    ("2、3号都到了，可以来拿", cmd("arrived", products=[2, 3])),
    ("1号和4号到了", cmd("arrived", products=[1, 4])),
)
def test_a_leader_numbers_what_came(text: str, expected: Any) -> None:
    holds(text, expected, ctx(leader=True))


@rows(
    ("可以取消吗，临时有事", "query other"),
    ("橘子好多钱一箱嘛", "query price"),
    ("芒果好多一斤哦", "query price"),
    ("10斤苹果送不送上门", "query delivery"),
    ("包裹放哪了", "query delivery"),
    ("几点能拿 我下班晚", "query delivery"),
    ("如果是今天摘的就来2箱橘子", "query other"),
    ("有3箱橘子的话都给我，没有就算了", "set 1:3"),
    ("橘子半箱得不得", "ask missing_qty"),
)
def test_questions_in_other_mouths(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("纸尿裤L码2包，XL码1包", "set 3:2 4:1"),
    ("纸尿裤2包", "ask ambiguous_product"),
    ("xl的纸尿裤1包", "set 4:1"),
    ("湿jin 2包", "ask unknown_product"),
    ("chen cu 2瓶", "set 18:2"),
    ("代豆油1桶", "set 15:1"),
)
def test_sizes_and_sounds(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))

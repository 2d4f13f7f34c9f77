"""Adding, taking away, changing, swapping, giving up (LABELS §2 and §3)."""

import pytest

from tests.for_each import for_each

from .buys import EGGS, buy, said

TWO = {1: "2"}
BOTH = {1: "2", 2: "1"}


@for_each(
    "text",
    [
        "核桃再来1袋",
        "再加1袋核桃",
        "核桃加1",
        "核桃+1",
        "追加1袋核桃",
        "核桃多来1袋",
        "还要1袋核桃",
        "另外要1袋核桃",
        "补1袋核桃",
        "再来1袋",
        "加1",
        "能再给我加一袋核桃不",
    ],
)
def test_an_increment_adds(text: str) -> None:
    assert said(text, buy(has=TWO)) == "add 1:1"


@for_each(
    "text",
    [
        "核桃3袋",
        "核桃改成3袋",
        "核桃改3",
        "改成3袋",
        "核桃2袋改3袋",
        "变更一下，3袋",
        "换成3袋",
        "我的核桃改为3袋",
    ],
)
def test_the_same_product_again_replaces(text: str) -> None:
    assert said(text, buy(has=TWO)) == "set 1:3"


@for_each(
    ("text", "meaning"),
    [
        ("核桃少1袋", "set 1:1"),
        ("减一袋", "set 1:1"),
        ("核桃少要1袋", "set 1:1"),
        ("核桃减两袋", "cancel 1"),
        ("红枣少1袋", "ask over_vague"),
        ("核桃换成红枣", "set 1:0 2:2"),
        ("核桃不要了，换两袋红枣", "set 1:0 2:2"),
        ("核桃不要了 红枣来1袋", "set 1:0 2:1"),
        ("核桃改成3袋，再来1袋红枣", "set 1:3 2:1"),
    ],
)
def test_with_two_bags_of_walnuts_on_order(text: str, meaning: str) -> None:
    assert said(text, buy(has=TWO)) == meaning


@for_each(
    ("text", "meaning"),
    [
        ("改成3", "ask ambiguous_product"),
        ("加一份", "ask ambiguous_product"),
        ("少一袋", "ask ambiguous_product"),
        ("核桃2红枣1 改 核桃1红枣3", "set 1:1 2:3"),
        ("核桃2红枣1改成核桃1", "set 1:1"),
        ("红枣不要了", "cancel 2"),
        ("红枣取消", "cancel 2"),
        ("取消红枣", "cancel 2"),
        ("2号不要了", "cancel 2"),
        ("红枣退了吧孩子不爱吃", "cancel 2"),
        ("红枣不要，核桃照旧", "cancel 2"),
        ("红枣撤掉，核桃留着", "cancel 2"),
        ("核桃和红枣都不要了", "cancel 1,2"),
        ("上一个撤掉", "ask ambiguous_product"),
        ("刚才那个不要了", "ask ambiguous_product"),
        ("核桃改3袋，再加1袋红枣", "set 1:3 2:2"),
    ],
)
def test_with_walnuts_and_dates_on_order(text: str, meaning: str) -> None:
    assert said(text, buy(has=BOTH)) == meaning


@for_each(
    "text",
    [
        "取消",
        "撤单",
        "退订",
        "全退",
        "取消订单",
        "帮我取消一下",
        "都不要了",
        "不要了",
        "算了不要了",
        "先不要了哈 家里有",
        "订单取消了吧",
    ],
)
def test_all_is_given_up(text: str) -> None:
    assert said(text, buy(has=BOTH)) == "cancel all"


def test_cancelling_by_name_works_without_an_order_but_not_wanting_does_not() -> None:
    assert said("取消") == "cancel all"
    assert said("不要了") == "none"
    assert said("我不要核桃") == "none"


def test_pointing_back_to_the_only_thing_ordered_gives_it_up() -> None:
    assert said("上一个撤掉", buy(has=TWO)) == "cancel all"


def test_somebody_elses_order_is_cancelled_in_their_name() -> None:
    assert said("我闺蜜那份取消", buy(has=TWO)) == "cancel all@我闺蜜"
    assert said("王姐那袋不要了", buy(has=TWO)) == "cancel all@王姐"


def test_too_few_then_more_is_the_new_number() -> None:
    assert said("两板太少了，来四板", buy(EGGS, has=TWO)) == "set 1:4"


@pytest.mark.parametrize("text", ["可以退款吗", "怎么取消", "能取消吗"])
def test_asking_about_cancelling_cancels_nothing(text: str) -> None:
    assert said(text, buy(has=TWO)) == "query other"

"""What is given up: so many of a thing, what this very message asked for, and what only sounds like it."""

import pytest

from tests.for_each import for_each

from .buys import buy, said

HELD = {1: "5", 2: "3"}


@for_each(
    ("text", "held", "free"),
    [
        ("取消红枣3袋", "cancel 2", "ask over_vague"),
        ("取消核桃2袋", "set 1:3", "ask over_vague"),
        ("取消2袋核桃", "set 1:3", "ask over_vague"),
        ("核桃退2袋", "set 1:3", "ask over_vague"),
        ("核桃2袋退了", "set 1:3", "ask over_vague"),
        ("不要核桃2袋", "set 1:3", "ask over_vague"),
        ("不要2袋核桃了", "set 1:3", "ask over_vague"),
        ("先不要核桃2袋", "set 1:3", "ask over_vague"),
        ("不想要核桃2袋了", "set 1:3", "ask over_vague"),
        ("取消核桃6袋", "ask over_vague", "ask over_vague"),
        ("不要核桃2袋，要红枣4袋", "set 1:3 2:4", "ask over_vague"),
    ],
)
def test_so_many_of_a_thing_are_taken_off_what_is_held(text: str, held: str, free: str) -> None:
    assert said(text, buy(has=HELD)) == held
    assert said(text, buy()) == free


@pytest.mark.parametrize("text", ["我不要2袋", "不要两袋", "别要2袋"])
def test_an_amount_nobody_wants_is_no_order(text: str) -> None:
    assert said(text, buy(has=HELD)) == "none"


def test_what_this_message_asked_for_is_taken_back_with_its_goods() -> None:
    assert said("核桃2袋，红枣3袋，算了红枣不要了") == "set 1:2 2:0"
    assert said("核桃2袋红枣3袋，红枣不要了") == "set 1:2 2:0"


@pytest.mark.parametrize("has", [{}, HELD])
def test_what_this_message_asked_for_is_taken_back_whole(has: dict[int, str]) -> None:
    assert said("核桃2袋，红枣3袋，算了不要了", buy(has=has)) == "none"


def test_giving_up_first_and_ordering_then_is_an_order() -> None:
    assert said("不要了，要1袋核桃", buy(has={2: "3"})) == "set 2:0 1:1"


def test_what_stays_as_it_was_is_not_given_up_with_the_rest() -> None:
    assert said("取消核桃，红枣照旧", buy(has=HELD)) == "cancel 1"
    assert said("取消核桃和红枣", buy(has=HELD)) == "cancel 1,2"


def test_a_picture_names_what_is_given_up() -> None:
    assert said("🌰不要了", buy(has=HELD)) == "cancel 1"


@for_each(
    "text",
    [
        "退休了",
        "退步了",
        "退潮",
        "退烧了",
        "退群",
        "撤离",
        "撤退",
        "撤了撤了回家睡觉",
        "取消点赞",
        "取消收藏",
        "取消航班",
        "团长退我钱了",
        "退了押金",
        "不要再下雨了",
        "取消了今天的约会",
        "撤回了一条消息",
        "我算了下一共30",
    ],
)
def test_words_that_sound_like_giving_up_are_none(text: str) -> None:
    assert said(text, buy(has=HELD)).split()[0] in ("none", "query")


@for_each(
    "text",
    [
        "取消吧家里没人",
        "取消家里临时有事",
        "退了吧，临时出差",
        "我想取消订单",
        "把我的单撤了",
        "取消我的订单",
        "取消掉吧",
        "帮我退了",
    ],
)
def test_a_reason_behind_it_changes_nothing(text: str) -> None:
    assert said(text, buy(has=HELD)) == "cancel all"


def test_orders_of_several_people_are_never_given_up_as_the_senders() -> None:
    for text in ("老王和老李的核桃不要了", "我和老王的核桃都不要了", "老王和老李的都取消"):
        assert said(text, buy(has=HELD)) == "ask over_vague"

"""What stands beside a seeming order and makes it none: talk to neighbours, jokes, what was bought, what shall not be."""

import pytest

from bot.understand import understand
from bot.understand.shapes import context_of, predict_of
from tests.for_each import for_each

from .tables import BERRIES, FRUIT, ctx
from .test_harm import booked

NOT_FOR_US = """
谁拿错我家芒果了，2斤|苹果2斤是谁的|多买了2斤芒果，谁要|芒果两斤 谁和我拼|@阿K 苹果2斤给你留着|给大家推荐芒果，2斤装
苹果2斤，开玩笑的|芒果买多了，2斤，有人要吗|苹果3斤，哪位要一起拼|给你们带了2斤苹果|强烈推荐芒果，买了2斤|有没有人要分2斤芒果|我说着玩的，苹果9斤
"""
AGREED = "+1 太吵了|楼上太吵+1|+1 说得对|我也觉得+1|+1 物业该管管|楼上说得对，+1|1 这群真热闹|我买2盒了|昨晚就买2盒了"
STILL_ORDERS = "+1|+2 谢谢团长|2盒，孩子爱吃|我家要2|来2盒，上次的好吃|+1，期待|扣2 辛苦了"


def _each(table: str) -> list[str]:
    return [it for line in table.strip().splitlines() for it in line.split("|")]


@for_each("text", _each(NOT_FOR_US))
def test_what_is_said_to_neighbours_or_in_jest_books_nothing(text: str) -> None:
    assert booked(text, ctx(FRUIT)) == []


@for_each("text", _each(AGREED))
def test_a_number_in_agreement_with_talk_counts_nobody_in(text: str) -> None:
    assert booked(text, ctx(BERRIES)) == []


@for_each("text", _each(STILL_ORDERS))
def test_thanks_and_joy_beside_a_number_do_not_undo_it(text: str) -> None:
    assert len(booked(text, ctx(BERRIES))) == 1


@for_each(
    ("text", "note"),
    [
        ("苹果2斤，不要太软", "不要太软"),
        ("苹果2斤 不要压坏的哈", "不要压坏的"),
        ("苹果2斤不要烂的", "不要烂的"),
        ("苹果两斤，不要青的", "不要青的"),
        ("苹果2斤，不要有坏的", "不要有坏的"),
        ("苹果两斤，不要太软，麻烦帮我放门口", "不要太软"),
    ],
)
@for_each("prior", [[], [{"product": 2, "qty": "2"}]])
def test_what_goods_shall_not_be_is_a_remark_and_gives_nothing_up(text: str, note: str, prior: list) -> None:
    got = predict_of(understand(text, context_of({"context": {**ctx(FRUIT), "prior_order": prior}})))
    assert got["intent"] == "order"
    [line] = got["lines"]
    assert (line["product"], line["qty"]) == (2, "2")
    assert note in line["note"]


@for_each("text", ["都不要太熟", "都不要太熟的", "都不要放太久", "都不要急", "不要压坏了"])
def test_alone_it_cancels_nothing(text: str) -> None:
    prior = [{"product": 2, "qty": "2"}, {"product": 4, "qty": "1"}]
    assert booked(text, {**ctx(FRUIT), "prior_order": prior}) == []


@pytest.mark.parametrize("text", ["只要苹果，芒果不要", "苹果要的，芒果不要了", "苹果留着，芒果退了"])
def test_only_what_the_clause_names_is_given_up(text: str) -> None:
    prior = [{"product": 2, "qty": "2"}, {"product": 4, "qty": "1"}]
    got = predict_of(understand(text, context_of({"context": {**ctx(FRUIT), "prior_order": prior}})))
    assert (got["intent"], got.get("scope")) == ("cancel", [4])


@pytest.mark.parametrize("text", ["苹果、芒果都不要了", "苹果和芒果不要了", "苹果，芒果都不要了"])
def test_a_list_is_given_up_whole(text: str) -> None:
    prior = [{"product": 2, "qty": "2"}, {"product": 4, "qty": "1"}]
    got = predict_of(understand(text, context_of({"context": {**ctx(FRUIT), "prior_order": prior}})))
    assert (got["intent"], sorted(got.get("scope") or [])) == ("cancel", [2, 4])


@for_each(
    "text",
    [
        "苹果叶子不要",
        "2斤苹果够我家吃一天的了",
        "苹果一斤大概有8个",
        "一斤苹果4个",
        "楼下2斤苹果5",
        "苹果甜就来2斤",
    ],
)
def test_what_is_told_of_goods_orders_and_gives_up_nothing(text: str) -> None:
    prior = [{"product": 2, "qty": "2"}]
    assert booked(text, {**ctx(FRUIT), "prior_order": prior}) == []


@for_each(
    "text",
    ["苹果2斤6.8", "苹果2斤 13.6已付", "苹果2斤共13.6", "苹果2斤 微信转了13.6", "苹果2斤 138-0013-8000"],
)
def test_the_price_the_sum_and_a_phone_beside_an_order_count_no_goods(text: str) -> None:
    assert [(it["product"], it["qty"]) for it in booked(text, ctx(FRUIT))] == [(2, "2")]


@for_each("text", ["俩孩子", "人均2个", "1:0", "2/7", "2？", "接我一下", "加我一个微信"])
def test_numbers_of_other_things_are_met_with_silence(text: str) -> None:
    assert predict_of(understand(text, context_of({"context": ctx(BERRIES)})))["intent"] == "none"


def test_somebody_elses_return_is_asked_about_and_books_nothing() -> None:
    got = predict_of(
        understand(
            "给王姐退1斤苹果",
            context_of({"context": {**ctx(FRUIT), "prior_order": [{"product": 2, "qty": "3"}]}}),
        )
    )
    assert (got["intent"], got.get("reason")) == ("ask", "over_vague")


@pytest.mark.parametrize(("text", "left"), [("除了苹果都不要了", [4]), ("算了算了", "all")])
def test_all_but_some_is_given_up_and_said_twice_it_is_meant(text: str, left: object) -> None:
    prior = [{"product": 2, "qty": "2"}, {"product": 4, "qty": "1"}]
    got = predict_of(understand(text, context_of({"context": {**ctx(FRUIT), "prior_order": prior}})))
    assert (got["intent"], got["scope"]) == ("cancel", left)


@for_each(
    "text",
    [
        "苹果限购2斤",
        "每户限2斤苹果",
        "苹果数量有限，2斤起",
        "苹果降价2元",
        "苹果便宜3块",
        "取消截单",
        "今天苹果特别好，3斤装",
    ],
)
def test_a_leaders_talk_of_limits_and_rebates_changes_nothing(text: str) -> None:
    got = predict_of(understand(text, context_of({"context": {**ctx(FRUIT), "role": "leader"}})))
    assert got["intent"] == "none", got

"""Questions: is it one, is it ours, what about (LABELS §5)."""

import pytest

from tests.for_each import for_each

from .buys import buy, said


@for_each(
    ("topic", "texts"),
    [
        (
            "price",
            [
                "核桃多少钱",
                "红枣怎么卖",
                "三袋核桃多少钱",
                "能便宜点吗",
                "买5袋有优惠吗",
                "核桃咋卖",
                "葡萄干啥价",
                "便宜点我就要5袋",
            ],
        ),
        (
            "stock",
            [
                "核桃还有吗",
                "还有货吗",
                "红枣还剩几袋",
                "有没有腰果",
                "核桃卖完了吗",
                "有腰果吗",
                "杏仁还有没有",
            ],
        ),
        (
            "delivery",
            [
                "什么时候到货",
                "几点能取",
                "在哪里自提",
                "能送到家吗",
                "核桃到了吗",
                "哪天发货",
                "核桃到了没",
                "2袋能送上门吗",
            ],
        ),
        (
            "my_order",
            [
                "我订了几袋",
                "我一共多少钱",
                "我的单记上了吗",
                "收到我转的钱了吗",
                "我下的是什么来着",
                "查一下我的订单",
            ],
        ),
        (
            "list",
            [
                "都有什么",
                "有多少人订了",
                "成团了吗",
                "谁订了核桃",
                "统计",
                "汇总",
                "名单发一下",
                "有哪些品种",
            ],
        ),
        (
            "other",
            [
                "核桃新鲜吗",
                "怎么付款",
                "收款码发下",
                "几点截单",
                "还能订吗",
                "核桃是甜的还是咸的",
                "坏了能退吗",
                "红枣甜的话我要5袋，甜吗",
            ],
        ),
    ],
)
def test_questions_by_topic(topic: str, texts: list[str]) -> None:
    assert {text: said(text) for text in texts} == dict.fromkeys(texts, f"query {topic}")


@for_each(
    "text",
    [
        "什么时候停水",
        "谁家有充电器",
        "有人知道物业电话吗",
        "大家核桃都怎么吃",
        "有没有会修电脑的邻居",
        "幼儿园几点放学",
        "@老王 核桃好吃吗",
        "谁有多的核桃吗",
    ],
)
def test_questions_to_neighbours_or_about_other_matters_are_not_ours(text: str) -> None:
    assert said(text) == "none"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("核桃甜吗？来两袋", "set 1:2"),
        ("核桃2袋，钱转谁？", "set 1:2"),
        ("请问还有没有核桃，有就给我3袋", "set 1:3"),
    ],
)
def test_an_order_in_the_same_message_wins(text: str, meaning: str) -> None:
    assert said(text) == meaning


def test_a_leaders_question_to_the_group_is_not_for_the_bot() -> None:
    assert said("还有要的吗", buy(leader=True)) == "none"

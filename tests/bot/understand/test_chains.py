"""接龙: what is a chain, which lines are entries, what each says (LABELS §7)."""

from bot.understand import understand
from bot.understand.intent import ChainIntent
from tests.for_each import for_each

from .buys import DISHES, EGGS, NUTS, buy, said

HEAD = "#接龙\n干果团 核桃39 红枣25\n\n"


@for_each(
    "text",
    [
        HEAD + "1. 王姐 核桃2袋\n2. 李叔 红枣1",
        "#接龍\n幹果團\n1. 王姐 核桃2袋\n2. 李叔 紅棗1".replace("王姐", "王姐"),
        "接龙\n1、王姐 核桃2袋\n2、李叔 红枣1",
        "#接龙\n干果团\n(1) 王姐 核桃2袋\n(2) 李叔 红枣1",
        "#接龙\n干果团\n①王姐 核桃2袋\n②李叔 红枣1",
        "#接龙\n干果团\n１．王姐 核桃2袋\n２．李叔 红枣1",
        "#接龙\n干果团\n1) 王姐：核桃2袋\n2) 李叔，红枣1",
        "#接龙 干果团<br/>1. 王姐 核桃2袋<br/>2. 李叔 红枣1",
        "2026-11-20 18:03\n#接龙\n干果团\n1. 王姐 核桃2袋\n2. 李叔 红枣1",
        "1. 王姐 核桃2袋\n2. 李叔 红枣1",
        "1. 王姐 核桃2袋 2. 李叔 红枣1",
        "#接龙\n干果团\n1. 王姐核桃2袋\n2. 李叔红枣1",
        HEAD + "1. 王姐 核桃2袋\n2. 李叔 红枣1\n\n今晚截单，3号楼自提",
        "#接龙\n干果团\n1.核桃 39\n2.红枣 25\n例 房号 核桃1\n\n1. 王姐 核桃2袋\n2. 李叔 红枣1",
        HEAD + "1. 王姐 核桃2袋\n@团长 看一下\n2. 李叔 红枣1",
    ],
)
def test_every_form_of_the_same_chain(text: str) -> None:
    assert said(text) == "1 王姐: 1:2; 2 李叔: 2:1"


@for_each(
    ("entry", "meaning"),
    [
        ("5. 3-201 王姐 核桃2袋", "5 3-201 王姐: 1:2"),
        ("5. 王姐3-201 核桃2袋", "5 王姐3-201: 1:2"),
        ("5. 🌻小花 核桃2袋", "5 🌻小花: 1:2"),
        ("5. 阿强7号 核桃2袋", "5 阿强7号: 1:2"),
        ("5. 核桃妈 红枣1袋", "5 核桃妈: 2:1"),
        ("5. 一米阳光 红枣1袋", "5 一米阳光: 2:1"),
        ("5. Grace li 红枣1袋", "5 Grace li: 2:1"),
        ("5. 十一 红枣 3", "5 十一: 2:3"),
        ("5. 核桃2袋", "5 : 1:2"),
        ("5. 王姐 核桃", "5 王姐: 1:1"),
        ("5. 王姐 核桃红枣各2", "5 王姐: 1:2 2:2"),
        ("5. 王姐 核桃+2", "5 王姐: 1:2"),
        ("5. 王姐 再加核桃2袋", "5 王姐: 1:2"),
        ("5. 王姐", "5 王姐: over_vague"),
        ("5. 王姐 取消", "5 王姐: cancel"),
        ("5. 王姐 不要了", "5 王姐: cancel"),
        ("5. 王姐 腰果2袋", "5 王姐: unknown_product"),
        ("5. 王姐 2袋", "5 王姐: ambiguous_product"),
        ("5. 王姐 核桃2斤", "5 王姐: missing_qty"),
        ("5. 王姐 葡萄干半斤，代刘叔1斤", "5 王姐: 3:0.5 3:1@刘叔"),
        ("5. 王姐 核桃2袋 要新鲜的", "5 王姐: 1:2#要新鲜的"),
        ("5. 王姐 核桃2袋、红枣1袋，放快递柜", "5 王姐: 1:2#放快递柜 2:1#放快递柜"),
        ("5. 王姐 核桃2袋\n红枣1袋", "5 王姐: 1:2 2:1"),
        ("5. 王姐 核桃2袋\n赵婶 红枣1袋", "5 王姐: 1:2; ? 赵婶: 2:1"),
        ("5. 王姐 核桃2袋\n6.\n5. 王姐 红枣1", "5 王姐: 1:2; 5 王姐: 2:1"),
    ],
)
def test_entries(entry: str, meaning: str) -> None:
    assert said(HEAD + entry) == meaning


@for_each(
    ("entry", "meaning"),
    [
        ("1. 王姐 2", "1:2"),
        ("1. 王姐 +2", "1:2"),
        ("1. 王姐 2板", "1:2"),
        ("1. 王姐", "1:1"),
        ("1. 王姐 3个", "missing_qty"),
        ("1. 王姐2", "1:2"),
        ("1. 王姐 2 周日拿", "1:2#周日拿"),
    ],
)
def test_with_one_product_a_number_or_a_bare_name_is_enough(entry: str, meaning: str) -> None:
    assert said("#接龙\n土鸡蛋42一板\n\n" + entry, buy(EGGS)) == f"1 王姐: {meaning}"


def test_a_header_that_names_one_product_gives_bare_numbers_their_meaning() -> None:
    assert said("#接龙\n核桃团\n1. 王姐 2\n2. 李叔\n3. 赵婶 红枣1") == "1 王姐: 1:2; 2 李叔: 1:1; 3 赵婶: 2:1"


def test_a_leaders_own_name_opens_the_chain_without_an_order() -> None:
    assert said(HEAD + "1. 团长小敏", buy(NUTS, leader=True, sender="团长小敏")) == "1 团长小敏: -"


def test_a_dish_in_two_sizes_is_asked_for_in_its_entry_alone() -> None:
    chain = "#接龙\n酸菜鱼\n\n1. 王姐 酸菜鱼1\n2. 李叔 酸菜鱼大份1"
    assert said(chain, buy(DISHES)) == "1 王姐: ambiguous_product; 2 李叔: 1:1"


@for_each(
    "text",
    [
        "#接龙\n周日下午足球\n\n1. 老卫\n2. 毛豆 带水2箱",
        "#接龙\n家长会签到\n1. 小宝妈\n2. 朵朵爸爸",
        "#接龙\n投诉物业\n1. 3-502 漏水\n2. 5-101 噪音",
        "[链接] #接龙 核桃",
        "1. 明天开会\n2. 带好笔",
    ],
)
def test_a_chain_about_something_else_is_not_ours(text: str) -> None:
    assert said(text) == "none"


def test_numbered_goods_without_a_header_are_an_ordinary_order() -> None:
    assert said("1. 核桃2袋\n2. 红枣1袋") == "set 1:2 2:1"


def test_a_single_numbered_person_is_a_chain_of_one() -> None:
    assert said("6、王姐 核桃2袋") == "6 王姐: 1:2"


def test_a_thousand_entries_are_all_read() -> None:
    text = HEAD + "\n".join(f"{i}. 小{i}号 核桃{i % 9 + 1}袋" for i in range(1, 901))
    found = understand(text, buy())
    assert isinstance(found, ChainIntent)
    assert [entry.seq for entry in found.entries] == list(range(1, 901))
    assert all(len(entry.lines) == 1 for entry in found.entries)

"""Plain orders: goods, amounts, spreading, and what is no order at all (LABELS §2)."""

import pytest

from tests.for_each import for_each

from .buys import BOXES, DISHES, EGGS, NUTS, buy, said


@for_each(
    "text",
    [
        "核桃2袋",
        "核桃两袋",
        "核桃 2",
        "核桃2",
        "两袋核桃",
        "来两袋核桃",
        "我要2袋核桃",
        "核桃来2袋吧",
        "麻烦记两袋核桃，谢谢",
        "核桃×2",
        "核桃x2",
        "核桃*2",
        "核桃：2袋",
        "核桃2份",
        "团长，核桃给我留两袋",
        "能不能给我留两袋核桃",
        "核桃两袋可以吗",
        "可以给我订两袋核桃吗",
        "还有核桃吗，有的话来两袋",
        "有货就要两袋核桃",
        "核桃要两袋，怎么付款？",
        "核桃俩",
        "核桃一对",
        "合桃2袋",
        "3-502 核桃2袋",
        "我住8栋1203，核桃2袋",
        "核桃2袋 电话13800000000",
        "核桃2袋 已付款",
        "@团长小敏 核桃2袋",
        "核桃2袋哈哈哈",
        "昨天的真好吃。核桃2袋",
        "1、核桃2袋",
    ],
)
def test_two_bags_of_walnuts_however_said(text: str) -> None:
    assert said(text) == "set 1:2"


@for_each(
    ("text", "meaning"),
    [
        ("核桃2袋红枣1袋", "set 1:2 2:1"),
        ("核桃2、红枣1；葡萄干半斤", "set 1:2 2:1 3:0.5"),
        ("核桃2\n红枣1", "set 1:2 2:1"),
        ("1. 核桃2袋\n2. 红枣1袋", "set 1:2 2:1"),
        ("2袋核桃1袋红枣", "set 1:2 2:1"),
        ("薄皮的两袋红枣的一袋", "set 1:2 2:1"),
        ("核桃红枣各两袋", "set 1:2 2:2"),
        ("核桃、红枣、葡萄干各来一份", "set 1:1 2:1 3:1"),
        ("各来一份", "set 1:1 2:1 3:1 4:1"),
        ("每样2份", "set 1:2 2:2 3:2 4:2"),
        ("前三样各1", "set 1:1 2:1 3:1"),
        ("1号2号各1袋", "set 1:1 2:1"),
        ("葡萄干一斤半", "set 3:1.5"),
        ("葡萄干斤半", "set 3:1.5"),
        ("葡萄干六两", "set 3:0.6"),
        ("葡萄干1公斤，杏仁500g", "set 3:2 4:1"),
        ("来袋核桃", "set 1:1"),
        ("葡萄干3", "set 3:3"),
    ],
)
def test_several_goods_and_measures(text: str, meaning: str) -> None:
    assert said(text) == meaning


@for_each(
    ("text", "meaning"),
    [
        ("2", "set 1:2"),
        ("+2", "add 1:2"),
        ("两板", "set 1:2"),
        ("扣2", "set 1:2"),
        ("来一板", "set 1:1"),
        ("算上我", "set 1:1"),
        ("加我一个", "add 1:1"),
        ("一板就够", "set 1:1"),
        ("3盘", "set 1:3"),
        ("2份", "set 1:2"),
        ("我要", "ask missing_qty"),
        ("我也要", "ask missing_qty"),
        ("接", "ask missing_qty"),
        ("报名", "ask missing_qty"),
        ("5个", "ask missing_qty"),
        ("+88888", "none"),
        ("100", "none"),
    ],
)
def test_with_one_product_a_number_is_enough(text: str, meaning: str) -> None:
    assert said(text, buy(EGGS)) == meaning


@for_each(
    ("text", "reason"),
    [
        ("腰果2袋", "unknown_product"),
        ("核桃2袋 腰果1袋", "unknown_product"),
        ("来两斤花生", "unknown_product"),
        ("腰果2袋 来两袋", "unknown_product"),
        ("+1", "ambiguous_product"),
        ("来两袋", "ambiguous_product"),
        ("改成3", "ambiguous_product"),
        ("核桃", "missing_qty"),
        ("想要核桃", "missing_qty"),
        ("核桃和红枣", "missing_qty"),
        ("核桃两三袋", "missing_qty"),
        ("核桃来点", "missing_qty"),
        ("葡萄干几斤都行", "missing_qty"),
        ("葡萄干适量", "missing_qty"),
        ("核桃2斤", "missing_qty"),
        ("葡萄干2袋", "missing_qty"),
        ("核桃半袋", "missing_qty"),
        ("30块钱的葡萄干", "missing_qty"),
        ("我要", "over_vague"),
        ("照旧", "over_vague"),
        ("同上", "over_vague"),
        ("跟前面那位一样", "over_vague"),
        ("你看着给", "over_vague"),
    ],
)
def test_what_cannot_be_booked_is_asked_for(text: str, reason: str) -> None:
    assert said(text) == f"ask {reason}"


@pytest.mark.parametrize("text", ["酸菜鱼1份", "两份酸菜鱼"])
def test_one_dish_in_two_sizes_is_asked_for(text: str) -> None:
    assert said(text, buy(DISHES)) == "ask ambiguous_product"


def test_one_part_that_cannot_be_understood_holds_back_the_whole_message() -> None:
    assert said("核桃2袋，红枣1公里").startswith("ask")
    assert said("核桃2袋，红枣半袋") == "ask missing_qty"


@for_each(
    ("text", "meaning"),
    [
        ("核桃2袋要新鲜的", "set 1:2#要新鲜的"),
        ("核桃2袋，要大一点的", "set 1:2#要大一点的"),
        ("核桃2袋（要今年的）", "set 1:2#要今年的"),
        ("核桃2袋 红枣1袋 放门口", "set 1:2#放门口 2:1#放门口"),
        ("核桃2袋，周六下午取", "set 1:2#周六下午取"),
        ("核桃2袋要大的 红枣1袋", "set 1:2#要大的 2:1"),
        ("核桃2袋红枣1袋，都要大的", "set 1:2#都要大的 2:1#都要大的"),
        ("核桃2袋 不要太熟", "set 1:2#不要太熟"),
    ],
)
def test_remarks_go_with_the_goods_they_follow_or_with_all(text: str, meaning: str) -> None:
    assert said(text) == meaning


@for_each(
    "text",
    [
        "核桃真好吃",
        "前天买的2袋核桃吃完了",
        "昨晚吃了两斤葡萄干",
        "上次的核桃2袋都坏了",
        "我表哥买了3袋核桃",
        "老杨订了6袋核桃",
        "下回来两袋核桃",
        "过年再买2袋",
        "月底再订两袋核桃",
        "2袋核桃能吃一年",
        "一袋核桃够吃一个月",
        "3斤葡萄干泡酒刚好一坛",
        "有人分半袋核桃吗",
        "谁去超市捎2斤盐",
        "有谁拼一袋核桃",
        "今年核桃收成好，一亩3000斤",
        "3号楼网断了",
        "5栋502漏水",
        "7号停电",
        "今晚8点开会",
        "孩子烧到38.5度",
        "13800000000",
        "我家还有2袋核桃",
        "核桃30元一袋卖了10年",
        "甲乙方都不容易",
        "谢谢团长",
        "收到",
        "好的",
        "[图片]",
        "哈哈哈",
        "666666",
        "已接龙",
        "已订2袋",
        "不了",
        "算了",
        "不要了",
        "别给我留了",
        "核桃哪有红枣好吃",
        "@老王 你家核桃几斤的？",
        "快递3个在门口",
        "停单",
        "核销 123456",
        "截单",
        "老公同意就来两袋核桃",
        "",
        "   ",
        "👍",
        "，。！",
    ],
)
def test_talk_is_met_with_silence(text: str) -> None:
    assert said(text) == "none"


def test_letters_are_goods_only_in_an_order() -> None:
    assert said("A2 B1", buy(BOXES)) == "set 1:2 2:1"
    assert said("AB各一", buy(BOXES)) == "set 1:1 2:1"
    assert said("B站和A站都挺好", buy(BOXES)) == "none"


def test_a_leader_orders_like_anybody_else() -> None:
    assert said("我来两袋核桃", buy(NUTS, leader=True, sender="团长")) == "set 1:2"


@for_each(
    ("text", "meaning"),
    [
        ("核桃2袋 30元一袋", "set 1:2"),
        ("明天要2袋核桃", "set 1:2#明天"),
        ("我要两袋核桃给孩子补脑", "set 1:2"),
        ("大的核桃2袋", "set 1:2#大的"),
        ("核桃2袋给我妈", "set 1:2@我妈"),
        ("我要核桃2袋 不要红枣", "set 1:2 2:0"),
        ("不要红枣，核桃2袋", "set 2:0 1:2"),
        ("核桃2袋 已转78", "set 1:2"),
    ],
)
def test_orders_with_something_beside_them(text: str, meaning: str) -> None:
    assert said(text) == meaning


@for_each(
    "text",
    [
        "我那2袋核桃呢", "收到核桃2袋", "我来拿2袋核桃", "拼2袋核桃", "核桃40了", "送2袋核桃",
        "转让核桃2袋", "要不要来两袋核桃", "我已经订了核桃2袋",
        "2袋核桃到了", "核桃2袋坏了", "少给我2袋核桃", "核桃2袋装车上了", "核桃一天3个", "核桃3块一斤",
    ],
)  # fmt: skip
def test_what_tells_of_goods_orders_none(text: str) -> None:
    assert not said(text).startswith(("set", "add", "cancel"))


@for_each("text", ["1+1", "+1+1", "一份两份都行", "2.5板", "0"])
def test_an_odd_number_is_asked_about(text: str) -> None:
    assert said(text, buy(EGGS)) == "ask missing_qty"

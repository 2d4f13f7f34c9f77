"""LABELS §2 note: remarks on the goods they follow, pickup remarks on every line, addresses on none."""

from typing import Any

from .tables import BERRIES, MARKET, SIZES, ctx, holds, rows


@rows(
    ("芒果2斤，不要太熟", "set 4:2#不要太熟"),
    ("芒果2斤要熟一点的", "set 4:2#要熟一点的"),
    ("榴莲1个，要熟的", "set 3:1#要熟的"),
    ("橘子2箱，挑甜的", "set 1:2#挑甜的"),
    ("苹果3斤要红一点的", "set 2:3#要红一点的"),
    ("苹果3斤，要脆的", "set 2:3#要脆的"),
    ("榴莲1个（要软的）", "set 3:1#要软的"),
    ("苹果3斤分开装", "set 2:3#分开装"),
    ("芒果2斤，生一点的", "set 4:2#生一点的"),
    ("芒果2斤不要太熟，橘子1箱", "set 4:2#不要太熟 1:1"),
    ("橘子1箱，芒果2斤要熟的", "set 1:1 4:2#要熟的"),
    ("苹果3斤要大的，榴莲1个要熟的", "set 2:3#要大的 3:1#要熟的"),
    ("苹果3斤，芒果2斤，都要熟的", "set 2:3#要熟的 4:2#要熟的"),
    ("橘子、榴莲各1，都要甜的", "set 1:1#要甜的 3:1#要甜的"),
    ("芒果兩斤，不要太熟", "set 4:2#不要太熟"),
)
def test_a_remark_goes_on_the_product_it_follows(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子2箱，明天下午来拿", "set 1:2#明天下午来拿"),
    ("橘子2箱，苹果3斤，晚上7点后送", "set 1:2#晚上7点后送 2:3#晚上7点后送"),
    ("苹果3斤 放门口就行", "set 2:3#放门口就行"),
    ("榴莲1个，芒果2斤，放丰巢柜", "set 3:1#放丰巢柜 4:2#放丰巢柜"),
    ("橘子1箱，我周日自提", "set 1:1#周日自提"),
    ("芒果2斤 帮忙放保安室", "set 4:2#放保安室"),
    ("橘子1箱苹果2斤，都放门卫", "set 1:1#放门卫 2:2#放门卫"),
    ("苹果3斤，下班后来取", "set 2:3#下班后来取"),
)
def test_a_pickup_remark_goes_on_every_line(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子2箱，谢谢团长", "set 1:2"),
    ("橘子2箱，8-302", "set 1:2"),
    ("苹果3斤 已付款", "set 2:3"),
    ("苹果3斤 微信已转", "set 2:3"),
    ("芒果2斤，电话13900002222", "set 4:2"),
    ("榴莲1个，辛苦啦", "set 3:1"),
    ("橘子1箱，钱转你了", "set 1:1"),
    ("橘子1箱，我是8栋302的", "set 1:1"),
)
def test_addresses_phones_payment_and_thanks_do_not_spoil_an_order(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("草莓2盒，要大颗的", "set 1:2#要大颗的"),
    ("来两盒，挑新鲜的", "set 1:2#挑新鲜的"),
    ("2盒，放门口", "set 1:2#放门口"),
    ("草莓三盒不要太软", "set 1:3#不要太软"),
    ("3盒 明早来拿", "set 1:3#明早来拿"),
    ("要两盒，红一点的", "set 1:2#红一点的"),
)
def test_remarks_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("五花肉2斤切片", "set 10:2#切片"),
    ("五花肉2斤，切块", "set 10:2#切块"),
    ("五花肉1斤切丝，土豆2斤", "set 10:1#切丝 2:2"),
    ("老母鸡1只，帮我杀好", "set 9:1#杀好"),
    ("老母鸡一只要剁块", "set 9:1#剁块"),
    ("五花肉2斤要瘦一点", "set 10:2#要瘦一点"),
    ("五花肉一斤半去皮", "set 10:1.5#去皮"),
    ("番茄3斤要硬一点的", "set 3:3#要硬一点的"),
    ("玉米4根，要嫩的", "set 11:4#要嫩的"),
    ("空心菜2把，土豆3斤，分开装", "set 5:2 2:3#分开装"),
    ("黄瓜2斤要小的，番茄2斤要熟的", "set 4:2#要小的 3:2#要熟的"),
    ("土豆3斤，鸡蛋1板，晚上六点送", "set 2:3#晚上六点送 8:1#晚上六点送"),
)
def test_remarks_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("口味虾3斤，微辣", "set 4:3#微辣"),
    ("小炒肉1份不要辣", "set 3:1#不要辣"),
    ("小炒肉1份少油少盐", "set 3:1#少油少盐"),
    ("小炒肉一份不放葱，米饭两碗", "set 3:1#不放葱 5:2"),
    ("鱼头大份1份，多放辣椒", "set 1:1#多放辣椒"),
    ("口味虾2斤中辣，小炒肉1份免辣", "set 4:2#中辣 3:1#免辣"),
    ("口味虾3斤，小炒肉1份，都要微辣", "set 4:3#微辣 3:1#微辣"),
    ("口味虾2斤，米饭2碗，6点来取", "set 4:2#6点来取 5:2#6点来取"),
)
def test_remarks_on_dishes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))

"""LABELS §4: the reason of a question, the first that applies; §2: all or nothing."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx, holds, rows


@rows(
    ("西瓜2个", "ask unknown_product"),
    ("来3斤葡萄", "ask unknown_product"),
    ("要两箱车厘子", "ask unknown_product"),
    ("我要一斤虾", "ask unknown_product"),
    ("牛肉2斤", "ask unknown_product"),
    ("给我留两盒蓝莓", "ask unknown_product"),
    ("橘子2箱，西瓜1个", "ask unknown_product"),
    ("西瓜一个，苹果3斤", "ask unknown_product"),
    ("橘子，西瓜1个", "ask unknown_product"),
    ("带鱼三斤", "ask unknown_product"),
    ("帮我妈订2盒蓝莓", "ask unknown_product"),
    ("再来一箱猕猴桃", "ask unknown_product"),
    ("藍莓兩盒", "ask unknown_product"),
    ("火龙果 2", "ask unknown_product"),
    ("哈密瓜x1", "ask unknown_product"),
)
def test_a_thing_that_is_not_on_the_list(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("剁椒鱼头1份", "ask ambiguous_product"),
    ("鱼头2份", "ask ambiguous_product"),
    ("来一份鱼头", "ask ambiguous_product"),
    ("剁椒鱼头", "ask ambiguous_product"),
    ("剁椒鱼头一份，米饭两碗", "ask ambiguous_product"),
    ("小炒肉1份，鱼头1份", "ask ambiguous_product"),
    ("要份剁椒魚頭", "ask ambiguous_product"),
    ("帮王姐订一份鱼头", "ask ambiguous_product"),
    ("鱼头来两份，不要太辣", "ask ambiguous_product"),
    ("yutou 1份", "ask ambiguous_product"),
)
def test_one_dish_in_two_sizes_is_ambiguous(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))


@rows(
    ("+1", "ask ambiguous_product"),
    ("1", "ask ambiguous_product"),
    ("2份", "ask ambiguous_product"),
    ("来两份", "ask ambiguous_product"),
    ("我要2份", "ask ambiguous_product"),
    ("算我一个", "ask ambiguous_product"),
    ("＋２", "ask ambiguous_product"),
    ("扣1", "ask ambiguous_product"),
    ("我也要一份", "ask ambiguous_product"),
    ("给我留2份", "ask ambiguous_product"),
    ("兩份", "ask ambiguous_product"),
    ("➕1", "ask ambiguous_product"),
    ("帮我妈带一份", "ask ambiguous_product"),
    ("订三份谢谢", "ask ambiguous_product"),
)
def test_a_number_without_a_product_among_several(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("我要订", "ask over_vague"),
    ("我也要", "ask over_vague"),
    ("报名", "ask over_vague"),
    ("接", "ask over_vague"),
    ("照旧", "ask over_vague"),
    ("老样子", "ask over_vague"),
    ("同上", "ask over_vague"),
    ("跟前面那位一样", "ask over_vague"),
    ("跟楼上一样", "ask over_vague"),
    ("和上次一样", "ask over_vague"),
    ("看着给", "ask over_vague"),
    ("我也来", "ask over_vague"),
    ("報名", "ask over_vague"),
    ("随便来点", "ask over_vague"),
    ("给我也来点", "ask over_vague"),
)
def test_neither_number_nor_product(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子2箱，苹果来点", "ask missing_qty"),
    ("橘子2箱，苹果", "ask missing_qty"),
    ("榴莲1个，芒果两三斤", "ask missing_qty"),
    ("苹果3斤，橘子半箱", "ask missing_qty"),
    ("橘子，苹果，芒果2斤", "ask missing_qty"),
    ("苹果3个，橘子1箱", "ask missing_qty"),
    ("西瓜来点", "ask unknown_product"),
    ("西瓜来点，橘子几箱都行", "ask unknown_product"),
    ("橘子来点，再来两个菠萝", "ask unknown_product"),
    ("我橘子2箱，帮我妈来点苹果", "ask missing_qty"),
)
def test_one_part_in_doubt_holds_back_the_whole_message(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("蓝莓2盒", "ask unknown_product"),
    ("草莓2盒，蓝莓1盒", "ask unknown_product"),
    ("要3斤车厘子", "ask unknown_product"),
    ("同上", "ask over_vague"),
    ("照旧", "ask over_vague"),
    ("跟楼上一样", "ask over_vague"),
    ("看着给吧", "ask over_vague"),
    ("和前面那位一样", "ask over_vague"),
)
def test_doubts_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("面粉10斤", "ask unknown_product"),
    ("小米5斤", "ask unknown_product"),
    ("大米10斤，面粉5斤", "ask unknown_product"),
    ("老样子", "ask over_vague"),
)
def test_doubts_with_one_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("茄子2斤", "ask unknown_product"),
    ("牛肉一斤半", "ask unknown_product"),
    ("土豆3斤，茄子2斤，番茄1斤", "ask unknown_product"),
    ("五花肉2斤，羊肉1斤", "ask unknown_product"),
    ("鸡蛋1板 丝瓜2根", "ask unknown_product"),
    ("鲫鱼两条", "ask unknown_product"),
    ("來兩斤茄子", "ask unknown_product"),
    ("大蒜3个", "ask unknown_product"),
    ("葱一把", "ask unknown_product"),
    ("再加两斤白菜", "ask unknown_product"),
    ("3斤", "ask ambiguous_product"),
    ("来2斤", "ask ambiguous_product"),
    ("一把", "ask ambiguous_product"),
    ("跟上面一样", "ask over_vague"),
)
def test_doubts_in_the_market(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("酸奶2杯", "ask ambiguous_product"),
    ("纸尿裤1包", "ask ambiguous_product"),
    ("电池4节", "ask ambiguous_product"),
    ("可乐1箱，电池4节", "ask ambiguous_product"),
    ("酸奶", "ask ambiguous_product"),
    ("来两杯酸奶，一箱雪碧", "ask ambiguous_product"),
    ("雪碧1箱，芬达1箱", "ask unknown_product"),
    ("薯片3包", "ask unknown_product"),
    ("白酒一瓶", "ask unknown_product"),
    ("芬达来点", "ask unknown_product"),
    ("芬达1箱，酸奶1杯", "ask unknown_product"),
    ("纸尿裤来点", "ask ambiguous_product"),
    ("可乐，电池", "ask ambiguous_product"),
)
def test_doubts_in_the_shop(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("套餐来一份", "ask ambiguous_product"),
    ("两份套餐", "ask ambiguous_product"),
    ("2", "ask ambiguous_product"),
    ("A", "ask missing_qty"),
    ("要A套餐", "ask missing_qty"),
    ("A两三份", "ask missing_qty"),
)
def test_doubts_about_lettered_sets(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS, has=None))


@rows(
    ("橘子再来点", "ask missing_qty"),
    ("橘子多来点", "ask missing_qty"),
    ("照旧", "ask over_vague"),
)
def test_doubts_about_changes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT, has={1: "2"}))

"""LABELS §2 product: names, aliases, parts, letters, numbers, misspellings; addresses and dates are none."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SETS, SHOP, SIZES, ctx, holds, rows


@rows(
    ("红富士苹果3斤", "set 2:3"),
    ("红富士3斤", "set 2:3"),
    ("富士苹果3斤", "set 2:3"),
    ("苹果3斤", "set 2:3"),
    ("金枕1个", "set 3:1"),
    ("金枕榴莲1个", "set 3:1"),
    ("贵妃芒2斤", "set 4:2"),
    ("贵妃2斤", "set 4:2"),
    ("砂糖橘两箱", "set 1:2"),
    ("砂糖两箱", "set 1:2"),
    ("蘋果3斤", "set 2:3"),
    ("榴蓮1個", "set 3:1"),
    ("紅富士蘋果三斤", "set 2:3"),
    ("红富士 苹果 3斤", "set 2:3"),
    ("【砂糖橘】2箱", "set 1:2"),
    ("“芒果”2斤", "set 4:2"),
)
def test_a_name_an_alias_or_a_unique_part(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("留莲1个", "set 3:1"),
    ("流连一个", "set 3:1"),
    ("桔子2箱", "set 1:2"),
    ("平果3斤", "set 2:3"),
    ("忙果2斤", "set 4:2"),
    ("沙糖桔2箱", "set 1:2"),
    ("沙糖橘1箱", "set 1:1"),
    ("liulian 1个", "set 3:1"),
    ("pingguo3斤", "set 2:3"),
    ("mangguo 2斤", "set 4:2"),
    ("juzi 2箱", "set 1:2"),
    ("PingGuo 3斤", "set 2:3"),
    ("🍎3斤", "set 2:3"),
    ("🥭2斤", "set 4:2"),
    ("🍊两箱", "set 1:2"),
    ("🍊 2", "set 1:2"),
)
def test_a_homophone_pinyin_or_emoji_that_fits_one_product(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("1号2箱", "set 1:2"),
    ("2号3斤", "set 2:3"),
    ("②3斤", "set 2:3"),
    ("④2斤", "set 4:2"),
    ("2️⃣要3斤", "set 2:3"),
    ("第2个要3斤", "set 2:3"),
    ("第一个来2箱", "set 1:2"),
    ("第三个要一个", "set 3:1"),
    ("1号和4号各1份", "set 1:1 4:1"),
    ("一号两箱，四号两斤", "set 1:2 4:2"),
    ("前三样各1份", "set 1:1 2:1 3:1"),
    ("4号半斤", "set 4:0.5"),
)
def test_a_product_number(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("A两份", "set 1:2"),
    ("A2", "set 1:2"),
    ("a2", "set 1:2"),
    ("Ａ２", "set 1:2"),
    ("A2 B1", "set 1:2 2:1"),
    ("A2B1C3", "set 1:2 2:1 3:3"),
    ("甲一份", "set 1:1"),
    ("乙两份丙一份", "set 2:2 3:1"),
    ("A套餐1份", "set 1:1"),
    ("B套餐来2份", "set 2:2"),
    ("C x 2", "set 3:2"),
    ("A、B各一份", "set 1:1 2:1"),
    ("AB各1", "set 1:1 2:1"),
    ("家庭套餐2份", "set 1:2"),
    ("家庭2份", "set 1:2"),
    ("单人1份，菌菇1份", "set 2:1 3:1"),
    ("菌菇套餐俩", "set 3:2"),
    ("2份A", "set 1:2"),
    ("A 1 C 1", "set 1:1 3:1"),
    ("套餐2份", "ask ambiguous_product"),
)
def test_an_alias_letter(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SETS))


@rows(
    ("豆腐2块", "set 6:2"),
    ("老豆腐2块", "set 6:2"),
    ("内酯豆腐2盒", "set 7:2"),
    ("内脂豆腐1盒", "set 7:1"),
    ("洋芋3斤", "set 2:3"),
    ("番茄2斤", "set 3:2"),
    ("西红柿2斤", "set 3:2"),
    ("西紅柿2斤", "set 3:2"),
    ("🍅2斤", "set 3:2"),
    ("🥒1斤", "set 4:1"),
    ("🌽4根", "set 11:4"),
    ("🥔3斤", "set 2:3"),
    ("tudou 3斤", "set 2:3"),
    ("土都3斤", "set 2:3"),
    ("皇瓜2斤", "set 4:2"),
    ("五花肉2斤", "set 10:2"),
    ("五花2斤", "set 10:2"),
    ("母鸡一只", "set 9:1"),
    ("空心菜3把", "set 5:3"),
    ("上海青2斤", "set 1:2"),
    ("鲜牛奶2瓶", "set 12:2"),
    ("鲜牛奶1L 2瓶", "set 12:2"),
    ("鲜牛奶1L两瓶", "set 12:2"),
    ("土鸡蛋30枚2板", "set 8:2"),
    ("土鸡蛋30枚一板", "set 8:1"),
    ("土鸡蛋两板", "set 8:2"),
    ("🥛2瓶", "set 12:2"),
    ("玉米4根+土豆2斤", "set 11:4 2:2"),
)
def test_exact_beats_partial_and_longest_comes_first(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("半糖酸奶3杯", "set 1:3"),
    ("原味酸奶2杯", "set 2:2"),
    ("原味2杯", "set 2:2"),
    ("酸奶2杯", "ask ambiguous_product"),
    ("XL码2包", "set 4:2"),
    ("纸尿裤2包", "ask ambiguous_product"),
    ("5号电池8节", "set 5:8"),
    ("7号电池8节", "set 6:8"),
    ("电池4节", "ask ambiguous_product"),
    ("花生油一桶", "set 16:1"),
    ("大豆油一桶", "set 15:1"),
    ("金龙鱼1桶", "set 16:1"),
    ("生抽1瓶，陈醋1瓶", "set 17:1 18:1"),
    ("海天1瓶", "set 17:1"),
    ("黑米2斤", "set 20:2"),
    ("小米2斤", "set 21:2"),
    ("红豆1斤绿豆1斤", "set 22:1 23:1"),
    ("皮蛋1盒 咸鸭蛋1盒", "set 24:1 25:1"),
    ("鸭蛋1盒", "set 25:1"),
    ("松鼠坚果1盒", "set 11:1"),
    ("洗衣液1瓶", "set 28:1"),
    ("卷纸2提", "set 9:2"),
    ("抽纸2提", "set 8:2"),
    ("老干妈1瓶，挂面2把", "set 27:1 19:2"),
    ("可樂1箱", "set 12:1"),
    ("雪碧一箱可乐两箱", "set 13:1 12:2"),
    ("豆油1桶，生抽2瓶，老干妈1瓶，挂面4把", "set 15:1 17:2 27:1 19:4"),
    ("洗衣液2kg 2瓶，手套100只 1盒", "set 28:2 30:1"),
    ("xiaomi 2斤", "set 21:2"),
)
def test_names_with_half_letters_and_numbers(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("鱼头大份1份", "set 1:1"),
    ("鱼头小份1份", "set 2:1"),
    ("剁椒鱼头大份2", "set 1:2"),
    ("剁椒鱼头1份", "ask ambiguous_product"),
    ("鱼头一份", "ask ambiguous_product"),
    ("小炒肉2份", "set 3:2"),
    ("农家小炒肉一份", "set 3:1"),
    ("龙虾2斤", "set 4:2"),
    ("口味蝦2斤", "set 4:2"),
    ("🦞3斤", "set 4:3"),
    ("🍚两碗", "set 5:2"),
    ("米饭俩", "set 5:2"),
)
def test_one_dish_in_two_sizes(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))


@rows(
    ("2号楼 橘子1箱", "set 1:1"),
    ("我住3号楼，苹果2斤", "set 2:2"),
    ("橘子2箱 送1栋", "set 1:2"),
    ("4幢2单元，芒果3斤", "set 4:3"),
    ("3-502 橘子2箱", "set 1:2"),
    ("橘子2箱 3-502", "set 1:2"),
    ("2栋1203 苹果5斤", "set 2:5"),
    ("苹果5斤，2单元301", "set 2:5"),
    ("7号上午在家，橘子1箱", "set 1:1"),
    ("橘子1箱，2号下午来拿", "set 1:1"),
    ("橘子1箱 22号再来拿", "set 1:1"),
    ("3号楼1单元502要1个榴莲", "set 3:1"),
    ("１２－６０３ 苹果２斤", "set 2:2"),
)
def test_addresses_and_dates_are_no_products(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("红颜2盒", "set 1:2"),
    ("草莓2盒", "set 1:2"),
    ("🍓2盒", "set 1:2"),
    ("🍓2", "set 1:2"),
    ("caomei 2盒", "set 1:2"),
    ("草梅两盒", "set 1:2"),
    ("草每2盒", "set 1:2"),
    ("红颜草莓２盒", "set 1:2"),
    ("紅顏草莓兩盒", "set 1:2"),
)
def test_one_product_by_every_spelling(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("大米10斤", "set 1:10"),
    ("五常10斤", "set 1:10"),
    ("五常大米10斤", "set 1:10"),
    ("dami 10斤", "set 1:10"),
    ("🍚10斤", "set 1:10"),
)
def test_one_weighed_product_by_every_spelling(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("@团长 橘子2箱", "set 1:2"),
    ("@团长阿珍 苹果3斤，榴莲1个", "set 2:3 3:1"),
    ("@邻里帮手 芒果2斤", "set 4:2"),
    ("@团长\u2005橘子1箱", "set 1:1"),
    ("橘子2箱 @团长", "set 1:2"),
    ("团长，橘子两箱哈", "set 1:2"),
    ("群主给我留1个榴莲", "set 3:1"),
)
def test_mentions_of_leader_and_bot_are_dropped(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))


@rows(
    ("橘子两箱然后苹果三斤", "set 1:2 2:3"),
    ("橘子两箱还有苹果三斤", "set 1:2 2:3"),
    ("橘子2箱跟芒果2斤", "set 1:2 4:2"),
    ("橘子2箱\n苹果3斤\n榴莲1个\n芒果2斤", "set 1:2 2:3 3:1 4:2"),
    ("橘子 2箱;苹果 3斤", "set 1:2 2:3"),
    ("橘子2苹果3榴莲1", "set 1:2 2:3 3:1"),
    ("3斤苹果2箱橘子", "set 2:3 1:2"),
    ("橘子…2箱", "set 1:2"),
    ("橘子2箱👌苹果3斤👌", "set 1:2 2:3"),
)
def test_several_products_however_joined(text: str, expected: Any) -> None:
    holds(text, expected)

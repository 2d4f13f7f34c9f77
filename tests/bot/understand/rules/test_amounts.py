"""LABELS §2 qty: numbers, weights, measure words, and numbers that are no quantities."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, PAIRS, RICE, SHOP, SIZES, ctx, holds, rows


@rows(
    ("土豆半斤", "set 2:0.5"),
    ("半斤土豆", "set 2:0.5"),
    ("土豆一斤半", "set 2:1.5"),
    ("土豆斤半", "set 2:1.5"),
    ("土豆两斤半", "set 2:2.5"),
    ("土豆3斤半", "set 2:3.5"),
    ("土豆一公斤半", "set 2:3"),
    ("土豆2千克", "set 2:4"),
    ("土豆1500g", "set 2:3"),
    ("土豆俩斤", "set 2:2"),
    ("土豆2.25斤", "set 2:2.25"),
    ("土豆二十五斤", "set 2:25"),
    ("土豆三两", "set 2:0.3"),
    ("五花肉8两", "set 10:0.8"),
    ("五花肉一斤二两", "set 10:1.2"),
    ("五花肉1斤3两", "set 10:1.3"),
    ("五花肉1.5斤", "set 10:1.5"),
    ("土豆0.5斤", "set 2:0.5"),
    ("土豆2公斤", "set 2:4"),
    ("土豆两公斤", "set 2:4"),
    ("土豆1kg", "set 2:2"),
    ("土豆 1.5KG", "set 2:3"),
    ("五花肉500g", "set 10:1"),
    ("五花肉250克", "set 10:0.5"),
    ("五花肉750g", "set 10:1.5"),
    ("五花肉１公斤", "set 10:2"),
    ("半公斤黄瓜", "set 4:1"),
    ("黄瓜一公斤半", "set 4:3"),
    ("番茄2.5斤", "set 3:2.5"),
    ("番茄二斤", "set 3:2"),
    ("番茄十斤", "set 3:10"),
    ("番茄十二斤", "set 3:12"),
    ("番茄二十斤", "set 3:20"),
    ("番茄２斤", "set 3:2"),
    ("番茄2️⃣斤", "set 3:2"),
    ("番茄兩斤", "set 3:2"),
    ("番茄 贰斤", "set 3:2"),
    ("五花肉1斤", "set 10:1"),
    ("五花肉斤半，黄瓜半斤", "set 10:1.5 4:0.5"),
)
def test_weights_become_decimal_jin(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("老母鸡俩", "set 9:2"),
    ("玉米仨", "set 11:3"),
    ("老母鸡来一对", "set 9:2"),
    ("玉米一打", "set 11:12"),
    ("来根玉米", "set 11:1"),
    ("来只老母鸡", "set 9:1"),
    ("要块老豆腐", "set 6:1"),
    ("拿瓶牛奶", "set 12:1"),
    ("给我留板鸡蛋", "set 8:1"),
    ("来斤五花肉", "set 10:1"),
    ("要把空心菜", "set 5:1"),
    ("空心菜俩把", "set 5:2"),
    ("空心菜十把", "set 5:10"),
    ("玉米十五根", "set 11:15"),
    ("玉米六根", "set 11:6"),
    ("牛奶4瓶", "set 12:4"),
    ("牛奶四瓶", "set 12:4"),
    ("两瓶鲜奶", "set 12:2"),
    ("老豆腐 2 块", "set 6:2"),
    ("老母鸡1️⃣只", "set 9:1"),
    ("玉米叁根", "set 11:3"),
    ("玉米两根吧", "set 11:2"),
    ("雞蛋兩板", "set 8:2"),
    ("鸡蛋2托", "set 8:2"),
    ("鸡蛋一盘", "set 8:1"),
    ("一托鸡蛋", "set 8:1"),
    ("鸡蛋三板", "set 8:3"),
)
def test_counts_pairs_dozens_and_bare_measure_words(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("橘子2份", "set 1:2"),
    ("橘子两单", "set 1:2"),
    ("橘子3件", "set 1:3"),
    ("橘子1组", "set 1:1"),
    ("橘子一套", "set 1:1"),
    ("橘子2", "set 1:2"),
    ("橘子x2", "set 1:2"),
    ("橘子X2", "set 1:2"),
    ("橘子×3", "set 1:3"),
    ("橘子*2", "set 1:2"),
    ("橘子＊２", "set 1:2"),
    ("橘子 +2", "add 1:2"),
    ("橘子俩", "set 1:2"),
    ("榴莲2个", "set 3:2"),
    ("榴莲两份", "set 3:2"),
    ("芒果2份", "set 4:2"),
    ("苹果 3", "set 2:3"),
    ("2橘子", "set 1:2"),
    ("2份橘子3份芒果", "set 1:2 4:3"),
    ("橘子：2", "set 1:2"),
    ("橘子(2箱)", "set 1:2"),
    ("橘子x1 榴莲x1 芒果x2", "set 1:1 3:1 4:2"),
)
def test_neutral_words_and_signs_are_sale_units(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("可乐330ml*24罐 2箱", "set 12:2"),
    ("可乐330ml*24罐两箱", "set 12:2"),
    ("矿泉水550ml 3箱", "set 14:3"),
    ("5号电池4节", "set 5:4"),
    ("7号电池 8节", "set 6:8"),
    ("酒精湿巾80片2包", "set 7:2"),
    ("九三大豆油5L一桶", "set 15:1"),
    ("洗衣液2kg 1瓶", "set 28:1"),
    ("洗衣液2kg两瓶", "set 28:2"),
    ("一次性手套100只 1盒", "set 30:1"),
    ("抽纸3层2提", "set 8:2"),
    ("半糖酸奶2杯", "set 1:2"),
    ("半糖酸奶一杯", "set 1:1"),
    ("两杯半糖酸奶", "set 1:2"),
    ("纸尿裤L码1包", "set 3:1"),
    ("纸尿裤XL码2包", "set 4:2"),
    ("三只松鼠坚果2盒", "set 11:2"),
    ("三只松鼠坚果 1", "set 11:1"),
    ("五号电池四节", "set 5:4"),
    ("可乐2箱，送到5号楼1203", "set 12:2"),
    ("12-803 可乐1箱", "set 12:1"),
    ("挂面2把 电话13800001111", "set 19:2"),
    ("皮蛋一盒，我6点半来拿", "set 24:1"),
    ("牙膏1支 已付12元", "set 29:1"),
    ("陈醋1瓶，8块已转", "set 18:1"),
    ("六神花露水1瓶", "set 10:1"),
    ("花露水六瓶", "set 10:6"),
    ("老干妈2瓶", "set 27:2"),
)
def test_numbers_in_specs_names_rooms_phones_and_times_are_no_quantities(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("+2", "set 1:2"),
    ("2", "set 1:2"),
    ("２", "set 1:2"),
    ("2️⃣", "set 1:2"),
    ("两盒", "set 1:2"),
    ("扣3", "set 1:3"),
    ("扣1", "set 1:1"),
    ("来一盒", "set 1:1"),
    ("来盒", "set 1:1"),
    ("算上我", "set 1:1"),
    ("算我一个", "set 1:1"),
    ("加我一个", "set 1:1"),
    ("+1", "set 1:1"),
    ("＋１", "set 1:1"),
    ("➕2", "set 1:2"),
    ("要3盒", "set 1:3"),
    ("我要两盒", "set 1:2"),
    ("我来2份", "set 1:2"),
    ("订四盒", "set 1:4"),
    ("10", "set 1:10"),
    ("+1谢谢团长", "set 1:1"),
    ("我+2", "set 1:2"),
    ("我家要3盒", "set 1:3"),
    ("來兩盒", "set 1:2"),
    ("给我留一盒", "set 1:1"),
    ("三盒", "set 1:3"),
)
def test_with_one_product_a_bare_number_orders(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("100", "none"),
    ("+999", "none"),
    ("+100", "none"),
    ("666", "none"),
    ("10086", "none"),
    ("+10000", "none"),
    ("８８８", "none"),
    ("99", "set 1:99"),
)
def test_a_bare_number_above_99_is_a_joke(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("666", "none"),
    ("+999", "none"),
    ("233", "none"),
    ("520", "none"),
)
def test_the_joke_is_one_among_several_products_too(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))


@rows(
    ("20斤", "set 1:20"),
    ("+5", "set 1:5"),
    ("十公斤", "set 1:20"),
    ("大米5公斤", "set 1:10"),
    ("半斤", "set 1:0.5"),
    ("来10斤", "set 1:10"),
    ("大米 25 斤", "set 1:25"),
    ("二十五斤大米", "set 1:25"),
    ("大米五十斤", "set 1:50"),
    ("3份", "set 1:3"),
)
def test_one_weighed_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("橘子、榴莲各2", "set 1:2 3:2"),
    ("橘子和榴莲各一", "set 1:1 3:1"),
    ("苹果芒果各3斤", "set 2:3 4:3"),
    ("苹果芒果各半斤", "set 2:0.5 4:0.5"),
    ("各来一份", "set 1:1 2:1 3:1 4:1"),
    ("每样2", "set 1:2 2:2 3:2 4:2"),
    ("每样来一份", "set 1:1 2:1 3:1 4:1"),
    ("一样一份", "set 1:1 2:1 3:1 4:1"),
    ("一样来2份", "set 1:2 2:2 3:2 4:2"),
    ("都来一份", "set 1:1 2:1 3:1 4:1"),
    ("蘋果、芒果各兩斤", "set 2:2 4:2"),
    ("橘子、苹果、榴莲、芒果各1", "set 1:1 2:1 3:1 4:1"),
    ("苹果和芒果每样来3斤", "set 2:3 4:3"),
    ("前三样各1份", "set 1:1 2:1 3:1"),
    ("前两样各来2份", "set 1:2 2:2"),
)
def test_each_spreads_a_number_over_the_products_named_or_all(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("米饭2碗，小炒肉1份，小龙虾3斤", "set 5:2 3:1 4:3"),
    ("剁椒鱼头大份一份 米饭四碗", "set 1:1 5:4"),
    ("剁椒鱼头小份2", "set 2:2"),
    ("口味虾一斤半，米饭俩", "set 4:1.5 5:2"),
    ("鱼头大份1，鱼头小份1", "set 1:1 2:1"),
    ("一份小炒肉两碗米饭", "set 3:1 5:2"),
)
def test_dishes_counted_and_weighed(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))


@rows(
    ("袜子3双", "set 1:3"),
    ("两双袜子", "set 1:2"),
    ("来双袜子", "set 1:1"),
    ("袜子一双", "set 1:1"),
    ("灯笼2对", "set 2:2"),
    ("一对灯笼", "set 2:1"),
    ("灯笼来三对", "set 2:3"),
    ("啤酒一打", "set 3:1"),
    ("啤酒两打", "set 3:2"),
    ("2打啤酒，3双袜子", "set 3:2 1:3"),
    ("袜子5", "set 1:5"),
    ("灯笼x2", "set 2:2"),
    ("灯笼一只", "ask missing_qty"),
    ("啤酒6瓶", "ask missing_qty"),
)
def test_a_pair_or_a_dozen_that_is_the_sale_unit_counts_once(text: str, expected: Any) -> None:
    holds(text, expected, ctx(PAIRS))

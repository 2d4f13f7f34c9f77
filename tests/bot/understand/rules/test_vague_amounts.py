"""LABELS §2: amounts that are missing, vague or in another unit are asked about, never guessed."""

from typing import Any

from .tables import BERRIES, FRUIT, MARKET, RICE, SHOP, SIZES, ctx, holds, rows


@rows(
    ("橘子2盒", "ask missing_qty"),
    ("橘子5斤", "ask missing_qty"),
    ("要三袋橘子", "ask missing_qty"),
    ("橘子2公斤", "ask missing_qty"),
    ("苹果2箱", "ask missing_qty"),
    ("苹果3个", "ask missing_qty"),
    ("苹果来三个", "ask missing_qty"),
    ("芒果5个", "ask missing_qty"),
    ("榴莲三斤", "ask missing_qty"),
    ("榴莲一箱", "ask missing_qty"),
    ("芒果一袋", "ask missing_qty"),
    ("芒果兩盒", "ask missing_qty"),
    ("蘋果三個", "ask missing_qty"),
)
def test_another_concrete_unit_is_asked_about(text: str, expected: Any) -> None:
    holds(text, expected, ctx(FRUIT))


@rows(
    ("橘子30元的", "ask missing_qty"),
    ("来20块钱的苹果", "ask missing_qty"),
    ("芒果50块的", "ask missing_qty"),
    ("苹果来十块钱的", "ask missing_qty"),
)
def test_money_is_no_amount(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子半箱", "ask missing_qty"),
    ("半箱橘子", "ask missing_qty"),
    ("榴莲半个", "ask missing_qty"),
    ("来半个榴莲", "ask missing_qty"),
    ("橘子一箱半", "ask missing_qty"),
    ("能要半箱橘子吗", "ask missing_qty"),
    ("橘子0.5箱", "ask missing_qty"),
)
def test_half_of_a_counted_unit_is_not_guessed(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("橘子两三箱", "ask missing_qty"),
    ("橘子2-3箱", "ask missing_qty"),
    ("苹果3到5斤", "ask missing_qty"),
    ("来几斤苹果", "ask missing_qty"),
    ("芒果来一点", "ask missing_qty"),
    ("来点芒果", "ask missing_qty"),
    ("苹果适量", "ask missing_qty"),
    ("苹果七八斤", "ask missing_qty"),
    ("要些苹果", "ask missing_qty"),
    ("给我来些芒果", "ask missing_qty"),
    ("苹果四五斤吧", "ask missing_qty"),
    ("苹果2～3斤", "ask missing_qty"),
)
def test_ranges_and_vague_amounts_are_asked_about(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("想要橘子", "ask missing_qty"),
    ("我要橘子", "ask missing_qty"),
    ("橘子", "ask missing_qty"),
    ("榴莲", "ask missing_qty"),
    ("要榴莲", "ask missing_qty"),
    ("我想订芒果", "ask missing_qty"),
    ("给我留橘子", "ask missing_qty"),
    ("来橘子", "ask missing_qty"),
    ("橘子和芒果", "ask missing_qty"),
    ("報名橘子", "ask missing_qty"),
    ("红富士苹果", "ask missing_qty"),
)
def test_a_number_must_be_expressed(text: str, expected: Any) -> None:
    holds(text, expected)


@rows(
    ("我要", "ask missing_qty"),
    ("我也要", "ask missing_qty"),
    ("我要草莓", "ask missing_qty"),
    ("我也来", "ask missing_qty"),
    ("接", "ask missing_qty"),
    ("报名", "ask missing_qty"),
    ("我要订", "ask missing_qty"),
    ("草莓", "ask missing_qty"),
    ("想要草莓", "ask missing_qty"),
    ("我也想要", "ask missing_qty"),
    ("草莓两三盒", "ask missing_qty"),
    ("草莓3斤", "ask missing_qty"),
    ("半盒", "ask missing_qty"),
    ("来点草莓", "ask missing_qty"),
    ("報名", "ask missing_qty"),
)
def test_wanting_without_a_number_is_asked_even_with_one_product(text: str, expected: Any) -> None:
    holds(text, expected, ctx(BERRIES))


@rows(
    ("大米一袋", "ask missing_qty"),
    ("大米2包", "ask missing_qty"),
    ("来点大米", "ask missing_qty"),
    ("大米", "ask missing_qty"),
    ("大米100块钱的", "ask missing_qty"),
    ("大米十来斤", "ask missing_qty"),
    ("大米3个", "ask missing_qty"),
    ("一袋", "ask missing_qty"),
)
def test_one_weighed_product_in_the_wrong_unit(text: str, expected: Any) -> None:
    holds(text, expected, ctx(RICE))


@rows(
    ("土豆5-6斤", "ask missing_qty"),
    ("土豆好几斤", "ask missing_qty"),
    ("土豆十几斤", "ask missing_qty"),
    ("土豆若干", "ask missing_qty"),
    ("土豆五六斤", "ask missing_qty"),
    ("土豆5斤多", "ask missing_qty"),
    ("鸡蛋10个", "ask missing_qty"),
    ("鸡蛋30个", "ask missing_qty"),
    ("来20个鸡蛋", "ask missing_qty"),
    ("鸡蛋3斤", "ask missing_qty"),
    ("鸡蛋半板", "ask missing_qty"),
    ("鸡蛋一箱", "ask missing_qty"),
    ("空心菜2斤", "ask missing_qty"),
    ("空心菜半把", "ask missing_qty"),
    ("土豆5个", "ask missing_qty"),
    ("黄瓜两根", "ask missing_qty"),
    ("五花肉一块", "ask missing_qty"),
    ("老母鸡半只", "ask missing_qty"),
    ("老母鸡3斤", "ask missing_qty"),
    ("玉米2斤", "ask missing_qty"),
    ("牛奶1箱", "ask missing_qty"),
    ("番茄两个", "ask missing_qty"),
    ("老豆腐一盒", "ask missing_qty"),
    ("五花肉30块钱的", "ask missing_qty"),
    ("土豆2斤，鸡蛋10个", "ask missing_qty"),
    ("土豆2斤，番茄来点", "ask missing_qty"),
    ("五花肉一斤，老母鸡", "ask missing_qty"),
    ("土豆适量，五花肉2斤", "ask missing_qty"),
    ("老母雞半隻", "ask missing_qty"),
)
def test_the_market_never_guesses_a_unit(text: str, expected: Any) -> None:
    holds(text, expected, ctx(MARKET))


@rows(
    ("可乐2罐", "ask missing_qty"),
    ("可乐6瓶", "ask missing_qty"),
    ("可乐半箱", "ask missing_qty"),
    ("可乐24个", "ask missing_qty"),
    ("湿巾80片", "ask missing_qty"),
    ("湿巾2提", "ask missing_qty"),
    ("豆油5L", "ask missing_qty"),
    ("豆油2瓶", "ask missing_qty"),
    ("小米2包", "ask missing_qty"),
    ("红豆一包", "ask missing_qty"),
    ("电池", "ask ambiguous_product"),
    ("抽纸3包", "ask missing_qty"),
    ("皮蛋5个", "ask missing_qty"),
    ("半糖酸奶", "ask missing_qty"),
    ("半糖酸奶半杯", "ask missing_qty"),
    ("纸尿裤L码", "ask missing_qty"),
    ("三只松鼠坚果", "ask missing_qty"),
    ("5号电池", "ask missing_qty"),
    ("可乐330ml*24罐", "ask missing_qty"),
    ("一次性手套100只", "ask missing_qty"),
)
def test_a_name_with_numbers_is_no_amount(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SHOP))


@rows(
    ("小炒肉半份", "ask missing_qty"),
    ("口味虾两份", "set 4:2"),
    ("口味虾20只", "ask missing_qty"),
    ("米饭半碗", "ask missing_qty"),
    ("米饭两盒", "ask missing_qty"),
    ("剁椒鱼头大份", "ask missing_qty"),
    ("小龙虾", "ask missing_qty"),
    ("小龙虾多来点", "ask missing_qty"),
)
def test_dishes_in_the_wrong_unit(text: str, expected: Any) -> None:
    holds(text, expected, ctx(SIZES))

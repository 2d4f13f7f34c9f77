"""Numerals and amounts, and how many sale units they are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.understand import amounts, units
from bot.understand.amounts import Amount, in_sale_units, read
from bot.understand.normal import fold
from bot.understand.numerals import chinese, scan
from tests.for_each import for_each


@for_each(
    ("word", "value"),
    [
        ("二十五", 25),
        ("十二", 12),
        ("两", 2),
        ("一百", 100),
        ("壹", 1),
        ("俩", 2),
        ("三月", None),
        ("", None),
    ],
)
def test_chinese_numerals_have_their_value(word: str, value: int | None) -> None:
    assert chinese(word) == (None if value is None else Decimal(value))


@for_each(
    ("text", "value", "length"),
    [("3", 3, 1), ("2.5斤", "2.5", 3), ("半斤", "0.5", 1), ("仨", 3, 1), ("六两", 6, 1), ("十来", 10, 1)],
)
def test_a_numeral_ends_where_its_unit_begins(text: str, value: str, length: int) -> None:
    assert scan(text, 0) == (Decimal(value), length)


@for_each("text", ["几斤", "两三盒", "三五斤", "若干", "几十斤"])
def test_a_rough_numeral_has_no_value(text: str) -> None:
    value, end = scan(text, 0)
    assert value is None
    assert end > 0


@for_each(
    ("text", "number", "unit"),
    [
        ("2袋", "2", "袋"),
        ("两斤半", "2.5", "斤"),
        ("斤半", "1.5", "斤"),
        ("一斤三两", "1.3", "斤"),
        ("2斤3两", "2.3", "斤"),
        ("一打", "1", "打"),
        ("一对", "1", "对"),
        ("x3", "3", ""),
        ("×3盒", "3", "盒"),
        ("+2", "2", ""),
        ("3 袋", "3", "袋"),
        ("两大箱", "2", "箱"),
        ("500g", "500", "g"),
        ("1.5公斤", "1.5", "公斤"),
    ],
)
def test_an_amount_is_a_number_with_its_unit(text: str, number: str, unit: str) -> None:
    found = read(text, 0)
    assert found is not None
    assert (found[0].number, found[0].unit) == (Decimal(number), unit)
    assert found[1] == len(text)


@for_each("text", ["5-6斤", "两到三盒", "十来斤", "10多斤", "2~3", "几箱", "三斤多"])
def test_a_range_is_no_number(text: str) -> None:
    found = read(text, 0)
    assert found is not None
    assert found[0].number is None


def test_only_a_plus_before_the_number_marks_an_increment() -> None:
    plus, times = read("+2", 0), read("x2", 0)
    assert plus is not None
    assert times is not None
    assert plus[0].plus
    assert not times[0].plus


@for_each(
    ("text", "unit", "qty"),
    [
        ("2袋", "袋", "2"),
        ("2份", "袋", "2"),
        ("2", "袋", "2"),
        ("2个", "瓶", "2"),
        ("2个", "个", "2"),
        ("2盘", "板", "2"),
        ("1公斤", "斤", "2"),
        ("1kg", "斤", "2"),
        ("500g", "斤", "1"),
        ("3两", "斤", "0.3"),
        ("半斤", "斤", "0.5"),
        ("2斤", "公斤", "1"),
        ("2件", "箱", "2"),
    ],
)
def test_what_converts_exactly_is_converted(text: str, unit: str, qty: str) -> None:
    found = read(fold(text), 0)
    assert found is not None
    assert in_sale_units(found[0], unit) == Decimal(qty)


@for_each(
    ("text", "unit"),
    [
        ("2盒", "箱"),
        ("2斤", "盒"),
        ("3个", "斤"),
        ("3个", "箱"),
        ("半箱", "箱"),
        ("两箱半", "箱"),
        ("几斤", "斤"),
        ("0", "份"),
    ],
)
def test_what_does_not_convert_is_not_guessed(text: str, unit: str) -> None:
    found = read(text, 0)
    assert found is not None
    assert in_sale_units(found[0], unit) is None


@given(st.integers(1, 99))
def test_a_number_in_chinese_reads_as_the_same_number(number: int) -> None:
    import cn2an

    assert chinese(cn2an.an2cn(number)) == number


@given(st.decimals("0.1", "99", places=1))
def test_a_weight_in_jin_and_in_grams_is_the_same(jin: Decimal) -> None:
    assert in_sale_units(Amount(jin * 500, "克"), "斤") == in_sale_units(Amount(jin, "斤"), "斤") == jin


def test_an_amount_of_one_digit_and_a_unit_is_read_at_a_glance_as_it_is_at_length() -> None:
    behind = [
        "",
        "，",
        "草",
        "左右",
        "多",
        "多放",
        "半",
        "半盒",
        "到3盒",
        "-3",
        "三两",
        "2两",
        "以上",
        "两",
        "、3",
        " ",
        "盒",
    ]
    for number in "1一两九半几":
        for unit in (*sorted(units.ALL), "", "对半", "大盒", " 盒", "多盒", "来"):
            for rest in behind:
                text = fold(f"{number}{unit}") + rest
                assert read(text, 0) == amounts._at_length(text, 0), text


@for_each(
    ("text", "glance"),
    [
        ("2盒", True),
        ("三斤，", True),
        ("两袋草莓", True),
        ("2斤半", False),
        ("2斤3两", False),
        ("2斤多", False),
        ("2-3斤", False),
        ("12盒", False),
        ("2.5斤", False),
        ("一两", False),
        ("2kg", False),
        ("2公斤", False),
        ("2盒左右", False),
        ("半斤", False),
    ],
)
def test_only_what_cannot_go_on_is_read_at_a_glance(text: str, glance: bool) -> None:
    assert (amounts._SHORT.match(text) is not None) is glance


def test_units_that_stand_alone_begin_no_other() -> None:
    assert {"盒", "斤", "袋", "份"} <= units.ALONE
    assert not {unit for unit in units.ALL if len(unit) > 1 and unit[0] in units.ALONE}

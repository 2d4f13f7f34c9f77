"""跟团号 and pickup codes as leaders type them at the pickup point."""

from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.targets import Target, seq_numbers, targets
from tests.for_each import for_each


def seq(no: int, *goods: str) -> Target:
    return Target(seq=no, goods=list(goods))


def code(digits: str, *goods: str) -> Target:
    return Target(code=digits, goods=list(goods))


@for_each(
    ("words", "expected"),
    [
        ("123456", [code("123456")]),
        ("１２３４５６", [code("123456")]),
        ("取货码123456", [code("123456")]),
        ("取货码：123456", [code("123456")]),
        ("123456 234567", [code("123456"), code("234567")]),
        ("123456,234567、345678", [code("123456"), code("234567"), code("345678")]),
        ("#12", [seq(12)]),
        ("# 12", [seq(12)]),
        ("＃12", [seq(12)]),
        ("12号", [seq(12)]),
        ("12", [seq(12)]),
        ("#12 #13", [seq(12), seq(13)]),
        ("#12 123456", [seq(12), code("123456")]),
        ("#12 草莓1", [seq(12, "草莓1")]),
        ("#12 草莓 1 蓝莓 2", [seq(12, "草莓", "1", "蓝莓", "2")]),
        ("#12 草莓1 #13", [seq(12, "草莓1"), seq(13)]),
        ("#12 草莓1\n13", [seq(12, "草莓1"), seq(13)]),
        ("123456\n#12 草莓1\n\n234567", [code("123456"), seq(12, "草莓1"), code("234567")]),
        ("", []),
        ("王阿姨", []),
        ("草莓1 #12", []),
        ("1234567", []),
        ("#", []),
    ],
)
def test_orders_and_the_goods_behind_them_are_told_apart(words: str, expected: list[Target]) -> None:
    assert targets(words) == expected


@for_each(
    ("words", "expected"),
    [
        ("3 8 12", [3, 8, 12]),
        ("3号、8号，#12", [3, 8, 12]),
        ("３ ８", [3, 8]),
        ("3 3", [3]),
        ("", []),
        ("3 50元", None),
        ("王阿姨", None),
        ("1203456", None),
        ("3.5", None),
        ("-3", None),
    ],
)
def test_numbers_and_nothing_else_are_read_as_numbers(words: str, expected: list[int] | None) -> None:
    assert seq_numbers(words) == expected


def test_a_target_is_shown_as_it_was_written() -> None:
    assert code("123456").shown == "123456"
    assert seq(12).shown == "#12"


@given(st.text(max_size=200))
def test_no_text_brings_the_readers_down(words: str) -> None:
    assert all(it.code or it.seq is not None for it in targets(words))
    assert seq_numbers(words) is None or all(it >= 0 for it in seq_numbers(words) or [])

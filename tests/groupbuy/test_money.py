"""Money is whole fen everywhere; yuan only at the edges."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy.errors import BadAmount
from groupbuy.money import MAX_FEN, cost, parse_yuan, split, yuan
from tests.for_each import for_each

QTY = st.decimals(0, 9999, places=3)


@given(st.integers(0, MAX_FEN))
def test_what_is_written_as_yuan_reads_back_as_the_same_fen(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen
    assert parse_yuan(f"¥{yuan(fen)}元") == fen


@given(st.integers(-MAX_FEN, MAX_FEN))
def test_yuan_is_exact_and_has_no_trailing_zeros(fen: int) -> None:
    written = yuan(fen)
    assert Fraction(written) == Fraction(fen, 100)
    assert "." not in written or not written.endswith(("0", "."))


@for_each(
    ("fen", "written"),
    [(1280, "12.8"), (500, "5"), (0, "0"), (-5, "-0.05"), (100_000_000, "1000000"), (1, "0.01")],
)
def test_yuan_as_people_write_it(fen: int, written: str) -> None:
    assert yuan(fen) == written


@for_each(
    ("written", "fen"),
    [
        ("12.8", 1280),
        ("12.80元", 1280),
        ("¥5", 500),
        ("￥5", 500),
        ("5块", 500),
        (" 5 ", 500),
        ("0", 0),
        ("5 元", 500),
    ],
)
def test_a_price_is_read_as_people_write_it(written: str, fen: int) -> None:
    assert parse_yuan(written) == fen


@for_each(
    "written",
    [
        *("", "元", "¥", "abc", "1,2", "1e3", "1E5", "1_000", "-5", "+5", "NaN", "sNaN", "Infinity", "-0.01"),
        *("12.345", "12.8000000000000000000000000000000000001", "1000000.01", "1e999999", "1e-9", "5.5.5"),
        *("１２", "五", "0x10", "9" * 5000, "12.", "."),
    ],
)
def test_what_is_not_a_plain_amount_is_refused_by_name(written: str) -> None:
    with pytest.raises(BadAmount):
        parse_yuan(written)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_in_bounds_or_a_refusal(text: str) -> None:
    try:
        assert 0 <= parse_yuan(text) <= MAX_FEN
    except BadAmount:
        return


@given(QTY, st.integers(0, 1_000_000))
def test_a_line_costs_price_times_quantity_rounded_half_up(qty: Decimal, price: int) -> None:
    exact = Fraction(qty) * price
    assert cost(qty, price) == (exact + Fraction(1, 2)).__floor__()
    assert cost(qty, price) == int((qty * price).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def test_half_a_fen_goes_up() -> None:
    assert [cost(Decimal("0.5"), price) for price in (1, 3, 5)] == [1, 2, 3]
    assert cost(Decimal("1.25"), 1990) == 2488


@given(st.integers(0, MAX_FEN), st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(any))
def test_a_split_sums_to_the_whole_fen_and_strays_less_than_one_from_fair(
    total: int, weights: list[int]
) -> None:
    shares = split(total, weights)
    whole = sum(weights)
    assert sum(shares) == total
    assert all(abs(share - Fraction(total * w, whole)) < 1 for share, w in zip(shares, weights, strict=True))
    assert all(share == 0 for share, w in zip(shares, weights, strict=True) if w == 0)


@given(st.integers(-MAX_FEN, -1), st.lists(st.integers(1, 100), min_size=1, max_size=9))
def test_what_is_given_back_is_split_exactly_too(total: int, weights: list[int]) -> None:
    assert sum(split(total, weights)) == total


def test_the_larger_remainder_gets_the_odd_fen() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [1, 2]) == [3, 7]


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_there_is_no_way_to_split_by_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="more than zero"):
        split(100, weights)

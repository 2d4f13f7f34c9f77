"""Quantities are exact decimals; what is not plainly a quantity is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupbuy.errors import BadQuantity
from groupbuy.quantity import MAX, checked, from_milli, milli, parse_qty, shortest, show
from tests.for_each import for_each

FINE = st.decimals("0.001", 99_999, places=3)


@given(FINE)
def test_a_quantity_reads_back_as_it_was_written(qty: Decimal) -> None:
    assert parse_qty(show(qty)) == qty
    assert show(parse_qty(show(qty))) == show(qty)


@given(FINE)
def test_storage_keeps_thousandths_exactly(qty: Decimal) -> None:
    assert from_milli(milli(qty)) == qty
    assert str(from_milli(milli(qty))) == show(qty)


@for_each(
    ("qty", "written"),
    [
        ("2", "2"),
        ("2.0", "2"),
        ("1.50", "1.5"),
        ("0.250", "0.25"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("0.000", "0"),
    ],
)
def test_a_quantity_is_shown_without_zeros_or_exponent(qty: str, written: str) -> None:
    assert show(Decimal(qty)) == written
    assert str(shortest(Decimal(qty))) == written


@for_each(("written", "qty"), [("2", "2"), ("1.5", "1.5"), (" 3 ", "3"), ("0.001", "0.001"), ("007", "7")])
def test_a_plain_number_is_a_quantity(written: str, qty: str) -> None:
    assert str(parse_qty(written)) == qty


@for_each(
    "written",
    [
        *(
            "",
            " ",
            ".",
            "-1",
            "+1",
            "1e9",
            "1E2",
            "NaN",
            "nan",
            "sNaN",
            "inf",
            "Infinity",
            "0x1",
            "1_000",
            "1,5",
        ),
        *("１", "２.5", "²", "三", "½", "1.2.3", "1.0001", "0.0001", "100000", "99999.001", "9" * 5000),
        *("1.0000000000000000000000000000000000001", "1 2", "1\u200b"),
    ],
)
def test_what_is_not_plainly_a_quantity_is_refused_by_name(written: str) -> None:
    with pytest.raises(BadQuantity) as refused:
        parse_qty(written)
    assert len(str(refused.value)) < 50


def test_nothing_is_a_quantity_only_where_nothing_makes_sense() -> None:
    with pytest.raises(BadQuantity):
        parse_qty("0")
    assert parse_qty("0", zero=True) == 0
    assert parse_qty("0.000", zero=True) == 0


@for_each(
    "qty", ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "-1", "1E+9", "1E-9", "-0.001", "1E+999999"]
)
@for_each("zero", [True, False])
def test_a_decimal_that_is_no_quantity_is_refused_whoever_made_it(qty: str, zero: bool) -> None:
    with pytest.raises(BadQuantity):
        checked(Decimal(qty), zero=zero)


@given(st.decimals(allow_nan=True, allow_infinity=True), st.booleans())
def test_a_checked_quantity_is_in_bounds_and_exact_or_refused(qty: Decimal, zero: bool) -> None:
    try:
        held = checked(qty, zero=zero)
    except BadQuantity:
        return
    assert held == qty
    assert 0 <= held <= MAX
    assert held or zero
    assert from_milli(milli(held)) == held


@given(st.text(max_size=20))
def test_any_text_is_a_quantity_or_a_refusal(text: str) -> None:
    try:
        assert 0 < parse_qty(text) <= MAX
    except BadQuantity:
        return

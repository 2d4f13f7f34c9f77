"""Money, durations, times, dates, ids: what an admin may write, exactly, and what is refused."""

from contextlib import suppress
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from config import fields
from tests.for_each import for_each


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value)


def said(kind: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        read(kind, value)
    return str(refused.value.errors()[0]["msg"])


@for_each(
    ("written", "fen"),
    [("12.80", 1280), (Decimal("12.80"), 1280), ("12.8", 1280), (12, 1200), ("0.01", 1), ("0", 0)],
)
def test_an_amount_in_yuan_quoted_or_plain_is_fen_exactly(written: Any, fen: int):
    assert read(fields.Yuan, written) == fen


@given(st.integers(0, 999_999_999))
def test_every_fen_survives_being_written_in_yuan(fen: int):
    written = f"{fen // 100}.{fen % 100:02}"
    assert read(fields.Yuan, written) == fen
    assert read(fields.Yuan, Decimal(written)) == fen


@for_each(
    "written",
    [
        "12.805",
        "-1",
        -1,
        "1e3",
        Decimal("1E+3"),
        "¥12",
        "12元",
        "１２",
        "",
        " 12",
        "12.",
        ".5",
        "12345678",
        "NaN",
    ],
)
def test_what_is_no_plain_amount_is_refused_with_an_example(written: Any):
    assert "no amount in yuan" in said(fields.Yuan, written)
    assert "12.80" in said(fields.Yuan, written)


@for_each("written", [True, None, [12], {"yuan": 12}, 12.8])
def test_an_amount_of_another_kind_is_refused_by_its_kind(written: Any):
    assert said(fields.Yuan, written).startswith("must be an amount in yuan, not ")


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("2h", timedelta(hours=2)),
        ("15m", timedelta(minutes=15)),
        ("60s", timedelta(minutes=1)),
        ("1d", timedelta(1)),
    ],
)
def test_a_duration_is_a_whole_number_and_a_unit(written: str, length: timedelta):
    assert read(fields.Duration, written) == length


@for_each("written", ["2", 2, "2 h", "h", "-2h", "1.5h", "2h30m", "2小时", "２h", None, "9999999h"])
def test_other_durations_are_refused_with_an_example(written: Any):
    assert "such as 15m or 2h" in said(fields.Duration, written)


@pytest.mark.parametrize(
    ("written", "clock"), [("00:00", time(0)), ("08:05", time(8, 5)), ("23:59", time(23, 59))]
)
def test_a_time_of_day_has_two_digits_each(written: str, clock: time):
    assert read(fields.ClockTime, written) == clock


@for_each("written", ["24:00", "8:00", "08:60", "0800", 800, None, "08:00:00", "八点", "08:00\n"])
def test_other_times_are_refused_with_the_range(written: Any):
    assert '"00:00" to "23:59"' in said(fields.ClockTime, written)


def test_a_day_is_year_month_day():
    assert read(fields.Day, "2028-02-29") == date(2028, 2, 29)


@for_each("written", ["2027-02-29", "2027-2-1", "20270201", 20270201, "02-01", "2027-W01-1", None])
def test_other_days_are_refused_with_an_example(written: Any):
    assert "such as 2027-01-31" in said(fields.Day, written)


@pytest.mark.parametrize("written", ["a", "lake-1", "3", "x" * 40])
def test_an_id_is_short_and_plain(written: str):
    assert read(fields.Id, written) == written


@for_each("written", ["", "-a", "Lake", "湖畔", "a_b", "a b", "x" * 41, 3, None, "a\n"])
def test_other_ids_are_refused_with_what_one_is_made_of(written: Any):
    assert "1 to 40 of a–z, 0–9 and -" in said(fields.Id, written)


def test_text_is_trimmed_and_may_have_any_script():
    assert read(fields.Text, "  王姐 😊 ") == "王姐 😊"


@pytest.mark.parametrize("written", ["", "   ", "\n"])
def test_empty_text_is_refused(written: str):
    assert said(fields.Text, written) == "must not be empty"


@for_each("written", ["a\x00b", "a\u202eb", "a\x1bb", "a\tb", "a\u200bb", "a\nb"])
def test_characters_nobody_can_see_are_refused_in_text(written: str):
    assert said(fields.Text, written) == "must be one line without control characters"


def test_an_emoji_made_of_several_is_text_like_any_other():
    assert read(fields.Text, "王姐👩‍🌾") == "王姐👩‍🌾"


def test_a_how_to_pay_text_may_have_several_lines_and_still_nothing_hidden():
    assert read(fields.LongText, "  微信转账\n\n备注楼号\n") == "微信转账\n\n备注楼号"
    assert "control characters" in said(fields.LongText, "转账\n给\u202e我")
    assert said(fields.LongText, " \n ") == "must not be empty"


def test_a_number_where_text_belongs_is_told_to_be_quoted():
    assert said(fields.Text, 10023) == "must be text, not a number; write it in quotes"
    assert said(fields.Text, Decimal("1.5")).endswith("write it in quotes")
    assert said(fields.Text, True) == "must be text, not true or false"


@pytest.mark.parametrize("written", ["Asia/Shanghai", "Europe/London", "UTC"])
def test_a_zone_is_one_of_the_iana_names(written: str):
    assert read(fields.Zone, written).key == written


@for_each("written", ["asia/shanghaii", "Asia", "../../etc/passwd", "/etc/localtime", "\x00", "北京"])
def test_other_zones_are_refused_whatever_file_they_point_at(written: str):
    with pytest.raises(ValidationError):
        read(fields.Zone, written)


def test_a_misspelt_zone_is_met_with_the_one_meant():
    assert "did you mean “Asia/Shanghai”?" in said(fields.Zone, "Asia/Shanghia")


@for_each("written", [True, "31", None, Decimal("NaN"), Decimal("Infinity")])
def test_degrees_are_finite_numbers(written: Any):
    with pytest.raises(ValidationError):
        read(fields.Latitude, written)


def test_a_user_id_may_stand_alone_or_in_a_list():
    assert read(fields.UserIds, "WangJie") == ["WangJie"]
    assert read(fields.UserIds, ["WangJie", "wang2"]) == ["WangJie", "wang2"]


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.decimals(), st.lists(st.text())))
def test_no_value_makes_a_field_crash(value: Any):
    kinds = (
        fields.Yuan,
        fields.Duration,
        fields.ClockTime,
        fields.Day,
        fields.Id,
        fields.Text,
        fields.Number,
    )
    for kind in (*kinds, fields.Latitude, fields.UserIds):
        with suppress(ValidationError):
            read(kind, value)

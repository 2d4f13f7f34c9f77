"""From which day to which, as leaders write it on Saturday 21 November 2026."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.parsing.days import read_days
from tests.for_each import for_each

NOW = datetime(2026, 11, 21, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@for_each(
    ("said", "first", "last"),
    [
        ("11-24 到 11-26", "2026-11-24", "2026-11-26"),
        ("11-24到11-26", "2026-11-24", "2026-11-26"),
        ("11-24至11-26。", "2026-11-24", "2026-11-26"),
        ("11/24~11/26", "2026-11-24", "2026-11-26"),
        ("11-24—11-26", "2026-11-24", "2026-11-26"),
        ("11-24 - 11-26", "2026-11-24", "2026-11-26"),
        ("11-24 11-26", "2026-11-24", "2026-11-26"),
        ("11月24日到26日", "2026-11-24", "2026-11-26"),
        ("11月24到26", "2026-11-24", "2026-11-26"),
        ("24号到26号", "2026-11-24", "2026-11-26"),
        ("11月30日到2日", "2026-11-30", "2026-12-02"),
        ("12-30 到 1-2", "2026-12-30", "2027-01-02"),
        ("2026-11-24 到 2026-11-26", "2026-11-24", "2026-11-26"),
        ("11-24 到 11-22", "2026-11-24", "2026-11-22"),
        ("明天", "2026-11-22", "2026-11-22"),
        ("今天", "2026-11-21", "2026-11-21"),
        ("11-24", "2026-11-24", "2026-11-24"),
        ("明天到后天", "2026-11-22", "2026-11-23"),
        ("明天到大后天", "2026-11-22", "2026-11-24"),
        ("明天到周三", "2026-11-22", "2026-11-25"),
        ("下周一到下周三", "2026-11-23", "2026-11-25"),
        ("１１－２４ 到 １１－２６", "2026-11-24", "2026-11-26"),
        ("11月24日(二) 到 11月26日(四)", "2026-11-24", "2026-11-26"),
    ],
)
def test_days_are_read_as_they_are_written(said: str, first: str, last: str) -> None:
    found = read_days(said, NOW)
    assert found is not None
    assert (str(found[0]), str(found[1])) == (first, last)


@for_each(
    "said", ["", "几天", "11-24 到", "到 11-26", "11-24 到 很久", "13-40", "11-24 到 11-26 探亲", "明天下午"]
)
def test_what_is_not_all_days_is_not_guessed_at(said: str) -> None:
    assert read_days(said, NOW) is None


def test_a_day_that_is_past_is_read_as_written_where_it_has_a_year_and_else_as_next_years() -> None:
    """The rules refuse both."""
    assert [str(it) for it in read_days("2026-11-20", NOW) or ()] == ["2026-11-20"] * 2
    assert [str(it) for it in read_days("11-20", NOW) or ()] == ["2027-11-20"] * 2

"""Times as leaders write them, read at 10:00 on Saturday 21 November 2026 in Shanghai."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.times import read_day, read_hours, read_length, read_moment
from tests.for_each import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

MOMENTS = [
    ("今晚8点", "11-21 20:00"),
    ("今天20:00", "11-21 20:00"),
    ("20:00", "11-21 20:00"),
    ("２０：００", "11-21 20:00"),
    ("09:00", "11-22 09:00"),
    ("8点", "11-21 20:00"),
    ("11点", "11-21 11:00"),
    ("八点半", "11-21 20:30"),
    ("今晚八点半", "11-21 20:30"),
    ("晚上8:30", "11-21 20:30"),
    ("8点一刻", "11-21 20:15"),
    ("下午3点20分", "11-21 15:20"),
    ("中午12点", "11-21 12:00"),
    ("中午1点", "11-21 13:00"),
    ("今晚12点", "11-22 00:00"),
    ("24:00", "11-22 00:00"),
    ("凌晨12点", "11-22 00:00"),
    ("明早9点", "11-22 09:00"),
    ("明天18点", "11-22 18:00"),
    ("明天8点", "11-22 08:00"),
    ("后天 12:00", "11-23 12:00"),
    ("后天12点", "11-23 12:00"),
    ("大后天早上7点", "11-24 07:00"),
    ("周日 10点", "11-22 10:00"),
    ("星期天晚上6点", "11-22 18:00"),
    ("周六 9:00", "11-21 21:00"),
    ("周六 09:00", "11-28 09:00"),
    ("下周一 20:00", "11-23 20:00"),
    ("22号 21:00", "11-22 21:00"),
    ("3日 21:00", "12-03 21:00"),
    ("11-22 20:00", "11-22 20:00"),
    ("11/22 20:00", "11-22 20:00"),
    ("11月22日20:00", "11-22 20:00"),
    ("2026-11-22 20:00", "11-22 20:00"),
    ("到 21:00", "11-21 21:00"),
    ("改到明晚8点", "11-22 20:00"),
    ("今晚8点前", "11-21 20:00"),
    ("30分钟后", "11-21 10:30"),
    ("两小时以后", "11-21 12:00"),
]


@for_each(("said", "meant"), MOMENTS)
def test_a_moment_is_read_as_people_mean_it(said, meant):
    at = read_moment(said, NOW)
    assert at is not None
    assert f"{at:%m-%d %H:%M}" == meant
    assert at.utcoffset() == NOW.utcoffset()


def test_a_date_that_is_past_is_meant_for_next_year():
    assert read_moment("1月2日 8:00", NOW) == NOW.replace(year=2027, month=1, day=2, hour=8)


def test_a_past_time_of_a_named_day_stays_past_so_that_the_rules_can_refuse_it():
    assert read_moment("今天 09:00", NOW) == NOW.replace(hour=9)
    assert read_moment("2026-11-20 20:00", NOW) < NOW


@for_each(
    "said",
    ["", "abc", "明天", "25:00", "8点70分", "半小时", "2-30 10:00", "13月1日 8点", "8点集合", "晚上", "12"],
)
def test_what_is_no_moment_is_not_guessed(said):
    assert read_moment(said, NOW) is None


@for_each(
    ("said", "minutes"),
    [
        ("30分钟", 30),
        ("30 分钟", 30),
        ("20分", 20),
        ("半小时", 30),
        ("半个小时", 30),
        ("1小时", 60),
        ("两小时", 120),
        ("一个半小时", 90),
        ("1.5小时", 90),
        ("1小时30分", 90),
        ("2h", 120),
        ("15min", 15),
        ("二十分钟", 20),
        ("1天", 1440),
    ],
)
def test_a_length_of_time_is_read_in_minutes(said, minutes):
    assert read_length(said) == timedelta(minutes=minutes)


@for_each(
    "said",
    [
        "",
        "半",
        "30",
        "0分钟",
        "小时",
        "8点",
        "-5分钟",
        "30分钟吧",
        "9" * 50 + "小时",
        "99999999小时",
        "732天",
    ],
)
def test_what_is_no_length_is_not_guessed(said):
    assert read_length(said) is None


@for_each(
    ("said", "opens", "closes"),
    [
        ("17:00-20:00", time(17), time(20)),
        ("17:00–20:00", time(17), time(20)),
        ("17：00～20：30", time(17), time(20, 30)),
        ("下午5点到8点", time(17), time(20)),
        ("晚上6点-9点半", time(18), time(21, 30)),
        ("10点-18点", time(10), time(18)),
        ("9点到11点", time(9), time(11)),
        ("9点到2点", time(9), time(14)),
        ("5点-8点", time(17), time(20)),
        ("20:00-24:00", time(20), time(23, 59)),
    ],
)
def test_a_window_is_read_by_day(said, opens, closes):
    assert read_hours(said) == (opens, closes)


@for_each("said", ["", "17:00", "明天", "17:00-", "-20:00", "17:00-20:00 门口", "17:00-26:00"])
def test_what_is_no_window_is_not_guessed(said):
    assert read_hours(said) is None


def test_a_day_is_read_with_what_follows_it():
    assert read_day("明天17:00-20:00", NOW) == (date(2026, 11, 22), "17:00-20:00")
    assert read_day("周二", NOW) == (date(2026, 11, 24), "")
    assert read_day("周六 10点", NOW) == (date(2026, 11, 21), "10点")
    assert read_day("17:00-20:00", NOW) == (None, "17:00-20:00")
    assert read_day("2月30日", NOW) == (None, "")


@for_each(
    "said",
    ["9999-12-31 23:59", "0001-01-01 0:00", "2030-01-01 20:00", "9999年12月31日20点", "9" * 40 + "天后"],
)
def test_a_moment_years_away_is_not_one(said):
    assert read_moment(said, NOW) is None
    assert read_day(said.split(" ")[0], NOW)[0] is None


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_readers(text):
    for found in (read_moment(text, NOW), read_length(text), read_hours(text), read_day(text, NOW)):
        assert found is None or found


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 400))
def test_a_full_date_and_time_is_read_back_exactly(hour, minute, days):
    at = NOW.replace(hour=hour, minute=minute) + timedelta(days=days)
    assert read_moment(f"{at:%Y-%m-%d %H:%M}", NOW) == at or hour in range(1, 12)

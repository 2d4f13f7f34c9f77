"""Quiet hours and waiting time, held against a clock that is walked step by step."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, product, takewhile
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from groupbuy.directory import Directory, QuietHours
from groupbuy.telling import MAX_TRIES, awake, held_until, is_quiet, quiet_ends, quiet_started, retry_after
from tests.for_each import for_each
from tests.groupbuy.made import QUIET, SHANGHAI, a_directory, at_home, hours, minutes

MINUTE, QUARTER = timedelta(minutes=1), timedelta(minutes=15)
ZONES = [ZoneInfo(it) for it in ("Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe")]
CLOCK_CHANGES = [
    *(date(2026, 3, 8), date(2026, 11, 1)),  # New York
    *(date(2026, 3, 29), date(2026, 10, 25)),  # London
    *(date(2026, 4, 5), date(2026, 10, 4)),  # Lord Howe, half an hour
    *(date(2028, 2, 29), date(2026, 12, 31)),
]
NIGHTS = [
    QUIET,
    QuietHours(time(23, 30), time(6, 15)),
    QuietHours(time(12), time(14)),
    QuietHours(time(0), time(7)),
]
ODD = [
    QuietHours(time(22), time(1, 30)),
    QuietHours(time(1, 15), time(7)),
    QuietHours(time(2, 30), time(2, 45)),
]
FROM = datetime(2024, 1, 1, tzinfo=UTC)
INSTANTS = st.one_of(
    st.integers(0, 15 * 365 * 1440).map(lambda minute: FROM + minute * MINUTE),
    st.builds(
        lambda day, minute: datetime.combine(day, time(), UTC) + minute * MINUTE,
        st.sampled_from(CLOCK_CHANGES),
        st.integers(-1440, 2880),
    ),
)


def on_the_wall(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> bool:
    """Quiet, said in another way: minutes since the start, round the clock, fewer than it lasts."""
    local = at.astimezone(zone)
    starts, ends = (it.hour * 60 + it.minute for it in (quiet.starts, quiet.ends))
    return (local.hour * 60 + local.minute - starts) % 1440 < (ends - starts) % 1440


def quarters(at: datetime) -> Iterator[datetime]:
    """`at` and every quarter of an hour after it: nights begin and end, and clocks change, on one of them."""
    yield at
    at -= timedelta(minutes=at.minute % 15)
    while True:
        at += QUARTER
        yield at


def walked(at: datetime, until_quiet: bool, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    return next(it for it in quarters(at) if on_the_wall(it, quiet, zone) is until_quiet)


@settings(max_examples=500)
@given(INSTANTS)
def test_quiet_is_what_the_clock_on_the_wall_says(at: datetime) -> None:
    for zone, quiet in product(ZONES, NIGHTS + ODD):  # 2,000 pairs of zone and instant
        assert is_quiet(at, quiet, zone) == on_the_wall(at, quiet, zone), (zone, quiet)


@settings(max_examples=500)
@given(INSTANTS, st.sampled_from(list(product(ZONES, NIGHTS))))
def test_quiet_hours_end_when_the_wall_clock_first_says_so_and_were_none_the_minute_before_they_began(
    at: datetime, there: tuple[ZoneInfo, QuietHours]
) -> None:
    zone, quiet = there
    at = walked(at, True, quiet, zone)
    assert quiet_ends(at, quiet, zone) == walked(at, False, quiet, zone)
    began = quiet_started(at, quiet, zone)
    assert began <= at
    assert on_the_wall(began, quiet, zone)
    assert not on_the_wall(began - MINUTE, quiet, zone)


@settings(max_examples=300)
@given(INSTANTS, st.sampled_from(list(product(ZONES, ODD))))
def test_quiet_hours_that_meet_a_clock_change_still_end_in_the_future(
    at: datetime, there: tuple[ZoneInfo, QuietHours]
) -> None:
    zone, quiet = there
    at = walked(at, True, quiet, zone)
    assert at < quiet_ends(at, quiet, zone) <= at + hours(26)
    assert at - hours(26) <= quiet_started(at, quiet, zone) <= at


def test_the_second_half_past_one_of_the_night_clocks_go_back_is_waited_for() -> None:
    zone, quiet = ZoneInfo("America/New_York"), QuietHours(time(22), time(1, 30))
    second_pass = datetime(2026, 11, 1, 1, 15, tzinfo=zone, fold=1).astimezone(UTC)
    assert quiet_ends(second_pass, quiet, zone) == second_pass + minutes(15)


@settings(max_examples=150)
@given(INSTANTS, st.integers(0, 20 * 60), st.sampled_from(ZONES), st.sampled_from(NIGHTS))
def test_only_waking_minutes_count_as_waited(
    at: datetime, wait: int, zone: ZoneInfo, quiet: QuietHours
) -> None:
    found = awake(at, wait * MINUTE, a_directory(zone=zone, quiet=quiet))
    walk = pairwise(takewhile(lambda it: it < found + QUARTER, quarters(at)))
    waking = sum((min(end, found) - it) // MINUTE for it, end in walk if not on_the_wall(it, quiet, zone))
    assert waking == wait
    assert found >= at


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_without_quiet_hours_waiting_is_waiting(at: datetime, wait: timedelta) -> None:
    assert awake(at, wait, a_directory()) == at + wait
    assert awake(at, wait, a_directory(quiet=QuietHours(time(8), time(8)))) == at + wait


@for_each(
    ("asked", "wait", "answered"),
    [
        ("2026-11-21 20:00", 3, "2026-11-22 09:00"),
        ("2026-11-21 23:00", 3, "2026-11-22 11:00"),
        ("2026-11-21 09:00", 3, "2026-11-21 12:00"),
        ("2026-11-21 19:00", 3, "2026-11-21 22:00"),
        ("2026-11-21 20:00", 17, "2026-11-23 09:00"),
    ],
)
def test_an_answer_is_waited_for_over_the_night(asked: str, wait: int, answered: str) -> None:
    assert awake(at_home(asked), hours(wait), a_directory(quiet=QUIET)) == at_home(answered)


@for_each(
    ("clock", "quiet"),
    [("21:59", False), ("22:00", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_quiet_hours_cross_midnight_and_end_on_the_minute(clock: str, quiet: bool) -> None:
    assert is_quiet(at_home(f"2026-11-21 {clock}"), QUIET, SHANGHAI) is quiet


def held(
    waiting: str, at: str, cutoff: str | None = None, directory: Directory | None = None
) -> datetime | None:
    return held_until(
        waiting,  # type: ignore[arg-type]
        at_home(at),
        directory or a_directory(quiet=QUIET),
        at_home(cutoff) if cutoff else None,
    )


def test_a_notice_at_night_waits_for_the_morning() -> None:
    assert held("waits", "2026-11-21 23:00") == at_home("2026-11-22 08:00")
    assert held("waits", "2026-11-22 03:00") == at_home("2026-11-22 08:00")
    assert held("waits", "2026-11-22 12:00") is None


def test_what_must_be_told_now_is_never_held() -> None:
    assert held("now", "2026-11-21 23:00") is None


def test_news_of_a_cutoff_is_held_unless_the_cutoff_itself_lay_in_quiet_hours() -> None:
    assert held("cutoff", "2026-11-21 23:00", "2026-11-21 21:00") == at_home("2026-11-22 08:00")
    assert held("cutoff", "2026-11-21 23:00", "2026-11-21 22:30") is None
    assert held("cutoff", "2026-11-21 23:00") == at_home("2026-11-22 08:00")


def test_without_quiet_hours_nothing_is_held() -> None:
    assert held("waits", "2026-11-21 23:00", directory=a_directory()) is None


def test_attempts_come_ever_more_slowly_and_stop() -> None:
    waits = [retry_after(tries) for tries in range(1, MAX_TRIES)]
    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert all(later == 2 * sooner for sooner, later in pairwise(waits) if sooner and later)
    assert retry_after(MAX_TRIES) is None

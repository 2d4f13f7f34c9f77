"""Where and when a point stands on a day: weekdays, holidays, closed days, replacements, each at its edges."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groupbuy.places import Hours, PickupPoint, PickupWindow, Place, PointKind, Replacement, shown
from tests.for_each import for_each
from tests.groupbuy.made import a_directory

HOLIDAY = date(2026, 11, 25)  # a Wednesday
HERE, THERE = Place(31.2, 121.4), Place(31.21, 121.41)
WEEKDAYS = PickupWindow(frozenset(range(5)), time(17), time(20))
WEEKEND = PickupWindow(frozenset({5, 6}), time(10), time(18))
MORNING = PickupWindow(frozenset({6}), time(8), time(9, 30))
AWAY = Replacement(
    date(2026, 11, 26),
    date(2026, 11, 28),
    "西门岗亭",
    THERE,
    (replace(WEEKEND, closes=time(12)),),
    "打电话",
    "装修",
)
CLUB = PickupPoint(
    "club",
    2,
    "会所",
    "garden",
    "mei",
    "会所一楼",
    HERE,
    (WEEKDAYS, WEEKEND, MORNING),
    access_note="刷卡",
    closed=frozenset({date(2026, 11, 23)}),
    replacements=(AWAY,),
)


@for_each(
    ("day", "address", "hours"),
    [
        ("2026-11-20", "会所一楼", ["17:00-20:00"]),
        ("2026-11-21", "会所一楼", ["10:00-18:00"]),
        ("2026-11-22", "会所一楼", ["08:00-09:30", "10:00-18:00"]),
        ("2026-11-23", None, []),  # closed
        ("2026-11-24", "会所一楼", ["17:00-20:00"]),
        ("2026-11-25", None, []),  # the market's holiday
        ("2026-11-26", None, []),  # elsewhere, on weekends only
        ("2026-11-28", "西门岗亭", ["10:00-12:00"]),
        ("2026-11-29", "会所一楼", ["08:00-09:30", "10:00-18:00"]),
    ],
)
def test_a_point_stands_where_its_days_say(day: str, address: str | None, hours: list[str]) -> None:
    stand = CLUB.on(date.fromisoformat(day), frozenset({HOLIDAY}))
    assert (stand and stand.address) == address
    assert [f"{it.opens:%H:%M}-{it.closes:%H:%M}" for it in stand.hours] == hours if stand else not hours


def test_a_replacement_brings_its_own_note_and_what_it_leaves_out_stays() -> None:
    stand = CLUB.on(date(2026, 11, 28))
    assert stand is not None
    assert (stand.place, stand.access_note, stand.why) == (THERE, "打电话", "装修")
    bare = replace(CLUB, replacements=(Replacement(AWAY.first, AWAY.last, "西门"),))
    plain = bare.on(date(2026, 11, 28))
    assert plain is not None
    assert (plain.address, plain.place, plain.access_note) == ("西门", HERE, "")
    assert [it.opens for it in plain.hours] == [time(10)]


def test_only_a_point_that_keeps_market_holidays_is_closed_on_them() -> None:
    directory = a_directory(
        points={"club": CLUB, "shop": replace(CLUB, id="shop", no=1, keeps_holidays=False)}
    )
    assert [it.id for it in directory.open_points("garden", HOLIDAY)] == ["shop"]
    assert [it.id for it in directory.open_points("garden", date(2026, 11, 24))] == ["shop", "club"]
    assert directory.stands(CLUB, HOLIDAY) is None
    assert directory.open_points("garden", date(2026, 11, 23)) == ()


def test_a_point_without_windows_is_open_on_every_day_whenever_the_buy_says() -> None:
    bare = replace(CLUB, windows=(), replacements=(), closed=frozenset())
    for n in range(14):
        stand = bare.on(date(2026, 11, 20) + timedelta(n))
        assert stand is not None
        assert stand.within(time(17), time(20)) == (Hours(time(17), time(20)),)


@for_each(
    ("opens", "closes", "cut"),
    [
        ("17:00", "20:00", ["17:00-18:00"]),
        ("09:00", "11:00", ["09:00-09:30", "10:00-11:00"]),
        ("18:00", "20:00", []),
        ("09:30", "10:00", []),
        ("00:00", "23:59", ["08:00-09:30", "10:00-18:00"]),
    ],
)
def test_what_can_be_fetched_when_is_the_buys_hours_cut_to_the_points(
    opens: str, closes: str, cut: list[str]
) -> None:
    stand = CLUB.on(date(2026, 11, 22))
    assert stand is not None
    found = stand.within(time.fromisoformat(opens), time.fromisoformat(closes))
    assert [f"{it.opens:%H:%M}-{it.closes:%H:%M}" for it in found] == cut


@given(st.times(), st.times())
def test_a_cut_lies_within_both(opens: time, closes: time) -> None:
    stand = CLUB.on(date(2026, 11, 22))
    assert stand is not None
    for it in stand.within(opens, closes):
        assert max(opens, time(8)) <= it.opens < it.closes <= min(closes, time(18))


@given(st.lists(st.tuples(st.times(), st.times()), max_size=3))
def test_hours_are_shown_to_the_minute(hours: list[tuple[time, time]]) -> None:
    assert shown([Hours(*it) for it in hours]) == "、".join(f"{one:%H:%M}–{two:%H:%M}" for one, two in hours)
    assert shown([Hours(time(7, 5, 59), time(19, 0))]) == "07:05–19:00"


def test_the_leader_is_the_first_of_those_who_run_a_point() -> None:
    assert replace(CLUB, managers=("lan", "mei", "qiang")).run_by == ("mei", "lan", "qiang")
    assert CLUB.run_by == ("mei",)
    assert [it for it in PointKind if replace(CLUB, kind=it).at_door] == [PointKind.DOOR]

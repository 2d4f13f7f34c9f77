"""Any point, any moment at which late goods are there: when they can then be fetched."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groupbuy.buy import Pickup
from groupbuy.directory import Directory
from groupbuy.places import PickupPoint, PickupWindow
from groupbuy.whereabouts import Where, closes, delayed, ending, late_closings, of_point, opens
from tests.groupbuy.made import POINTS, SHANGHAI, a_buy, a_directory

SUNDAY = date(2026, 11, 22)
MIDNIGHT = datetime.combine(SUNDAY, time.min, SHANGHAI)
NORTH = POINTS["north"]

times = st.integers(0, 24 * 4 - 1).map(lambda it: time(it // 4, it % 4 * 15))
spans = st.tuples(times, times).filter(lambda it: it[0] < it[1])
windows = st.lists(spans, max_size=2).map(
    lambda found: tuple(PickupWindow(frozenset(), opens, closes) for opens, closes in found)
)
moments = st.integers(0, 3 * 24 * 60 - 1).map(lambda it: MIDNIGHT + timedelta(minutes=it))


def planned(hours: tuple[time, time], own: tuple[PickupWindow, ...]) -> tuple[Where | None, PickupPoint]:
    point = replace(NORTH, windows=own)
    buy = a_buy(pickup=Pickup(SUNDAY, *hours))
    return of_point(point, buy, town(point)), point


def town(point: PickupPoint) -> Directory:
    return a_directory(points={**POINTS, "north": point})


@given(spans, windows, moments)
def test_nobody_is_asked_to_come_before_the_goods_are_there_or_has_no_time_to(
    hours: tuple[time, time], own: tuple[PickupWindow, ...], ready: datetime
) -> None:
    where, point = planned(hours, own)
    if where is None:
        return
    directory = town(point)
    now = delayed(where, point, ready, directory)
    first, last = opens(now, directory), closes(now, directory)
    assert now.spot == where.spot
    if ready <= opens(where, directory):
        assert now == where
        return
    assert first >= ready
    assert first < last
    assert last - first >= timedelta(minutes=30)
    assert all(it.opens < it.closes for it in now.hours)
    assert now.day >= where.day


@given(spans, windows, moments)
def test_the_same_word_again_changes_nothing_and_an_earlier_one_never_makes_it_later(
    hours: tuple[time, time], own: tuple[PickupWindow, ...], ready: datetime
) -> None:
    where, point = planned(hours, own)
    if where is None:
        return
    directory = town(point)
    now = delayed(where, point, ready, directory)
    sooner = delayed(where, point, ready - timedelta(minutes=15), directory)
    assert delayed(where, point, ready, directory) == now
    assert opens(sooner, directory) <= opens(now, directory)


def test_fetching_ends_as_planned_or_at_one_of_the_ends_put_off() -> None:
    buy, directory = a_buy(), a_directory()
    evening = MIDNIGHT + timedelta(hours=21)
    buy.delays = {"north": evening, "east": MIDNIGHT + timedelta(hours=18)}
    assert late_closings(buy, directory) == [evening + timedelta(hours=1)]
    for point, end in (("north", evening + timedelta(hours=1)), ("east", None), ("clinic", None)):
        where = of_point(POINTS[point], buy, directory)
        assert where is not None
        ready = buy.delay_at(point)
        now = delayed(where, POINTS[point], ready, directory) if ready else where
        assert ending(end, buy, directory)(now)
        assert not ending(MIDNIGHT, buy, directory)(now)
        assert ending(None, buy, directory)(now) is (end is None)

"""What was told about fetching: spans of one day, and the words that say it back."""

from datetime import date, time
from zoneinfo import ZoneInfo

from groupbuy.places import PickupWindow
from groupbuy.told import DAY_ENDS, DAY_STARTS, Told, in_words, spans
from tests.for_each import for_each

ZONE = ZoneInfo("Asia/Shanghai")
SATURDAY, MONDAY = date(2026, 11, 21), date(2026, 11, 23)
WEEKEND = PickupWindow(frozenset({5, 6}), DAY_STARTS, DAY_ENDS)
EVENINGS = PickupWindow(frozenset(range(5)), time(19), DAY_ENDS)


def test_the_spans_of_a_day_are_those_of_its_weekday() -> None:
    told = Told((WEEKEND, EVENINGS))
    (saturday,), (monday,) = spans(told, SATURDAY, ZONE), spans(told, MONDAY, ZONE)
    assert (saturday.opens.hour, monday.opens.hour, monday.closes.hour) == (0, 19, 23)
    assert spans(Told((WEEKEND,)), MONDAY, ZONE) == spans(Told(), MONDAY, ZONE) == ()


@for_each(
    ("window", "words"),
    [
        (WEEKEND, "周末"),
        (EVENINGS, "周一到周五19:00以后"),
        (PickupWindow(frozenset(), DAY_STARTS, time(9)), "09:00以前"),
        (PickupWindow(frozenset({2}), time(17), time(18, 30)), "周三17:00–18:30"),
        (PickupWindow(frozenset(), DAY_STARTS, DAY_ENDS), "随时"),
    ],
)
def test_windows_in_words(window: PickupWindow, words: str) -> None:
    assert in_words([window]) == words
    assert in_words([window, WEEKEND]) == f"{words}、周末"

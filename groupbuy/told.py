"""What residents have told about fetching: when they can come, and whether steps are in their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from groupbuy.assigning.model import Span
from groupbuy.places import PickupWindow

DAY_STARTS, DAY_ENDS = time(0), time(23, 59)
WEEKDAYS = "一二三四五六日"
KNOWN_DAYS = {
    frozenset(range(7)): "",
    frozenset[int](): "",
    frozenset({5, 6}): "周末",
    frozenset(range(5)): "周一到周五",
}


@dataclass(frozen=True, slots=True)
class Told:
    """`free`: when they can come (nothing: whenever). Kept beside the book, erasable, never in the journal."""

    free: tuple[PickupWindow, ...] = ()
    step_free: bool = False


NOTHING = Told()


def spans(told: Told, day: date, zone: ZoneInfo) -> tuple[Span, ...]:
    """When they can come on a day, none where that is never (which is then the same at every point)."""
    return tuple(
        Span(datetime.combine(day, it.opens, zone), datetime.combine(day, it.closes, zone))
        for it in told.free
        if not it.weekdays or day.weekday() in it.weekdays
    )


def in_words(free: Sequence[PickupWindow]) -> str:
    """周一到周五19:00以后、周末"""
    return "、".join(_days(it.weekdays) + _hours(it) or "随时" for it in free)


def _days(weekdays: frozenset[int]) -> str:
    known = KNOWN_DAYS.get(weekdays)
    return "周" + "".join(WEEKDAYS[it] for it in sorted(weekdays)) if known is None else known


def _hours(it: PickupWindow) -> str:
    if it.opens == DAY_STARTS and it.closes >= DAY_ENDS:
        return ""
    if it.closes >= DAY_ENDS:
        return f"{it.opens:%H:%M}以后"
    return f"{it.closes:%H:%M}以前" if it.opens == DAY_STARTS else f"{it.opens:%H:%M}–{it.closes:%H:%M}"

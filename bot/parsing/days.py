"""From which day to which: 11-24 到 11-26, 明天, 11月24日至26日, both included."""

import re
from datetime import date, datetime, time, timedelta

from bot.parsing.plain import plain
from bot.parsing.times import read_day

_TO = re.compile(r"\s*(?:到|至|~|～|—|–|--?)?\s*")
_BARE = re.compile(r"\d{1,2}")
_FROM_TODAY = ("今", "明", "后", "大后", "下")
YEAR, LONG = timedelta(days=365), timedelta(days=300)


def read_days(text: str, now: datetime) -> tuple[date, date] | None:
    """The first and the last day, in the zone of `now`; None unless all of the text is that.

    A last day is read from the first one on: 到 26 and 到 26号 are the next 26th after it. One that would lie
    almost a year later was meant as the day before: the last may be earlier than the first.
    """
    first, rest = read_day(plain(text), now)
    if first is None:
        return None
    if not rest.strip("。.!"):
        return first, first
    to = _TO.match(rest)
    said = rest[to.end() if to else 0 :].strip("。.! ")
    if _BARE.fullmatch(said):
        said += "号"
    start = now if said.startswith(_FROM_TODAY) else datetime.combine(first, time(), now.tzinfo)
    last, more = read_day(said, start)
    if last is None or more.strip("。.! "):
        return None
    return first, last - YEAR if last - first > LONG else last

"""Points in time and lengths of time as leaders write them: 今晚8点, 11-22 20:00, 明天18点, 半小时."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.parsing.plain import plain
from bot.understand.numerals import chinese
from groupbuy.errors import Refusal


class BadTime(Refusal):
    text = "没看懂时间“{said}”，请写成“今晚8点”“20:00”“11-22 20:00”或“30分钟”"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `sure` unless it may mean the morning as well as the evening (8点)."""

    hour: int
    minute: int
    sure: bool


FARTHEST = timedelta(days=731)
"""Nobody plans further, and to reckon with the year 9999 breaks what is counted from it."""
_NUMBER = r"\d{1,2}|[零一二两三四五六七八九十]{1,3}"
_DAY = re.compile(
    r"(?P<iso>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
    r"|(?P<md>\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}月\d{1,2}[日号]?)"
    r"|(?P<week>(?P<next>下)?(?:这|本)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天]))"
    r"|(?P<dom>\d{1,2})[日号]"
    r"|(?P<word>大后天|今天|今日|今|明天|明日|明|后天)"
)
_WEEKDAY = re.compile(r"\s*\((?:周|星期)?([一二三四五六日天])\)")
"""Behind a date, as the bot writes it itself: 11月23日(一) 20:00."""
_PART = re.compile(r"凌晨|清晨|早上|早晨|上午|早|中午|下午|傍晚|晚上|夜里|晚|夜")
_CLOCK = re.compile(
    rf"(?P<h>{_NUMBER})(?:[:.](?P<m>\d{{2}})(?!\d)|[点时](?:(?P<half>半)|(?P<cm>[一三]刻|{_NUMBER})分?|整)?)"
)
_WORDS = {"今": 0, "今天": 0, "今日": 0, "明": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "晚", "夜"})
_NIGHT = frozenset({"晚上", "夜里", "晚", "夜"})
_LENGTH = re.compile(
    r"(?P<n>\d+(?:\.\d)?|半|[一二两三四五六七八九十]{1,3})个?(?P<half>半)?"
    r"(?P<unit>小时|钟头|分钟|分|天|日|h|min|m)(?P<after>半)?"
)


def read_moment(text: str, now: datetime) -> datetime | None:
    """The moment meant, in the zone of `now`; None unless the whole text is one.

    Without a day it is the next time the clock shows that; 8点 without 早 or 晚 likewise.
    """
    said = plain(text).strip().lower()
    later = re.fullmatch(r"(.+?)(?:以|之)?后", said)
    length = read_length(later[1]) if later else None
    if length is not None:
        return now + length
    at = re.match(r"(?:到|至|延到|改到|改成|延长到|为)\s*", said)
    rest = said[at.end() :] if at else said
    day_said = _DAY.match(rest)
    days, rest = _dated(day_said, rest, now)
    rest = "".join(rest.split())
    clock, end = _clock_at(rest)
    if clock is None or rest[end:].strip("前止整,。") not in ("", "之", "以"):
        return None
    return _choose(days, clock, now)


def read_day(text: str, now: datetime) -> tuple[date | None, str]:
    """The day at the head of the text (today or later), and what follows it."""
    rest = plain(text).strip()
    said = _DAY.match(rest)
    if said is None:
        return None, rest
    days, rest = _dated(said, rest, now)
    day = next((it for it in days if it >= now.date()), days[-1] if days else None)
    return day, rest.strip()


def read_hours(text: str) -> tuple[time, time] | None:
    """A window of a day: 17:00-20:00, 下午5点到8点; hours in doubt are taken by day (8点 to 20点)."""
    said = "".join(plain(text).split()).lower()
    first, end = _clock_at(said)
    tail = re.match(r"[-~—–到至]+", said[end:])
    if first is None or tail is None:
        return None
    second, stop = _clock_at(said[end + tail.end() :], _PART.match(said))
    if second is None or said[end + tail.end() + stop :].strip("。,;取货自提"):
        return None
    opens, closes = _by_day(first), _by_day(second)
    if not second.sure and closes <= opens and second.hour < 12:
        closes = time(second.hour + 12, second.minute)
    return opens, closes


def read_clock(text: str) -> time | None:
    """A time of day for fetching goods; one in doubt is taken by day (7点 to 19点). None unless the whole text is one."""
    said = "".join(plain(text).split()).lower()
    clock, end = _clock_at(said)
    if clock is None or end < len(said):
        return None
    return time(clock.hour + 12, clock.minute) if not clock.sure and clock.hour < 9 else _by_day(clock)


def read_length(text: str) -> timedelta | None:
    """30分钟, 半小时, 一个半小时, 2h, 1小时30分; None unless the whole text is a length above zero, within `FARTHEST`."""
    said, total = "".join(plain(text).split()).lower(), timedelta()
    while said:
        found = _LENGTH.match(said)
        if found is None:
            return None
        length = _length(found)
        if length is None:
            return None
        total += length
        said = said[found.end() :]
    return total or None


def _length(found: re.Match[str]) -> timedelta | None:
    amount = Decimal("0.5") if found["n"] == "半" else _number(found["n"])
    amount += Decimal("0.5") if found["half"] or found["after"] else Decimal(0)
    minutes = {"小": 60, "钟": 60, "h": 60, "天": 1440, "日": 1440}.get(found["unit"][0], 1)
    seconds = amount * minutes * 60
    return timedelta(seconds=int(seconds)) if seconds <= FARTHEST.total_seconds() else None


def _number(text: str) -> Decimal:
    return Decimal(text) if text[0].isdigit() else chinese(text) or Decimal(0)


def _clock_at(text: str, part: re.Match[str] | None = None) -> tuple[Clock | None, int]:
    """A time of day at the head of the text (after 上午, 晚 and the like) and where it ends."""
    own = _PART.match(text)
    start = own.end() if own else 0
    found = _CLOCK.match(text, start)
    if found is None:
        return None, 0
    hour, minute = int(_number(found["h"])), _minute(found)
    said = own or part
    word = said[0] if said else ""
    if word in _AFTERNOON and hour < 12:
        hour += 12
    elif word in _NIGHT and hour == 12:
        hour = 24
    elif word == "中午" and hour < 3:
        hour += 12
    elif word == "凌晨" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or (hour == 24 and minute and word not in _NIGHT):
        return None, 0
    sure = bool(word) or hour >= 12 or hour == 0 or found["h"].startswith("0")
    return Clock(hour, minute, sure), found.end()


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    said = found["m"] or found["cm"] or "0"
    if said.endswith("刻"):
        return {"一": 15, "三": 45}[said[0]]
    return int(_number(said))


def _days(said: re.Match[str] | None, now: datetime) -> list[date]:
    """The days that the words may mean, nearest first; none where there is no such day, or none so near."""
    today = now.date()
    if said is None:
        return [today, today + timedelta(days=1)]
    if said["word"]:
        return [today + timedelta(days=_WORDS[said["word"]])]
    if said["week"]:
        wanted = min("一二三四五六日天".index(said["weekday"]), 6)
        monday = today - timedelta(days=today.weekday())
        if said["next"]:
            return [monday + timedelta(days=7 + wanted)]
        ahead = today + timedelta(days=(wanted - today.weekday()) % 7)
        return [ahead, ahead + timedelta(days=7)]
    numbers = [int(it) for it in re.findall(r"\d+", said[0])]
    if said["iso"]:
        tried = [(numbers[0], numbers[1], numbers[2])]
    elif said["md"]:
        tried = [(today.year + more, numbers[0], numbers[1]) for more in (0, 1)]
    else:
        later = today.replace(day=1) + timedelta(days=32)
        tried = [(today.year, today.month, numbers[0]), (later.year, later.month, numbers[0])]
    return [it for it in (_date(*parts) for parts in tried) if it and abs(it - today) <= FARTHEST]


def _dated(said: re.Match[str] | None, text: str, now: datetime) -> tuple[list[date], str]:
    """The days meant and what follows them; a weekday in brackets must be the nearest one's own."""
    days, rest = _days(said, now), text[said.end() :] if said else text
    weekday = _WEEKDAY.match(rest) if said else None
    if weekday is None:
        return days, rest
    wanted = min("一二三四五六日天".index(weekday[1]), 6)
    nearest = [it for it in days if it >= now.date()][:1]
    return [it for it in nearest if it.weekday() == wanted], rest[weekday.end() :]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(days: list[date], clock: Clock, now: datetime) -> datetime | None:
    """The first such moment ahead; where all are past, the first one (the rules refuse it)."""
    hours = [clock.hour] if clock.sure else [clock.hour, (clock.hour + 12) % 24]
    found = sorted(
        datetime.combine(day, time(hour % 24, clock.minute), now.tzinfo) + timedelta(days=hour // 24)
        for day in days
        for hour in hours
    )
    return next((it for it in found if it > now), found[-1] if found else None)


def _by_day(clock: Clock) -> time:
    hour = clock.hour + 12 if not clock.sure and clock.hour < 7 else clock.hour
    return time(23, 59) if hour == 24 else time(hour, clock.minute)

"""Points in time and durations as leaders write them: 今晚8点, 明天下午6点半, 20分钟后, 延长半小时."""

import re
from datetime import datetime, timedelta
from decimal import Decimal

from .numerals import scan

_N = r"(\d{1,3}(?:\.\d)?|[一二三四五六七八九十两半]{1,4})"
_CLOCK = re.compile(
    rf"(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|今晚|明晚|后晚|明早|今早|晚|早)?\s*(?:{_N}点(半|[一三]刻|\d{{1,2}}分?|[一二三四五]?十[一二三四五六七八九]?分?|钟|整)?|(\d{{1,2}}):(\d{{2}}))"
)
_SPAN = re.compile(rf"{_N}(个半小时|个小时|小时|钟头|个钟头|个钟|分钟|分|刻钟|天|日)(半)?")
_DATE = re.compile(r"(?:(\d{1,2})(?:月|[./]))?(\d{1,2})[日号]")
_WEEKDAY = re.compile(r"(下下|下|这|本)?(?:周|星期|礼拜)([一二三四五六日天末])")
_DAYS = {
    "大后天": 3,
    "后天": 2,
    "后晚": 2,
    "明天": 1,
    "明晚": 1,
    "明早": 1,
    "明日": 1,
    "明儿": 1,
    "明": 1,
    "今天": 0,
    "今晚": 0,
    "今早": 0,
    "今日": 0,
    "今儿": 0,
    "今": 0,
    "当天": 0,
}
_AFTERNOON = frozenset("下午 傍晚 晚上 今晚 明晚 后晚 晚".split())
_MORNING = frozenset("凌晨 早上 早晨 上午 明早 今早 早".split())
_MINUTES = {
    "小时": 60,
    "个小时": 60,
    "钟头": 60,
    "个钟头": 60,
    "个钟": 60,
    "分钟": 1,
    "分": 1,
    "刻钟": 15,
    "天": 1440,
    "日": 1440,
}


def _number(word: str) -> Decimal:
    value, _ = scan(word, 0)
    return value if value is not None else Decimal(0)


def minutes_in(text: str) -> int | None:
    """The duration named in `text`, in minutes."""
    found = _SPAN.search(text)
    if not found:
        return 30 if "半小时" in text or "半个小时" in text else None
    number, unit, half = found.groups()
    if unit == "个半小时":
        return int((_number(number) + Decimal("0.5")) * 60)
    if number == "半" and unit.startswith("个"):
        return 30
    value = _number(number) * _MINUTES[unit]
    return int(value + (_MINUTES[unit] // 2 if half else 0))


def _day(text: str, now: datetime) -> tuple[datetime, bool]:
    """The day meant (at midnight) and whether one was named."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = _WEEKDAY.search(text)
    if found:
        week, day = found.groups()
        ahead = ("一二三四五六日".find("日" if day in "天末" else day) - today.weekday()) % 7
        if day == "末":
            ahead = (6 - today.weekday()) % 7
        if week == "下":
            ahead = ahead + 7 if ahead + today.weekday() < 7 else ahead
        return today + timedelta(days=ahead), True
    found = _DATE.search(text)
    if found:
        month = int(found.group(1)) if found.group(1) else today.month
        return _dated(today, month, int(found.group(2)), bool(found.group(1))), True
    for word, ahead in _DAYS.items():
        if word in text:
            return today + timedelta(days=ahead), True
    return today, False


def _dated(today: datetime, month: int, day: int, sure: bool) -> datetime:
    try:
        found = today.replace(month=month, day=day)
    except ValueError:
        return today
    if found >= today:
        return found
    try:
        return (
            found.replace(year=found.year + 1)
            if sure
            else found.replace(month=month % 12 + 1, year=found.year + month // 12)
        )
    except ValueError:
        return today


def moment_in(text: str, now: datetime) -> datetime | None:
    """The point in time named in `text`, seen from `now`; an hour without a half of the day is the next one."""
    if (
        "后" in text
        and (span := _SPAN.search(text))
        and text[span.end() : span.end() + 3].lstrip("之以").startswith("后")
    ):
        return now + timedelta(minutes=minutes_in(text) or 0)
    found = _CLOCK.search(text)
    day, named = _day(text, now)
    if not found:
        return None
    half, hour_word, part, hour_digits, minute_digits = found.groups()
    hour = int(hour_digits) if hour_digits else int(_number(hour_word))
    minute = int(minute_digits) if minute_digits else _minute(part)
    if hour > 24 or minute > 59:
        return None
    half = half or next(
        (w for w in ("今晚", "明晚", "下午", "晚上", "上午", "早上", "中午") if w in text), None
    )
    if half in _AFTERNOON and 0 < hour <= 12:
        hour = hour + 12 if hour < 12 or half != "下午" else 12
    elif half == "中午" and hour < 3:
        hour += 12
    at = day + timedelta(hours=hour, minutes=minute)
    if half is None and hour <= 12:
        if at <= now and hour < 12:
            at += timedelta(hours=12)
        if at <= now and not named:
            at = day + timedelta(days=1, hours=hour, minutes=minute)
    elif at <= now and not named:
        at += timedelta(days=1)
    return at


def _minute(part: str | None) -> int:
    if not part or part in ("钟", "整"):
        return 0
    if part == "半":
        return 30
    if part.endswith("刻"):
        return 15 if part[0] == "一" else 45
    return int(_number(part.rstrip("分")))

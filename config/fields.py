"""The kinds of value an admin writes: money, durations, times, names, ids."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from config.mistakes import did_you_mean, quoted

JOINERS = "\u200d"
"""What holds emoji such as 👩‍🌾 together."""

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class Settings(BaseModel):
    """A map of known keys. Nothing is converted silently; unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def wrong(what: str) -> PydanticCustomError:
    """A mistake in our own words; what is allowed is added from the setting's description."""
    return PydanticCustomError("linli", "{what}", {"what": what})


def kind_of(value: object) -> str:
    """What a value is, as an admin calls it."""
    if isinstance(value, bool):
        return "true or false"
    names = {
        str: "text",
        int: "a number",
        Decimal: "a number with decimals",
        list: "a list",
        dict: "a map of keys",
    }
    return "nothing" if value is None else names.get(type(value), "something else")


def shown(value: object) -> str:
    """A value as a mistake repeats it: quoted when it is short, else what it is."""
    return kind_of(value) if isinstance(value, list | dict | None) else quoted(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        hint = "; write it in quotes" if kind_of(value).startswith("a number") else ""
        raise wrong(f"must be text, not {kind_of(value)}{hint}")
    if not value.strip():
        raise wrong("must not be empty")
    if any(not c.isprintable() and c not in JOINERS for c in value.strip()):
        raise wrong("must be one line without control characters")
    return value.strip()


def _lines(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return "\n".join(_text(it) if it.strip() else "" for it in value.strip().split("\n"))
    return _text(value)


def _id(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value, re.ASCII):
        raise wrong(f"{shown(value)} is no id: 1 to 40 of a–z, 0–9 and -, starting with a letter or digit")
    return value


def _fen(value: Any) -> int:
    """`12.80` → 1280, exactly. Only plain digits: no exponent, no sign, no ¥."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise wrong(f"must be an amount in yuan, not {kind_of(value)}")
    match = re.fullmatch(r"([0-9]{1,7})(?:\.([0-9]{1,2}))?", str(value), re.ASCII)
    if match is None:
        raise wrong(f"{shown(value)} is no amount in yuan: digits with at most two decimals, such as 12.80")
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def _duration(value: Any) -> timedelta:
    match = re.fullmatch(r"([0-9]{1,6})([smhd])", value, re.ASCII) if isinstance(value, str) else None
    if match is None:
        raise wrong(f"{shown(value)} is no duration: a whole number and s, m, h or d, such as 15m or 2h")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def _clock(value: Any) -> time:
    match = (
        re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", value, re.ASCII) if isinstance(value, str) else None
    )
    if match is None:
        raise wrong(f'{shown(value)} is no time of day: "00:00" to "23:59", in quotes')
    return time(int(match[1]), int(match[2]))


def _date(value: Any) -> date:
    try:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wrong(f"{shown(value)} is no date: year-month-day, such as 2027-01-31")


def follows(first: date, last: date | None, most: int) -> None:
    """A mistake unless `last` (None: the same day) is `first` or up to `most` days later."""
    if not first <= (last or first) <= first + timedelta(days=most):
        raise wrong(
            f"to {last} does not follow from {first}; the same day up to {most} days later is allowed"
        )


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise wrong(f"must be a number, not {kind_of(value)}")
    return Decimal(value)


def _fraction(value: Any) -> Decimal:
    """A number with at most three decimals, as quantities have them."""
    found = _number(value)
    if found != round(found, 3):
        raise wrong(f"{shown(value)} is too fine: at most three decimals, such as 0.125")
    return found


def _degrees(value: Any) -> float:
    return float(_number(value))


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ValueError, OSError, LookupError):
        pass
    raise wrong(f"{shown(value)} is no time zone{did_you_mean(str(value), available_timezones())}")


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


Text = Annotated[str, BeforeValidator(_text), Field(max_length=60)]
LongText = Annotated[str, BeforeValidator(_lines), Field(max_length=300)]
TermsText = Annotated[str, BeforeValidator(_lines), Field(max_length=800)]
PlatformId = Annotated[str, BeforeValidator(_text), Field(max_length=64)]
"""A corp, a group or a member as the platform names it; a WeCom user id has up to 64 bytes,
https://developer.work.weixin.qq.com/document/path/90195."""
Id = Annotated[str, BeforeValidator(_id)]
Yuan = Annotated[int, BeforeValidator(_fen)]
"""Fen, from yuan."""
Duration = Annotated[timedelta, BeforeValidator(_duration)]
ClockTime = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, BeforeValidator(_date)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Fraction = Annotated[Decimal, BeforeValidator(_fraction)]
Latitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-90, le=90)]
Longitude = Annotated[float, BeforeValidator(_degrees), Field(ge=-180, le=180)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
UserIds = Annotated[list[PlatformId], BeforeValidator(_one_or_many), Field(min_length=1)]

"""The life of a notice: when it may go out, when it has lost its sense, how it can end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from groupbuy.directory import Directory, QuietHours
from groupbuy.notices.base import Waiting


class End(StrEnum):
    """How a notice ended, always with a reason beside it."""

    SENT = "sent"
    MERGED = "merged"
    EXPIRED = "expired"
    UNDELIVERABLE = "undeliverable"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice held by one sender until its lease runs out; `tries` counts earlier attempts."""

    id: int
    kind: str
    to: str
    facts: dict[str, Any]
    tries: int
    lease: str
    created_at: datetime
    good_until: datetime | None
    buy: int | None


MAX_TRIES = 8
QUESTION_LIVES = timedelta(minutes=10)
"""How long the bot remembers what it asked somebody."""


def retry_after(tries: int) -> timedelta | None:
    """How long to wait after the `tries`-th failed attempt (5 s doubling); None: give up."""
    return None if tries >= MAX_TRIES else timedelta(seconds=5 * 2 ** (tries - 1))


def is_quiet(at: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> bool:
    if quiet is None or quiet.starts == quiet.ends:
        return False
    now = at.astimezone(zone).time()
    if quiet.starts < quiet.ends:
        return quiet.starts <= now < quiet.ends
    return now >= quiet.starts or now < quiet.ends


def quiet_ends(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """The next end of quiet hours after `at` (which lies in them), in the zone of `at`."""
    return _next(at, quiet.ends, zone)


def quiet_started(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """When the quiet hours that `at` lies in began, in the zone of `at`."""
    today = at.astimezone(zone).date()
    shown = [*_showing(today - timedelta(days=1), quiet.starts, zone), *_showing(today, quiet.starts, zone)]
    return max(it for it in shown if it <= at).astimezone(at.tzinfo)


def held_until(
    waiting: Waiting, at: datetime, directory: Directory, cutoff_at: datetime | None = None
) -> datetime | None:
    """Until when a notice must wait for quiet hours to end; None: it may go now."""
    quiet, zone = directory.quiet, directory.zone
    if waiting == "now" or quiet is None or not is_quiet(at, quiet, zone):
        return None
    if waiting == "cutoff" and cutoff_at is not None and is_quiet(cutoff_at, quiet, zone):
        return None
    return quiet_ends(at, quiet, zone)


def awake(starts: datetime, length: timedelta, directory: Directory) -> datetime:
    """`length` after `starts`, quiet hours not counted."""
    quiet, zone = directory.quiet, directory.zone
    if quiet is None or quiet.starts == quiet.ends:
        return starts + length
    at, left = starts, length
    while True:
        if is_quiet(at, quiet, zone):
            at = quiet_ends(at, quiet, zone)
        night = _next(at, quiet.starts, zone)
        if night - at >= left:
            return at + left
        left -= night - at
        at = night


def _next(at: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """The next moment after `at` at which clocks show `clock`, in the zone of `at`."""
    today = at.astimezone(zone).date()
    shown = [*_showing(today, clock, zone), *_showing(today + timedelta(days=1), clock, zone)]
    return next(it for it in shown if it > at).astimezone(at.tzinfo)


def _showing(day: date, clock: time, zone: ZoneInfo) -> list[datetime]:
    """When clocks show `clock` on a day, in UTC: twice where they are set back over it; where they
    skip it, when they would have shown it."""
    first, again = (datetime.combine(day, clock.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
    return [first, again] if again > first else [first]

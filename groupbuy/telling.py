"""The life of a notice: when it may go out, when it has lost its sense, how it can end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
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
    local = at.astimezone(zone)
    day = local.date() + timedelta(days=1) if local.time() >= quiet.ends else local.date()
    return datetime.combine(day, quiet.ends, zone).astimezone(at.tzinfo)


def quiet_started(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """When the quiet hours that `at` lies in began, in the zone of `at`."""
    local = at.astimezone(zone)
    day = local.date() - timedelta(days=1) if local.time() < quiet.starts else local.date()
    return datetime.combine(day, quiet.starts, zone).astimezone(at.tzinfo)


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
        night = _next_start(at, quiet, zone)
        if night - at >= left:
            return at + left
        left -= night - at
        at = night


def _next_start(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    day = local.date() if local.time() < quiet.starts else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.starts, zone).astimezone(at.tzinfo)

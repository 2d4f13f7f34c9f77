"""What time makes due: the moments of a group buy, asked of its state and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from groupbuy.buy import ASSIGN, GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.reassigning import to_choose_from
from groupbuy.telling import awake, is_quiet, quiet_started
from groupbuy.whereabouts import early_closings, late_closings

What = Literal[
    "cutoff_soon", "close", "form", "give_up", "pickup_soon", "unclaimed", "moved", "leave", "assign"
]
ASSIGNED_IN = frozenset({State.CLOSED, State.FORMED, State.PURCHASING})
MOVING = frozenset({State.FORMED, State.PURCHASING, State.ARRIVED})


LATE_GOODS_WAIT = timedelta(hours=24)
"""After goods that came too late for their window, before the leader hears what was not fetched."""


MORNING = time(0, 1)
"""When a point has moved; those concerned are told once quiet hours are over."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`name` is what the buy remembers of it once it has passed; `closing` is the end of fetching that it is
    about, where that is another one than planned because goods come late."""

    what: What
    at: datetime
    name: str
    closing: datetime | None = None


def moments(buy: GroupBuy, directory: Directory) -> Sequence[Moment]:
    """Every moment the buy's present state has, earliest first, those dealt with left out."""
    found = [*_moments(buy, directory), *_moves(buy, directory), *_assigns(buy, directory)]
    found = [it for it in found if it.name not in buy.passed]
    return sorted(found, key=lambda it: (it.at, it.name))


def next_look(buy: GroupBuy, directory: Directory) -> datetime | None:
    """When to look at the buy again; None: time makes nothing due any more."""
    ahead = moments(buy, directory)
    return ahead[0].at if ahead else None


def closes_at(buy: GroupBuy, directory: Directory) -> datetime:
    """When the buy closes by itself: on-time orders may come in until then."""
    return buy.cutoff_at + directory.limits.grace


def _moments(buy: GroupBuy, directory: Directory) -> list[Moment]:
    rules, since = directory.reminders, buy.state_since or buy.cutoff_at
    match buy.state:
        case State.OPEN:
            soon = (_cutoff_soon(buy, lead, directory) for lead in rules.before_cutoff)
            close = Moment("close", closes_at(buy, directory), f"close@{_stamp(buy.cutoff_at)}")
            return [close, *(it for it in soon if it)]
        case State.CLOSED:
            closed = min(since, closes_at(buy, directory))  # closed late, after downtime: as if on time
            return [Moment("form", closed + rules.reopen_within, f"form@{_stamp(since)}")]
        case State.NOT_FORMED:
            by = awake(since, rules.not_formed_answer, directory)
            return [Moment("give_up", by, f"give_up@{_stamp(since)}")]
        case State.ARRIVED:
            late = late_closings(buy, directory)
            ends = [it for closing in (None, *late) for it in _fetching(buy, closing, since, directory)]
            early = (_soon(it, directory, it) for it in early_closings(buy, directory))
            return [*ends, *(it for it in early if since < it.at)]
    return []


def _soon(closes: datetime, directory: Directory, closing: datetime | None) -> Moment:
    mark = f"@{_stamp(closing)}" if closing else ""
    return Moment(
        "pickup_soon", closes - directory.reminders.before_pickup_closes, f"pickup_soon{mark}", closing
    )


def _fetching(
    buy: GroupBuy, closing: datetime | None, since: datetime, directory: Directory
) -> Iterator[Moment]:
    """Before fetching ends, and when it ends: as planned (None), or where goods come late."""
    closes = closing or pickup_closes(buy, directory)
    mark = f"@{_stamp(closing)}" if closing else ""
    soon, over = _soon(closes, directory, closing), closes
    if since >= soon.at and closing is None:  # too late to be fetched in the window: people need their time
        over = max(closes, since + LATE_GOODS_WAIT)
    else:
        yield soon
    yield Moment("unclaimed", over, f"unclaimed{mark}", closing)


def _moves(buy: GroupBuy, directory: Directory) -> Iterator[Moment]:
    """The mornings, after the day of fetching, on which a point moves for a while or back: what has not
    been fetched by then moves with it."""
    if buy.state not in MOVING:
        return
    moves = [it for point in directory.points_in(buy.community) for it in point.replacements]
    for day in sorted({day for it in moves for day in (it.first, it.last + timedelta(days=1))}):
        if day > buy.pickup.day:
            yield Moment("moved", datetime.combine(day, MORNING, directory.zone), f"moved@{day}")


def _assigns(buy: GroupBuy, directory: Directory) -> Iterator[Moment]:
    """Once the buy has closed, and whenever it is asked for: its points are to be solved as a whole."""
    asked, at = buy.assignments_asked, buy.state_since or buy.cutoff_at
    if len(to_choose_from(buy, directory)) < (1 if buy.assignment_waits else 2):
        return
    if buy.state in ASSIGNED_IN:
        yield Moment("assign", at, f"{ASSIGN}{_stamp(buy.cutoff_at)}-{asked}")
    elif buy.state is State.OPEN and buy.assignment_waits:
        yield Moment("assign", at, f"{ASSIGN}open-{asked}")
    elif buy.state is State.ARRIVED and buy.assignment_waits:
        yield Moment("assign", at, f"{ASSIGN}arrived-{asked}")


def _cutoff_soon(buy: GroupBuy, lead: timedelta, directory: Directory) -> Moment | None:
    """A reminder before the cutoff; brought forward out of quiet hours, dropped where it would come
    before the buy opened."""
    at = buy.cutoff_at - lead
    if directory.quiet and is_quiet(at, directory.quiet, directory.zone):
        at = quiet_started(at, directory.quiet, directory.zone) - timedelta(minutes=1)
    if buy.state_since and at <= buy.state_since:
        return None
    return Moment("cutoff_soon", at, f"cutoff_soon@{_stamp(buy.cutoff_at)}-{int(lead.total_seconds())}")


def pickup_opens(buy: GroupBuy, directory: Directory) -> datetime:
    """The pickup window's start, aware, in the operator's zone."""
    return datetime.combine(buy.pickup.day, buy.pickup.opens, directory.zone)


def pickup_closes(buy: GroupBuy, directory: Directory) -> datetime:
    return datetime.combine(buy.pickup.day, buy.pickup.closes, directory.zone)


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp()))

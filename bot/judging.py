"""Whether a claimed notice may go out now: still true, still wanted, not at night, and by which way."""

from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from bot.ways import Way, Ways
from groupbuy.buy import GroupBuy
from groupbuy.notices import Notice, notice_kinds
from groupbuy.ports import Reads
from groupbuy.record import from_json
from groupbuy.telling import Claimed, End, held_until


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a notice: an end, or `again` (not before then; `tried` counts an attempt)."""

    end: End | None
    reason: str
    again: datetime | None = None
    tried: bool = False


async def judge(
    claimed: Claimed, reads: Reads, settings: Settings, ways: Ways, *, at: datetime
) -> Verdict | tuple[Notice, Way]:
    """The notice and its way out, or why it does not go now."""
    kind = notice_kinds().get(claimed.kind)
    if kind is None:
        return Verdict(End.GIVEN_UP, "unknown kind")
    notice = from_json(kind, claimed.facts)
    buy = await reads.buy(notice.buy) if notice.buy is not None else None
    stale = await _lost_sense(notice, buy, reads, at)
    if stale is not None:
        return stale
    held = held_until(kind.waiting, at, settings.directory, buy.cutoff_at if buy else None)
    if held is not None:
        if notice.good_until is not None and held >= notice.good_until:
            return Verdict(End.EXPIRED, "quiet hours outlast it")
        return Verdict(None, "quiet hours", again=held)
    way = await ways.of(notice.to, buy.chats if buy else (), settings.directory, reads)
    return (notice, way) if way else Verdict(End.UNDELIVERABLE, "no channel reaches the recipient")


async def _lost_sense(notice: Notice, buy: GroupBuy | None, reads: Reads, at: datetime) -> Verdict | None:
    if notice.good_until is not None and at >= notice.good_until:
        return Verdict(End.EXPIRED, "its moment has passed")
    resident = getattr(notice, "resident", None)
    order = await reads.order_of(buy.number, resident) if buy and resident else None
    if not notice.holds(buy, order):
        return Verdict(End.EXPIRED, "no longer true")
    if notice.reminds and notice.to.startswith("resident:"):
        person = await reads.resident(notice.to.removeprefix("resident:"))
        if person is not None and person.quiet:
            return Verdict(End.UNDELIVERABLE, "asked not to be reminded")
    return None

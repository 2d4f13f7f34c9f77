"""Sends what the outbox holds: claimed, judged, worded, pushed, and settled one by one."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.channels.sending import RateLimited, TryAgain, Undeliverable
from bot.limiting import Limiter
from bot.names import names_for
from bot.ports import Store
from bot.settings import Settings
from bot.ways import Way, Ways
from groupbuy.buy import GroupBuy
from groupbuy.notices import Notice, notice_kinds
from groupbuy.record import from_json
from groupbuy.telling import Claimed, End, held_until, retry_after

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
BATCH = 100
AT_ONCE = 8
LIMITED = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one attempt: an end, or `again` (not before then; `tried` counts it)."""

    end: End | None
    reason: str
    again: datetime | None = None
    tried: bool = False


@dataclass(slots=True)
class Sender:
    """One sender of a process; several processes share the outbox through claims."""

    store: Store
    settings: Settings
    ways: Ways
    limiter: Limiter
    count: Callable[[str, str], None] = lambda kind, end: None

    async def drain(self, *, at: datetime) -> int:
        """Send everything that may go at `at`; returns how many were settled."""
        settled = 0
        while claimed := await self.store.outbox.claim(BATCH, at=at, lease=LEASE):
            settled += await self._send_all(claimed, at)
        return settled

    async def _send_all(self, claimed: Sequence[Claimed], at: datetime) -> int:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(it: Claimed) -> bool:
            async with gate:
                return await self._one(it, at)

        return sum(await asyncio.gather(*(one(it) for it in claimed)))

    async def _one(self, claimed: Claimed, at: datetime) -> bool:
        try:
            verdict = await self._judge(claimed, at)
        except Exception:
            log.exception("notice failed", notice=claimed.id, kind=claimed.kind)
            verdict = _later(claimed, at, "crashed")
        if verdict.end is None and verdict.again is not None:
            await self.store.outbox.put_back(
                claimed, not_before=verdict.again, reason=verdict.reason, tried=verdict.tried
            )
            return False
        await self.store.outbox.settle(claimed, verdict.end or End.GIVEN_UP, verdict.reason, at=at)
        self.count(claimed.kind, verdict.end or End.GIVEN_UP)
        return True

    async def _judge(self, claimed: Claimed, at: datetime) -> Verdict:
        kind = notice_kinds().get(claimed.kind)
        if kind is None:
            return Verdict(End.GIVEN_UP, "unknown kind")
        notice = from_json(kind, claimed.facts)
        buy = await self.store.reads.buy(notice.buy) if notice.buy is not None else None
        stale = await self._lost_sense(notice, buy, at)
        if stale is not None:
            return stale
        held = held_until(kind.waiting, at, self.settings.directory, buy.cutoff_at if buy else None)
        if held is not None:
            if notice.good_until is not None and held >= notice.good_until:
                return Verdict(End.EXPIRED, "quiet hours outlast it")
            return Verdict(None, "quiet hours", again=held)
        chats = buy.chats if buy else ()
        way = await self.ways.of(notice.to, chats, self.settings.directory, self.store.reads)
        if way is None:
            return Verdict(End.UNDELIVERABLE, "no channel reaches the recipient")
        return await self._push(claimed, notice, way, at)

    async def _lost_sense(self, notice: Notice, buy: GroupBuy | None, at: datetime) -> Verdict | None:
        if notice.good_until is not None and at >= notice.good_until:
            return Verdict(End.EXPIRED, "its moment has passed")
        resident = getattr(notice, "resident", None)
        order = await self.store.reads.order_of(buy.number, resident) if buy and resident else None
        if not notice.holds(buy, order):
            return Verdict(End.EXPIRED, "no longer true")
        if notice.reminds and notice.to.startswith("resident:"):
            person = await self.store.reads.resident(notice.to.removeprefix("resident:"))
            if person is not None and person.quiet:
                return Verdict(End.UNDELIVERABLE, "asked not to be reminded")
        return None

    async def _push(self, claimed: Claimed, notice: Notice, way: Way, at: datetime) -> Verdict:
        template = self.settings.texts.notice(claimed.kind, public=way.public)
        if not template:
            return Verdict(End.UNDELIVERABLE, "not for a group's eyes")
        if not await self.limiter.may(way.outlet.name, way.target, way.outlet.per_minute):
            return Verdict(None, "rate limit", again=at + LIMITED)
        names = await names_for(notice, self.store.reads)
        text = way.head + notice.worded(template, names, self.settings.directory)
        try:
            await way.outlet.pusher.push(way.target, text)
        except Undeliverable as failed:
            return Verdict(End.UNDELIVERABLE, failed.reason)
        except RateLimited as limited:
            return Verdict(None, "rate limit", again=at + timedelta(seconds=limited.retry_after_s))
        except TryAgain as failed:
            return _later(claimed, at, failed.reason)
        return Verdict(End.SENT, way.outlet.name)


def _later(claimed: Claimed, at: datetime, reason: str) -> Verdict:
    """Again after a while that doubles; given up after so many tries."""
    wait = retry_after(claimed.tries + 1)
    if wait is None:
        return Verdict(End.GIVEN_UP, reason)
    return Verdict(None, reason, again=at + wait, tried=True)

"""Sends what the outbox holds: claimed, judged, worded, bundled, pushed, and settled one by one."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.bundling import Bundle, Ready, bundles
from bot.channels.sending import RateLimited, TryAgain, Undeliverable
from bot.judging import Verdict, judge
from bot.limiting import Limiter
from bot.names import names_for
from bot.ports import Store
from bot.settings import Settings
from bot.ways import Way, Ways
from groupbuy.notices import Names, Notice
from groupbuy.telling import Claimed, End, retry_after

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
SURE_S = 45.0
"""How long after claiming a push may begin: what is left of the lease is longer than any push waits."""
BATCH = 100
AT_ONCE = 8
LIMITED = timedelta(seconds=5)


@dataclass(slots=True)
class Sender:
    """One sender of a process; several processes share the outbox through claims. One that stood still, or whose
    platform is slow, tells nothing of what may be another's by now: later than `sure_s` seconds of the process's own
    time after claiming it lets go of it."""

    store: Store
    settings: Settings
    ways: Ways
    limiter: Limiter
    count: Callable[[str, str], None] = lambda kind, end: None
    failed: Callable[[str, str], None] = lambda outlet, how: None
    sure_s: float = SURE_S

    async def drain(self, *, at: datetime) -> int:
        """Send everything that may go at `at`; returns how many notices came to an end."""
        ended = 0
        while True:
            until = asyncio.get_running_loop().time() + self.sure_s
            if not (claimed := await self.store.outbox.claim(BATCH, at=at, lease=LEASE)):
                return ended
            ended += await self._round(claimed, at, until)

    async def _round(self, claimed: Sequence[Claimed], at: datetime, until: float) -> int:
        them = [*claimed, *await self._companions(claimed)]
        # At once, so that all of them share what they read and what becomes of them is written together.
        found = await asyncio.gather(*(self._ready(it, at) for it in them))
        ready = [it for it in found if isinstance(it, Ready)]
        others = [(it, why) for it, why in zip(them, found, strict=True) if isinstance(why, Verdict)]
        ended = sum(await asyncio.gather(*(self._settle(it, why, at) for it, why in others)))
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(bundle: Bundle) -> int:
            async with gate:
                return await self._send(bundle, at, until)

        return ended + sum(await asyncio.gather(*(one(it) for it in bundles(ready))))

    async def _companions(self, claimed: Sequence[Claimed]) -> list[Claimed]:
        """What else of the same kind waits for the same people: told in the same message."""
        kinds = {it.to: it.kind for it in claimed if not it.to.startswith("chat:")}
        found = await self.store.outbox.waiting(*kinds) if kinds else ()
        return [it for it in found if it.kind == kinds[it.to]]

    async def _ready(self, claimed: Claimed, at: datetime) -> Ready | Verdict:
        """The notice worded for its way, or what becomes of it without being sent."""
        try:
            async with self.store.reads.together() as reads:
                judged = await judge(claimed, reads, self.settings, self.ways, at=at)
                if isinstance(judged, Verdict):
                    return judged
                notice, way = judged
                names = await names_for(notice, reads, self.settings.directory)
            return self._worded(claimed, notice, way, names) or Verdict(
                End.UNDELIVERABLE, "not for a group's eyes"
            )
        except Exception:
            log.exception("notice failed", notice=claimed.id, kind=claimed.kind)
            return _later(claimed, at, "crashed")

    def _worded(self, claimed: Claimed, notice: Notice, way: Way, names: Names) -> Ready | None:
        """Worded for its way, and for the group where the person turns out to be out of reach."""
        template = self.settings.texts.notice(claimed.kind, public=way.public)
        if not template:
            return None
        instead = self._worded(claimed, notice, way.instead, names) if way.instead else None
        return Ready(claimed, way, notice.said(template, names, self.settings.directory), instead)

    async def _send(self, bundle: Bundle, at: datetime, until: float) -> int:
        first, *others = bundle.parts
        if asyncio.get_running_loop().time() > until:
            verdict = Verdict(None, "held too long", again=at)
        elif (verdict := await self._push(bundle, at)).end is not End.SENT:
            self.failed(bundle.way.outlet.name, _how(verdict))
        instead = [it.instead for it in bundle.parts if it.instead]
        if verdict.end is End.UNDELIVERABLE and len(instead) == len(bundle.parts):
            return sum([await self._send(it, at, until) for it in bundles(instead)])
        same = Verdict(End.MERGED, f"with {first.claimed.id}") if verdict.end is End.SENT else verdict
        # The others before the first: while that one is held, nobody else may claim these.
        ended = sum(await asyncio.gather(*(self._settle(it.claimed, same, at) for it in others)))
        return ended + await self._settle(first.claimed, verdict, at)

    async def _push(self, bundle: Bundle, at: datetime) -> Verdict:
        way, first = bundle.way, bundle.parts[0].claimed
        try:
            if not await self.limiter.may(way.outlet.name, way.target, way.outlet.per_minute):
                return Verdict(None, "rate limit", again=at + LIMITED)
            await way.outlet.pusher.push(way.target, bundle.text, first.id)
        except Undeliverable as failed:
            return Verdict(End.UNDELIVERABLE, failed.reason)
        except RateLimited as limited:
            return Verdict(None, "rate limit", again=at + timedelta(seconds=limited.retry_after_s))
        except TryAgain as failed:
            return _later(first, at, failed.reason)
        except Exception:
            log.exception("push failed", notice=first.id, kind=first.kind)
            return _later(first, at, "crashed")
        return Verdict(End.SENT, way.outlet.name)

    async def _settle(self, claimed: Claimed, verdict: Verdict, at: datetime) -> int:
        """Write the verdict down; 1 where the notice has come to an end by it."""
        if verdict.end is None:
            again = verdict.again or at + LIMITED
            await self.store.outbox.put_back(
                claimed, not_before=again, reason=verdict.reason, tried=verdict.tried
            )
            return 0
        ours = await self.store.outbox.settle(claimed, verdict.end, verdict.reason, at=at)
        if ours:
            self.count(claimed.kind, verdict.end)
        return int(ours)


def _how(verdict: Verdict) -> str:
    """A failed push in one of four words: no reason of a platform's, of which there are endlessly many."""
    if verdict.end is End.UNDELIVERABLE:
        return "undeliverable"
    if verdict.end is End.GIVEN_UP:
        return "given up"
    return "tried again" if verdict.tried else "rate limit"


def _later(claimed: Claimed, at: datetime, reason: str) -> Verdict:
    """Again after a while that doubles; given up after so many tries."""
    wait = retry_after(claimed.tries + 1)
    if wait is None:
        return Verdict(End.GIVEN_UP, reason)
    return Verdict(None, reason, again=at + wait, tried=True)

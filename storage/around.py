"""What a unit writes beside the book: people, remarks, questions, late orders, inbox, outbox, audit."""

import secrets
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from groupbuy import events as ev
from groupbuy.chains import Snapshot
from groupbuy.directory import Identity
from groupbuy.notices.base import Notice
from groupbuy.places import Spot
from groupbuy.ports import LateOrder, Pending
from groupbuy.record import to_json
from groupbuy.resident import Resident
from groupbuy.told import Told
from storage import chains, leading, people, spots, told
from storage.fields import hashed, stamp, stamp_or_none, to_text
from storage.keeping import Keeping
from storage.leases import holds
from storage.piles import AUDIT, BINDINGS, INBOX, NOTES, ONCE, OUTBOX, PENDING, SAID
from storage.reads import BookReads

LONGEST_WORDS = 200
"""Characters kept of what was said for one line."""
ANSWER = 4096
"""Bytes of UTF-8 an answer may have in the inbox."""


class Around(Keeping):
    """The half of a unit that needs no entity."""

    at: datetime
    _now: str
    """`at`, as stored."""
    _actor: str
    _message: str
    questions: list[str]
    _stale: bool
    """What is kept is not to be believed by the next unit."""

    if TYPE_CHECKING:

        async def flush(self) -> None: ...

    @asynccontextmanager
    async def together(self) -> AsyncIterator[BookReads]:
        yield self  # a unit is one moment as it is

    def new_id(self) -> str:
        return secrets.token_hex(8)

    async def _write_about_people(self, event: ev.Event) -> None:
        """The rows of events that are about neither a buy nor an order."""
        match event:
            case ev.PointBound(resident=resident, community=community, point=point):
                await self._sql.later(BINDINGS, [(resident, community, point)])
                self._kept.bindings[resident, community] = point
            case ev.ResidentErased(resident=resident):
                self._kept.bindings.clear()
                await self._sql.run("DELETE FROM bindings WHERE resident = ?", resident)
            case ev.ConfigApplied(version=version):
                await self._sql.insert(
                    "settings (name, value)",
                    [("config", version), ("config_at", self._now)],
                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )

    async def meet(self, identity: Identity) -> Resident:
        known = await self.resident_at(identity)
        if known is None:
            known = Resident(self.new_id(), identities=(identity,))
            await people.add(self._sql, known)
            self._know(known)
        return known

    async def guest_of(self, sponsor: str, name: str) -> Resident:
        for it in await self.sponsored(sponsor):
            if it.name == name:
                return it
        guest = Resident(self.new_id(), name=name, sponsor=sponsor)
        await people.add(self._sql, guest)
        return guest

    async def update_resident(self, resident: Resident) -> None:
        known = self._kept.people.pop(resident.id, None)
        await people.update(self._sql, resident)
        if (
            known is not None and known.identities
        ):  # who was erased has none, and stays empty whatever is written
            self._know(replace(resident, identities=known.identities, sponsor=known.sponsor))

    async def erase(self, resident: str) -> None:
        await self.flush()
        self._kept.people.clear()
        self._kept.met.clear()
        self._kept.notes.clear()
        self._stale = True
        await people.erase(self._sql, resident)

    async def note(self, order: str, item: int, text: str) -> None:
        await self.flush()
        self._kept.touched.add(order)
        if text:
            await self._sql.later(NOTES, [(order, item, text)])
            if order in self._kept.notes:
                self._kept.notes[order][item] = text
        else:
            self._kept.notes.pop(order, None)
            await self._sql.run("DELETE FROM notes WHERE order_id = ? AND item = ?", order, item)

    async def keep_late(self, late: LateOrder) -> LateOrder:
        await self.flush()
        kept = late if late.no > 0 else replace(late, no=await self._next_late(late.buy))
        kept = replace(kept, message=kept.message or self._message)
        row = (
            *(kept.buy, kept.no, kept.resident, stamp(kept.sent_at), kept.on_time),
            *(to_text(list(kept.wishes)), kept.accepted, kept.message, kept.withdrawn),
        )
        await self._sql.insert(
            "late_orders (buy_id, no, resident, sent_at, on_time, wishes, accepted, message, withdrawn)",
            [row],
            "ON CONFLICT (buy_id, no) DO UPDATE SET sent_at = excluded.sent_at,"
            " on_time = excluded.on_time, wishes = excluded.wishes, accepted = excluded.accepted,"
            " withdrawn = excluded.withdrawn",
        )
        return kept

    async def _next_late(self, buy: int) -> int:
        row = await self._sql.row(
            "SELECT COALESCE(MAX(no), 0) AS last FROM late_orders WHERE buy_id = ?", buy
        )
        return 1 + (row["last"] if row else 0)

    async def keep_words(self, order: str, item: int, text: str) -> None:
        await self.flush()
        key = hashed("\x1f".join((order, str(item), self._message)))
        await self._sql.later(SAID, [(key, order, item, self._message, text[:LONGEST_WORDS])])

    async def keep_chain(self, buy: int, snapshot: Snapshot) -> None:
        await chains.keep(self._sql, buy, snapshot)

    async def forget_chain(self, buy: int, snapshot: Snapshot) -> None:
        await chains.forget(self._sql, buy, snapshot)

    async def keep_answers(self, leadership: str, answers: Mapping[str, str]) -> None:
        await leading.keep_answers(self._sql, leadership, answers)

    async def drop_answers(self, leadership: str) -> None:
        await leading.drop_answers(self._sql, leadership)

    async def keep_told(self, resident: str, what: Told) -> None:
        await told.keep(self._sql, resident, what)

    async def spot_of(self, spot: Spot) -> str:
        known = next((key for key, it in self._kept.spots.items() if it is spot or it == spot), "")
        if not known:
            with self._past(not self._sql.waits(spots.SPOTS, "point", [spot.point])):
                known = await spots.keep(self._sql, spot, self.new_id())
        self._kept.spots[known] = spot
        return known

    async def empty_spots(self, known: Iterable[str]) -> None:
        self._kept.spots.clear()
        self._stale = True
        await spots.empty(self._sql, known)

    async def ask(self, pending: Pending) -> None:
        self.questions.append(pending.kind)
        row = (
            *(pending.resident, pending.chat, pending.kind, to_text(pending.data)),
            *(stamp(pending.expires_at), self._message),
        )
        await self._sql.later(PENDING, [row])

    async def asked(self, resident: str, chat: str) -> None:
        await self._sql.run("DELETE FROM pending WHERE resident = ? AND chat = ?", resident, chat)

    async def seen(self, key: str) -> bool:
        it = hashed(key)
        if self._sql.waits(ONCE, "key", [it]):
            return True
        if self._sql.ahead.knows("once_keys", it):
            return self._sql.ahead.get("once_keys", it) is not None
        with self._past():
            return await self._sql.row("SELECT 1 FROM once_keys WHERE key = ?", it) is not None

    async def once(self, key: str) -> bool:
        """Where another process writes the same at the same time, one of the two finds that out when it writes,
        and is done again."""
        row = (hashed(key), self._now)
        if not self._sql.gathers:
            once = f"INSERT INTO {ONCE.into} VALUES (?, ?) ON CONFLICT (key) DO NOTHING"  # noqa: S608
            return bool(await self._sql.run(once, *row))
        if await self.seen(key):
            return False
        await self._sql.later(ONCE, [row])
        return True

    async def tell(self, notice: Notice) -> None:
        row = (
            *(hashed(notice.key), notice.kind, notice.to, to_text(to_json(notice)), notice.buy, 0),
            *("waiting", "", self._now, self._now, stamp_or_none(notice.good_until)),
        )
        await self._sql.later(OUTBOX, [row])

    async def holds(self, lease: str, number: int) -> bool:
        return await holds(self._sql, lease, number)

    async def remember(self, key: str, answer: str, outcome: str) -> None:
        """ValueError for an answer past `ANSWER` bytes: the repeat could not be answered alike."""
        if len(answer.encode()) > ANSWER:
            raise ValueError(f"an answer of {len(answer.encode())} bytes is more than the inbox holds")
        await self._sql.later(INBOX, [(hashed(key), answer, outcome, self._now)])

    async def audit(self, what: str, detail: str) -> None:
        row = (self._now, self._actor, what, detail)
        await self._sql.later(AUDIT, [row])

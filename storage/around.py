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
from storage.leases import holds
from storage.reads import BookReads

LONGEST_WORDS = 200
"""Characters kept of what was said for one line."""
ANSWER = 4096
"""Bytes of UTF-8 an answer may have in the inbox."""


class Around(BookReads):
    """The half of a unit that needs no entity."""

    at: datetime
    _actor: str
    _message: str
    questions: list[str]
    _people: dict[str, Resident]
    """Those the unit has met: a message asks for its sender three times over."""
    _written: dict[str, Spot]

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
                await self._sql.insert(
                    "bindings (resident, community, point)",
                    [(resident, community, point)],
                    "ON CONFLICT (resident, community) DO UPDATE SET point = excluded.point",
                )
            case ev.ResidentErased(resident=resident):
                await self._sql.run("DELETE FROM bindings WHERE resident = ?", resident)
            case ev.ConfigApplied(version=version):
                await self._sql.insert(
                    "settings (name, value)",
                    [("config", version), ("config_at", stamp(self.at))],
                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )

    async def meet(self, identity: Identity) -> Resident:
        known = await self.resident_at(identity)
        if known is None:
            known = Resident(self.new_id(), identities=(identity,))
            await people.add(self._sql, known)
        self._people[known.id] = known
        return known

    async def residents(self, ids: Iterable[str]) -> dict[str, Resident]:
        wanted = dict.fromkeys(ids)
        unknown = [it for it in wanted if it not in self._people]
        if unknown:
            self._people |= await super().residents(unknown)
        return {it: self._people[it] for it in wanted if it in self._people}

    async def guest_of(self, sponsor: str, name: str) -> Resident:
        for it in await self.sponsored(sponsor):
            if it.name == name:
                return it
        guest = Resident(self.new_id(), name=name, sponsor=sponsor)
        await people.add(self._sql, guest)
        return guest

    async def update_resident(self, resident: Resident) -> None:
        self._people.pop(resident.id, None)  # who was erased stays empty, whatever is to be written
        await people.update(self._sql, resident)

    async def erase(self, resident: str) -> None:
        await self.flush()
        self._people.clear()
        await people.erase(self._sql, resident)

    async def note(self, order: str, item: int, text: str) -> None:
        await self.flush()
        if text:
            await self._sql.insert(
                "notes (order_id, item, text)",
                [(order, item, text)],
                "ON CONFLICT (order_id, item) DO UPDATE SET text = excluded.text",
            )
        else:
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
        await self._sql.insert(
            "words (key, order_id, item, message, text)",
            [(key, order, item, self._message, text[:LONGEST_WORDS])],
            "ON CONFLICT (key) DO UPDATE SET text = excluded.text",
        )

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
        key = await spots.keep(self._sql, spot, self.new_id())
        self._written[key] = spot
        return key

    async def empty_spots(self, known: Iterable[str]) -> None:
        self._written.clear()
        await spots.empty(self._sql, known)

    async def ask(self, pending: Pending) -> None:
        self.questions.append(pending.kind)
        row = (
            *(pending.resident, pending.chat, pending.kind, to_text(pending.data)),
            *(stamp(pending.expires_at), self._message),
        )
        await self._sql.insert(
            "pending (resident, chat, kind, data, expires_at, message)",
            [row],
            "ON CONFLICT (resident, chat) DO UPDATE SET kind = excluded.kind, data = excluded.data,"
            " expires_at = excluded.expires_at, message = excluded.message",
        )

    async def asked(self, resident: str, chat: str) -> None:
        await self._sql.run("DELETE FROM pending WHERE resident = ? AND chat = ?", resident, chat)

    async def seen(self, key: str) -> bool:
        return await self._sql.row("SELECT 1 FROM once_keys WHERE key = ?", hashed(key)) is not None

    async def once(self, key: str) -> bool:
        row = (hashed(key), stamp(self.at))
        return bool(await self._sql.insert("once_keys (key, at)", [row], "ON CONFLICT (key) DO NOTHING"))

    async def tell(self, notice: Notice) -> None:
        row = (
            *(hashed(notice.key), notice.kind, notice.to, to_text(to_json(notice)), notice.buy, 0),
            *("waiting", "", stamp(self.at), stamp(self.at), stamp_or_none(notice.good_until)),
        )
        await self._sql.insert(
            "outbox (key, kind, recipient, facts, buy, tries, state, reason, created_at, not_before,"
            " good_until)",
            [row],
            "ON CONFLICT (key) DO NOTHING",
        )

    async def holds(self, lease: str, number: int) -> bool:
        return await holds(self._sql, lease, number)

    async def remember(self, key: str, answer: str, outcome: str) -> None:
        """ValueError for an answer past `ANSWER` bytes: the repeat could not be answered alike."""
        if len(answer.encode()) > ANSWER:
            raise ValueError(f"an answer of {len(answer.encode())} bytes is more than the inbox holds")
        await self._sql.insert(
            "inbox (key, answer, outcome, at)", [(hashed(key), answer, outcome, stamp(self.at))]
        )

    async def audit(self, what: str, detail: str) -> None:
        row = (stamp(self.at), self._actor, what, detail)
        await self._sql.insert("audit (at, actor, what, detail)", [row])

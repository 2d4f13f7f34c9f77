"""Reads inside a unit, answered from what the transaction has loaded, and past what waits where none of it is asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from groupbuy.buy import OVER
from groupbuy.directory import Identity
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.places import StorageClass
from groupbuy.resident import Resident
from groupbuy.told import Told
from storage import people, saving, spots
from storage.fields import hashed
from storage.kept import Kept
from storage.lying import PLACED_BY, RESIDENT, Lying
from storage.piles import BINDINGS, INBOX, NOTES
from storage.reads import BookReads
from storage.spots import until


class Keeping(BookReads):
    """What is not kept is asked for; a row that waits is written first, where it may be one of those asked for."""

    _kept: Kept
    _book: Book

    if TYPE_CHECKING:

        async def flush(self) -> None: ...

    def _past(self, nothing_waits: bool = True) -> AbstractContextManager[None]:
        """Reading past what waits, where nothing of it is asked for."""
        return self._sql.past() if nothing_waits else nullcontext()

    def _know(self, resident: Resident) -> None:
        self._kept.people[resident.id] = resident
        self._kept.met.update(dict.fromkeys(resident.identities, resident.id))

    async def resident_at(self, identity: Identity) -> Resident | None:
        known, ahead = self._kept.people.get(self._kept.met.get(identity, "")), self._sql.ahead
        if known is None and ahead.knows("identities", identity):
            who = ahead.get("identities", identity)
            if who is None:
                return None
            known = await self.resident(who)
        if known is None:
            with self._past(not self._sql.waits(people.IDENTITIES, "user_id", [identity[1]])):
                known = await super().resident_at(identity)
            if known is not None:
                self._know(known)
        return known

    async def residents(self, ids: Iterable[str]) -> dict[str, Resident]:
        wanted, ahead = dict.fromkeys(ids), self._sql.ahead
        for it in wanted:
            if it not in self._kept.people and ahead.knows("residents", it):
                self._know(ahead.get("residents", it))
        unknown = [it for it in wanted if it not in self._kept.people]
        if unknown:
            with self._past(not self._sql.waits(people.RESIDENTS, "id", unknown)):
                self._kept.people |= await super().residents(unknown)
        return {it: self._kept.people[it] for it in wanted if it in self._kept.people}

    async def remembered(self, key: str) -> str | None:
        it, ahead = hashed(key), self._sql.ahead
        if ahead.knows("inbox", it):
            answer: str | None = ahead.get("inbox", it)
            return answer
        with self._past(not self._sql.waits(INBOX, "key", [it])):
            return await super().remembered(key)

    async def told(self, residents: Iterable[str]) -> dict[str, Told]:
        wanted, ahead = list(residents), self._sql.ahead
        if not all(ahead.knows("told", it) for it in wanted):
            return await super().told(wanted)
        return {it: what for it in wanted if (what := ahead.get("told", it)) is not None}

    async def order_of(self, buy: int, resident: str) -> Order | None:
        self._take_ahead(resident)
        found = self._kept.order_of(buy, resident)
        if found is None and not self._kept.knows_none(buy, resident):
            await self.flush()
            with self._past(not self._sql.waits(saving.ORDERS, "resident", [resident])):
                found = await super().order_of(buy, resident)
            if found is None:
                self._kept.without.add((buy, resident))
        return found

    async def orders_by(self, resident: str, *, past: bool = False) -> Sequence[Order]:
        self._take_ahead(resident)
        kept, buys = self._kept, self._book.buys
        if not past and resident in kept.live:
            return [it for it in kept.orders_by(resident) if kept.is_live(it.buy, resident)]
        if resident in kept.whole:
            found = kept.orders_by(resident)
            if past:
                return found
            if all(it.buy in buys for it in found):
                return [it for it in found if buys[it.buy].state not in OVER]
        await self.flush()
        with self._past(not self._waits_for(resident)):
            asked = await super().orders_by(resident, past=past)
        if past:
            kept.whole.add(resident)
        else:
            kept.live[resident] = {it.buy for it in asked}
        return asked

    async def fetched_last(self, resident: str, points: Collection[str], *, without: int) -> str | None:
        if self._sql.ahead.knows("latest", resident):
            latest = self._sql.ahead.get("latest", resident)
            if latest is None:
                return None
            buy, _, point = latest
            if -buy != without and point in points:
                return str(point)
        await self.flush()
        with self._past(not self._waits_for(resident)):
            return await super().fetched_last(resident, points, without=without)

    def _waits_for(self, resident: str) -> bool:
        return any(self._sql.waits(saving.ORDERS, it, [resident]) for it in ("resident", "placed_by"))

    def _take_ahead(self, resident: str) -> None:
        """Into the book what was read ahead of somebody's live orders."""
        if not self._sql.ahead.knows("orders", resident):
            return
        found: Sequence[Order] = self._sql.ahead.take("orders", resident)
        for it in found:
            self._sql.ahead.drop("orders", it.resident, it.placed_by)
            self._book.orders.setdefault(it.id, it)
        self._kept.live[resident] = {it.buy for it in found}

    async def binding(self, resident: str, community: str) -> str | None:
        key = resident, community
        if key not in self._kept.bindings and self._sql.ahead.knows("bindings", key):
            self._kept.bindings[key] = self._sql.ahead.get("bindings", key)
        if key not in self._kept.bindings:
            with self._past(not self._sql.waits(BINDINGS, "resident", [resident])):
                self._kept.bindings[key] = await super().binding(resident, community)
        return self._kept.bindings[key]

    async def notes_on(self, orders: Iterable[str]) -> dict[tuple[str, int], str]:
        ids = list(orders)
        unknown = [it for it in ids if it not in self._kept.notes]
        if unknown:
            with self._past(not self._sql.waits(NOTES, "order_id", unknown)):
                found = await super().notes_on(unknown)
            self._kept.notes |= {it: {} for it in unknown}
            for (order, item), text in found.items():
                self._kept.notes[order][item] = text
        return {(it, item): text for it in ids for item, text in self._kept.notes[it].items()}

    async def loads(
        self, points: Sequence[str], day: date, *, now: datetime, without: str = ""
    ) -> dict[str, dict[StorageClass, int]]:
        await self.flush()
        new = self._new()
        if new is None:
            return await spots.loads(self._sql, points, day, now, without)
        looked = self._sql.ahead.looked_up("orders")
        key = "lie", *points, day, until(now), "" if without in self._sql.ahead.placed else without
        if key not in looked:
            with self._sql.past():
                looked[key] = Lying(await spots.loads(self._sql, points, day, now, without), points, day, now)
        lying: Lying = looked[key]
        return lying.beside(new, without)

    async def guests_in(self, buy: int) -> Mapping[str, str]:
        await self.flush()
        new = self._new()
        if new is None or [it for it in new if it[RESIDENT] != it[PLACED_BY]]:
            return await super().guests_in(buy)
        looked = self._sql.ahead.looked_up("orders", "residents")
        if buy not in looked:
            with self._sql.past():
                looked[buy] = await super().guests_in(buy)
        found: Mapping[str, str] = looked[buy]
        return found

    def _new(self) -> list[tuple[Any, ...]] | None:
        """The orders that wait, where the database knows none of them; None where it may."""
        waiting = self._sql.waiting.rows.get(saving.ORDERS, {})
        placed = self._sql.ahead.placed
        if not placed.issuperset([key[0] for key in waiting]) or self._sql.is_written(saving.ORDERS, waiting):
            return None
        return list(waiting.values())

"""Reads beside units: who reads several things at the same time as others shares a snapshot and statements with them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy
from groupbuy.directory import Identity
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.ports import Pending
from groupbuy.resident import Resident
from storage import finding, people
from storage.readers import PATIENCE, Group, Readers
from storage.reads import BookReads, Moment
from storage.sql import Sql


class ReadsBeside(BookReads):
    """A store's own: a single read has a snapshot to itself, those made together one with their neighbours."""

    def __init__(self, sql: Sql, *, patience: float = PATIENCE) -> None:
        super().__init__(sql)
        self._readers = Readers(sql, AmongOthers, patience=patience)

    def together(self) -> AbstractAsyncContextManager[BookReads]:
        return self._readers.visit()

    async def close(self) -> None:
        """Waits for those who are reading."""
        await self._readers.close()


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody with what is asked next of whoever speaks: their orders in buys not over, and what was asked of
    them (and of others) by resident and chat."""

    person: Resident
    orders: Sequence[Order]
    questions: Mapping[tuple[str, str], Pending]


class AmongOthers(Moment):
    """What every message asks is asked for the whole group; all else is read when its turn comes. Nobody beside a
    unit changes a buy or an order, so they are handed to all."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.sql, group.book)
        self._group = group
        self._known: dict[str, Known] = {}

    async def remembered(self, key: str) -> str | None:
        (found,) = await self._group.ask(_answers, key)
        return found  # type: ignore[no-any-return]

    async def resident_at(self, identity: Identity) -> Resident | None:
        known: Known | None
        (known,) = await self._group.ask(_at, identity)
        if known is None:
            return None
        self._known[known.person.id] = known
        return known.person

    async def residents(self, ids: Iterable[str]) -> dict[str, Resident]:
        wanted = list(dict.fromkeys(ids))
        found = await self._group.ask(_residents, *wanted)
        return {key: it for key, it in zip(wanted, found, strict=True) if it is not None}

    async def order_of(self, buy: int, resident: str) -> Order | None:
        (found,) = await self._group.ask(finding.orders_of, (buy, resident))
        return found  # type: ignore[no-any-return]

    async def orders_by(self, resident: str, *, past: bool = False) -> Sequence[Order]:
        if past:
            return await super().orders_by(resident, past=True)
        if resident in self._known:
            return list(self._known[resident].orders)
        (found,) = await self._group.ask(finding.orders_by, resident)
        return list(found)

    async def buys_in_chat(self, chat_group: str) -> Sequence[GroupBuy]:
        (found,) = await self._group.ask(finding.buys_in_chats, chat_group)
        return list(found)

    async def buys_in_community(self, community: str) -> Sequence[GroupBuy]:
        (found,) = await self._group.ask(finding.buys_in_communities, community)
        return list(found)

    async def binding(self, resident: str, community: str) -> str | None:
        (found,) = await self._group.ask(_bindings, (resident, community))
        return found  # type: ignore[no-any-return]

    async def pending(self, resident: str, chat: str, at: datetime) -> Pending | None:
        if resident in self._known:
            found = self._known[resident].questions.get((resident, chat))
        else:
            (found,) = await self._group.ask(_questions, (resident, chat))
        return found if found and found.expires_at > at else None


async def _answers(sql: Sql, _: Book, keys: Sequence[str]) -> Mapping[str, str]:
    return await finding.answers(sql, keys)


async def _at(sql: Sql, book: Book, identities: Sequence[Identity]) -> Mapping[Identity, Known]:
    """Who speaks is asked for no other reason: one turn for all three."""
    found = await people.find_at(sql, identities)
    ids = sorted({it.id for it in found.values()})
    orders, questions = await finding.orders_by(sql, book, ids), await finding.questions(sql, ids)
    return {identity: Known(it, orders[it.id], questions) for identity, it in found.items()}


async def _residents(sql: Sql, _: Book, ids: Sequence[str]) -> Mapping[str, Resident]:
    return await people.find_all(sql, ids)


async def _questions(
    sql: Sql, _: Book, asked: Sequence[tuple[str, str]]
) -> Mapping[tuple[str, str], Pending]:
    return await finding.questions(sql, {resident for resident, _ in asked})


async def _bindings(sql: Sql, _: Book, asked: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    return await finding.bindings(sql, {resident for resident, _ in asked})

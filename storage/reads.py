"""Plain reads of the book, inside a unit (over what it has loaded) or beside it (over a fresh snapshot)."""

import json
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, datetime

from groupbuy.buy import GroupBuy
from groupbuy.chains import Snapshot
from groupbuy.errors import NoSuchBuy
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.places import Spot, StorageClass
from groupbuy.ports import LateOrder, Pending
from groupbuy.told import Told
from storage import chains, finding, spots, told
from storage.fields import instant
from storage.finding import LIVE
from storage.journal import JournalReads
from storage.leading import LeaderReads
from storage.leaves import LeaveReads
from storage.loading import load_buys, load_orders
from storage.people import PeopleReads
from storage.saving import held
from storage.sql import Row, Sql, marks

PAST = 30
"""Past buys looked through for what is still owed or to be fetched."""


class BookReads(PeopleReads, JournalReads, LeaderReads, LeaveReads):
    """Beside a unit: every call sees one moment of what is committed."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    @asynccontextmanager
    async def _view(self) -> AsyncIterator[Book]:
        """The part of the book that a read fills and answers from."""
        async with self._sql.snapshot():
            yield Book()

    def together(self) -> AbstractAsyncContextManager["BookReads"]:
        """Several reads that see one and the same moment, for the price of one."""
        return self._together()

    @asynccontextmanager
    async def _together(self) -> AsyncIterator["BookReads"]:
        async with self._view() as book:
            yield Moment(self._sql, book)

    async def buy(self, number: int) -> GroupBuy:
        async with self._view() as book:
            if number not in book.buys:
                await load_buys(self._sql, book, "number = ?", number)
            if number not in book.buys:
                raise NoSuchBuy(buy=number)
            return book.buys[number]

    async def buys_in_chat(self, chat_group: str) -> Sequence[GroupBuy]:
        async with self._view() as book:
            return (await finding.buys_in_chats(self._sql, book, [chat_group]))[chat_group]

    async def buys_in_community(self, community: str) -> Sequence[GroupBuy]:
        async with self._view() as book:
            return (await finding.buys_in_communities(self._sql, book, [community]))[community]

    async def buys_of_leader(self, leader: str) -> Sequence[GroupBuy]:
        return await self._buys(f"leader = ? AND {LIVE}", leader)

    async def past_buys(self, community: str) -> Sequence[GroupBuy]:
        over = f"community = ? AND NOT ({LIVE}) AND last_seq > 0"
        latest = f"SELECT number FROM buys WHERE {over} ORDER BY state_since DESC LIMIT {PAST}"  # noqa: S608
        found = await self._buys(f"number IN ({latest})", community)
        return sorted(found, key=lambda it: (it.state_since or it.cutoff_at, it.number), reverse=True)

    async def live_buys(self) -> Sequence[GroupBuy]:
        return await self._buys(LIVE)

    async def orders(self, buy: int) -> Sequence[Order]:
        return await self._orders("o.buy_id = ? ORDER BY o.seq_no", buy)

    async def order_of(self, buy: int, resident: str) -> Order | None:
        async with self._view() as book:
            return (await finding.orders_of(self._sql, book, [(buy, resident)])).get((buy, resident))

    async def orders_by(self, resident: str, *, past: bool = False) -> Sequence[Order]:
        async with self._view() as book:
            return (await finding.orders_by(self._sql, book, [resident], past=past))[resident]

    async def fetched_last(self, resident: str, points: Collection[str], *, without: int) -> str | None:
        async with self._view():
            return await finding.fetched_last(self._sql, resident, points, without)

    async def order_by_code(self, point: str, code: str) -> Order | None:
        found = await self._orders("o.held = ?", held(point, code))
        return found[0] if found else None

    async def orders_by_proxy(self, point: str, code: str) -> Sequence[Order]:
        return await self._orders(
            f"o.point = ? AND o.proxy_code = ? AND b.{LIVE} ORDER BY o.buy_id", point, code
        )

    async def loads(
        self, points: Sequence[str], day: date, *, now: datetime, without: str = ""
    ) -> dict[str, dict[StorageClass, int]]:
        async with self._view():
            return await spots.loads(self._sql, points, day, now, without)

    async def spots(self, ids: Iterable[str]) -> dict[str, Spot]:
        async with self._view():
            return await spots.load(self._sql, ids)

    async def binding(self, resident: str, community: str) -> str | None:
        async with self._view():
            return (await finding.bindings(self._sql, [resident])).get((resident, community))

    async def bindings(self, community: str) -> dict[str, str]:
        async with self._view():
            rows = await self._sql.rows("SELECT resident, point FROM bindings WHERE community = ?", community)
        return {row["resident"]: row["point"] for row in rows}

    async def told(self, residents: Iterable[str]) -> dict[str, Told]:
        async with self._view():
            return await told.load(self._sql, residents)

    async def late_orders(self, buy: int) -> Sequence[LateOrder]:
        async with self._view():
            rows = await self._sql.rows(
                "SELECT * FROM late_orders WHERE buy_id = ? AND withdrawn IS NOT TRUE ORDER BY no", buy
            )
        return [_late(row) for row in rows]

    async def notes(self, buy: int) -> dict[tuple[str, int], str]:
        async with self._view():
            rows = await self._sql.rows(
                "SELECT n.order_id, n.item, n.text FROM notes n JOIN orders o ON o.id = n.order_id"
                " WHERE o.buy_id = ? ORDER BY o.seq_no, n.item",
                buy,
            )
        return {(row["order_id"], row["item"]): row["text"] for row in rows}

    async def notes_on(self, orders: Iterable[str]) -> dict[tuple[str, int], str]:
        ids = list(orders)
        async with self._view():
            rows = await self._sql.rows(
                f"SELECT order_id, item, text FROM notes WHERE order_id IN ({marks(ids)})",  # noqa: S608
                *ids,
            )
        return {(row["order_id"], row["item"]): row["text"] for row in rows}

    async def words(self, order: str) -> dict[tuple[int, str], str]:
        async with self._view():
            rows = await self._sql.rows("SELECT item, message, text FROM words WHERE order_id = ?", order)
        return {(row["item"], row["message"]): row["text"] for row in rows}

    async def chains(self, buy: int) -> Sequence[Snapshot]:
        async with self._view():
            return await chains.load(self._sql, buy)

    async def pending(self, resident: str, chat: str, at: datetime) -> Pending | None:
        async with self._view():
            found = (await finding.questions(self._sql, [resident])).get((resident, chat))
        return found if found and found.expires_at > at else None

    async def remembered(self, key: str) -> str | None:
        async with self._view():
            return (await finding.answers(self._sql, [key])).get(key)

    async def _buys(self, where: str, *values: object) -> list[GroupBuy]:
        async with self._view() as book:
            return await load_buys(self._sql, book, where, *values)

    async def _orders(self, where: str, *values: object) -> list[Order]:
        async with self._view() as book:
            return await load_orders(self._sql, book, where, *values)


class Moment(BookReads):
    """Reads inside a snapshot that is already open: what one has loaded the next finds."""

    def __init__(self, sql: Sql, book: Book) -> None:
        super().__init__(sql)
        self._seen = book

    @asynccontextmanager
    async def _view(self) -> AsyncIterator[Book]:
        yield self._seen


def _late(row: Row) -> LateOrder:
    return LateOrder(
        no=row["no"],
        buy=row["buy_id"],
        resident=row["resident"],
        sent_at=instant(row["sent_at"]),
        on_time=bool(row["on_time"]),
        wishes=json.loads(row["wishes"]),
        accepted=bool(row["accepted"]),
        message=row["message"] or "",
    )

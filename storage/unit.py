"""One unit of work: the book as far as it is loaded, written back before its savepoint is let go."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime

from groupbuy import events as ev
from groupbuy import leader_events as lead
from groupbuy import leave_events as away
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.due import next_look
from groupbuy.errors import NoSuchBuy, NoSuchOrder
from groupbuy.fold import Book
from groupbuy.leadership import Leadership
from groupbuy.leave import Leave
from groupbuy.order import Order
from groupbuy.places import StorageClass
from groupbuy.record import event_kind
from storage import leading, leaves, saving, spots
from storage.around import Around
from storage.fields import stamp
from storage.journal import JOURNAL, journal_row
from storage.loading import load_buys, load_orders
from storage.scope import BUY_NUMBERS, OutOfScope, of_community
from storage.sql import Sql
from storage.stock import Stock

ARRIVALS = ev.GoodsArrived | ev.GoodsShort | ev.ArrivalReversed
NEW = lead.ApplicationBegun | lead.LeaderKnown
HANDED = ev.GoodsPickedUp | ev.PickupReversed


class Unit(Around, Stock):
    """`groupbuy.ports.Books` and the bot's `UnitBooks` over one connection inside a transaction.

    What is loaded is loaded once and is the same object afterwards; after a savepoint undone it is what was
    loaded before it (`Kept.before`), and what changed in it is read again as the database has it.
    """

    def __init__(
        self, sql: Sql, *, at: datetime, directory: Directory, actor: str = "", message: str = ""
    ) -> None:
        super().__init__(sql)
        self.at, self._now = at, stamp(at)
        self.directory = directory
        self._actor = actor
        self._message = message
        self.happened: list[str] = []
        self.questions: list[str] = []
        self._stale = False
        self._forget()

    def _forget(self) -> None:
        self._kept = self._sql.kept
        self._book = self._kept.book
        self._journal: list[tuple[object, ...]] = []
        self._changed: dict[int, GroupBuy] = {}
        self._touched: dict[str, Order] = {}
        self._new_buys: set[int] = set()
        self._arrivals: set[int] = set()
        self._handed: set[str] = set()
        self._claimed = False

    @asynccontextmanager
    async def _view(self) -> AsyncIterator[Book]:
        """The unit's own part of the book, over rows that know what the unit has done so far."""
        await self.flush()
        yield self._book

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        await self.flush()
        marks = len(self.happened), len(self.questions)
        try:
            async with self._sql.savepoint(remembers=True):
                yield
                await self.flush()
        except BaseException:
            del self.happened[marks[0] :], self.questions[marks[1] :]
            self._forget()
            await self.look_who_stands_in()
            raise

    async def buy(self, number: int) -> GroupBuy:
        return self._book.buys[number] if number in self._book.buys else await self._load(number)

    def _must_hold(self, community: str | None) -> None:
        """OutOfScope where somebody else may be writing the same; None is everything."""
        scope = self._sql.scope
        if scope is not None and (community is None or of_community(community) not in scope):
            raise OutOfScope

    async def locked(self, number: int) -> GroupBuy:
        """The unit holds what it may write from its beginning: the whole database, or its community."""
        buy = await self.buy(number)
        self._must_hold(buy.community)
        return buy

    async def _load(self, number: int) -> GroupBuy:
        found = await load_buys(self._sql, self._book, "number = ?", number)
        if not found:
            raise NoSuchBuy(buy=number)
        return found[0]

    async def own_order(self, order: str) -> Order:
        if order in self._book.orders:
            return self._book.orders[order]
        found = await load_orders(self._sql, self._book, "o.id = ?", order)
        if not found:
            raise NoSuchOrder(order=order)
        return found[0]

    async def own_leadership(self, leadership: str) -> Leadership:
        if leadership not in self._book.leaderships:
            await leading.load(self._sql, self._book, "id = ?", leadership)
        return self._book.leaderships[leadership]

    async def own_leave(self, leave: str) -> Leave:
        if leave not in self._book.leaves:
            await leaves.load(self._sql, self._book, "id = ?", leave)
        return self._book.leaves[leave]

    async def look_who_stands_in(self) -> None:
        """The directory with what the book knows of absent leaders now."""
        known = self._kept.standins
        if known is None:
            known = self._kept.standins = await leaves.standins(self._sql)
        if known != self.directory.standins:
            self.directory = self.directory.covered_by(known)

    async def record(self, event: ev.Event) -> None:
        await self._have(event)
        self._must_hold(self._where(event))
        if isinstance(event, ev.OrderEvent):
            self._kept.touched.add(event.order)
        if isinstance(event, ev.BuyEvent | ev.OrderEvent):
            self._kept.changes(event.buy)
        self._book.apply(event, self.at)
        self.happened.append(event_kind(event))
        self._journal.append(journal_row(event, self._now, self._actor, self._message))
        match event:
            case ev.BuyEvent(buy=number):
                self._changed[number] = self._book.buys[number]
                if isinstance(event, ev.BuyDrafted):
                    self._new_buys.add(number)
                if isinstance(event, ARRIVALS):
                    self._arrivals.add(number)
            case ev.OrderEvent(order=order):
                if isinstance(event, ev.PickupSet):
                    known = self._kept.spots.get(event.spot)
                    self._book.orders[order].where = known or await spots.load_one(self._sql, event.spot)
                if isinstance(event, ev.OrderPlaced):
                    self._sql.ahead.placed.add(order)
                    self._kept.notes[order] = {}
                self._touched[order] = self._book.orders[order]
                if isinstance(event, ev.OrderClaimed):
                    self._claimed = True
                if isinstance(event, HANDED):
                    self._handed.add(order)
            case lead.LeadershipEvent(leadership=key):
                await leading.save(self._sql, self._book.leaderships[key])
            case away.LeaveEvent(leave=key):
                it = self._book.leaves[key]
                await leaves.save(self._sql, it, it.next_look(self.directory.zone))
                self._kept.standins = None
                await self.look_who_stands_in()
            case _:
                await self._write_about_people(event)

    async def _have(self, event: ev.Event) -> None:
        """Loads what the event is about."""
        if isinstance(event, ev.BuyEvent | ev.OrderEvent) and not isinstance(event, ev.BuyDrafted):
            await self.buy(event.buy)
        if isinstance(event, ev.OrderEvent) and not isinstance(event, ev.OrderPlaced):
            await self.own_order(event.order)
        if isinstance(event, lead.LeadershipEvent) and not isinstance(event, NEW):
            await self.own_leadership(event.leadership)
        if isinstance(event, away.LeaveEvent) and not isinstance(event, away.LeaveTaken):
            await self.own_leave(event.leave)

    def _where(self, event: ev.Event) -> str | None:
        """The community an event is about, None where it may be about all."""
        match event:
            case ev.BuyDrafted() | ev.PointBound():
                return event.community
            case ev.BuyEvent() | ev.OrderEvent():
                return self._book.buys[event.buy].community
        return None

    async def loads(
        self, points: Sequence[str], day: date, *, now: datetime, without: str = ""
    ) -> dict[str, dict[StorageClass, int]]:
        for it in points:
            self._must_hold_point(it)
        return await super().loads(points, day, now=now, without=without)

    def _must_hold_point(self, point: str) -> None:
        known = self.directory.points.get(point)
        if known is not None:
            self._must_hold(known.community)

    async def erase(self, resident: str) -> None:
        self._must_hold(None)
        await super().erase(resident)

    async def flush(self) -> None:
        """Write what was recorded since the last time."""
        if not self._journal:
            return
        await self._sql.later(JOURNAL, self._journal)
        for buy in self._changed.values():
            await saving.save_buy(self._sql, buy, next_look(buy, self.directory))
        for number in self._new_buys:
            await saving.save_chats(self._sql, self._changed[number])
        for number in self._arrivals:
            await saving.save_arrivals(self._sql, self._changed[number])
        orders = list(self._touched.values())
        await saving.save_orders(self._sql, orders, self._book.buys)
        for order in self._handed:
            await saving.save_verifications(self._sql, self._touched[order])
        for done in (
            self._journal,
            self._changed,
            self._touched,
            self._new_buys,
            self._arrivals,
            self._handed,
        ):
            done.clear()
        if self._claimed:  # whose an order is has to be so in the database: readers look past what waits
            self._claimed = False
            await self._sql.write()

    def leave(self) -> None:
        """For the units after this one in the transaction."""
        if self._stale:
            self._sql.forget()

    async def look_again(self) -> None:
        self._must_hold(None)
        for it in await self.live_buys():
            self._changed[it.number] = it

    async def next_buy_number(self) -> int:
        await self.flush()
        await self._sql.hold(BUY_NUMBERS)
        row = await self._sql.row("SELECT COALESCE(MAX(number), 0) AS last FROM buys")
        return 1 + (row["last"] if row else 0)

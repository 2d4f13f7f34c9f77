"""A small buy and the units that fill it, for tests that are about something else."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from groupbuy import events as ev
from groupbuy.directory import Directory
from groupbuy.expected import Expected
from groupbuy.notices.base import Notice
from storage.store import Store
from storage.unit import Unit

AT = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
CUTOFF = AT + timedelta(hours=11)
DIRECTORY = Directory("邻里", ZoneInfo("Asia/Shanghai"))
STRAWBERRY = ev.OfferedItem(1, "草莓", "盒", 1990, stock=Decimal(20), limit=Decimal(5), aliases=("莓",))
RICE = ev.OfferedItem(2, "大米", "斤", 333, product="rice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Notice):
    """A notice kind of the tests' own."""

    words: str = ""


@dataclass
class World:
    """A store with the little that most tests say of it."""

    store: Store
    url: str
    directory: Directory = field(default=DIRECTORY)
    expects: Iterator[Expected] | None = None
    """What the units that come say they will read, one after the other."""

    async def run(self, unit: Callable[[Unit], Awaitable[Any]], **how: Any) -> Any:
        expected = next(self.expects) if self.expects else None
        return await self.store.run(
            unit, **{"at": AT, "directory": self.directory, "expected": expected, **how}
        )

    async def tell(self, *notices: Notice, at: datetime = AT) -> None:
        async def unit(books: Unit) -> None:
            for it in notices:
                await books.tell(it)

        await self.run(unit, at=at)

    async def record(self, *events: ev.Event, at: datetime = AT) -> None:
        async def unit(books: Unit) -> None:
            for event in events:
                await books.record(event)

        await self.run(unit, at=at)

    async def open_buy(self, **how: Any) -> int:
        return await self.run(lambda books: opened(books, **how))

    async def order(self, buy: int, who: str, item: int = 1, qty: str = "1", point: str = "p1") -> str:
        return await self.run(lambda books: ordered(books, buy, who, item, Decimal(qty), point))


def drafted(number: int, **how: Any) -> ev.BuyDrafted:
    facts: dict[str, Any] = {
        "community": "riverside",
        "leader": "wang",
        "title": "周二水果",
        "items": (STRAWBERRY, RICE),
        "chats": ("g1",),
        "cutoff_at": CUTOFF,
        "pickup_day": date(2026, 11, 3),
        "pickup_opens": time(16),
        "pickup_closes": time(19, 30),
    }
    return ev.BuyDrafted(buy=number, **{**facts, **how})


async def opened(books: Unit, *, draft_only: bool = False, **how: Any) -> int:
    number = await books.next_buy_number()
    await books.record(drafted(number, **how))
    if not draft_only:
        await books.record(ev.BuyOpened(number))
    return number


async def ordered(books: Unit, buy: int, who: str, item: int, qty: Decimal, point: str = "p1") -> str:
    """As the use case does it, without its rules: one more order line, or more of it."""
    offered = (await books.locked(buy)).item(item)
    order = await books.order_of(buy, who)
    if order is None:
        seq, code = await books.next_seq(buy), await books.free_code(point)
        placed = ev.OrderPlaced(buy, books.new_id(), who, who, seq, point, code)
        await books.record(placed)
        order = await books.own_order(placed.order)
    before = order.line(item).ordered
    await books.take(buy, item, qty)
    await books.record(
        ev.QtyChanged(buy, order.id, item, before, before + qty, offered.price, because="resident")
    )
    return order.id


def many(name: str, price: int, count: int) -> Sequence[ev.OfferedItem]:
    return tuple(ev.OfferedItem(no, f"{name}{no}", "份", price) for no in range(1, count + 1))

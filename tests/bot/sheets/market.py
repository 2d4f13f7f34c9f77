"""A group buy in a real store, moved by the real use cases, and the sheets made of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.sheets import make
from bot.sheets.sheet import Cell, Sheet
from groupbuy import closing, delivering, opening, ordering, settling, verifying
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Product, Supplier
from groupbuy.errors import TooLate, TooLateToBook
from groupbuy.events import OfferedItem
from groupbuy.order import Order
from groupbuy.ordering import Wish
from groupbuy.pickup import move as move_order
from storage.store import Store
from storage.unit import Unit
from tests.groupbuy.made import CUTOFF, MEI, OPENED, PICKUP, D, a_directory, an_identity

STRAWBERRY, BLUEBERRY, RIBS = 1, 2, 3
OFFERED = (
    OfferedItem(STRAWBERRY, "草莓", "盒", 2500, stock=D(20), product="strawberry"),
    OfferedItem(BLUEBERRY, "蓝莓", "盒", 1990, product="blueberry"),
    OfferedItem(RIBS, "排骨", "斤", 3980, stock=D("12.5")),
)
DIRECTORY = a_directory(
    products={
        "strawberry": Product("strawberry", "草莓", "盒", "300g", supplier="orchard", supply_price=1800),
        # Bought by the case and sold by the box: its supply price says nothing about a box.
        "blueberry": Product("blueberry", "蓝莓", "箱", "12盒", supplier="forest", supply_price=15000),
    },
    suppliers={
        "orchard": Supplier("orchard", "老李果园", "老李"),
        "forest": Supplier("forest", "山里鲜"),
    },
)

Row = dict[str, Cell]


@dataclass
class Market:
    """`number` is the buy's; every step is a unit of its own, a minute after the one before."""

    store: Store
    directory: Directory = DIRECTORY
    at: datetime = OPENED
    number: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    async def run(self, unit: Callable[[Unit], Awaitable[Any]], *, actor: str = "u-mei") -> Any:
        self.at += timedelta(minutes=1)
        return await self.store.run(
            unit, at=self.at, directory=self.directory, actor=actor, message=f"message-at-{self.at:%H%M}"
        )

    async def open(self, offered: Sequence[OfferedItem] = OFFERED, title: str = "周末水果") -> None:
        async def unit(books: Unit) -> int:
            wanted = opening.Draft("garden", title, offered, ("garden-1",), CUTOFF, PICKUP)
            buy = await opening.draft(books, MEI, wanted)
            await opening.confirm(books, buy)
            return buy.number

        self.number = await self.run(unit)

    async def meet(self, user: str, name: str = "", room: str = "") -> str:
        async def unit(books: Unit) -> str:
            met = await books.meet(an_identity(user))
            await books.update_resident(replace(met, name=name, room=room))
            return met.id

        self.ids[user] = await self.run(unit)
        return self.ids[user]

    async def order(
        self, user: str, lines: Mapping[int, object], *, note: str = "", mode: str = "set"
    ) -> None:
        wishes = [Wish(no, D(str(qty)), mode, note=note) for no, qty in lines.items()]  # type: ignore[arg-type]
        who = self.ids[user]
        await self.run(
            lambda books: ordering.place(books, self.number, who, wishes, sent_at=books.at), actor=who
        )

    async def order_late(self, user: str, lines: Mapping[int, object]) -> None:
        """A refused unit is undone, then the wish is kept, as the bot does it."""
        wishes = [Wish(no, D(str(qty))) for no, qty in lines.items()]

        async def unit(books: Unit) -> None:
            try:
                async with books.savepoint():
                    await ordering.place(books, self.number, self.ids[user], wishes, sent_at=books.at)
            except (TooLate, TooLateToBook) as refusal:
                await ordering.keep_late(books, refusal)

        await self.run(unit, actor=self.ids[user])

    async def cancel(self, user: str) -> None:
        who = self.ids[user]
        await self.run(lambda books: ordering.cancel(books, self.number, who, sent_at=books.at), actor=who)

    async def lead(self, step: Callable[..., Awaitable[Any]], *args: Any, **how: Any) -> Any:
        """A leader's step on the locked buy; an item is named by its number."""

        async def unit(books: Unit) -> Any:
            return await step(books, await books.locked(self.number), *args, **how)

        return await self.run(unit)

    async def with_order(self, user: str, step: Callable[[Unit, GroupBuy, Order], Awaitable[Any]]) -> Any:
        async def unit(books: Unit) -> Any:
            found = await books.order_of(self.number, self.ids[user])
            assert found is not None
            return await step(books, await books.locked(self.number), await books.own_order(found.id))

        return await self.run(unit)

    async def reprice(self, no: int, price: int) -> None:
        await self.lead(lambda books, buy: opening.reprice(books, buy, buy.item(no), price))

    async def close(self) -> None:
        self.at = CUTOFF
        await self.lead(closing.close, by_hand=False)

    async def arrive(self, no: int, **how: Any) -> None:
        await self.lead(lambda books, buy: delivering.arrive(books, buy, [buy.item(no)], **how))

    async def fall_short(self, no: int, qty: object) -> None:
        await self.lead(lambda books, buy: delivering.fall_short(books, buy, buy.item(no), D(str(qty))))

    async def undo_arrival(self, no: int) -> None:
        await self.lead(lambda books, buy: delivering.reverse_arrival(books, buy, buy.item(no)))

    async def pay(self, user: str) -> None:
        await self.with_order(user, lambda books, _, order: settling.confirm(books, order))

    async def hand_out(self, user: str, wanted: Mapping[int, object] | None = None) -> None:
        parts = None if wanted is None else {no: D(str(qty)) for no, qty in wanted.items()}
        await self.with_order(user, lambda books, buy, order: verifying.hand_out(books, buy, order, parts))

    async def move(self, user: str, point: str) -> None:
        await self.with_order(user, lambda books, _, order: move_order(books, order, point, "hand"))

    async def orders(self) -> Sequence[Order]:
        return await self.store.reads.orders(self.number)

    async def sheet(self, kind: str) -> Sheet:
        return await make(kind, self.number, self.store.reads, self.directory)

    async def rows(self, kind: str, *keys: str) -> list[Row]:
        """The rows of a kind by column key, or just those columns of them."""
        sheet = await self.sheet(kind)
        names = [it.key for it in sheet.columns]
        whole = [dict(zip(names, row, strict=True)) for row in sheet.rows]
        return [{key: row[key] for key in keys} for row in whole] if keys else whole

    async def column(self, kind: str, key: str) -> list[Cell]:
        return [row[key] for row in await self.rows(kind, key)]

"""Told to a chat group: a group buy has opened, with what is offered."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, money, when, window
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import show


@dataclass(frozen=True, slots=True)
class Offer:
    """`price` in fen per `unit`; `stock` None is unlimited."""

    no: int
    name: str
    unit: str
    price: int
    stock: Decimal | None = None
    limit: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Notice):
    waiting = "now"
    text = (
        "【{number}号团】{title}\n{offers}\n截单 {cutoff}\n取货 {pickup}\n直接说要什么就行，例如：{example}"
    )

    title: str
    offers: tuple[Offer, ...]
    cutoff_at: datetime
    pickup: str

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return buy is not None and buy.state is State.OPEN

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        first = self.offers[0]
        return template.format(
            number=self.buy,
            title=self.title,
            offers="\n".join(_offer(it) for it in self.offers),
            cutoff=when(self.cutoff_at, directory),
            pickup=self.pickup,
            example=f"{first.name}2{first.unit}",
        )


def _offer(it: Offer) -> str:
    stock = f" 共{show(it.stock)}{it.unit}" if it.stock is not None else ""
    limit = f" 限{show(it.limit)}" if it.limit is not None else ""
    return f"{it.no}. {it.name} {money(it.price)}/{it.unit}{stock}{limit}"


async def tell(books: Books, buy: GroupBuy) -> None:
    offers = tuple(
        Offer(it.no, it.name, it.unit, it.price, it.stock, it.limit) for _, it in sorted(buy.items.items())
    )
    for chat in buy.chats:
        await books.tell(
            Opened(
                to=f"chat:{chat}",
                subject=about(buy),
                buy=buy.number,
                good_until=buy.cutoff_at,
                title=buy.title,
                offers=offers,
                cutoff_at=buy.cutoff_at,
                pickup=window(buy),
            )
        )

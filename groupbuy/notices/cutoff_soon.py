"""Told to a chat group: the cutoff is near."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy, State, measure
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, when
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.summing import reached, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class CutoffSoon(Notice):
    waiting = "cutoff"
    text = "【{number}号团】{title} {cutoff} 截单，{joined}{progress}。还要的请直接说。"

    title: str
    cutoff_at: datetime
    orders: int
    progress: str = ""

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return buy is not None and buy.state is State.OPEN and buy.cutoff_at == self.cutoff_at

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            title=self.title,
            cutoff=when(self.cutoff_at, directory),
            joined=f"已有{self.orders}户下单" if self.orders else "还没有人下单",
            progress=self.progress,
        )


async def tell(books: Books, buy: GroupBuy, moment: str) -> None:
    sums = totals(buy, await books.orders(buy.number))
    progress = ""
    if buy.minimum and (missing := buy.minimum.need - reached(buy.minimum, sums)) > 0:
        progress = f"，还差{measure(buy.minimum, missing)}成团"
    for chat in buy.chats:
        await books.tell(
            CutoffSoon(
                to=f"chat:{chat}",
                subject=about(buy),
                version=moment,
                buy=buy.number,
                good_until=buy.cutoff_at,
                title=buy.title,
                cutoff_at=buy.cutoff_at,
                orders=sums.orders,
                progress=progress,
            )
        )

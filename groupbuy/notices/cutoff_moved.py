"""Told to a chat group: the cutoff was moved, or ordering opened again."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, when
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class CutoffMoved(Notice):
    waiting = "cutoff"
    text = "【{number}号团】{title} 截单改到 {cutoff}，还可以下单。"

    title: str
    cutoff_at: datetime

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return buy is not None and buy.state is State.OPEN and buy.cutoff_at == self.cutoff_at

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(number=self.buy, title=self.title, cutoff=when(self.cutoff_at, directory))


async def tell(books: Books, buy: GroupBuy) -> None:
    for chat in buy.chats:
        await books.tell(
            CutoffMoved(
                to=f"chat:{chat}",
                subject=about(buy),
                version=books.at.isoformat(),
                buy=buy.number,
                good_until=buy.cutoff_at,
                title=buy.title,
                cutoff_at=buy.cutoff_at,
            )
        )

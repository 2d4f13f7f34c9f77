"""Told to a chat group: a buy that had not formed goes ahead after all."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, window
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Formed(Notice):
    text = "【{number}号团】{title} 成团了，取货 {pickup}。"

    title: str
    pickup: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(number=self.buy, title=self.title, pickup=self.pickup)


async def tell(books: Books, buy: GroupBuy) -> None:
    for chat in buy.chats:
        await books.tell(
            Formed(
                to=f"chat:{chat}",
                subject=about(buy),
                buy=buy.number,
                title=buy.title,
                pickup=window(buy),
            )
        )

"""Told to the group and to everybody who ordered: the buy is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, money
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.rights import leader_name


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyOff(Notice):
    """`paid` fen of the recipient's are to be given back; 0 in a group."""

    text = "【{number}号团】{title} 取消了（{why}），订单不用付款。{refund}"
    refund = "你已付的{paid}由{leader}退给你。"

    title: str
    why: str
    leader: str
    paid: int = 0

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        refund = self.refund.format(paid=money(self.paid), leader=self.leader) if self.paid else ""
        return template.format(number=self.buy, title=self.title, why=self.why, refund=refund)


async def tell(books: Books, buy: GroupBuy, why: str, orders: Sequence[Order]) -> None:
    """To the groups, and once to everybody who had ordered, for all they had ordered."""
    leader = leader_name(buy.leader, books.directory)
    told = {f"chat:{chat}": 0 for chat in buy.chats}
    for it in orders:
        to = f"resident:{it.placed_by}"
        told[to] = told.get(to, 0) + it.paid
    for to, paid in told.items():
        await books.tell(
            BuyOff(
                to=to,
                subject=about(buy),
                buy=buy.number,
                title=buy.title,
                why=why,
                leader=leader,
                paid=paid,
            )
        )

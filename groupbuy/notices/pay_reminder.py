"""Told to those who have not paid, when their leader asks for it: how much, for what, and how."""

from dataclasses import dataclass
from datetime import timedelta

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, money, order_facts
from groupbuy.order import Order
from groupbuy.ports import Books

WORTH_TELLING = timedelta(hours=24)
"""A reminder that could not go out by then has lost its sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayReminder(Notice):
    reminds = True
    text = "【{number}号团】{whose}{seq_no}号单（{items}）还有{amount}没付。\n{how}付了回“已付”。"
    public = "【{number}号团】{who} 的单（{seq_no}号）还没付款，付了回“已付”，详情私聊我发“我的订单”。"

    resident: str
    seq_no: int
    items: tuple[ItemFact, ...]
    amount: int
    how: str = ""

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return order is not None and order.owed > 0 and not order.claimed

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names, own="你的"),
            seq_no=self.seq_no,
            items=in_brief(self.items),
            amount=money(self.amount),
            how=f"付款：{self.how}\n" if self.how else "",
        )


async def tell(books: Books, buy: GroupBuy, order: Order) -> None:
    leader = books.directory.leaders.get(buy.leader)
    await books.tell(
        PayReminder(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=books.at.isoformat(),
            buy=buy.number,
            good_until=books.at + WORTH_TELLING,
            resident=order.resident,
            seq_no=order.seq_no,
            items=order_facts(buy, order),
            amount=order.owed,
            how=leader.pay if leader else "",
        )
    )

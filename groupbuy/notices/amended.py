"""Told to a resident: somebody else changed their order, and what it is now."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, money, order_facts
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Notice):
    text = "【{number}号团】{why}，{whose}订单（{seq_no}号）现为 {items}，{amount}。"
    public = "【{number}号团】{who} 的订单（{seq_no}号）{why}，现为 {items}。"

    resident: str
    seq_no: int
    why: str
    items: tuple[ItemFact, ...]
    amount: int

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names, "你的"),
            seq_no=self.seq_no,
            why=self.why,
            items=in_brief(self.items) or "已取消",
            amount=money(self.amount),
        )


AMENDED_BY = {"leader": "团长帮你改了单", "late": "团长收下了你的迟单", "claimed": "团长确认这单是你的"}


async def tell(books: Books, buy: GroupBuy, order: Order, why: str) -> None:
    await books.tell(
        Amended(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=books.new_id(),
            buy=buy.number,
            resident=order.resident,
            seq_no=order.seq_no,
            why=AMENDED_BY[why],
            items=order_facts(buy, order),
            amount=order.amount,
        )
    )

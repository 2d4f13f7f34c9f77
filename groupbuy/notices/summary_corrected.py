"""Told to the leader: an order came into the book after the closing summary; the list as it is now."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, item_facts, item_lines, money, order_facts
from groupbuy.notices.to_leader import tell_leader
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.summing import totals


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryCorrected(Notice):
    waiting = "cutoff"
    text = "【{number}号团】汇总有更正：{who}（{seq_no}号）现为 {order}\n更正后 {orders}单，{amount}\n{items}"

    resident: str
    seq_no: int
    order: tuple[ItemFact, ...]
    orders: int
    amount: int
    items: tuple[ItemFact, ...]

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.label(self.resident),
            seq_no=self.seq_no,
            order=in_brief(self.order) or "已取消",
            orders=self.orders,
            amount=money(self.amount),
            items=item_lines(self.items),
        )


async def tell(books: Books, buy: GroupBuy, order: Order) -> None:
    """The leader has had the closing summary; this order has changed since."""
    sums = totals(buy, await books.orders(buy.number))
    await tell_leader(
        books,
        buy,
        SummaryCorrected(
            to=f"leader:{buy.leader}",
            subject=f"order:{order.id}",
            version=books.new_id(),
            buy=buy.number,
            resident=order.resident,
            seq_no=order.seq_no,
            order=order_facts(buy, order),
            orders=sums.orders,
            amount=sums.amount,
            items=item_facts(sums),
        ),
    )

"""Told to a chat group: ordering is closed, with the totals and whether it formed."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, about, item_facts, item_lines, window
from groupbuy.ports import Books
from groupbuy.summing import totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Notice):
    waiting = "cutoff"
    text = "【{number}号团】{title} 已截单，共{orders}户\n{items}\n{outcome}"

    title: str
    orders: int
    items: tuple[ItemFact, ...]
    outcome: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            title=self.title,
            orders=self.orders,
            items=item_lines(self.items) or "没有人下单",
            outcome=self.outcome,
        )


async def tell(books: Books, buy: GroupBuy) -> None:
    sums = totals(buy, await books.orders(buy.number))
    version = buy.cutoff_at.isoformat()
    outcome = _outcome(buy, sums.orders)
    for chat in buy.chats:
        await books.tell(
            Closed(
                to=f"chat:{chat}",
                subject=about(buy),
                version=version,
                buy=buy.number,
                title=buy.title,
                orders=sums.orders,
                items=item_facts(sums),
                outcome=outcome,
            )
        )


def _outcome(buy: GroupBuy, orders: int) -> str:
    if buy.state is State.NOT_FORMED:
        return "还没到起订量，团长决定后告诉大家。"
    return f"取货 {window(buy)}，到货再通知。" if orders else "还开不开，团长决定后告诉大家。"

"""Told to the leader: the closing list with money, and what to do next."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, about, item_facts, item_lines, money
from groupbuy.notices.to_leader import tell_leader
from groupbuy.ports import Books
from groupbuy.summing import totals


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSummary(Notice):
    waiting = "cutoff"
    text = "【{number}号团】{title} 截单汇总：{orders}单，{amount}，已收{paid}\n{items}\n{next}"

    title: str
    orders: int
    amount: int
    paid: int
    items: tuple[ItemFact, ...]
    next: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            title=self.title,
            orders=self.orders,
            amount=money(self.amount),
            paid=money(self.paid),
            items=item_lines(self.items) or "没有人下单",
            next=self.next,
        )


async def tell(books: Books, buy: GroupBuy) -> None:
    sums = totals(buy, await books.orders(buy.number))
    await tell_leader(
        books,
        buy,
        ClosedSummary(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=buy.cutoff_at.isoformat(),
            buy=buy.number,
            title=buy.title,
            orders=sums.orders,
            amount=sums.amount,
            paid=sums.paid,
            items=item_facts(sums),
            next=_next(buy, sums.orders),
        ),
    )


def _next(buy: GroupBuy, orders: int) -> str:
    if buy.state is State.NOT_FORMED:
        return "没到起订量，请看下一条。"
    done = f"下单给供货商后回“已采购 {buy.number}”" if orders else f"不开了回“取消团购 {buy.number}”"
    return f"{done}；要接着收单回“重开 {buy.number} 30分钟”。"

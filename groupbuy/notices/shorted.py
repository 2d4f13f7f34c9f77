"""Told to those who go without: what does not come and what the order now costs."""

from dataclasses import dataclass
from decimal import Decimal

from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import money
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import show
from groupbuy.rights import leader_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorted(Notice):
    """`back` fen of what was paid are to be given back (0: none)."""

    text = "【{number}号团】抱歉，{name}少到了，{whose}{ordered}{unit}缺{short}{unit}。订单现为{amount}。{refund}"
    public = "【{number}号团】抱歉，{who} 的{name}少到{short}{unit}，账已改好，详情私聊我发“我的订单”"
    refund = "多付的{back}由{leader}退给你。"

    resident: str
    name: str
    unit: str
    ordered: Decimal
    short: Decimal
    amount: int
    back: int
    leader: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        refund = self.refund.format(back=money(self.back), leader=self.leader) if self.back else ""
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names, "你的"),
            name=self.name,
            unit=self.unit,
            ordered=show(self.ordered),
            short=show(self.short),
            amount=money(self.amount),
            refund=refund,
        )


async def tell(books: Books, buy: GroupBuy, order: Order, item: Item, short: Decimal, arrival: int) -> None:
    await books.tell(
        Shorted(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=f"{arrival}",
            buy=buy.number,
            resident=order.resident,
            name=item.name,
            unit=item.unit,
            ordered=order.line(item.no).ordered,
            short=short,
            amount=order.amount,
            back=max(0, -order.owed),
            leader=leader_name(buy.leader, books.directory),
        )
    )

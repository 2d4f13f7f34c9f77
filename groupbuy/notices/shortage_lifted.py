"""Told to those who were to go without: an arrival was taken back, their quantity stands again."""

from dataclasses import dataclass
from decimal import Decimal

from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import money
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import show


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortageLifted(Notice):
    text = "【{number}号团】更正：{whose}{name}{ordered}{unit}照常，订单现为{amount}。"
    public = "【{number}号团】更正：{who} 的{name}{ordered}{unit}照常。"

    resident: str
    name: str
    unit: str
    ordered: Decimal
    amount: int

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            name=self.name,
            unit=self.unit,
            ordered=show(self.ordered),
            amount=money(self.amount),
        )


async def tell(books: Books, buy: GroupBuy, order: Order, item: Item, arrival: int) -> None:
    await books.tell(
        ShortageLifted(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=f"{arrival}",
            buy=buy.number,
            resident=order.resident,
            name=item.name,
            unit=item.unit,
            ordered=order.line(item.no).billed,
            amount=order.amount,
        )
    )

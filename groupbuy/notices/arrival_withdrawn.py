"""Told to those who were told of an arrival: it was a mistake, please do not come yet."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalWithdrawn(Notice):
    waiting = "now"
    text = "【{number}号团】更正：{whose}{name}还没到货，先别跑一趟，到了再告诉你。"
    public = "【{number}号团】更正：{who} 的{name}还没到货，到了再说。"

    resident: str
    name: str

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            name=self.name,
        )


async def tell(books: Books, buy: GroupBuy, order: Order, item: Item, arrival: int) -> None:
    await books.tell(
        ArrivalWithdrawn(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=f"{arrival}",
            buy=buy.number,
            resident=order.resident,
            name=item.name,
        )
    )

"""Told to those who have not fetched yet: the pickup window closes soon."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.due import pickup_closes
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, waiting_facts, window
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupSoon(Notice):
    reminds = True
    text = "【{number}号团】还有{whose}{items}等你取：{point}，{window}。取货码 {code}"
    public = "【{number}号团】{who} 还有{items}没取，{window}到{point}。"

    resident: str
    items: tuple[ItemFact, ...]
    point: str
    window: str
    code: str

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return bool(buy and order and waiting_facts(buy, order, list(buy.items)))

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point = directory.points.get(self.point)
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            items=in_brief(self.items),
            point=point.name if point else self.point,
            window=self.window,
            code=self.code,
        )


async def tell(books: Books, buy: GroupBuy) -> None:
    """To those with goods at their point that they have not fetched."""
    for order in await books.orders(buy.number):
        facts = waiting_facts(buy, order, list(buy.items))
        if facts:
            await books.tell(
                PickupSoon(
                    to=f"resident:{order.placed_by}",
                    subject=f"order:{order.id}",
                    buy=buy.number,
                    good_until=pickup_closes(buy, books.directory),
                    resident=order.resident,
                    items=facts,
                    point=order.point,
                    window=window(buy),
                    code=order.code,
                )
            )

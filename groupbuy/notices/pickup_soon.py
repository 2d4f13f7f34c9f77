"""Told to those who have not fetched yet: the pickup window closes soon."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, place_of, waiting_facts
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import closes, ending, of_order


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
    spot: str = ""

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return bool(buy and order and waiting_facts(buy, order, list(buy.items)))

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point, _ = place_of(self.point, self.spot, names, directory)
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            items=in_brief(self.items),
            point=point,
            window=self.window,
            code=self.code,
        )


async def tell(books: Books, buy: GroupBuy, closing: datetime | None = None) -> None:
    """To those with goods at their point that they have not fetched, and whose fetching ends at `closing`
    because goods come late (None: as planned)."""
    ends = ending(closing, buy, books.directory)
    for order in await books.orders(buy.number):
        facts = waiting_facts(buy, order, list(buy.items))
        where = of_order(order, buy, books.directory)
        if facts and not where.spot.at_door and ends(where):
            await books.tell(
                PickupSoon(
                    to=f"resident:{order.placed_by}",
                    subject=f"order:{order.id}",
                    version=f"{closing:%Y%m%d%H%M}" if closing else "",
                    buy=buy.number,
                    good_until=closes(where, books.directory),
                    resident=order.resident,
                    items=facts,
                    point=order.point,
                    window=where.when,
                    code=order.code,
                    spot=order.spot or "",
                )
            )

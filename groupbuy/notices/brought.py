"""Told to those whose goods have come and are brought to their door: what and when; no code is needed."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, waiting_facts
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought(Notice):
    text = "【{number}号团】{whose}货来了：{items}\n{window}送到家门口，请留人在家"
    public = "【{number}号团】{who} 的{items}来了，{window}送到家门口"

    resident: str
    items: tuple[ItemFact, ...]
    window: str

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return bool(buy and order and waiting_facts(buy, order, list(buy.items)))

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            items=in_brief(self.items),
            window=self.window,
        )


async def tell(
    books: Books, buy: GroupBuy, order: Order, items: tuple[ItemFact, ...], window: str, until: datetime
) -> None:
    await books.tell(
        Brought(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=f"{max(buy.arrivals)}",
            buy=buy.number,
            good_until=until,
            resident=order.resident,
            items=items,
            window=window,
        )
    )

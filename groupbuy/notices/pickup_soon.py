"""Told to those who have not fetched yet: the pickup window closes soon."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy
from groupbuy.notices.facts import waiting_facts
from groupbuy.notices.waiting import WaitingGoods, waiting
from groupbuy.ports import Books
from groupbuy.whereabouts import Where, closes, early_closings, ending, of_order


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupSoon(WaitingGoods):
    reminds = True
    text = "【{number}号团】还有{whose}{items}等你取：{point}，{window}。取货码 {code}"
    public = "【{number}号团】{who} 还有{items}没取，{window}到{point}。"


async def tell(books: Books, buy: GroupBuy, closing: datetime | None = None) -> None:
    """To those with goods at their point that they have not fetched, and whose fetching ends at `closing`,
    because goods come late or the point closes early (None: with the buy's hours)."""
    early = early_closings(buy, books.directory)
    late = ending(None if closing in early else closing, buy, books.directory)

    def ends(where: Where) -> bool:
        end = closes(where, books.directory)
        return late(where) and (end if end in early else None) == (closing if closing in early else None)

    for order in await books.orders(buy.number):
        items = waiting_facts(buy, order, list(buy.items))
        where = of_order(order, buy, books.directory)
        if items and not where.spot.at_door and ends(where):
            facts = waiting(order, items, where, over=False)
            version = f"{closing:%Y%m%d%H%M}" if closing else ""
            await books.tell(PickupSoon(**facts, version=version, good_until=closes(where, books.directory)))

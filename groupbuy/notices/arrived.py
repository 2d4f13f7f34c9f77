"""Told to those whose goods have arrived: what, where, until when, the code (1:1 only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices import brought
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, place_of, waiting_facts
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import closes, of_order

FETCHED_WITHIN = timedelta(days=3)
"""How long it is worth telling of goods that came after the pickup window was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Notice):
    text = "【{number}号团】{whose}到货了：{items}\n{point}（{address}）\n{window}\n取货码 {code}"
    public = "【{number}号团】{who} 的{items}到货了，{window}到{point}取，取货码私聊我发“取货码”"

    order: str
    resident: str
    items: tuple[ItemFact, ...]
    point: str
    window: str
    code: str
    spot: str = ""

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return bool(buy and order and waiting_facts(buy, order, list(buy.items)))

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point, address = place_of(self.point, self.spot, names, directory)
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            items=in_brief(self.items),
            point=point,
            address=address,
            window=self.window,
            code=self.code,
        )


async def tell(books: Books, buy: GroupBuy, orders: Sequence[Order], items: Sequence[int]) -> None:
    """To those whose goods are there now; what goes entirely short is not announced."""
    for order in orders:
        facts, where = waiting_facts(buy, order, items), of_order(order, buy, books.directory)
        over = closes(where, books.directory)
        late = books.at >= over
        if facts and where.spot.at_door:
            until = books.at + FETCHED_WITHIN if late else over
            await brought.tell(books, buy, order, facts, "尽快" if late else where.when, until)
        elif facts:
            await books.tell(
                Arrived(
                    to=f"resident:{order.placed_by}",
                    subject=f"order:{order.id}",
                    version=f"{max(buy.arrivals)}",
                    buy=buy.number,
                    good_until=books.at + FETCHED_WITHIN if late else over,
                    order=order.id,
                    resident=order.resident,
                    items=facts,
                    point=order.point,
                    window=f"请尽快来取（原定{where.when}）" if late else where.when,
                    code=order.code,
                    spot=order.spot or "",
                )
            )

"""Told to those whose goods have arrived: what, where, until when, the code (1:1 only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from groupbuy.buy import GroupBuy
from groupbuy.notices import brought
from groupbuy.notices.facts import waiting_facts
from groupbuy.notices.waiting import WaitingGoods, waiting
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import closes, of_order

FETCHED_WITHIN = timedelta(days=3)
"""How long it is worth telling of goods that came after the pickup window was over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(WaitingGoods):
    text = "【{number}号团】{whose}到货了：{items}\n{point}（{address}）\n{window}\n取货码 {code}"
    public = "【{number}号团】{who} 的{items}到货了，{window}到{point}取，取货码私聊我发“取货码”"

    order: str


async def tell(
    books: Books, buy: GroupBuy, orders: Sequence[Order], items: Sequence[int], *, version: str = ""
) -> None:
    """To those whose goods are there now; what goes entirely short is not announced."""
    for order in orders:
        there, where = waiting_facts(buy, order, items), of_order(order, buy, books.directory)
        over = closes(where, books.directory)
        late = books.at >= over
        until = books.at + FETCHED_WITHIN if late else over
        if there and where.spot.at_door:
            await brought.tell(books, buy, order, there, "尽快" if late else where.when, until)
        elif there:
            facts = waiting(order, there, where, over=late)
            once = version or f"{max(buy.arrivals)}"
            await books.tell(Arrived(**facts, order=order.id, version=once, good_until=until))

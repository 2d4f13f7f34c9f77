"""Told to those whose goods lie at the point, when their leader asks for it: what, where, the code (1:1 only)."""

from dataclasses import dataclass
from datetime import timedelta

from groupbuy.buy import GroupBuy
from groupbuy.notices.facts import waiting_facts
from groupbuy.notices.waiting import WaitingGoods, waiting
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import closes, of_order

WORTH_TELLING = timedelta(hours=24)
"""A reminder that could not go out by then has lost its sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReminder(WaitingGoods):
    reminds = True
    own = "你的"
    text = "【{number}号团】{whose}{items}还没取：{point}（{address}），{window}。取货码 {code}"
    public = "【{number}号团】{who} 的{items}还没取，{window}到{point}，取货码私聊我发“取货码”"


async def tell(books: Books, buy: GroupBuy, order: Order) -> None:
    where = of_order(order, buy, books.directory)
    over = books.at >= closes(where, books.directory)
    facts = waiting(order, waiting_facts(buy, order, list(buy.items)), where, over=over)
    await books.tell(
        FetchReminder(**facts, version=books.at.isoformat(), good_until=books.at + WORTH_TELLING)
    )

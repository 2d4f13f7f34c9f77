"""Told to those whose goods lie at the point, when their leader asks for it: what, where, the code (1:1 only)."""

from dataclasses import dataclass
from datetime import timedelta

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, place_of, waiting_facts
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import closes, of_order

WORTH_TELLING = timedelta(hours=24)
"""A reminder that could not go out by then has lost its sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchReminder(Notice):
    reminds = True
    text = "【{number}号团】{whose}{items}还没取：{point}（{address}），{window}。取货码 {code}"
    public = "【{number}号团】{who} 的{items}还没取，{window}到{point}，取货码私聊我发“取货码”"

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
            whose=self.whose(self.resident, names, own="你的"),
            items=in_brief(self.items),
            point=point,
            address=address,
            window=self.window,
            code=self.code,
        )


async def tell(books: Books, buy: GroupBuy, order: Order) -> None:
    where = of_order(order, buy, books.directory)
    over = books.at >= closes(where, books.directory)
    await books.tell(
        FetchReminder(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=books.at.isoformat(),
            buy=buy.number,
            good_until=books.at + WORTH_TELLING,
            resident=order.resident,
            items=waiting_facts(buy, order, list(buy.items)),
            point=order.point,
            window=f"请尽快来取（原定{where.when}）" if over else where.when,
            code=order.code,
            spot=order.spot or "",
        )
    )

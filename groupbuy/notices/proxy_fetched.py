"""Told to whoever ordered: a neighbour has fetched it for them, so that nobody waits for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.events import Picked
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyFetched(Notice):
    text = "【{number}号团】{whose}{items}有人代领走了。不是你托的人就马上告诉团长。"
    public = "【{number}号团】{who} 的{items}代领走了。"

    resident: str
    items: tuple[ItemFact, ...]

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names, "你的"),
            items=in_brief(self.items),
        )


async def tell(
    books: Books, buy: GroupBuy, order: Order, picked: Sequence[Picked], verification: str
) -> None:
    items = [(buy.item(it.item), it.qty) for it in picked]
    await books.tell(
        ProxyFetched(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=verification,
            buy=buy.number,
            resident=order.resident,
            items=tuple(ItemFact(it.name, it.unit, qty, 0) for it, qty in items),
        )
    )

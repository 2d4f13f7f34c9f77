"""Told to those with an undelivered order: its place or time of fetching is another one now."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names
from groupbuy.notices.elsewhere import Elsewhere, elsewhere
from groupbuy.notices.facts import place_of
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupMoved(Elsewhere):
    """`why` the operator gives, "" where none; the note on how to get in is told 1:1 only."""

    text = "【{number}号团】{whose}取货改了{reason}：\n{point}（{address}）{note}\n{window}"
    public = "【{number}号团】{who} 的取货改到{point}，{window}{reason}"

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point, address = place_of(self.point, self.spot, names, directory)
        kept = names.spot(self.spot)
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            reason=f"（{kept.why}）" if kept and kept.why else "",
            point=point,
            address="送到家门口" if kept and kept.at_door else address,
            note=self.access(names),
            window=self.window,
        )


async def tell(books: Books, buy: GroupBuy, order: Order, where: Where) -> None:
    """Once for each change; `order` knows its new place already."""
    await books.tell(PickupMoved(**elsewhere(books, buy, order, where)))

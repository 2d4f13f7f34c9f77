"""Told to those with an undelivered order: its place or time of fetching is another one now."""

from dataclasses import dataclass
from datetime import date

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import place_of
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupMoved(Notice):
    """`why` the operator gives, "" where none; the note on how to get in is told 1:1 only."""

    text = "【{number}号团】{whose}取货改了{reason}：\n{point}（{address}）{note}\n{window}"
    public = "【{number}号团】{who} 的取货改到{point}，{window}{reason}"

    resident: str
    point: str
    spot: str
    day: date
    window: str

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return order is not None and order.waiting and (order.spot, order.day) == (self.spot, self.day)

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
            note=f"，{kept.access_note}" if kept and kept.access_note else "",
            window=self.window,
        )


async def tell(books: Books, buy: GroupBuy, order: Order, where: Where) -> None:
    """Once for each change; `order` knows its new place already."""
    await books.tell(
        PickupMoved(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=books.new_id(),
            buy=buy.number,
            resident=order.resident,
            point=order.point,
            spot=order.spot or "",
            day=where.day,
            window=where.when,
        )
    )

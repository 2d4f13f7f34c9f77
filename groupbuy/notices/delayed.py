"""Told to those whose goods come late, or in time after all: from when they can be fetched now."""

from dataclasses import dataclass
from datetime import date, datetime

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import place_of
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import Where, closes

AT_DOOR = "送到家门口"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed(Notice):
    """`opens` is when fetching begins (ISO, local); `late`: later than it was planned."""

    text = "【{number}号团】{whose}{goods}，{what}改到{window}：{point}。到了再告诉你。"
    public = "【{number}号团】{who} 的{goods}，{what}改到{window}：{point}，到了再说。"

    resident: str
    point: str
    spot: str
    day: date
    opens: str
    window: str
    late: bool = True

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        """Until the goods are there, or another time was said."""
        if buy is None or order is None or (order.day, _opens(order)) != (self.day, self.opens):
            return False
        lines = order.lines.items()
        return any(it.waiting > 0 and not buy.item(no).arrived_at(order.point) for no, it in lines)

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point, _ = place_of(self.point, self.spot, names, directory)
        kept = names.spot(self.spot)
        door = kept is not None and kept.at_door
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            goods="货要晚到" if self.late else "货能按时到",
            what="送货" if door else "取货",
            point=AT_DOOR if door else point,
            window=self.window,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayedTonight(Delayed):
    """Said at night of something that the night is about: somebody would go there before the morning."""

    waiting = "now"


async def tell(
    books: Books, buy: GroupBuy, order: Order, where: Where, *, late: bool, until: datetime | None
) -> None:
    """Once for each word about it; `until` is when quiet hours end, where it is night and cannot wait."""
    cls = DelayedTonight if until else Delayed
    await books.tell(
        cls(
            to=f"resident:{order.placed_by}",
            subject=f"order:{order.id}",
            version=books.new_id(),
            buy=buy.number,
            good_until=closes(where, books.directory),
            resident=order.resident,
            point=order.point,
            spot=order.spot or "",
            day=where.day,
            opens=_opens(order),
            window=where.when,
            late=late,
        )
    )


def _opens(order: Order) -> str:
    return order.hours[0].opens.isoformat() if order.hours else ""

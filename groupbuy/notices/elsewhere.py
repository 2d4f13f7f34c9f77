"""What notices about another place, time or person of fetching share: where and when the order is fetched now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from groupbuy.buy import GroupBuy
from groupbuy.notices.base import Names, Notice
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Notice):
    """No kind by itself (it has no text)."""

    resident: str
    point: str
    spot: str
    day: date
    window: str

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return order is not None and order.waiting and (order.spot, order.day) == (self.spot, self.day)

    def access(self, names: Names) -> str:
        """How to get in, as it stands behind an address; told 1:1 only."""
        kept = names.spot(self.spot)
        return f"，{kept.access_note}" if kept and kept.access_note else ""


def elsewhere(books: Books, buy: GroupBuy, order: Order, where: Where) -> dict[str, Any]:
    """The fields of such a notice, told once for each change; `order` knows its new place already."""
    return {
        "to": f"resident:{order.placed_by}",
        "subject": f"order:{order.id}",
        "version": books.new_id(),
        "buy": buy.number,
        "resident": order.resident,
        "point": order.point,
        "spot": order.spot or "",
        "day": where.day,
        "window": where.when,
    }

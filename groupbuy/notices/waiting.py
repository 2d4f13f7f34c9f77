"""What notices about goods that lie at a point share: what, where, until when, the code (1:1 only)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, in_brief, place_of, waiting_facts
from groupbuy.order import Order
from groupbuy.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGoods(Notice):
    """No kind by itself (it has no text). `own` is what stands for 某某的 where the goods are the reader's."""

    own: ClassVar[str] = ""

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
            whose=self.whose(self.resident, names, self.own),
            items=in_brief(self.items),
            point=point,
            address=address,
            window=self.window,
            code=self.code,
        )


def waiting(order: Order, items: tuple[ItemFact, ...], where: Where, *, over: bool) -> dict[str, Any]:
    """The fields of such a notice for one order; `over`: its window is past, so it is fetched when one can."""
    return {
        "to": f"resident:{order.placed_by}",
        "subject": f"order:{order.id}",
        "buy": order.buy,
        "resident": order.resident,
        "items": items,
        "point": order.point,
        "window": f"请尽快来取（原定{where.when}）" if over else where.when,
        "code": order.code,
        "spot": order.spot or "",
    }

"""Told to those with an undelivered order whose leader is away (or back): whom to ask, and where that is."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names
from groupbuy.notices.elsewhere import Elsewhere, elsewhere
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.rights import leader_name
from groupbuy.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Elsewhere):
    """`person` is the leader who is there; `absent` whose place they take, "" where they are back in their own;
    `moved`: at another point than before, `code` the new one where the old could not be kept."""

    text = "【{number}号团】{whose}取货请找{person}{why}：{point}{note}，{window}。{code}"
    public = "【{number}号团】{who} 取货请找{person}{why}：{place}，{window}。"

    person: str
    absent: str = ""
    moved: bool = False
    code: str = ""

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        kept, now = names.spot(self.spot), directory.points.get(self.point)
        name = kept.name if kept else now.name if now else self.point
        address = "送到家门口" if kept and kept.at_door else kept.address if kept else ""
        return template.format(
            number=self.buy,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names),
            person=leader_name(self.person, directory),
            why=f"（{leader_name(self.absent, directory)}请假）" if self.absent else "",
            place=name,
            point=f"{'改到' if self.moved else ''}{name}" + (f"（{address}）" if address else ""),
            note=self.access(names),
            window=self.window,
            code=f"取货码换成 {self.code}。" if self.code else "取货码不变。",
        )


async def tell(
    books: Books,
    buy: GroupBuy,
    order: Order,
    where: Where,
    *,
    moved: bool = False,
    code: str = "",
) -> None:
    """Once for each change; `order` knows its new place already."""
    person, absent = _people(books, order, where)
    await books.tell(
        HandedOver(
            **elsewhere(books, buy, order, where),
            person=person,
            absent=absent,
            moved=moved,
            code=code,
        )
    )


def _people(books: Books, order: Order, where: Where) -> tuple[str, str]:
    """Who is at the order's point that day, and who is away."""
    directory = books.directory
    lent = [it for it in directory.standins if it.holds(where.day) and it.to == order.point]
    mine = next((it for it in directory.standins if it.holds(where.day) and it.point == order.point), None)
    if mine is not None and mine.substitute:
        return mine.substitute, mine.leader
    point = directory.points.get(order.point)
    return (point.leader if point else ""), next((it.leader for it in lent), "")

"""Told to those who run a point: goods come to it from another one, or what became of those it sent."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from groupbuy.buy import GroupBuy, Transfer
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.to_leader import at_point
from groupbuy.ports import Books
from groupbuy.quantity import show

Step = Literal["sent", "received", "refused", "recalled"]
SAYS: dict[Step, str] = {
    "sent": "{origin}调来{goods}。点清了回“收到调货 {number}号团 {no}”，不对回“拒收调货 {number}号团 {no}”。",
    "received": "{target}收到了你调去的{goods}。",
    "refused": "{target}没收你调去的{goods}，还算在{origin}。",
    "recalled": "{origin}不调{goods}来了，不用等。",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transferred(Notice):
    text = "【{number}号团】{what}"

    no: int
    name: str
    unit: str
    qty: Decimal
    origin: str
    target: str
    step: Step

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        ends = {
            key: f"{it.no}号点" if (it := directory.points.get(point)) else point
            for key, point in (("origin", self.origin), ("target", self.target))
        }
        goods = f"{self.name}{show(self.qty)}{self.unit}"
        what = SAYS[self.step].format(**ends, goods=goods, number=self.buy, no=self.no)
        return template.format(number=self.buy, what=what)


async def tell(books: Books, buy: GroupBuy, it: Transfer, point: str, *, step: Step | None = None) -> None:
    """To those who run `point`; `step` where it is not simply how the transfer stands."""
    for leader, absent in at_point(books, point):
        await books.tell(
            Transferred(
                to=f"leader:{leader}",
                place_of=absent,
                subject=f"buy:{buy.number}:transfer:{it.no}",
                version=step or it.state,
                buy=buy.number,
                no=it.no,
                name=buy.item(it.item).name,
                unit=buy.item(it.item).unit,
                qty=it.qty,
                origin=it.origin,
                target=it.target,
                step=step or it.state,
            )
        )

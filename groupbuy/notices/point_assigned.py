"""Told to those whose order goes to another pickup point, as the whole buy was solved; nobody else hears of it."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, PickupPoint
from groupbuy.notices.base import Names
from groupbuy.notices.elsewhere import Elsewhere, elsewhere
from groupbuy.notices.facts import place_of
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.whereabouts import Where

WHY, BY_LEADER = "自提点统一排过了", "团长调了自提点"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAssigned(Elsewhere):
    """`gone`: the name of the point that cannot serve them any more, "" where it only was not the best."""

    text = "【{number}号团】{why}，{whose}货改到这里取：\n{point}（{address}）{note}\n{window}\n取货码 {code}"
    public = "【{number}号团】{why}，{who} 的货改到{point}取，{window}，取货码私聊我发“取货码”"

    code: str
    gone: str = ""
    by_leader: bool = False

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point, address = place_of(self.point, self.spot, names, directory)
        return template.format(
            number=self.buy,
            why=f"{self.gone}那天取不了" if self.gone else BY_LEADER if self.by_leader else WHY,
            who=names.masked(self.resident),
            whose=self.whose(self.resident, names, "你的"),
            point=point,
            address=address,
            note=self.access(names),
            window=self.window,
            code=self.code,
        )


async def tell(
    books: Books,
    buy: GroupBuy,
    order: Order,
    where: Where,
    gone: PickupPoint | None,
    *,
    by_leader: bool = False,
) -> None:
    """Once for each change; `order` knows its new place already."""
    await books.tell(
        PointAssigned(
            **elsewhere(books, buy, order, where),
            code=order.code,
            gone=gone.name if gone else "",
            by_leader=by_leader,
        )
    )

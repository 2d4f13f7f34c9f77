"""Told to the leader: somebody says that an order entered under a name is theirs; one word settles it."""

from dataclasses import dataclass

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Right
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.to_leader import tell_leader
from groupbuy.order import Order
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsked(Notice):
    """`entered` is the person the order stands under now, `resident` who says it is theirs."""

    text = "【{number}号团】{who} 说 {seq_no}号（{entered}）是自己的单。是就私聊我回“同意认领 {seq_no}号 {number}号团”。"

    resident: str
    entered: str
    seq_no: int

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            who=names.label(self.resident),
            entered=names.label(self.entered),
            seq_no=self.seq_no,
        )


async def tell(books: Books, buy: GroupBuy, order: Order, claimant: str) -> None:
    await tell_leader(
        books,
        buy,
        ClaimAsked(
            to=f"leader:{buy.leader}",
            subject=f"order:{order.id}",
            version=claimant,
            buy=buy.number,
            resident=claimant,
            entered=order.resident,
            seq_no=order.seq_no,
        ),
        Right.ORDERS,
    )

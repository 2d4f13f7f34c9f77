"""Told to the leader: somebody ordered late; one reply accepts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from groupbuy.buy import Item
from groupbuy.directory import Directory, Right
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about
from groupbuy.notices.to_leader import tell_leader
from groupbuy.ports import Books, LateOrder

MODES = {"set": "", "add": "加", "sub": "减"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LateOrderKept(Notice):
    text = "【{number}号团】迟单 {no}：{who} 要 {wanted}{on_time}。收下请回“收迟单 {no}”"

    no: int
    resident: str
    wanted: str
    sent_in_time: bool

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy,
            no=self.no,
            who=names.label(self.resident),
            wanted=self.wanted,
            on_time="（截单前发的）" if self.sent_in_time else "",
        )


def _said(item: Item, wish: Mapping[str, Any]) -> str:
    if wish["mode"] == "set" and Decimal(wish["qty"]) == 0:
        return f"取消{item.name}"
    return f"{MODES[wish['mode']]}{item.name}{wish['qty']}{item.unit}"


async def tell(books: Books, late: LateOrder) -> None:
    buy = await books.buy(late.buy)
    wanted = "、".join(_said(buy.items[no], it) for it in late.wishes if (no := int(it["item"])) in buy.items)
    await tell_leader(
        books,
        buy,
        LateOrderKept(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=f"late:{late.no}",
            buy=buy.number,
            no=late.no,
            resident=late.resident,
            wanted=wanted,
            sent_in_time=late.on_time,
        ),
        Right.ORDERS,
    )

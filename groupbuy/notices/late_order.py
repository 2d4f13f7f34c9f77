"""Told to the leader: somebody ordered late; one reply accepts it."""

from dataclasses import dataclass

from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about
from groupbuy.ports import Books, LateOrder


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


async def tell(books: Books, late: LateOrder) -> None:
    buy = await books.buy(late.buy)
    names = [(buy.items.get(int(it["item"])), it["qty"]) for it in late.wishes]
    wanted = "、".join(f"{item.name}{qty}{item.unit}" for item, qty in names if item)
    await books.tell(
        LateOrderKept(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=f"late:{late.no}",
            buy=buy.number,
            no=late.no,
            resident=late.resident,
            wanted=wanted,
            sent_in_time=late.on_time,
        )
    )

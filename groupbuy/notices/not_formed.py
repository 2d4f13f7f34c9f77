"""Told to the leader: the minimum was not reached, and what each way out does."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy, Minimum, State, measure
from groupbuy.directory import Directory, Right
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about, when
from groupbuy.notices.to_leader import tell_leader
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.telling import awake


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFormed(Notice):
    waiting = "cutoff"
    text = (
        "【{number}号团】{title} 没到起订量（{have}/{need}），请选一个：\n"
        "延长 {number} 30分钟：重新开放下单\n"
        "照常成团 {number}：按现有的单采购\n"
        "取消团购 {number}：全部取消并通知大家\n"
        "到 {by} 没有答复就自动取消。"
    )

    title: str
    have: str
    need: str
    by: datetime

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        return buy is not None and buy.state is State.NOT_FORMED

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            number=self.buy, title=self.title, have=self.have, need=self.need, by=when(self.by, directory)
        )


async def tell(books: Books, buy: GroupBuy, minimum: Minimum, have: int) -> None:
    by = awake(books.at, books.directory.reminders.not_formed_answer, books.directory)
    await tell_leader(
        books,
        buy,
        NotFormed(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=buy.cutoff_at.isoformat(),
            buy=buy.number,
            good_until=by,
            title=buy.title,
            have=measure(minimum, have),
            need=measure(minimum, minimum.need),
            by=by,
        ),
        Right.OPEN,
    )

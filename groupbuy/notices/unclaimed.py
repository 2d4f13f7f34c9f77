"""Told to the leader: the window is over and these have not been fetched."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import ItemFact, about, in_brief, waiting_facts
from groupbuy.notices.to_leader import at_point
from groupbuy.ports import Books
from groupbuy.whereabouts import ending, of_order

BROUGHT = "（送上门的，还没记送到）"


@dataclass(frozen=True, slots=True)
class Uncollected:
    seq_no: int
    resident: str
    items: tuple[ItemFact, ...]
    at_door: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed(Notice):
    text = "【{number}号团】{title} 取货时间到了，还有{count}单没取：\n{orders}"

    title: str
    orders: tuple[Uncollected, ...]

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        lines = [
            f"{it.seq_no}号 {names.label(it.resident)} {in_brief(it.items)}{BROUGHT if it.at_door else ''}"
            for it in self.orders
        ]
        return template.format(
            number=self.buy, title=self.title, count=len(self.orders), orders="\n".join(lines)
        )


async def tell(books: Books, buy: GroupBuy, closing: datetime | None = None) -> None:
    """The list of what still waits: all of it to the buy's leader, to others what lies at their points or
    where they stand in; of those whose fetching ends at `closing` because goods come late (None: as planned)."""
    ends = ending(closing, buy, books.directory)
    rows = [
        (it, waiting_facts(buy, it, list(buy.items)))
        for it in await books.orders(buy.number)
        if ends(of_order(it, buy, books.directory))
    ]
    for (leader, absent), points in _whom(books, buy, {it.point for it, facts in rows if facts}).items():
        waiting = tuple(
            Uncollected(it.seq_no, it.resident, facts, of_order(it, buy, books.directory).spot.at_door)
            for it, facts in rows
            if facts and (it.point in points or (leader == buy.leader and not absent))
        )
        await books.tell(
            Unclaimed(
                to=f"leader:{leader}",
                place_of=absent,
                subject=about(buy),
                version=f"{closing:%Y%m%d%H%M}" if closing else "",
                buy=buy.number,
                title=buy.title,
                orders=waiting,
            )
        )


def _whom(books: Books, buy: GroupBuy, points: Set[str]) -> dict[tuple[str, str], set[str]]:
    """Those concerned and for whom they stand in, with those of the points that are theirs."""
    found: dict[tuple[str, str], set[str]] = {(buy.leader, ""): set()} if points else {}
    for point in sorted(points):
        for whom in at_point(books, point):
            found.setdefault(whom, set()).add(point)
    return found

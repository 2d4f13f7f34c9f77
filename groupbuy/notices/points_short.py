"""Told to the leader: the orders of a buy do not fit into its points; what binds, and the cheapest ways out."""

from collections.abc import Mapping
from dataclasses import dataclass

from groupbuy.assigning.infeasible import Trouble, Way
from groupbuy.assigning.wording import trouble as in_words
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Right
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about
from groupbuy.notices.to_leader import tell_leader
from groupbuy.ports import Books

MOST = 12
"""Orders named for one move."""

Numbers = Mapping[str, Mapping[int, str]]
"""Of each household's orders by 跟团号: the point where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsShort(Notice):
    """`room`: whether room lacks, so that nobody moves; else only some have no point that is near enough."""

    text = "【{number}号团】{head}：\n{trouble}\n{moves}{room}改完回“重新分配 {number}”"

    trouble: str
    moves: tuple[str, ...]
    room: bool = True

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        rows = "".join(f"{it}\n" for it in self.moves)
        return template.format(
            number=self.buy,
            head="自提点放不下，先都不动" if self.room else "有人没排到自提点，别人的都排了",
            trouble=self.trouble,
            moves=rows,
            room="加格数在 points.yaml 里改，" if self.room else "",
        )


async def tell(books: Books, buy: GroupBuy, told: Trouble, numbers: Numbers) -> None:
    """Once for each solution."""
    names = {it.id: f"{it.no}号点" for it in books.directory.points_in(buy.community)}
    moves = [row for way in told.ways for row in _moves(way, names, numbers, buy.number)]
    await tell_leader(
        books,
        buy,
        PointsShort(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=books.new_id(),
            buy=buy.number,
            trouble=in_words(told, names),
            moves=tuple(dict.fromkeys(moves)),
            room=bool(told.lacks),
        ),
        Right.ORDERS,
    )


def _moves(way: Way, names: Mapping[str, str], numbers: Numbers, buy: int) -> list[str]:
    """改5号点的：3号、7号；回“改点 12号团 3号 5号点”"""
    rows = []
    for it in way.moves:
        seqs = sorted(no for key in it.households for no, at in numbers[key].items() if at != it.to)
        if not seqs:
            continue
        more = f"等{len(seqs)}单" if len(seqs) > MOST else ""
        listed = "、".join(f"{no}号" for no in seqs[:MOST])
        rows.append(f"改{names[it.to]}的：{listed}{more}，回“改点 {buy}号团 {seqs[0]}号 {names[it.to]}”")
    return rows

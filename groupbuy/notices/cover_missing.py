"""Told once to the admins and to the leader who is away: nobody stands in at a point, somebody has to be named."""

from dataclasses import dataclass
from datetime import date

from groupbuy.directory import Directory
from groupbuy.leave import Cover, Leave
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.cover_asked import point_name
from groupbuy.notices.facts import days
from groupbuy.ports import Books
from groupbuy.rights import leader_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverMissing(Notice):
    text = (
        "【代班】{absent}{days}请假，{point}还没有人代{waiting}。请定一位：“指派代班 {absent} 名字 {no}号点”"
    )

    absent: str
    point: str
    first: date
    last: date
    households: int = 0

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        point = directory.points.get(self.point)
        return template.format(
            absent=leader_name(self.absent, directory),
            days=days(self.first, self.last),
            point=point_name(self.point, directory),
            waiting=f"，现在有{self.households}户要取" if self.households else "",
            no=point.no if point else "",
        )


async def tell(books: Books, leave: Leave, cover: Cover, waiting: int) -> None:
    for to in [*(f"admin:{it}" for it in books.directory.admins), f"leader:{leave.leader}"]:
        await books.tell(
            CoverMissing(
                to=to,
                subject=f"leave:{leave.id}",
                version=str(cover.no),
                absent=leave.leader,
                point=cover.point,
                first=cover.first,
                last=cover.last,
                households=waiting,
            )
        )

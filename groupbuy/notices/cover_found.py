"""Told to the leader who is away, and to whoever was named for it: who stands in at a point."""

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
class CoverFound(Notice):
    text = "【代班】{absent}{days}请假，{point}由{person}代班{where}。"

    absent: str
    point: str
    first: date
    last: date
    person: str
    where: str = ""

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            absent=leader_name(self.absent, directory),
            days=days(self.first, self.last),
            point=point_name(self.point, directory),
            person=leader_name(self.person, directory),
            where=f"，邻居们到{point_name(self.where, directory)}取" if self.where else "",
        )


async def tell(books: Books, leave: Leave, cover: Cover, *, whom: str) -> None:
    await books.tell(
        CoverFound(
            to=f"leader:{whom}",
            subject=f"leave:{leave.id}",
            version=f"{cover.no}:{cover.substitute}",
            absent=leave.leader,
            point=cover.point,
            first=cover.first,
            last=cover.last,
            person=cover.substitute,
            where=cover.to,
        )
    )

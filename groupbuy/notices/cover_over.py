"""Told to whoever stands in (or was asked to): it is not needed any more."""

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
class CoverOver(Notice):
    text = "【代班】{point}（{absent}，{days}）不用再代了，谢谢你！"

    absent: str
    point: str
    first: date
    last: date

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            point=point_name(self.point, directory),
            absent=leader_name(self.absent, directory),
            days=days(self.first, self.last),
        )


async def tell(books: Books, leave: Leave, cover: Cover, *, whom: str) -> None:
    await books.tell(
        CoverOver(
            to=f"leader:{whom}",
            subject=f"leave:{leave.id}",
            version=str(cover.no),
            absent=leave.leader,
            point=cover.point,
            first=cover.first,
            last=cover.last,
        )
    )

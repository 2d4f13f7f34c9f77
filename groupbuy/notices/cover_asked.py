"""Told to a leader: a colleague is away; would they stand in at a point, and how to answer."""

from dataclasses import dataclass
from datetime import date, datetime

from groupbuy.directory import Directory
from groupbuy.leave import Cover, Leave
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import days, when
from groupbuy.ports import Books
from groupbuy.rights import leader_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverAsked(Notice):
    """`offer` is the recipient's own point that the households could come to, "" none; `households`: how many
    already have something to fetch on those days."""

    text = "【代班】{absent}{days}请假，{point}想请你代班{waiting}。\n{ways}\n请在{until}前回，“代班 1”也行。"

    absent: str
    point: str
    first: date
    last: date
    until: datetime
    households: int = 0
    offer: str = ""

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        return template.format(
            absent=leader_name(self.absent, directory),
            days=days(self.first, self.last),
            point=point_name(self.point, directory),
            waiting=f"，现在有{self.households}户要取" if self.households else "",
            ways=ways(self.point, self.offer, directory),
            until=when(self.until, directory),
        )


def ways(point: str, offer: str, directory: Directory) -> str:
    """The answers by number, a line each."""
    said = [f"去{point_name(point, directory)}代"]
    if offer:
        said.append(f"让他们到{point_name(offer, directory)}取")
    return "\n".join(f"{no} {it}" for no, it in enumerate([*said, "这次不行"], 1))


def point_name(point: str, directory: Directory) -> str:
    found = directory.points.get(point)
    return found.name if found else point


async def tell(books: Books, leave: Leave, cover: Cover, waiting: int) -> None:
    until = cover.until
    assert until is not None, "asked with a deadline"  # noqa: S101 - narrows the type
    await books.tell(
        CoverAsked(
            to=f"leader:{cover.candidate}",
            subject=f"leave:{leave.id}",
            version=str(cover.no),
            good_until=until,
            absent=leave.leader,
            point=cover.point,
            first=cover.first,
            last=cover.last,
            until=until,
            households=waiting,
            offer=cover.offer,
        )
    )

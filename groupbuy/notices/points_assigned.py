"""Told to the leader: what came of solving the points of a buy's orders as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.loads import Loads
from groupbuy.assigning.model import Placement, Problem
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.notices.base import Names, Notice
from groupbuy.notices.facts import about
from groupbuy.notices.to_leader import tell_leader
from groupbuy.places import StorageClass
from groupbuy.ports import Books
from groupbuy.room import CLASS_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsAssigned(Notice):
    """`walk` and `before` are metres on average, of the households whose home is known (None: of none). `after`:
    what has to be brought after, as the rest of it is at the point already. `apart`: the orders of each household
    that no point has room for as a whole."""

    text = "【{number}号团】自提点排好了：{moved}{walked}\n{rows}{apart}{after}"

    moved: int
    walk: int | None
    before: int | None
    rows: tuple[str, ...]
    after: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        was = f"（原来{self.before}米）" if self.before not in (None, self.walk) else ""
        return template.format(
            number=self.buy,
            moved=f"{self.moved}单换了点，已通知本人" if self.moved else "都不用换",
            walked="" if self.walk is None else f"，平均走{self.walk}米{was}",
            rows="\n".join(self.rows),
            apart="".join(f"\n{it}是一家，没有一个点都放得下，分开取" for it in self.apart),
            after="".join(f"\n要补送{it}" for it in self.after),
        )


async def tell(
    books: Books,
    buy: GroupBuy,
    problem: Problem,
    before: Placement,
    placement: Placement,
    moved: int,
    version: str,
    after: Sequence[str] = (),
    apart: Sequence[str] = (),
) -> None:
    """Once for each solution."""
    await tell_leader(
        books,
        buy,
        PointsAssigned(
            to=f"leader:{buy.leader}",
            subject=about(buy),
            version=version,
            buy=buy.number,
            moved=moved,
            walk=_walk(problem, placement),
            before=_walk(problem, before),
            rows=_rows(problem, placement, books.directory),
            after=tuple(after),
            apart=tuple(apart),
        ),
    )


def _walk(problem: Problem, placement: Placement) -> int | None:
    points, costs = {it.id: it for it in problem.open_points}, Costs(problem)
    there = [(it, points.get(placement[it.id])) for it in problem.households]
    walks = [costs.metres(who, point) for who, point in there if point is not None]
    known = [it for it in walks if it is not None]
    return round(sum(known) / len(known)) if known else None


def _rows(problem: Problem, placement: Placement, directory: Directory) -> tuple[str, ...]:
    """1 东门驿站：12户，冷藏8/20格"""
    loads = Loads.of(problem, placement)
    rows = []
    for point in sorted(problem.open_points, key=lambda it: directory.points[it.id].no):
        units = loads.units[point.id]
        full = [_filled(it, units.get(it, 0), room) for it, room in point.capacity.items() if units.get(it)]
        named = f"{directory.points[point.id].no} {directory.points[point.id].name}"
        rows.append("，".join([f"{named}：{loads.served[point.id]}户", *full]))
    return tuple(rows)


def _filled(kind: StorageClass, units: int, room: int) -> str:
    return f"{CLASS_NAMES[kind]}{units}/{room}格"

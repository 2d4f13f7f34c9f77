"""Who could stand in at a point, in the order in which they are asked."""

from dataclasses import dataclass

from groupbuy.assigning.walking import walk
from groupbuy.directory import Leader, PickupPoint
from groupbuy.leave import Cover, Leave
from groupbuy.ports import Books
from groupbuy.touched import has_room, led_by, touched

FAR = 1_000_000
"""Metres to a point whose place nobody wrote down."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`offer` is a point of theirs that the households could come to, "" where there is none with room."""

    leader: Leader
    offer: str = ""


async def next_candidate(books: Books, leave: Leave, cover: Cover) -> Candidate | None:
    """The point's managers, the absent leader's deputies, then the other leaders of the community: those whose
    point has room first, the nearest first. Nobody who was asked already, is away, or leads no more."""
    directory = books.directory
    point = directory.points[cover.point]
    near = [*point.managers, *(it.id for it in directory.leaders.values() if it.deputy_of == leave.leader)]
    for name in near:
        leader = directory.leaders.get(name)
        if leader is not None and await can(books, leave, cover, leader):
            return Candidate(leader)
    found = await touched(books, point, cover.first, cover.last)
    others: list[tuple[bool, int, int, Candidate]] = []
    for own in directory.points_in(point.community):
        leader = directory.leaders.get(own.leader)
        if leader is not None and await can(books, leave, cover, leader):
            bring = may_move(point, own) and not any(it.lies for it in found)
            room = bring and await has_room(books, own, found)
            offer = own.id if room else ""
            others.append((not room, metres(point, own), own.no, Candidate(leader, offer)))
    return min(others, key=lambda it: it[:3])[3] if others else None


async def can(books: Books, leave: Leave, cover: Cover, leader: Leader) -> bool:
    """Whether somebody may be asked at all: once, of this community, not away themselves."""
    point = books.directory.points[cover.point]
    if (
        leader.id in (leave.leader, *cover.asked)
        or leader.retired
        or point.community not in leader.communities
    ):
        return False
    return not await away(books, leader.id, cover)


async def away(books: Books, leader: str, cover: Cover) -> bool:
    return any(it.overlaps(cover.first, cover.last) for it in await books.leaves_of(leader))


def may_move(point: PickupPoint, other: PickupPoint) -> bool:
    """Households that get their goods at the door are not made to come, nor the other way round."""
    return not (point.at_door or other.at_door)


def metres(point: PickupPoint, other: PickupPoint) -> int:
    return walk(point.place, other.place) if point.place and other.place else FAR


def own_point(leader: str, point: PickupPoint, books: Books) -> PickupPoint | None:
    """The nearest of somebody's own points in the same community that households could come to."""
    mine = [it for it in led_by(leader, books.directory) if it.community == point.community]
    fits = [it for it in mine if may_move(point, it) and it.id != point.id]
    return min(fits, key=lambda it: (metres(point, it), it.no), default=None)

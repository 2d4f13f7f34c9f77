"""Which undelivered orders an absence touches: those at a point that are to be fetched on one of its days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory, PickupPoint
from groupbuy.order import Order
from groupbuy.places import StorageClass
from groupbuy.ports import Books, Reads
from groupbuy.room import fits, need
from groupbuy.whereabouts import of_point


@dataclass(frozen=True, slots=True)
class Touched:
    """`day` is when it can be fetched next; `lies`: its goods have reached the point."""

    buy: GroupBuy
    order: Order
    day: date
    lies: bool


def today(books: Books) -> date:
    """In the operator's zone."""
    return books.at.astimezone(books.directory.zone).date()


def lies(buy: GroupBuy, order: Order) -> bool:
    """Something of it has reached its point and waits there."""
    return any(it.waiting > 0 and buy.item(no).arrived_at(order.point) for no, it in order.lines.items())


def next_day(buy: GroupBuy, order: Order, now: date) -> date:
    """The day of fetching, today for what was not fetched in time."""
    return max(order.day or buy.pickup.day, now)


async def touched(books: Books, point: PickupPoint, first: date, last: date) -> list[Touched]:
    """By buy, then by seq_no."""
    found = []
    for buy in await buys_at(books, point):
        for order in await books.orders(buy.number):
            day = next_day(buy, order, today(books))
            if order.point == point.id and order.waiting and first <= day <= last:
                found.append(Touched(buy, order, day, lies(buy, order)))
    return found


async def buys_at(reads: Reads, point: PickupPoint) -> list[GroupBuy]:
    """Those not over whose goods may come to the point."""
    return [it for it in await reads.buys_in_community(point.community) if it.state is not State.DRAFT]


def households(found: Sequence[Touched]) -> int:
    return len({it.order.resident for it in found})


async def has_room(books: Books, point: PickupPoint, found: Sequence[Touched]) -> bool:
    """Whether all of these could come to another point: open on their days, with room beside what is there."""
    now = books.at.astimezone(books.directory.zone)
    by_day: dict[date, list[Touched]] = {}
    for it in found:
        if of_point(point, it.buy, books.directory, it.day) is None:
            return False
        by_day.setdefault(it.day, []).append(it)
    for day, those in by_day.items():
        load = (await books.loads([point.id], day, now=now)).get(point.id, {})
        if not fits(point, load, together(those)):
            return False
    return True


def together(found: Sequence[Touched]) -> Mapping[StorageClass, int]:
    sums: dict[StorageClass, int] = {}
    for it in found:
        for kind, units in need(it.buy, it.order).items():
            sums[kind] = sums.get(kind, 0) + units
    return sums


def led_by(leader: str, directory: Directory) -> list[PickupPoint]:
    """The points somebody runs as their leader, by community and number."""
    mine = (it for it in directory.points.values() if it.leader == leader)
    return sorted(mine, key=lambda it: (it.community, it.no))

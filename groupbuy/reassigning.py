"""Reassigning: the points of a buy's orders are to be solved anew; the solving itself is due at the next tick."""

from typing import Literal

from groupbuy import errors
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Directory
from groupbuy.errors import OnePointOnly
from groupbuy.order import Order
from groupbuy.places import PickupPoint
from groupbuy.point_events import AssignmentAsked
from groupbuy.ports import Books
from groupbuy.standins import led_to
from groupbuy.whereabouts import of_point, open_for

MOVABLE = frozenset({State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING})
"""States in which goods are not there yet."""
SENT_ON = MOVABLE | {State.ARRIVED}
"""With those in which some may be: then only those move whose point dropped out."""


def to_choose_from(buy: GroupBuy, directory: Directory) -> list[PickupPoint]:
    """The points that orders may be spread over; a door is for those who chose it."""
    return [it for it in open_for(buy, directory) if not it.at_door and not led_away(it, buy, directory)]


def led_away(point: PickupPoint, buy: GroupBuy, directory: Directory) -> bool:
    """Its leader is absent and its households come to another point instead."""
    return any(led_to(directory.standins, point.id, buy.pickup.day))


def dropped_out(buy: GroupBuy, order: Order, directory: Directory) -> bool:
    """Its point cannot serve it on the buy's day (any more)."""
    point = directory.points.get(order.point)
    return point is None or of_point(point, buy, directory) is None


def may_move(buy: GroupBuy, order: Order, directory: Directory) -> bool:
    """Something of it is to be fetched on the buy's day (or was, until its point dropped out), nothing of it has
    reached its point, and it is not brought to the door nor led elsewhere while a leader is away. Once goods of
    the buy have come somewhere, points and counts are settled: only those move whose point dropped out."""
    point = directory.points.get(order.point)
    stays = point is not None and (point.at_door or led_away(point, buy, directory))
    if buy.state not in SENT_ON or not order.waiting or stays:
        return False
    if any(line.ordered and buy.item(no).arrived_at(order.point) for no, line in order.lines.items()):
        return False
    gone = dropped_out(buy, order, directory)
    put_off = gone and buy.delay_at(order.point) is None
    return (gone or buy.state in MOVABLE) and (put_off or order.day in (None, buy.pickup.day))


def must_move(buy: GroupBuy, order: Order, directory: Directory) -> bool:
    """Its point cannot serve it on its day any more, and another one can."""
    if order.day not in (None, buy.pickup.day) or not may_move(buy, order, directory):
        return False
    return bool(to_choose_from(buy, directory)) and dropped_out(buy, order, directory)


async def ask_again(books: Books, buy: GroupBuy) -> None:
    """A leader wants it. Refused where there is nothing to choose from, or the goods are there."""
    orders = await books.orders(buy.number) if buy.state is State.ARRIVED else []
    if buy.state not in MOVABLE and not any(may_move(buy, it, books.directory) for it in orders):
        raise errors.BuyOver(buy=buy.number, now=buy.state_name)
    if len(to_choose_from(buy, books.directory)) < (2 if buy.state in MOVABLE else 1):
        raise OnePointOnly(buy=buy.number)
    await ask(books, buy, "leader")


async def ask(books: Books, buy: GroupBuy, because: Literal["leader", "point_gone"]) -> None:
    """Once is enough until it has been done."""
    if buy.assignment_waits:
        return
    await books.record(AssignmentAsked(buy.number, buy.assignments_asked + 1, because))

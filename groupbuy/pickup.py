"""Pickup points: which one an order goes to, and changing it."""

from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Directory, PickupPoint
from groupbuy.errors import BuyOver, NoPoint
from groupbuy.events import PointBound, PointChosen
from groupbuy.order import Order
from groupbuy.ports import Books


def provisional_point(buy: GroupBuy, directory: Directory) -> str:
    """Where an order goes whose resident has not chosen: the leader's first point, else the first."""
    points = directory.points_in(buy.community)
    led = [it for it in points if it.leader == buy.leader]
    if not points:
        raise NoPoint()
    return (led or list(points))[0].id


def find_point(text: str, community: str, directory: Directory) -> PickupPoint | None:
    """A point by its number or (part of) its name; None unless exactly one fits."""
    points, wanted = directory.points_in(community), text.strip()
    if wanted.isdecimal() and len(wanted) < 9:
        return next((it for it in points if it.no == int(wanted)), None)
    fits = [it for it in points if wanted and wanted in it.name]
    exact = [it for it in fits if it.name == wanted]
    return exact[0] if exact else (fits[0] if len(fits) == 1 else None)


async def bind(books: Books, resident: str, point: PickupPoint) -> list[Order]:
    """Remember a resident's point and move their undelivered orders there; returns those moved.

    An order whose goods have reached the old point stays: they are there.
    """
    await books.record(PointBound(resident, point.community, point.id))
    moved = []
    for order in await books.orders_by(resident):
        buy = await books.locked(order.buy)
        if buy.community != point.community or order.point == point.id or buy.state in OVER:
            continue
        if buy.state is not State.ARRIVED:
            await move(books, order, point.id)
            moved.append(await books.own_order(order.id))
    return moved


async def move(books: Books, order: Order, point: str) -> None:
    """Another point for one order; it keeps its code unless somebody there has the same."""
    buy = await books.locked(order.buy)
    if buy.state in OVER:
        raise BuyOver(buy=buy.number, now=buy.state_name)
    taken = await books.order_by_code(point, order.code)
    code = order.code if taken is None or taken.id == order.id else await books.free_code(point)
    await books.record(PointChosen(buy.number, order.id, point, code))

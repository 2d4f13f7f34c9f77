"""Pickup points: which one an order goes to, and changing it."""

from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Directory, PickupPoint
from groupbuy.errors import BuyOver, NoPoint
from groupbuy.events import PointBound, PointChosen
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.rights import admins_to_ask
from groupbuy.whereabouts import keep, of_point


def provisional_point(buy: GroupBuy, directory: Directory) -> str:
    """Where an order goes whose resident has not chosen: the leader's first point, else the first."""
    points = directory.points_in(buy.community)
    led = [it for it in points if it.leader == buy.leader]
    if not points:
        raise NoPoint(admin=admins_to_ask(directory))
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
    await settle(books, buy, await books.own_order(order.id))


async def settle(books: Books, buy: GroupBuy, order: Order) -> bool:
    """Keep with the order where and when its point stands on the buy's day, as the configuration says now;
    whether that is anything new."""
    point = books.directory.points.get(order.point)
    where = of_point(point, buy, books.directory) if point else None
    return where is not None and await keep(books, buy, order, where)

"""Handing a point's households to whoever stands in, and back: each is told once, what has arrived stays."""

from groupbuy import pickup
from groupbuy.buy import OVER, GroupBuy
from groupbuy.directory import PickupPoint
from groupbuy.leave import Cover
from groupbuy.notices import handed_over
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.renewing import renew
from groupbuy.touched import buys_at, lies, touched
from groupbuy.whereabouts import of_order


async def hand_over(books: Books, cover: Cover) -> None:
    """Somebody has taken `cover` over: where and with whom goods are fetched is written down anew."""
    point = books.directory.points[cover.point]
    for it in await touched(books, point, cover.first, cover.last) if cover.to else ():
        if not it.lies:
            order = await books.own_order(it.order.id)
            code = order.code
            await pickup.settle(books, it.buy, order)
            await _tell_moved(books, it.buy, order, code)
    await renew_at(books, point)


async def give_back(books: Books, cover: Cover) -> None:
    """`cover` is over: who came along to another point goes back, unless their goods lie there already."""
    point = books.directory.points.get(cover.point)
    if point is None:
        return
    for key in cover.moved:
        order = await books.own_order(key)
        buy = await books.buy(order.buy)
        here = order.point in await _led_on(books, cover, key)
        if not here or not order.waiting or buy.state in OVER or lies(buy, order):
            continue
        code, before = order.code, order.point
        await pickup.move(books, order, point.id, "cover")
        if order.point != before:
            await _tell_moved(books, buy, order, code)
    await renew_at(books, point)


async def renew_at(books: Books, point: PickupPoint) -> None:
    """Those who fetch at a point hear of it where whom they meet there has changed."""
    for buy in await buys_at(books, point):
        await renew(books, await books.locked(buy.number))


async def _led_on(books: Books, cover: Cover, order: str) -> set[str]:
    """Where an order may be that came along by a cover: there, or from there on by other covers."""
    found, covers = {cover.to}, [it for one in await books.live_leaves() for it in one.covers.values()]
    while more := {it.to for it in covers if it.point in found and order in it.moved} - found:
        found |= more
    return found


async def _tell_moved(books: Books, buy: GroupBuy, order: Order, code: str) -> None:
    where = of_order(order, buy, books.directory)
    new = "" if order.code == code else order.code
    await handed_over.tell(books, buy, order, where, moved=True, code=new)

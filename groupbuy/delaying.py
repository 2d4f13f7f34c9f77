"""Delaying: goods come later to all points or to one; those who wait for them hear once from when."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from groupbuy import delivery_errors, errors
from groupbuy.buy import GroupBuy
from groupbuy.delivering import SHORTABLE
from groupbuy.delivery_events import DeliveryDelayed
from groupbuy.directory import PickupPoint
from groupbuy.due import pickup_opens
from groupbuy.events import ProxyNamed
from groupbuy.notices import delayed
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.telling import is_quiet, quiet_ends
from groupbuy.whereabouts import Where, closes, coming, keep, now_at, of_order, of_point, opens

LATEST = timedelta(days=3)
"""Later than this the goods had better be called off, or bought for another day."""


def planned(buy: GroupBuy, point: PickupPoint | None, books: Books) -> datetime:
    """When fetching was to begin, at a point or (None) in the buy."""
    where = of_point(point, buy, books.directory) if point else None
    return opens(where, books.directory) if where else pickup_opens(buy, books.directory)


async def delay(
    books: Books, buy: GroupBuy, ready: datetime, point: PickupPoint | None = None
) -> Sequence[Order]:
    """Goods that have not arrived come at `ready`, whatever was said before; at one point, or everywhere.

    Returns the orders whose time it changes, who are told; not later than planned is in time again.
    Raises WrongState, DelayPast, DelayTooLong, NobodyWaits, NothingChanged.
    """
    if buy.state not in SHORTABLE:
        raise errors.WrongState(buy=buy.number, now=buy.state_name, wanted="晚到")
    if ready <= books.at:
        raise delivery_errors.DelayPast(time=f"{ready.astimezone(books.directory.zone):%H:%M}")
    if ready > max(planned(buy, point, books), books.at) + LATEST:
        raise delivery_errors.DelayTooLong(days=LATEST.days)
    there = [it for it in await books.orders(buy.number) if coming(it, buy)]
    waiting = [it for it in there if point is None or it.point == point.id]
    if not waiting:
        raise delivery_errors.NobodyWaits(buy=buy.number)
    if buy.delays.get(point.id if point else "") != ready:
        await books.record(DeliveryDelayed(buy.number, point.id if point else "", ready))
    told = [it for it in waiting if await _corrected(books, buy, await books.own_order(it.id))]
    if not told:
        raise errors.NothingChanged()
    return told


async def _corrected(books: Books, buy: GroupBuy, order: Order) -> bool:
    """Keep the new time with the order and tell of it; a neighbour's code lasts as long."""
    point = books.directory.points.get(order.point)
    before = of_order(order, buy, books.directory)
    where = now_at(order, buy, point, books.directory) if point else None
    if where is None or not await keep(books, buy, order, where):
        return False
    ends = closes(where, books.directory)
    if order.proxy and books.at < order.proxy.until < ends:
        await books.record(ProxyNamed(buy.number, order.id, order.proxy.code, ends))
    late = opens(where, books.directory) > planned(buy, point, books)
    await delayed.tell(books, buy, order, where, late=late, until=_tonight(books, before, where))
    return True


def _tonight(books: Books, before: Where, now: Where) -> datetime | None:
    """The end of quiet hours, where it is night and somebody would come, or could, before it."""
    quiet, zone = books.directory.quiet, books.directory.zone
    if quiet is None or not is_quiet(books.at, quiet, zone):
        return None
    morning = quiet_ends(books.at, quiet, zone)
    return morning if min(opens(it, books.directory) for it in (before, now)) < morning else None

"""代领: a resident lets a neighbour fetch for them, against a code of its own that ends by itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from groupbuy.due import LATE_GOODS_WAIT, pickup_closes
from groupbuy.errors import NoProxy, NothingToFetch
from groupbuy.events import ProxyNamed, ProxyWithdrawn
from groupbuy.order import Order, Proxy
from groupbuy.ports import Books

LONGEST = timedelta(days=7)
"""A code somebody else has is not good for ever; the pickup window ends it sooner as a rule."""


async def allow(
    books: Books, orders: Sequence[Order], until: datetime | None = None
) -> Sequence[tuple[Order, Proxy]]:
    """A proxy's code for each of the orders, one code for all at the same point, in place of any before.

    Without `until` each holds as long as its buy's goods are handed out. Raises NothingToFetch.
    """
    if not orders:
        raise NothingToFetch()
    codes: dict[str, str] = {}
    named = []
    for found in orders:
        order = await books.own_order(found.id)
        buy = await books.buy(order.buy)
        if order.point not in codes:
            codes[order.point] = await books.free_code(order.point)
        closes = pickup_closes(buy, books.directory)
        ends = until or (closes if closes > books.at else books.at + LATE_GOODS_WAIT)
        proxy = Proxy(codes[order.point], min(ends, books.at + LONGEST) if until else ends)
        await books.record(ProxyNamed(buy.number, order.id, proxy.code, proxy.until))
        named.append((order, proxy))
    return named


async def withdraw(books: Books, orders: Sequence[Order]) -> int:
    """Ends the codes of those orders that have one; how many. Raises NoProxy where none has."""
    having = [it for it in orders if it.proxy and it.proxy.until > books.at]
    if not having:
        raise NoProxy()
    for order in having:
        await books.record(ProxyWithdrawn(order.buy, order.id))
    return len(having)

"""Settling: payments are recorded, never held: a resident claims, the leader confirms."""

from collections.abc import Sequence

from groupbuy.errors import NothingToPay
from groupbuy.events import PaymentClaimed, PaymentConfirmed
from groupbuy.order import Order
from groupbuy.ports import Books


async def claim(books: Books, resident: str) -> Sequence[Order]:
    """A resident says they have paid: noted on each of their orders that owe something; in buys that
    are over only where they owe nothing in a live one."""
    live = [it for it in await books.orders_by(resident) if it.owed > 0]
    owing = live or [it for it in await books.orders_by(resident, past=True) if it.owed > 0]
    for found in owing:
        order = await books.own_order(found.id)
        if not order.claimed:
            await books.record(PaymentClaimed(order.buy, order.id))
    if not owing:
        raise NothingToPay()
    return owing


async def confirm(books: Books, order: Order) -> int:
    """The leader has the money: what is owed now counts as paid. Returns fen (0: nothing was owed).

    A negative amount is what the leader gave back after a shortage or a cancelled order.
    """
    amount = order.owed
    if amount:
        await books.record(PaymentConfirmed(order.buy, order.id, amount))
    return amount


def unpaid(orders: Sequence[Order]) -> list[Order]:
    """Those who owe, or are owed, something; by seq_no."""
    return sorted((it for it in orders if it.owed), key=lambda it: it.seq_no)

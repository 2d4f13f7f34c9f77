"""Verifying: goods are handed out against a code or a participation number, and back again."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from groupbuy import errors
from groupbuy.buy import GroupBuy
from groupbuy.delivery_errors import FetchedAlready
from groupbuy.events import GoodsPickedUp, Picked, PickupReversed
from groupbuy.notices import proxy_fetched
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import checked, show


async def hand_out(
    books: Books,
    buy: GroupBuy,
    order: Order,
    wanted: Mapping[int, Decimal] | None = None,
    *,
    by_proxy: bool = False,
) -> Sequence[Picked]:
    """Everything of an order that is at its point (None), or the quantities `wanted` per item.

    `by_proxy`: a neighbour fetches it against the proxy's code, and whose it is hears of it. Raises
    NotArrived, FetchedAlready, NothingToPick, MoreThanBilled, ProxyTooLate; never more than was billed is handed out.
    """
    if by_proxy and (order.proxy is None or order.proxy.until < books.at):
        raise errors.ProxyTooLate(seq_no=order.seq_no)
    there = {
        no: line.waiting
        for no, line in sorted(order.lines.items())
        if line.waiting > 0 and buy.item(no).arrived_at(order.point)
    }
    if wanted is None:
        if not there:
            raise _nothing(buy, order)
        picked = tuple(Picked(no, qty) for no, qty in there.items())
    else:
        picked = tuple(_part(buy, order, no, qty) for no, qty in wanted.items())
    verification = books.new_id()
    await books.record(GoodsPickedUp(buy.number, order.id, verification, picked, by_proxy))
    if by_proxy:
        await proxy_fetched.tell(books, buy, order, picked, verification)
    return picked


async def take_back(books: Books, buy: GroupBuy, order: Order) -> Sequence[Picked]:
    """Reverse the latest verification of an order; NoSuchPickup where there is none."""
    if not order.verifications:
        raise errors.NoSuchPickup()
    verification, picked = list(order.verifications.items())[-1]
    await books.record(PickupReversed(buy.number, order.id, verification))
    return picked


def _part(buy: GroupBuy, order: Order, no: int, qty: Decimal) -> Picked:
    item, line = buy.item(no), order.line(no)
    if not item.arrived_at(order.point):
        raise errors.NotArrived(name=item.name)
    if checked(qty) > line.waiting:
        raise errors.MoreThanBilled(name=item.name, unit=item.unit, most=show(line.waiting), wanted=show(qty))
    return Picked(no, qty)


def _nothing(buy: GroupBuy, order: Order) -> errors.Refusal:
    coming = [buy.item(no) for no, line in order.lines.items() if line.waiting > 0]
    if coming:
        return errors.NotArrived(name="、".join(it.name for it in coming))
    if order.verifications:
        return FetchedAlready(seq_no=order.seq_no)
    return errors.NothingToPick(seq_no=order.seq_no)

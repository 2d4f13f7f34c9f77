"""Transferring: goods of a buy go from one point to another; they count there once somebody there has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from groupbuy import delivery_errors as no
from groupbuy import errors
from groupbuy.buy import GroupBuy, Item, State, Transfer
from groupbuy.delivering import without
from groupbuy.delivery_events import TransferReceived, TransferRefused, TransferSent
from groupbuy.directory import PickupPoint
from groupbuy.events import LineShorted, ShortageLifted
from groupbuy.notices import arrived, shortage_lifted, shorted, transferred
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import ZERO, show
from groupbuy.summing import lines_of


@dataclass(frozen=True, slots=True)
class Balance:
    """Of an item at a point, in sale units: `sent` away and `received`, `over` the note when it came (sent
    on without anybody going short for it), `lying` there beyond what its orders wait for."""

    sent: Decimal
    received: Decimal
    over: Decimal
    lying: Decimal


def balance(buy: GroupBuy, item: int, point: str) -> Balance:
    live = [it for it in buy.transfers.values() if it.item == item and it.state != "refused"]
    out = [it for it in live if it.origin == point]
    came = [it for it in live if it.target == point and it.state == "received"]
    sent, received = sum((it.qty for it in out), ZERO), sum((it.qty for it in came), ZERO)
    spare = received - sum((it.lifted for it in came), ZERO)
    free = sum((it.qty for it in out if not it.cut), ZERO)
    return Balance(sent, received, max(ZERO, free - spare), max(ZERO, spare - free))


async def send(
    books: Books, buy: GroupBuy, item: Item, qty: Decimal, ends: tuple[PickupPoint, PickupPoint], *, cut: bool
) -> Transfer:
    """Goods leave the first point for the second. They are what came over its orders; with `cut` its latest
    orders go without them. Raises WrongState, SamePoint, NotArrived, MiscountedArrival."""
    origin, target = ends
    if buy.state is not State.ARRIVED:
        raise errors.WrongState(buy=buy.number, now=buy.state_name, wanted="调货")
    if origin.id == target.id:
        raise no.SamePoint()
    if not item.arrived_at(origin.id):
        raise no.NotThereYet(point=f"{origin.no}号点", name=item.name)
    number = max(buy.transfers, default=0) + 1
    await books.record(TransferSent(buy.number, number, item.no, qty, origin.id, target.id, cut))
    if cut:
        there = await _at(books, buy, origin.id)
        have = sum((line.waiting for _, line in lines_of(item.no, there)), ZERO)
        if qty > have:
            raise errors.MiscountedArrival(name=item.name, sold=show(have), said=show(qty), unit=item.unit)
        for key, part in without(item, there, qty).items():
            await books.record(LineShorted(buy.number, key, item.no, part, -number))
            await shorted.tell(books, buy, await books.own_order(key), item, part, -number)
    await transferred.tell(books, buy, buy.transfers[number], target.id)
    return buy.transfers[number]


async def receive(books: Books, buy: GroupBuy, number: int) -> Sequence[Order]:
    """The goods are at the second point: whoever went short there, the earliest first, does so no more, and
    is told that the goods are there. Raises NoSuchTransfer, NotThereYet."""
    it = waiting(buy, number)
    item, point = buy.item(it.item), books.directory.points.get(it.target)
    if not item.arrived_at(it.target):
        raise no.NotThereYet(point=f"{point.no}号点" if point else it.target, name=item.name)
    left, helped = it.qty, list[Order]()
    parts: list[tuple[str, Decimal]] = []
    for order, line in lines_of(item.no, await _at(books, buy, it.target)):
        part = min(left, line.short)
        if part > 0:
            parts.append((order.id, part))
            left -= part
    await books.record(TransferReceived(buy.number, number, it.qty - left))
    for key, part in parts:
        order = await books.own_order(key)
        await books.record(ShortageLifted(buy.number, key, item.no, part, -number))
        await shortage_lifted.tell(books, buy, order, item, -number)
        helped.append(order)
    await arrived.tell(books, buy, helped, [item.no], version=f"transfer-{number}")
    await transferred.tell(books, buy, buy.transfers[number], it.origin)
    return helped


async def refuse(books: Books, buy: GroupBuy, number: int, *, recalled: bool = False) -> Transfer:
    """The goods stay, or go back; who went short for them at the first point does so no more. The other
    side is told: the first point, or where the first point itself has `recalled` them, the second."""
    it = waiting(buy, number)
    await books.record(TransferRefused(buy.number, number))
    cuts = {
        entry.event.order: entry.event.qty
        for entry in await books.journal(buy=buy.number)
        if isinstance(entry.event, LineShorted) and entry.event.arrival == -number
    }
    for key, part in cuts.items():
        order = await books.own_order(key)
        await books.record(ShortageLifted(buy.number, key, it.item, part, -number))
        await shortage_lifted.tell(books, buy, order, buy.item(it.item), -number)
    if recalled:
        await transferred.tell(books, buy, buy.transfers[number], it.target, step="recalled")
    else:
        await transferred.tell(books, buy, buy.transfers[number], it.origin)
    return buy.transfers[number]


def waiting(buy: GroupBuy, number: int) -> Transfer:
    """A transfer that nobody has answered yet; NoSuchTransfer."""
    found = buy.transfers.get(number)
    if found is None or found.state != "sent":
        raise no.NoSuchTransfer(no=number)
    return found


async def _at(books: Books, buy: GroupBuy, point: str) -> list[Order]:
    return [it for it in await books.orders(buy.number) if it.point == point]

"""Delivering: goods reach points, some fall short, and a mistake can be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from groupbuy import errors
from groupbuy.buy import GroupBuy, Item, State
from groupbuy.closing import order_goods
from groupbuy.delivery_errors import GoodsMissing, NotSigned, TransferOpen, TransferredSince
from groupbuy.directory import PickupPoint
from groupbuy.events import (
    ArrivalReversed,
    BuyArrived,
    BuyFinished,
    GoodsArrived,
    GoodsShort,
    LineShorted,
    ShortageLifted,
)
from groupbuy.notices import arrival_withdrawn, arrived, shortage_lifted, shorted
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.quantity import ZERO, show
from groupbuy.summing import lines_of

SHORTABLE = frozenset({State.CLOSED, State.FORMED, State.PURCHASING, State.ARRIVED})


async def arrive(
    books: Books, buy: GroupBuy, items: Sequence[Item], *, point: str = "", short: Decimal = ZERO
) -> Sequence[Order]:
    """Items have reached a point ("" = all); of a single item `short` sale units did not come.

    Returns the orders whose goods are there. A buy not yet marked as bought is marked on the way.
    Raises ArrivedAlready, NotReached, WrongState.
    """
    if buy.state in (State.CLOSED, State.FORMED, State.NOT_FORMED):
        await order_goods(books, buy)
    if buy.state is not State.ARRIVED:
        buy.must(State.ARRIVED)
    for item in items:
        if item.arrived_at(point) or (not point and item.arrived):
            raise errors.ArrivedAlready(name=item.name)
    for item in items:
        arrival = next_arrival(buy)
        await books.record(GoodsArrived(buy.number, arrival, item.no, point, short))
        await _go_without(books, buy, item, point, short, arrival)
    if buy.state is not State.ARRIVED:
        await books.record(BuyArrived(buy.number))
    there = [it for it in await books.orders(buy.number) if it.active and point in ("", it.point)]
    await arrived.tell(books, buy, there, [it.no for it in items])
    wanted = {it.no for it in items}
    return [it for it in there if any(it.line(no).billed > 0 for no in wanted)]


async def fall_short(
    books: Books, buy: GroupBuy, item: Item, short: Decimal, *, point: str = ""
) -> Sequence[Order]:
    """`short` sale units of an item will not come; the latest orders go without. Returns those."""
    if buy.state not in SHORTABLE:
        raise errors.WrongState(buy=buy.number, now=buy.state_name, wanted="缺货")
    arrival = next_arrival(buy)
    await books.record(GoodsShort(buy.number, arrival, item.no, point, short))
    return await _go_without(books, buy, item, point, short, arrival)


async def reverse_arrival(books: Books, buy: GroupBuy, item: Item) -> int:
    """Take back the latest arrival or shortage of an item; what it cut stands again.

    Returns the record's number. NoSuchArrival, or PickedSince where some has been handed out.
    """
    of_item = [no for no, it in buy.arrivals.items() if it.item == item.no]
    if not of_item or buy.state not in SHORTABLE:
        raise errors.NoSuchArrival(name=item.name)
    await _reverse(books, buy, item, max(of_item))
    return max(of_item)


async def unsign(books: Books, buy: GroupBuy, item: Item, point: PickupPoint) -> Decimal:
    """Take back what was signed for of an item at a point; what fell short there, which stands again.

    NotSigned (also where the goods were marked as arrived everywhere), or PickedSince.
    """
    signed = (
        no
        for no, it in buy.arrivals.items()
        if isinstance(it, GoodsArrived) and (it.item, it.point) == (item.no, point.id)
    )
    arrival = max(signed, default=0)
    if not arrival or buy.state not in SHORTABLE:
        raise NotSigned(point=f"{point.no}号点", name=item.name)
    short = buy.arrivals[arrival].short
    await _reverse(books, buy, item, arrival)
    return short


async def _reverse(books: Books, buy: GroupBuy, item: Item, arrival: int) -> None:
    gone = buy.arrivals[arrival]
    if any(it.item == item.no and it.state != "refused" for it in buy.transfers.values()):
        raise TransferredSince(name=item.name)
    reach = [
        it for it, _ in lines_of(item.no, await books.orders(buy.number)) if gone.point in ("", it.point)
    ]
    if any(it.line(item.no).picked for it in reach):
        raise errors.PickedSince(name=item.name)
    cut = await _shorted_by(books, buy, arrival)
    await books.record(ArrivalReversed(buy.number, arrival))
    for found in reach:
        order = await books.own_order(found.id)
        if isinstance(gone, GoodsArrived) and order.line(item.no).billed > 0:
            await arrival_withdrawn.tell(books, buy, order, item, arrival)
        if order.id in cut:
            await books.record(ShortageLifted(buy.number, order.id, item.no, cut[order.id], arrival))
            await shortage_lifted.tell(books, buy, order, item, arrival)


async def finish(books: Books, buy: GroupBuy, *, sure: bool) -> None:
    """Arrived to finished; with goods nobody has fetched only when the leader is `sure`, with goods that
    never came not at all: somebody would owe for them. Raises GoodsMissing, TransferOpen, StillWaiting."""
    buy.must(State.FINISHED)
    orders = await books.orders(buy.number)
    missing = unarrived(buy, orders)
    if missing:
        (point, no), qty = next(iter(missing.items()))
        at = books.directory.points.get(point)
        raise GoodsMissing(
            buy=buy.number,
            goods="、".join(_missing(buy, missing)),
            example=f"{f'{at.no}号点 ' if at else ''}{buy.item(no).name} {show(qty)}",
        )
    open_one = next((no for no, it in sorted(buy.transfers.items()) if it.state == "sent"), None)
    if open_one is not None:
        raise TransferOpen(no=open_one, buy=buy.number)
    waiting = sum(it.waiting for it in orders)
    if waiting and not sure:
        raise errors.StillWaiting(buy=buy.number, count=waiting)
    await books.record(BuyFinished(buy.number))


def unarrived(buy: GroupBuy, orders: Sequence[Order]) -> dict[tuple[str, int], Decimal]:
    """What is waited for and has not reached its point, by point and item number."""
    found: dict[tuple[str, int], Decimal] = {}
    for order in orders:
        for no, line in order.lines.items():
            if line.waiting > 0 and not buy.item(no).arrived_at(order.point):
                found[order.point, no] = found.get((order.point, no), ZERO) + line.waiting
    return dict(sorted(found.items()))


def _missing(buy: GroupBuy, missing: Mapping[tuple[str, int], Decimal]) -> Iterator[str]:
    """草莓6盒: over all points, in the order of the items."""
    for no, item in sorted(buy.items.items()):
        qty = sum((part for (_, one), part in missing.items() if one == no), ZERO)
        if qty:
            yield f"{item.name}{show(qty)}{item.unit}"


def expected(item: Item, orders: Sequence[Order], point: str = "") -> Decimal:
    """What is to arrive of an item at a point: billed, so shortages known before count."""
    return sum((line.billed for it, line in lines_of(item.no, orders) if point in ("", it.point)), ZERO)


def without(item: Item, orders: Sequence[Order], short: Decimal) -> dict[str, Decimal]:
    """Who goes without how much: the latest orders first, by seq_no. The one rule of allocation."""
    cut: dict[str, Decimal] = {}
    for order, line in reversed(lines_of(item.no, orders)):
        if short <= 0:
            break
        part = min(short, line.waiting)
        if part > 0:
            cut[order.id] = part
            short -= part
    return cut


def next_arrival(buy: GroupBuy) -> int:
    return buy.last_arrival + 1


async def _go_without(
    books: Books, buy: GroupBuy, item: Item, point: str, short: Decimal, arrival: int
) -> list[Order]:
    orders = [it for it in await books.orders(buy.number) if point in ("", it.point)]
    have = sum((line.waiting for _, line in lines_of(item.no, orders)), ZERO)
    if short > have:
        raise errors.MiscountedArrival(name=item.name, sold=show(have), said=show(short), unit=item.unit)
    affected = []
    for order_id, part in without(item, orders, short).items():
        order = await books.own_order(order_id)
        await books.record(LineShorted(buy.number, order.id, item.no, part, arrival))
        await shorted.tell(books, buy, order, item, part, arrival)
        affected.append(order)
    return affected


async def _shorted_by(books: Books, buy: GroupBuy, arrival: int) -> dict[str, Decimal]:
    """What an arrival record cut, by order, as the journal has it."""
    return {
        it.event.order: it.event.qty
        for it in await books.journal(buy=buy.number)
        if isinstance(it.event, LineShorted) and it.event.arrival == arrival
    }

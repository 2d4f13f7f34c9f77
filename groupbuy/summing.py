"""Sums over a buy's orders: how much of what, for whom, worth what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from groupbuy.buy import GroupBuy, Item, Minimum
from groupbuy.order import Line, Order
from groupbuy.quantity import ZERO


@dataclass(frozen=True, slots=True)
class ItemSum:
    """Of one item over some orders: sale units ordered, billed, picked up, and fen billed."""

    item: Item
    orders: int
    ordered: Decimal
    billed: Decimal
    picked: Decimal
    amount: int


@dataclass(frozen=True, slots=True)
class BuySum:
    items: tuple[ItemSum, ...]
    orders: int
    units: Decimal
    amount: int
    paid: int


def active(orders: Iterable[Order]) -> list[Order]:
    return [order for order in orders if order.active]


def totals(buy: GroupBuy, orders: Sequence[Order]) -> BuySum:
    """Over the orders given (all of a buy, or one point's)."""
    live = active(orders)
    items = tuple(_of_item(item, live) for _, item in sorted(buy.items.items()))
    return BuySum(
        items=items,
        orders=len(live),
        units=sum((it.ordered for it in items), ZERO),
        amount=sum(order.amount for order in live),
        paid=sum(order.paid for order in orders),
    )


def _of_item(item: Item, orders: Sequence[Order]) -> ItemSum:
    lines = lines_of(item.no, orders)
    return ItemSum(
        item=item,
        orders=len(lines),
        ordered=sum((line.ordered for _, line in lines), ZERO),
        billed=sum((line.billed for _, line in lines), ZERO),
        picked=sum((line.picked for _, line in lines), ZERO),
        amount=sum(line.amount for _, line in lines),
    )


def lines_of(item: int, orders: Sequence[Order]) -> list[tuple[Order, Line]]:
    """Every order that has some of an item, with that line, by seq_no."""
    found = [(order, order.line(item)) for order in orders if order.line(item).ordered]
    return sorted(found, key=lambda it: it[0].seq_no)


def reached(minimum: Minimum, sums: BuySum) -> int:
    """How far the buy has come in the minimum's own measure (whole units are counted down)."""
    match minimum.of:
        case "orders":
            return sums.orders
        case "units":
            return int(sums.units)
        case "amount":
            return sums.amount

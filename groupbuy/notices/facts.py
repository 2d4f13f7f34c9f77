"""Pieces of facts that several kinds of notice share, and how they are written out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.money import yuan
from groupbuy.notices.base import Names
from groupbuy.order import Order
from groupbuy.quantity import ZERO, show
from groupbuy.summing import BuySum

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class ItemFact:
    """So much of an item, worth `amount` fen; `short` of it does not come."""

    name: str
    unit: str
    qty: Decimal
    amount: int
    orders: int = 0
    short: Decimal = ZERO


def item_facts(sums: BuySum) -> tuple[ItemFact, ...]:
    return tuple(
        ItemFact(it.item.name, it.item.unit, it.ordered, it.amount, it.orders)
        for it in sums.items
        if it.ordered
    )


def order_facts(buy: GroupBuy, order: Order) -> tuple[ItemFact, ...]:
    """What an order holds, in the items' order."""
    lines = sorted(order.lines.items())
    return tuple(
        ItemFact(buy.item(no).name, buy.item(no).unit, line.billed, line.amount, short=line.short)
        for no, line in lines
        if line.ordered
    )


def item_lines(items: Sequence[ItemFact]) -> str:
    """One item a line: name, quantity, households where they are counted."""
    return "\n".join(
        f"{it.name} {show(it.qty)}{it.unit}" + (f"（{it.orders}户）" if it.orders else "") for it in items
    )


def in_brief(items: Sequence[ItemFact]) -> str:
    """草莓2盒、蓝莓1盒"""
    return "、".join(f"{it.name}{show(it.qty)}{it.unit}" for it in items)


def money(fen: int) -> str:
    return f"{yuan(fen)}元"


def when(at: datetime, directory: Directory) -> str:
    """A moment in the operator's zone: 11月21日(六) 20:00."""
    local = at.astimezone(directory.zone)
    return f"{local.month}月{local.day}日({WEEKDAYS[local.weekday()]}) {local:%H:%M}"


def days(first: date, last: date) -> str:
    """11月24日(二), or 11月24日–26日, both included."""
    if first == last:
        return f"{first.month}月{first.day}日({WEEKDAYS[first.weekday()]})"
    end = (
        f"{last.day}日"
        if (first.year, first.month) == (last.year, last.month)
        else f"{last.month}月{last.day}日"
    )
    return f"{first.month}月{first.day}日–{end}"


def window(buy: GroupBuy) -> str:
    """The day and hours of fetching: 11月22日(日) 17:00–20:00."""
    day = buy.pickup.day
    hours = f"{buy.pickup.opens:%H:%M}–{buy.pickup.closes:%H:%M}"
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]}) {hours}"


def place_of(point: str, spot: str, names: Names, directory: Directory) -> tuple[str, str]:
    """Name (with who stands in) and address of where an order is fetched: as decided, else as the point is now."""
    kept, now = names.spot(spot), directory.points.get(point)
    if kept is not None:
        return kept.name + (f"（找{kept.who}）" if kept.who else ""), kept.address
    return (now.name, now.address) if now else (point, "")


def about(buy: GroupBuy) -> str:
    """A buy as a notice's subject."""
    return f"buy:{buy.number}"


def waiting_facts(buy: GroupBuy, order: Order, items: Sequence[int]) -> tuple[ItemFact, ...]:
    """What of `items` lies at the order's point and has not been fetched."""
    lines = [(buy.item(no), order.line(no)) for no in sorted(items)]
    return tuple(
        ItemFact(item.name, item.unit, line.waiting, line.amount)
        for item, line in lines
        if line.waiting > 0 and item.arrived_at(order.point)
    )

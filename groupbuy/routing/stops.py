"""Stops: the points that a buy's goods go to, what each is to get and what of it has been signed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Directory, PickupPoint
from groupbuy.order import Order
from groupbuy.quantity import ZERO
from groupbuy.summing import lines_of


@dataclass(frozen=True, slots=True)
class Load:
    """So much of an item for a stop, in sale units, for so many orders; `signed`: it is there."""

    item: Item
    qty: Decimal
    short: Decimal
    orders: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A point with the orders that go there; `loads` by item number, without what nobody is billed for."""

    point: PickupPoint
    orders: tuple[Order, ...]
    loads: tuple[Load, ...]

    @property
    def name(self) -> str:
        """2号点 会所一楼"""
        return f"{self.point.no}号点 {self.point.name}"

    @property
    def coming(self) -> tuple[Load, ...]:
        return tuple(it for it in self.loads if not it.signed and it.qty)

    @property
    def done(self) -> bool:
        return not self.coming


def stops(buy: GroupBuy, orders: Sequence[Order], directory: Directory) -> list[Stop]:
    """The points with orders that something is billed for or fell short: along the route where there is
    one, the others by number."""
    found: dict[str, list[Order]] = {}
    for order in orders:
        if order.active and order.point in directory.points:
            found.setdefault(order.point, []).append(order)
    turn = {it: n for n, it in enumerate(buy.route)}
    points = sorted(
        (directory.points[it] for it in found), key=lambda it: (turn.get(it.id, len(turn)), it.no)
    )
    made = (Stop(it, tuple(found[it.id]), _loads(buy, it, found[it.id])) for it in points)
    return [it for it in made if it.loads]


def _loads(buy: GroupBuy, point: PickupPoint, orders: Sequence[Order]) -> tuple[Load, ...]:
    loads = []
    for _, item in sorted(buy.items.items()):
        lines = lines_of(item.no, orders)
        qty = sum((line.billed for _, line in lines), ZERO)
        short = sum((line.short for _, line in lines), ZERO)
        signed = item.arrived_at(point.id)
        if qty or (short and signed):
            loads.append(Load(item, qty, short, sum(line.billed > 0 for _, line in lines), signed))
    return tuple(loads)

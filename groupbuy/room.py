"""Room at pickup points: what orders need of it, per storage class, in the units that products declare."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from groupbuy.buy import GroupBuy
from groupbuy.order import Order
from groupbuy.places import PickupPoint, StorageClass
from groupbuy.quantity import ZERO

Room = Mapping[StorageClass, int]
"""Whole units per storage class; a class that is absent is 0."""
CLASS_NAMES: Mapping[StorageClass, str] = {
    StorageClass.NORMAL: "常温",
    StorageClass.CHILLED: "冷藏",
    StorageClass.FROZEN: "冷冻",
}


def need(buy: GroupBuy, order: Order) -> Room:
    """What an order takes of its point's room until it is fetched: per class the sum of quantity x units
    of what is billed and not yet picked up, rounded up to a whole unit once."""
    return need_of(buy, {no: line.waiting for no, line in order.lines.items()})


def need_of(buy: GroupBuy, quantities: Mapping[int, Decimal]) -> Room:
    """The same for sale units by item number."""
    sums: dict[StorageClass, Decimal] = {}
    for no, qty in quantities.items():
        item = buy.items[no]
        sums[item.storage] = sums.get(item.storage, ZERO) + qty * item.units
    return {it: int(whole.to_integral_value(ROUND_CEILING)) for it, whole in sums.items() if whole > 0}


def free(point: PickupPoint, load: Room) -> Room:
    """What a point has left beside what lies there; a class that is absent is without limit."""
    return {it: max(0, most - load.get(it, 0)) for it, most in point.capacity.items()}


def lacking(point: PickupPoint, load: Room, wanted: Room) -> Room:
    """What of `wanted` goes beyond that."""
    left = free(point, load)
    return {it: n - left[it] for it, n in wanted.items() if it in left and n > left[it]}


def fits(point: PickupPoint, load: Room, wanted: Room) -> bool:
    """Whether nothing of `wanted` goes beyond that."""
    capacity = point.capacity
    return not any(it in capacity and n > capacity[it] - load.get(it, 0) for it, n in wanted.items())


def written(room: Room) -> str:
    """常温12格、冷藏3格"""
    return "、".join(f"{CLASS_NAMES[it]}{room[it]}格" for it in StorageClass if room.get(it))

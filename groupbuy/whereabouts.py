"""Where and when an order is fetched: decided from the configuration, kept with the order as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.events import PickupSet
from groupbuy.order import Order
from groupbuy.places import Hours, PickupPoint, PointKind, Spot, shown
from groupbuy.ports import Books

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Where:
    """A place, a day and its hours (local times)."""

    spot: Spot
    day: date
    hours: tuple[Hours, ...]

    @property
    def when(self) -> str:
        """11月22日(日) 17:00–20:00"""
        return f"{self.day.month}月{self.day.day}日({WEEKDAYS[self.day.weekday()]}) {shown(self.hours)}"

    @property
    def place(self) -> str:
        """For lists and answers anybody may read: 东门驿站（东门门卫室旁）"""
        if self.spot.at_door:
            return "送到家门口"
        return f"{self.spot.name}（{self.spot.address}）" if self.spot.address else self.spot.name

    @property
    def short(self) -> str:
        """自提：东门驿站，11月22日(日) 17:00–20:00"""
        if self.spot.at_door:
            return f"送货：送到家门口，{self.when}"
        return f"自提：{self.spot.name}，{self.when}"


def of_point(
    point: PickupPoint, buy: GroupBuy, directory: Directory, day: date | None = None
) -> Where | None:
    """Where and when a buy's goods can be fetched at a point (on another `day`: when it is open then).

    None: not at all, because it is closed, or because only other points are open at the buy's hours. Where
    no point is, the leader's word counts: the buy's hours hold at every point that is open that day.
    """
    on = day or buy.pickup.day
    stand = directory.stands(point, on)
    if stand is None:
        return None
    hours = stand.hours if on != buy.pickup.day and stand.hours else stand.within(*_hours(buy))
    if not hours and any(
        other.within(*_hours(buy))
        for it in directory.points_in(buy.community)
        if (other := directory.stands(it, on))
    ):
        return None
    spot = Spot(point.id, point.name, point.kind, stand.address, stand.access_note, stand.why)
    return Where(spot, on, hours or (Hours(*_hours(buy)),))


def open_for(buy: GroupBuy, directory: Directory) -> Sequence[PickupPoint]:
    """The community's points at which the buy's goods can be fetched, by number."""
    return [it for it in directory.points_in(buy.community) if of_point(it, buy, directory)]


def of_order(order: Order, buy: GroupBuy, directory: Directory) -> Where:
    """As it was decided; for orders that kept nothing, what the configuration says now."""
    if order.where is not None and order.day is not None:
        return Where(order.where, order.day, order.hours)
    point = directory.points.get(order.point)
    hours = (Hours(*_hours(buy)),)
    if point is None:
        return Where(Spot(order.point, order.point, PointKind.STORE, ""), buy.pickup.day, hours)
    spot = Spot(point.id, point.name, point.kind, point.address, point.access_note)
    return of_point(point, buy, directory) or Where(spot, buy.pickup.day, hours)


def closes(where: Where, directory: Directory) -> datetime:
    """The end of the last hours, aware, in the operator's zone."""
    return datetime.combine(where.day, max(it.closes for it in where.hours), directory.zone)


async def keep(books: Books, buy: GroupBuy, order: Order, where: Where) -> bool:
    """Write down where and when an order is fetched; False where that is what it says already."""
    if (order.where, order.day, order.hours) == (where.spot, where.day, where.hours):
        return False
    spot = await books.spot_of(where.spot)
    await books.record(PickupSet(buy.number, order.id, spot, where.day, where.hours))
    return True


def _hours(buy: GroupBuy) -> tuple[time, time]:
    return buy.pickup.opens, buy.pickup.closes

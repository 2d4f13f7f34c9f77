"""Where and when an order is fetched: decided from the configuration, kept with the order as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from groupbuy.buy import GroupBuy, Pickup
from groupbuy.directory import Directory
from groupbuy.events import PickupSet
from groupbuy.order import Order
from groupbuy.places import Hours, PickupPoint, PointKind, Spot, shown
from groupbuy.ports import Books
from groupbuy.standins import standing_in

WEEKDAYS = "一二三四五六日"
ENOUGH = 30
"""Minutes that people need at least to fetch in; with fewer left of the hours they get others."""
LOOK_AHEAD = 60
"""Days in which a closed point may open again."""
LAST_START = time(23, 0)
"""Goods that come later than this are fetched the day after."""


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
        told = "，".join(it for it in (self.spot.address, self.who) if it)
        return f"{self.spot.name}（{told}）" if told else self.spot.name

    @property
    def who(self) -> str:
        """找小林, where somebody stands in."""
        return f"找{self.spot.who}" if self.spot.who else ""

    @property
    def short(self) -> str:
        """自提：东门驿站，11月22日(日) 17:00–20:00"""
        if self.spot.at_door:
            return f"送货：送到家门口，{self.when}"
        who = f"（{self.who}）" if self.who else ""
        return f"自提：{self.spot.name}{who}，{self.when}"


def of_point(
    point: PickupPoint, buy: GroupBuy, directory: Directory, day: date | None = None
) -> Where | None:
    """Where and when a buy's goods can be fetched at a point (on another `day`: when it is open then).

    None: not at all, because it is closed, or because only other points are open at the buy's hours. Where
    no point is, the leader's word counts: the buy's hours hold at every point that is open that day.
    """
    community, pickup = buy.community, buy.pickup
    if directory.points.get(point.id) is not point:
        return _of_point(point, community, pickup, directory, day or pickup.day)
    key = "where", point.id, community, pickup, day
    return directory.once(key, lambda: _of_point(point, community, pickup, directory, day or pickup.day))


def _of_point(
    point: PickupPoint, community: str, pickup: Pickup, directory: Directory, day: date
) -> Where | None:
    stand = directory.stands(point, day)
    if stand is None:
        return None
    hours = stand.hours if day != pickup.day and stand.hours else stand.within(pickup.opens, pickup.closes)
    if not hours and any(
        other.within(pickup.opens, pickup.closes)
        for it in directory.points_in(community)
        if (other := directory.stands(it, day))
    ):
        return None
    who = _standing_in(point, day, directory)
    spot = Spot(point.id, point.name, point.kind, stand.address, stand.access_note, stand.why, who)
    return Where(spot, day, hours or (Hours(pickup.opens, pickup.closes),))


def open_for(buy: GroupBuy, directory: Directory) -> Sequence[PickupPoint]:
    """The community's points at which the buy's goods can be fetched, by number."""
    return directory.once(("open for", buy.community, buy.pickup), lambda: _open_for(buy, directory))


def _open_for(buy: GroupBuy, directory: Directory) -> Sequence[PickupPoint]:
    return tuple(it for it in directory.points_in(buy.community) if of_point(it, buy, directory))


def of_order(order: Order, buy: GroupBuy, directory: Directory) -> Where:
    """As it was decided; for orders that kept nothing, what the configuration says now."""
    if order.where is not None and order.day is not None:
        return Where(order.where, order.day, order.hours)
    point = directory.points.get(order.point)
    hours = (Hours(buy.pickup.opens, buy.pickup.closes),)
    if point is None:
        return Where(Spot(order.point, order.point, PointKind.STORE, ""), buy.pickup.day, hours)
    spot = Spot(point.id, point.name, point.kind, point.address, point.access_note)
    return of_point(point, buy, directory) or Where(spot, buy.pickup.day, hours)


def now_at(order: Order, buy: GroupBuy, point: PickupPoint, directory: Directory) -> Where | None:
    """Where and when an order is fetched at its point as things stand: as planned, or late where its goods
    come late and were not there before that was said."""
    where = of_point(point, buy, directory)
    return where and after_delay(order, buy, point, where, directory)


def after_delay(order: Order, buy: GroupBuy, point: PickupPoint, where: Where, directory: Directory) -> Where:
    ready = buy.delay_at(point.id)
    if ready is None:
        return where
    late = delayed(where, point, ready, directory)
    late = replace(late, spot=replace(late.spot, who=_standing_in(point, late.day, directory)))
    told = (order.day, order.hours) == (late.day, late.hours)
    return late if told or coming(order, buy) else where


def coming(order: Order, buy: GroupBuy) -> bool:
    """Something the order waits for has not reached its point."""
    lines = order.lines.items()
    return any(it.waiting > 0 and not buy.item(no).arrived_at(order.point) for no, it in lines)


def delayed(where: Where, point: PickupPoint, ready: datetime, directory: Directory) -> Where:
    """The same point once the goods are there: what is left of the hours, else of the point's own hours
    that day, else an hour from then on; where it is closed then, the next day that it is open. Nothing changes
    where they are there before the hours begin."""
    local = ready.astimezone(directory.zone)
    if local <= opens(where, directory):
        return where
    if local.time() >= LAST_START:
        local = datetime.combine(local.date() + timedelta(days=1), time.min, directory.zone)
    day, start = local.date(), local.time().replace(second=0, microsecond=0)
    days = (day + timedelta(n) for n in range(LOOK_AHEAD))
    open_on = next((it for it in days if directory.stands(point, it)), day)
    if open_on != day:
        day, start = open_on, time.min
    stand = directory.stands(point, day)
    own = stand.hours if stand else ()
    if stand and day != where.day:
        spot = replace(where.spot, address=stand.address, access_note=stand.access_note, why=stand.why)
        where = replace(where, spot=spot)
    for hours in (where.hours, own) if day == where.day else (own or where.hours,):
        left = tuple(Hours(max(it.opens, start), it.closes) for it in hours if _minutes(start, it) >= ENOUGH)
        if left:
            return replace(where, day=day, hours=left)
    return replace(where, day=day, hours=(Hours(start, (local + timedelta(hours=1)).time()),))


def late_closings(buy: GroupBuy, directory: Directory) -> list[datetime]:
    """When fetching ends at points whose goods come late, where that is not when it ends elsewhere."""
    found = set()
    for point in directory.points_in(buy.community) if buy.delays else ():
        ready, where = buy.delay_at(point.id), of_point(point, buy, directory)
        if ready is not None and where is not None:
            late = delayed(where, point, ready, directory)
            if (late.day, late.hours[-1].closes) != (where.day, where.hours[-1].closes):
                found.add(closes(late, directory))
    return sorted(found)


def early_closings(buy: GroupBuy, directory: Directory) -> list[datetime]:
    """When fetching ends at points that close before the buy's hours are over, goods that come late left out."""
    over, late = (
        datetime.combine(buy.pickup.day, buy.pickup.closes, directory.zone),
        late_closings(buy, directory),
    )
    found = {
        closes(where, directory)
        for it in directory.points_in(buy.community)
        if (where := of_point(it, buy, directory))
    }
    return sorted(it for it in found if it < over and it not in late)


def ending(closing: datetime | None, buy: GroupBuy, directory: Directory) -> Callable[[Where], bool]:
    """Whether fetching ends at `closing`, put off because goods come late; None: as planned."""
    late = set(late_closings(buy, directory))

    def ends(where: Where) -> bool:
        end = closes(where, directory)
        return (end if end in late else None) == closing

    return ends


def _minutes(start: time, hours: Hours) -> int:
    """From when one can come until the hours are over."""
    first = max(start, hours.opens)
    return (hours.closes.hour - first.hour) * 60 + hours.closes.minute - first.minute


def opens(where: Where, directory: Directory) -> datetime:
    """The beginning of the first hours, aware, in the operator's zone."""
    return datetime.combine(where.day, min(it.opens for it in where.hours), directory.zone)


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


def _standing_in(point: PickupPoint, day: date, directory: Directory) -> str:
    """Whom to ask for there that day, "" whoever is always there."""
    found = standing_in(directory.standins, point.id, day)
    return directory.leaders[found.substitute].name if found and found.substitute in directory.leaders else ""

"""Pickup points: which one an order goes to, and changing it; never one that is full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from groupbuy.assigning.costs import NEVER, Costs
from groupbuy.assigning.facts import home_of, household, problem, stop
from groupbuy.assigning.model import Household
from groupbuy.assigning.walking import straight
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Directory, PickupPoint, Place
from groupbuy.errors import BuyOver, NoPoint, NoRoom, PointFull, PointShut
from groupbuy.events import PointBound, PointChosen
from groupbuy.leave_events import HouseholdsMoved
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.rights import admins_to_ask, leader_name
from groupbuy.room import Room, fits, free, lacking, need, written
from groupbuy.standins import led_to
from groupbuy.told import NOTHING
from groupbuy.touched import lies, next_day, today
from groupbuy.whereabouts import keep, now_at, of_point, open_for

Loads = Mapping[str, Room]
"""What lies at each point, by id, on the day in question; a point that is absent has nothing."""
MOST_NAMED = 3
Moved = Literal["full", "bound", "hand", "cover", "assigned"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A point and why it is that one: `bound`, the resident's own; `best`, as they have none; `closed` or
    `full`, as their own (`instead_of`) is."""

    point: PickupPoint
    because: Literal["bound", "best", "closed", "full"]
    instead_of: PickupPoint | None = None


def choose(
    buy: GroupBuy,
    directory: Directory,
    loads: Loads,
    wanted: Room,
    *,
    bound: str | None = None,
    who: Household | None = None,
) -> Choice:
    """The one rule for a single order: the resident's own point if it is open for the buy and has room for
    `wanted`, else among those that are and have the one that costs `who` least (docs/assignment.md: their walk,
    the times they told, steps, another point than last time), those the buy's leader runs before others, by
    number. Fair load is for the whole solution. Raises NoPoint, NoRoom.

    Goods are brought to a door only for those who chose that, or where there is nothing else. Where a
    point's households come to another one while its leader is away, that one's room counts.
    """
    points = directory.points_in(buy.community)
    if not points:
        raise NoPoint(admin=admins_to_ask(directory))
    there = open_for(buy, directory) or points  # all closed since it opened: better a point than none
    own = next((it for it in points if it.id == bound), None)
    if own is not None and own in there:
        real = really(own, buy, directory)
        if fits(real, loads.get(real.id, {}), wanted):
            return Choice(own, "bound")
    there = [it for it in there if really(it, buy, directory) is it] or there
    to_go_to = [it for it in there if not it.at_door] or there
    able = [it for it in to_go_to if fits(it, loads.get(it.id, {}), wanted)]
    if not able:
        raise _no_room(buy, directory, to_go_to, loads, wanted)
    costs = _costs(who, able, buy, directory) if len(able) > 1 else {}
    best = min(able, key=lambda it: (costs.get(it.id, 0), buy.leader not in it.run_by, it.no))
    if own is None:
        return Choice(best, "best")
    return Choice(best, "full" if own in there else "closed", own)


def really(point: PickupPoint, buy: GroupBuy, directory: Directory) -> PickupPoint:
    """Where the households of a point fetch the buy's goods: elsewhere while its leader is away."""
    for it in led_to(directory.standins, point.id, buy.pickup.day):
        point = directory.points.get(it.to, point)
    return point


def _costs(
    who: Household | None, points: Sequence[PickupPoint], buy: GroupBuy, directory: Directory
) -> Mapping[str, int]:
    """What each point costs them, in metres; nothing for somebody of whom nothing is known. One beyond the
    farthest walk comes after all others: an order gets a point, and the whole solution sees to it."""
    if who is None:
        return {}
    ids = tuple(it.id for it in points)
    key = "choose among", buy.community, buy.pickup, ids
    stops = (stop(it, buy, directory) for it in points)
    costs = Costs(directory.once(key, lambda: problem((), stops, buy, directory)))
    return {
        it.id: costs.terms(who, it).total + (0 if costs.allowed(who, it) else NEVER)
        for it in costs.problem.points
    }


async def choose_for(
    books: Books, buy: GroupBuy, owner: str, sender: str, loads: Loads, wanted: Room, *, bound: str | None
) -> Choice:
    """`choose` for the order of `owner` that `sender` speaks for, with what is known of them. Raises NoPoint,
    NoRoom."""
    there = open_for(buy, books.directory)
    own = next((it for it in there if it.id == bound), None)
    decided = len(there) < 2 or (own is not None and fits(own, loads.get(own.id, {}), wanted))
    who = None if decided else await _known(books, buy, owner, sender)
    return choose(buy, books.directory, loads, wanted, bound=bound, who=who)


async def _known(books: Books, buy: GroupBuy, owner: str, sender: str) -> Household:
    """The resident as an assignment sees them: home, times and steps as they told (for somebody who told
    nothing: as who ordered for them did), where they fetched last and where they fetch other goods that day."""
    people, told = await books.residents({owner, sender}), await books.told({owner, sender})
    points = {it.id for it in books.directory.points_in(buy.community)}
    beside = [it for it in await books.orders_by(owner) if it.buy != buy.number and it.point in points]
    return household(
        owner,
        {},
        buy,
        books.directory,
        home=home_of(people.get(owner), people.get(sender), buy.community, books.directory),
        told=told.get(owner) or told.get(sender) or NOTHING,
        last=await books.fetched_last(owner, points, without=buy.number),
        that_day=frozenset(it.point for it in beside if it.waiting and it.day == buy.pickup.day),
    )


def find_point(text: str, community: str, directory: Directory) -> PickupPoint | None:
    """A point by its number or (part of) its name; None unless exactly one fits."""
    points, wanted = directory.points_in(community), text.strip()
    if wanted.isdecimal() and len(wanted) < 9:
        return next((it for it in points if it.no == int(wanted)), None)
    fits = [it for it in points if wanted and wanted in it.name]
    exact = [it for it in fits if it.name == wanted]
    return exact[0] if exact else (fits[0] if len(fits) == 1 else None)


async def loads_beside(books: Books, buy: GroupBuy, order: str = "") -> Loads:
    """What lies at the community's points on the buy's day, `order` left out; nothing is asked where no point
    is limited."""
    points = books.directory.points_in(buy.community)
    if not any(it.capacity for it in points):
        return {}
    now = books.at.astimezone(books.directory.zone)
    return await books.loads([it.id for it in points], buy.pickup.day, now=now, without=order)


async def make_room(books: Books, buy: GroupBuy, order: Order) -> Choice | None:
    """After an order grew: where its point has no room for it any more it goes to another as a whole; the
    choice then. Raises NoRoom."""
    point = books.directory.points.get(order.point)
    if point is None or not point.capacity:
        return None
    loads, wanted = await loads_beside(books, buy, order.id), need(buy, order)
    if fits(point, loads.get(point.id, {}), wanted):
        return None
    choice = await choose_for(books, buy, order.resident, order.placed_by, loads, wanted, bound=point.id)
    if choice.point.id == point.id:
        return None
    await move(books, order, choice.point.id, "full")
    return choice


async def bind(books: Books, resident: str, point: PickupPoint) -> list[Order]:
    """Remember a resident's point and move their undelivered orders there; returns those moved.

    An order whose goods have reached the old point stays: they are there. So does one for a day on which
    the new point is closed. PointFull where the point has no room for one of them.
    """
    await books.record(PointBound(resident, point.community, point.id))
    moved = []
    for order in await books.orders_by(resident):
        buy = await books.locked(order.buy)
        if buy.community != point.community or order.point == point.id or buy.state in OVER:
            continue
        if buy.state is not State.ARRIVED and of_point(point, buy, books.directory):
            await _must_have_room(books, buy, order, really(point, buy, books.directory))
            await move(books, order, point.id, "bound" if buy.state is State.OPEN else "hand")
            moved.append(await books.own_order(order.id))
    return moved


async def move_by_hand(books: Books, buy: GroupBuy, order: Order, point: PickupPoint) -> None:
    """As a leader says. Raises PointFull, PointShut where it is closed that day, BuyOver once the goods came."""
    if buy.state in OVER or buy.state is State.ARRIVED:
        raise BuyOver(buy=buy.number, now=buy.state_name)
    if of_point(point, buy, books.directory) is None:
        raise PointShut(point=point.name)
    await _must_have_room(books, buy, order, really(point, buy, books.directory))
    await move(books, order, point.id, "hand")


async def move(books: Books, order: Order, point: str, because: Moved) -> None:
    """Another point for one order; it keeps its code unless somebody there has the same. Whether there is
    room is for whoever chooses the point."""
    buy = await books.locked(order.buy)
    if buy.state in OVER:
        raise BuyOver(buy=buy.number, now=buy.state_name)
    taken = await books.order_by_code(point, order.code)
    code = order.code if taken is None or taken.id == order.id else await books.free_code(point)
    await books.record(PointChosen(buy.number, order.id, point, code, because))
    await settle(books, buy, await books.own_order(order.id))


async def settle(books: Books, buy: GroupBuy, order: Order) -> bool:
    """Keep with the order where and when its point stands on the buy's day, as the configuration says now;
    whether that is anything new. While a leader is away it may be at somebody else's point."""
    await _lend(books, buy, order)
    point = books.directory.points.get(order.point)
    where = now_at(order, buy, point, books.directory) if point else None
    return where is not None and await keep(books, buy, order, where)


async def _must_have_room(books: Books, buy: GroupBuy, order: Order, point: PickupPoint) -> None:
    """PointFull, naming the nearest points with room."""
    loads, wanted = await loads_beside(books, buy, order.id), need(buy, order)
    lacks = lacking(point, loads.get(point.id, {}), wanted)
    if not lacks:
        return
    others = [it for it in open_for(buy, books.directory) if fits(it, loads.get(it.id, {}), wanted)]
    near = sorted(others, key=lambda it: (_way(point.place, it.place), it.no))[:MOST_NAMED]
    named = "、".join(f"{it.no} {it.name}" for it in near)
    ways = f"放得下的有 {named}，回“自提点 {near[0].no}”" if near else "别的点也满了，先不换"
    raise PointFull(point=point.name, lacks=written(lacks), ways=ways)


def _no_room(
    buy: GroupBuy, directory: Directory, points: Sequence[PickupPoint], loads: Loads, wanted: Room
) -> NoRoom:
    """Names the point that lacks least (where several lack as much, the one with most room of that kind, so that
    ordering less helps), and what it has room for of what it lacks."""
    short = {it.id: lacking(it, loads.get(it.id, {}), wanted) for it in points}
    left = {it.id: free(it, loads.get(it.id, {})) for it in points}

    def worth(it: PickupPoint) -> tuple[int, int, int]:
        return sum(short[it.id].values()), -sum(left[it.id][kind] for kind in short[it.id]), it.no

    best = min(points, key=worth)
    room = left[best.id]
    return NoRoom(
        buy=buy.number,
        classes="+".join(sorted(short[best.id])),
        need=written({it: wanted[it] for it in short[best.id]}),
        most=written({it: room[it] for it in short[best.id]}) or "0格",
        point=best.name,
        leader=leader_name(buy.leader, directory),
    )


def _way(start: Place | None, end: Place | None) -> float:
    """Metres in a straight line; places that are not known lie at the end."""
    if start is None:
        return 0.0
    return straight(start, end) if end else float("inf")


async def _lend(books: Books, buy: GroupBuy, order: Order) -> None:
    """To the substitute's point, where the households of an absent leader come there; goods that have
    reached the point stay with whoever stands in."""
    if not books.directory.standins:
        return
    day = next_day(buy, order, today(books))
    for it in led_to(books.directory.standins, order.point, day):
        if lies(buy, order):
            return
        taken = await books.order_by_code(it.to, order.code)
        code = order.code if taken is None or taken.id == order.id else await books.free_code(it.to)
        await books.record(PointChosen(buy.number, order.id, it.to, code))
        await books.record(HouseholdsMoved(it.leave, it.cover, (order.id,)))

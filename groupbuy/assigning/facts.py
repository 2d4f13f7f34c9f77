"""What the book and the configuration say of people and points, as an assignment takes it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from groupbuy.assigning.model import Household, Need, Point, Problem, Weights
from groupbuy.buy import GroupBuy
from groupbuy.directory import Community, Directory, PickupPoint, Place
from groupbuy.households import Household as Home
from groupbuy.households import Households
from groupbuy.places import PickupWindow
from groupbuy.resident import Resident
from groupbuy.told import NOTHING, Told, spans
from groupbuy.whereabouts import of_point


def homes_in(directory: Directory) -> Households:
    """The building lists, made once."""
    return directory.once("homes", lambda: Households(directory))


def home_of(
    owner: Resident | None, sender: Resident | None, community: str, directory: Directory
) -> Home | None:
    """Where the goods of an order go home to: its owner's, else that of who ordered for them, unless that is a
    leader, who orders for many."""
    homes = homes_in(directory)
    own = homes.of(owner, community) if owner else None
    if (
        own is not None
        or sender is None
        or sender == owner
        or any(directory.leader_of(it) for it in sender.identities)
    ):
        return own
    return homes.of(sender, community)


def place_of(home: Home | None, directory: Directory) -> Place | None:
    """Where a home is: its building's coordinates, None where that is on no list."""
    building = homes_in(directory).building(home) if home else None
    return building.place if building else None


def household(
    key: str,
    need: Need,
    buy: GroupBuy,
    directory: Directory,
    *,
    home: Home | None = None,
    told: Told = NOTHING,
    last: str | None = None,
    promised: str | None = None,
    bound: str | None = None,
    pinned: str | None = None,
    delivered: frozenset[str] = frozenset(),
    that_day: frozenset[str] = frozenset(),
) -> Household:
    return Household(
        key,
        dict(need),
        building=_start(home, directory) if home else "",
        place=place_of(home, directory),
        told=spans(told, buy.pickup.day, directory.zone),
        step_free=told.step_free,
        last=last,
        promised=promised,
        bound=bound,
        pinned=pinned,
        delivered=delivered,
        that_day=that_day,
    )


def _start(home: Home, directory: Directory) -> str:
    """The key of the table of walks."""
    known = directory.communities.get(home.community)
    start = known.start_of(home.building, home.unit) if known else home.building
    return f"{home.community}/{start}"


def problem(
    households: Iterable[Household], stops: Iterable[Point], buy: GroupBuy, directory: Directory
) -> Problem:
    """With what the community's configuration says of walks. What was measured is the way to where a point is as
    a rule: it says nothing of the days on which the point stands at other coordinates."""
    known, points = directory.communities.get(buy.community), tuple(stops)
    if known is None:
        return Problem(tuple(households), points)
    away = frozenset(it.id for it in points if it.place != directory.point(it.id).place)
    walks = directory.once(("walks", known.id, away), lambda: _walks(known, away))
    return Problem(tuple(households), points, walks, Weights(farthest=known.farthest_walk))


def _walks(known: Community, away: Collection[str]) -> Mapping[tuple[str, str], int]:
    """What was measured, points that are elsewhere left out."""
    return {
        (f"{known.id}/{start}", point): metres
        for start, measured in known.walks.items()
        for point, metres in measured.items()
        if point not in away
    }


def stop(point: PickupPoint, buy: GroupBuy, directory: Directory, capacity: Need | None = None) -> Point:
    """A point on the buy's day; closed where its goods cannot be fetched there then. `capacity`: what is free."""
    if directory.points.get(point.id) is not point:
        return _stop(point, buy, directory, capacity or {})
    key = "stop", point.id, buy.community, buy.pickup
    found = directory.once(key, lambda: _stop(point, buy, directory, {}))
    return replace(found, capacity=dict(capacity)) if capacity else found


def _stop(point: PickupPoint, buy: GroupBuy, directory: Directory, capacity: Need) -> Point:
    where = of_point(point, buy, directory)
    stand = directory.stands(point, buy.pickup.day)
    hours = (PickupWindow(frozenset(), it.opens, it.closes) for it in (where.hours if where else ()))
    return Point(
        point.id,
        place=stand.place if stand else point.place,
        windows=spans(Told(tuple(hours)), buy.pickup.day, directory.zone),
        capacity=dict(capacity),
        step_free=point.step_free,
        closed=where is None,
    )

"""A trip: from where goods are brought to which points, when somebody is there, and how far that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from groupbuy.assigning.walking import walk
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.places import Place
from groupbuy.routing.stops import Stop
from groupbuy.whereabouts import of_point

UNKNOWN = 500
"""Metres to or from a point whose place nobody wrote down."""
BEFORE = 60
"""Minutes before people come from which on somebody is at the point."""


@dataclass(frozen=True, slots=True)
class Site:
    """A point to go to; minutes of the day from and until which its goods can be taken in."""

    id: str
    place: Place | None
    since: int = 0
    until: int = 24 * 60


@dataclass(frozen=True, slots=True)
class Trip:
    """`sites` in the order given: by number. Without a depot it begins at its first site; it ends at its
    last one, as nobody's goods are on the way back."""

    depot: Place | None
    sites: tuple[Site, ...]


def trip_of(buy: GroupBuy, stops: Sequence[Stop], directory: Directory) -> Trip:
    """Goods are taken in from an hour before people come until they stop coming."""
    sites = []
    for stop in sorted(stops, key=lambda it: it.point.no):
        where = of_point(stop.point, buy, directory)
        place = stop.point.place
        stand = directory.stands(stop.point, buy.pickup.day)
        if where is None:
            sites.append(Site(stop.point.id, place))
            continue
        first, last = min(it.opens for it in where.hours), max(it.closes for it in where.hours)
        since = max(0, _minutes(first) - BEFORE)
        sites.append(Site(stop.point.id, stand.place if stand else place, since, _minutes(last)))
    return Trip(directory.depot, tuple(sites))


def legs(trip: Trip, order: Sequence[str]) -> list[int]:
    """Metres to each stop from the one before it; to the first from the depot, 0 without one."""
    places = {it.id: it.place for it in trip.sites}
    found = [leg(trip.depot, places[order[0]]) if trip.depot else 0] if order else []
    return found + [leg(places[a], places[b]) for a, b in pairwise(order)]


def leg(a: Place | None, b: Place | None) -> int:
    """Whole metres between two places: the streets that make walks longer make drives longer as well."""
    return UNKNOWN if a is None or b is None else walk(a, b)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute

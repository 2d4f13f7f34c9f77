"""The order of stops: the shortest there is within the hours, the same each time, never worse than the given one."""

import random
from dataclasses import replace
from datetime import time
from itertools import permutations

from groupbuy.places import PickupWindow, Place
from groupbuy.routing.solve import in_time, solve
from groupbuy.routing.stops import stops
from groupbuy.routing.trip import UNKNOWN, Site, Trip, leg, legs, trip_of
from tests.for_each import for_each
from tests.groupbuy.made import POINTS, a_buy, a_directory, an_order

DEPOT = Place(31.22, 121.44)


def at(north: float, east: float) -> Place:
    """So many thousandths of a degree from the depot."""
    return Place(DEPOT.lat + north / 1000, DEPOT.lon + east / 1000)


def a_trip(seed: int, count: int, *, depot: bool = True, hours: bool = False) -> Trip:
    dice = random.Random(seed)
    sites = []
    for n in range(count):
        since, until = (dice.choice([600, 900, 960]), dice.choice([980, 1010, 1200])) if hours else (0, 1440)
        sites.append(Site(f"p{n}", at(dice.uniform(-9, 9), dice.uniform(-9, 9)), since, until))
    return Trip(DEPOT if depot else None, tuple(sites))


def best(trip: Trip) -> tuple[bool, int]:
    """By brute force: whether the hours can be kept, and the fewest metres if so (else at all)."""
    every = list(permutations(it.id for it in trip.sites))
    return min((not in_time(trip, it), sum(legs(trip, it))) for it in every)


@for_each("depot", [True, False])
@for_each("count", [2, 3, 5, 6])
def test_it_is_the_shortest_of_all_orders(count: int, depot: bool) -> None:
    trip = a_trip(count, count, depot=depot)
    order = solve(trip)
    assert sorted(order) == sorted(it.id for it in trip.sites)
    assert (False, sum(legs(trip, order))) == best(trip)


@for_each("seed", range(6))
def test_hours_are_kept_where_they_bind_and_can_be_kept(seed: int) -> None:
    trip = a_trip(seed, 5, hours=True)
    order = solve(trip)
    late, far = best(trip)
    assert in_time(trip, order) is not late
    assert late or sum(legs(trip, order)) == far


def test_who_is_there_early_only_is_served_first_although_it_is_farther() -> None:
    near, far = Site("near", at(1, 0)), Site("far", at(9, 0), 0, 0)
    trip = Trip(None, (near, far))
    assert solve(Trip(None, (replace(near, since=600), far))) == ("far", "near")
    assert sum(legs(trip, ("near", "far"))) == sum(legs(trip, ("far", "near")))


def test_where_no_order_keeps_the_hours_the_shortest_is_taken_and_the_given_stays_if_none_is_shorter() -> (
    None
):
    sites = [Site("a", at(0, 9), 0, 0), Site("b", at(0, 1), 0, 0), Site("c", at(0, 5), 0, 0)]
    assert solve(Trip(DEPOT, tuple(sites))) == ("b", "c", "a")
    line = Trip(DEPOT, (sites[1], sites[2], sites[0]))
    assert solve(line) == ("b", "c", "a")
    same = Trip(None, tuple(Site(it, at(1, 1)) for it in "xyz"))
    assert solve(same) == ("x", "y", "z")


def test_the_order_is_the_same_each_time_and_fifty_stops_are_shorter_than_by_number() -> None:
    trip = a_trip(1, 50)
    order = solve(trip)
    assert order == solve(trip)
    assert sum(legs(trip, order)) < 0.4 * sum(legs(trip, [it.id for it in trip.sites]))


def test_of_none_or_one_there_is_one_order() -> None:
    assert solve(Trip(DEPOT, ())) == ()
    assert solve(a_trip(1, 1)) == ("p0",)
    assert legs(Trip(DEPOT, ()), ()) == []


def test_a_way_counts_from_the_depot_and_an_unknown_place_as_something() -> None:
    known, unknown = Site("k", at(1, 0)), Site("u", None)
    trip = Trip(DEPOT, (known, unknown))
    assert leg(DEPOT, known.place) == 145  # 111.2 m of latitude, made longer by streets
    assert legs(trip, ("k", "u")) == [145, UNKNOWN]
    assert legs(Trip(None, trip.sites), ("k", "u")) == [0, UNKNOWN]


def test_goods_are_taken_in_from_an_hour_before_people_come_until_they_stop_coming() -> None:
    north = replace(
        POINTS["north"],
        place=at(1, 1),
        windows=(PickupWindow(frozenset(), time(9), time(18, 30)),),
    )
    directory = a_directory(
        points={
            **POINTS,
            "north": north,
            "clinic": replace(POINTS["clinic"], closed=frozenset({a_buy().pickup.day})),
        },
        depot=DEPOT,
    )
    orders = [an_order({1: 1}, seq_no=n, point=it) for n, it in enumerate(("north", "east", "clinic"), 1)]
    trip = trip_of(a_buy(), stops(a_buy(), orders, directory), directory)
    assert trip.depot == DEPOT
    assert trip.sites == (
        Site("east", None, 16 * 60, 20 * 60),
        Site("north", at(1, 1), 16 * 60, 18 * 60 + 30),
        Site("clinic", None, 0, 24 * 60),
    )

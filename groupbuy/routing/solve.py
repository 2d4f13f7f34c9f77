"""The shortest order of a trip's stops by pyvrp: within the hours at which goods can be taken in, if that can be.

Only this file uses pyvrp, which takes a second to import: nobody imports this before there is something to solve.
Runs in an executor: up to a second or two of CPU for 50 stops, and no shared state.
"""

from pyvrp import Model, Solution
from pyvrp.stop import MaxIterations

from groupbuy.routing.trip import Site, Trip, leg, legs

ITERATIONS, SEED = 300, 1
"""Counted, not timed: the order must not depend on how busy the machine is."""
METRES_A_MINUTE = 250
"""In town, 15 km/h with lights and gates."""
MINUTES_A_STOP = 10


def solve(trip: Trip) -> tuple[str, ...]:
    """Ids of the sites in the order to go; the given one where no other is shorter within the hours."""
    given = tuple(it.id for it in trip.sites)
    if len(given) < 2:
        return given
    best = _solved(trip, hours=True) or _solved(trip, hours=False) or given
    return min((given, best), key=lambda it: (not in_time(trip, it), sum(legs(trip, it))))


def in_time(trip: Trip, order: tuple[str, ...]) -> bool:
    """Whether somebody is there for the goods at every stop, for one who leaves early enough."""
    sites = {it.id: it for it in trip.sites}
    far, now = legs(trip, order), 0.0
    for n, key in enumerate(order):
        now += MINUTES_A_STOP + far[n] / METRES_A_MINUTE if n else 0
        now = max(now, sites[key].since)
        if now > sites[key].until:
            return False
    return True


def _solved(trip: Trip, *, hours: bool) -> tuple[str, ...] | None:
    """None where no order keeps the hours."""
    model = Model()
    start = model.add_location(0, 0)
    depot = model.add_depot(start)
    there = [model.add_location(n + 1, 0) for n in range(len(trip.sites))]
    for site, location in zip(trip.sites, there, strict=True):
        since, until = (site.since, site.until) if hours else (0, 48 * 60)
        model.add_client(
            location, service_duration=MINUTES_A_STOP * 60, tw_early=since * 60, tw_late=until * 60
        )
    model.add_vehicle_type(1, start_depot=depot, end_depot=depot)
    for site, location in zip(trip.sites, there, strict=True):
        out = leg(trip.depot, site.place) if trip.depot else 0
        model.add_edge(start, location, out, 0)  # one leaves as early as it takes
        model.add_edge(location, start, 0, 0)
        for other, onward in zip(trip.sites, there, strict=True):
            if other is not site:
                far = leg(site.place, other.place)
                model.add_edge(location, onward, far, round(far / METRES_A_MINUTE * 60))
    found = model.solve(MaxIterations(ITERATIONS), seed=SEED, collect_stats=False, display=False)
    return _order(found.best, trip.sites) if found.is_feasible() else None


def _order(best: Solution, sites: tuple[Site, ...]) -> tuple[str, ...]:
    return tuple(sites[it.idx].id for route in best.routes() for it in route.schedule() if it.is_client())

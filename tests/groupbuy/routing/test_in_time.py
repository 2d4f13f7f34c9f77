"""Whether an order of stops keeps the hours at which somebody is there, for one who leaves early enough."""

from groupbuy.places import Place
from groupbuy.routing.solve import METRES_A_MINUTE, MINUTES_A_STOP, in_time
from groupbuy.routing.trip import Site, Trip, legs
from tests.for_each import for_each

HERE, FAR = Place(31.22, 121.44), Place(31.22 + 0.01729, 121.44)  # 2500 m of road apart: ten minutes
NEXT = MINUTES_A_STOP + 10
"""Minutes from being at one of them to being at the other."""


def trip(*hours: tuple[int, int]) -> Trip:
    """Stops by turns here and far away, with their hours."""
    sites = (Site(f"{n}", FAR if n % 2 else HERE, *it) for n, it in enumerate(hours))
    return Trip(None, tuple(sites))


@for_each(
    ("hours", "kept"),
    [
        ([], True),
        ([(600, 600)], True),
        ([(600, 700), (600, 700)], True),
        ([(600, 600), (0, 600 + NEXT)], True),
        ([(600, 600), (0, 600 + NEXT - 1)], False),
        ([(600, 600), (900, 900), (0, 900 + NEXT)], True),
        ([(600, 600), (900, 900), (0, 900 + NEXT - 1)], False),
        ([(600, 700), (500, 550)], False),
        ([(500, 550), (600, 700)], True),
        ([(0, 0), (0, 1440), (0, 2 * NEXT)], True),
        ([(0, 0), (0, 1440), (0, 2 * NEXT - 1)], False),
    ],
)
def test_one_waits_where_one_is_early_and_is_late_where_the_way_is_too_long(
    hours: list[tuple[int, int]], kept: bool
) -> None:
    made = trip(*hours)
    assert in_time(made, tuple(it.id for it in made.sites)) is kept


def test_the_way_from_the_depot_is_left_early_enough_and_takes_no_hours() -> None:
    made = trip((0, 0), (0, NEXT))
    far_off = Trip(Place(32.22, 121.44), made.sites)
    assert in_time(far_off, ("0", "1"))
    assert legs(far_off, ("0", "1"))[0] > 100_000
    assert round(legs(made, ("0", "1"))[1] / METRES_A_MINUTE) == 10

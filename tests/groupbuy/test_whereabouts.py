"""Where and when an order is fetched: from the configuration, and as it was kept."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from groupbuy.buy import Pickup
from groupbuy.directory import Directory
from groupbuy.order import Order
from groupbuy.places import Hours, PickupPoint, PickupWindow, PointKind, Replacement, Spot
from groupbuy.whereabouts import Where, closes, of_order, of_point, open_for
from tests.for_each import for_each
from tests.groupbuy.made import POINTS, SHANGHAI, a_buy, a_directory, an_order

SUNDAY = date(2026, 11, 22)
EVENING, MORNING = (PickupWindow(frozenset(range(7)), time(a), time(b)) for a, b in ((16, 18), (8, 10)))


def town(**points: object) -> Directory:
    """The garden with the points named; `shop` opens in the evening, `cafe` in the morning, `gate` always."""
    made = {
        "shop": replace(POINTS["east"], id="shop", no=1, windows=(EVENING,)),
        "cafe": replace(POINTS["north"], id="cafe", no=2, windows=(MORNING,)),
        "gate": replace(POINTS["clinic"], id="gate", no=3),
    }
    return a_directory(points={name: it for name, it in made.items() if points.get(name, True)})


@for_each(
    ("gate", "day", "opens", "found"),
    [
        (True, "2026-11-22", 17, {"shop": "17:00–18:00", "gate": "17:00–20:00"}),
        (False, "2026-11-22", 17, {"shop": "17:00–18:00"}),
        (False, "2026-11-22", 9, {"cafe": "09:00–10:00", "shop": "16:00–18:00"}),
        (False, "2026-11-22", 18, {"shop": "18:00–20:00", "cafe": "18:00–20:00"}),  # the leader's word
        (True, "2026-11-22", 18, {"gate": "18:00–20:00"}),
        (True, "2026-11-25", 17, {}),  # the market's holiday
    ],
)
def test_goods_are_fetched_in_the_buys_hours_cut_to_the_points(
    gate: bool, day: str, opens: int, found: dict[str, str]
) -> None:
    directory = town(gate=gate)
    buy = a_buy(pickup=Pickup(date.fromisoformat(day), time(opens), time(20)))
    stands = {it.id: of_point(it, buy, directory) for it in directory.points.values()}
    assert {key: it.when.split(" ")[1] for key, it in stands.items() if it} == found
    assert {it.id for it in open_for(buy, directory)} == set(found)


def test_on_another_day_than_the_buys_the_points_own_hours_hold() -> None:
    directory = town()
    cafe = of_point(directory.points["cafe"], a_buy(), directory, date(2026, 11, 23))
    assert cafe is not None
    assert cafe.when == "11月23日(一) 08:00–10:00"
    gate = of_point(directory.points["gate"], a_buy(), directory, date(2026, 11, 23))
    assert gate is not None
    assert gate.when == "11月23日(一) 17:00–20:00"


def kept(where: Spot | None) -> Order:
    order = an_order({1: 1}, point="shop")
    order.spot, order.day, order.where = "s1", SUNDAY, where
    order.hours = (Hours(time(8), time(9)), Hours(time(17), time(18, 30)))
    return order


def test_what_an_order_kept_is_shown_whatever_the_configuration_says_now() -> None:
    order, directory = kept(Spot("shop", "老店", PointKind.STORE, "老地方")), town()
    where = of_order(order, a_buy(), directory)
    assert where.short == "自提：老店，11月22日(日) 08:00–09:00、17:00–18:30"
    assert where.place == "老店（老地方）"
    assert closes(where, directory) == datetime(2026, 11, 22, 18, 30, tzinfo=SHANGHAI)
    assert of_order(order, a_buy(), a_directory(points={})) == where


@pytest.mark.parametrize("points", [True, False])
def test_an_order_that_kept_nothing_is_fetched_as_the_configuration_says_now(points: bool) -> None:
    where = of_order(kept(None), a_buy(), town() if points else a_directory(points={}))
    assert where.short == (
        "自提：东门驿站，11月22日(日) 17:00–18:00" if points else "自提：shop，11月22日(日) 17:00–20:00"
    )
    assert where.place == ("东门驿站（东门岗亭旁）" if points else "shop")


def test_an_old_order_at_a_point_that_is_closed_that_day_still_has_an_address() -> None:
    closed = replace(town().points["shop"], closed=frozenset({SUNDAY}))
    where = of_order(kept(None), a_buy(), a_directory(points={"shop": closed}))
    assert (where.place, where.when) == ("东门驿站（东门岗亭旁）", "11月22日(日) 17:00–20:00")


def test_at_the_door_no_address_is_named() -> None:
    door: PickupPoint = replace(
        POINTS["east"], kind=PointKind.DOOR, replacements=(Replacement(SUNDAY, SUNDAY, "西门"),)
    )
    where = of_point(door, a_buy(), a_directory(points={"east": door}))
    assert isinstance(where, Where)
    assert (where.short, where.place) == ("送货：送到家门口，11月22日(日) 17:00–20:00", "送到家门口")

"""Whom people meet where they fetch: worked out from covers, kept with the order, said wherever a place is said."""

from dataclasses import replace
from datetime import timedelta

from groupbuy.buy import State
from groupbuy.directory import Directory
from groupbuy.notices.cover_asked import ways
from groupbuy.notices.facts import days, place_of
from groupbuy.notices.handed_over import HandedOver
from groupbuy.places import PointKind, Spot
from groupbuy.standins import Standin
from groupbuy.whereabouts import Where, now_at, of_order, of_point
from tests.for_each import for_each
from tests.groupbuy.absence import PICKUP, garden
from tests.groupbuy.made import Named, a_buy, an_order

DAY = timedelta(days=1)


def minded(by: str = "qiang", *, to: str = "", first: int = 0, last: int = 0) -> Directory:
    """梅姐 is away from north on some days around the pickup day."""
    known = Standin("l1", 1, "mei", "north", PICKUP + first * DAY, PICKUP + last * DAY, by, to)
    return replace(garden(), standins=(known,))


def at_north(directory: Directory, ahead: int = 0) -> Where:
    found = of_point(directory.points["north"], a_buy(), directory, PICKUP + ahead * DAY)
    assert found is not None
    return found


@for_each(
    ("directory", "who"),
    [
        (garden(), ""),
        (minded(), "强哥"),
        (minded("hong"), "红姐"),
        (minded(""), ""),
        (minded("gone"), ""),
        (minded(to="east"), "强哥"),
        (minded(first=1, last=2), ""),
        (minded(first=-3, last=-1), ""),
        (minded(first=-1, last=1), "强哥"),
    ],
)
def test_who_stands_in_that_day_is_part_of_the_place(directory: Directory, who: str) -> None:
    assert at_north(directory).spot.who == who
    assert now_at(an_order({1: 1}), a_buy(), directory.points["north"], directory) == at_north(directory)
    assert at_north(directory, ahead=5).spot.who == ""


def test_other_points_are_as_ever() -> None:
    directory = minded()
    for point in ("clinic", "east", "west"):
        found = of_point(directory.points[point], a_buy(), directory)
        assert found is not None
        assert found.spot.who == ""


@for_each(
    ("spot", "place", "short"),
    [
        (Spot("p", "东门驿站", PointKind.STORE, "东门8号"), "东门驿站（东门8号）", "自提：东门驿站，"),
        (
            Spot("p", "东门驿站", PointKind.STORE, "东门8号", who="强哥"),
            "东门驿站（东门8号，找强哥）",
            "自提：东门驿站（找强哥），",
        ),
        (
            Spot("p", "东门驿站", PointKind.STORE, "", who="强哥"),
            "东门驿站（找强哥）",
            "自提：东门驿站（找强哥），",
        ),
        (Spot("p", "东门驿站", PointKind.STORE, ""), "东门驿站", "自提：东门驿站，"),
        (Spot("p", "送货", PointKind.DOOR, "x", who="强哥"), "送到家门口", "送货：送到家门口，"),
    ],
)
def test_lists_and_cards_say_whom_to_ask(spot: Spot, place: str, short: str) -> None:
    where = replace(at_north(garden()), spot=spot)
    assert where.place == place
    assert where.short == f"{short}{where.when}"


def test_what_was_kept_holds_against_what_the_book_says_now() -> None:
    order = an_order({1: 1})
    order.where, order.day, order.hours = at_north(minded()).spot, PICKUP, at_north(minded()).hours
    assert of_order(order, a_buy(), garden()).spot.who == "强哥"


class Keeping(Named):
    """Names that know one place with somebody in it."""

    def spot(self, spot: str) -> Spot | None:
        return Spot("north", "北门便利店", PointKind.STORE, "北门8号铺", who="强哥") if spot == "s" else None


def test_notices_about_arrival_and_fetching_name_whoever_stands_in() -> None:
    assert place_of("north", "s", Keeping(), garden()) == ("北门便利店（找强哥）", "北门8号铺")
    assert place_of("north", "", Keeping(), garden()) == ("北门便利店", "北门8号铺")
    assert place_of("gone", "", Keeping(), garden()) == ("gone", "")


@for_each(
    ("first", "last", "said"),
    [
        (0, 0, "11月22日(日)"),
        (0, 1, "11月22日–23日"),
        (0, 8, "11月22日–30日"),
        (0, 9, "11月22日–12月1日"),
        (39, 40, "12月31日–1月1日"),
        (365, 365, "11月22日(一)"),
    ],
)
def test_days_are_said_as_short_as_they_are_clear(first: int, last: int, said: str) -> None:
    assert days(PICKUP + first * DAY, PICKUP + last * DAY) == said


def test_the_ways_to_answer_are_numbered_from_one() -> None:
    assert ways("north", "east", garden()).splitlines() == [
        "1 去北门便利店代",
        "2 让他们到东门驿站取",
        "3 这次不行",
    ]
    assert ways("north", "", garden()).splitlines() == ["1 去北门便利店代", "2 这次不行"]


def test_news_of_somebody_is_stale_once_the_order_is_elsewhere_or_fetched() -> None:
    order = an_order({1: 1})
    order.spot, order.day = "s1", PICKUP
    told = HandedOver(
        to="resident:r1",
        subject="order:o1",
        resident="r1",
        point="north",
        spot="s1",
        day=PICKUP,
        window="",
        person="qiang",
    )
    buy = a_buy(State.PURCHASING)
    assert told.holds(buy, order)
    assert not told.holds(buy, None)
    assert not replace(told, spot="s2").holds(buy, order)
    assert not replace(told, day=PICKUP + DAY).holds(buy, order)
    assert not told.holds(buy, replace(order, lines={}))

"""Lists say where goods are fetched as people were told it, and where a point stands on the day itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any, cast

from bot.at_points import AtPoint
from bot.sheets.kinds import all_kinds
from bot.sheets.view import View
from groupbuy.directory import Directory
from groupbuy.order import Order
from groupbuy.places import Hours, PointKind, Replacement, Spot
from groupbuy.ports import Reads
from tests.groupbuy.made import PICKUP, POINTS, a_buy, a_directory, an_order

TOLD = Spot("north", "北门老店", PointKind.STORE, "北门1号铺")


class Nobody:
    """Nobody is away."""

    async def standins(self) -> tuple[()]:
        return ()


def told(point: str = "north", where: Spot | None = TOLD) -> Order:
    order = an_order({1: 2}, point=point)
    order.where, order.day, order.hours = where, PICKUP.day, (Hours(time(17), time(20)),)
    return order


def a_view(*orders: Order, directory: Directory | None = None) -> View:
    return View(a_buy(), orders, {}, {}, cast(Reads, Nobody()), directory or a_directory())


async def rows(kind: str, view: View) -> list[Mapping[str, Any]]:
    return list(await all_kinds()[kind].fill(view))


def test_a_point_has_the_name_its_orders_were_told_else_todays_else_its_id() -> None:
    assert a_view(told()).point_name("north") == "北门老店"
    assert a_view(told(where=None)).point_name("north") == "北门便利店"
    assert a_view(told("east", None)).point_name("gone") == "gone"
    gone = a_view(told("gone", replace(TOLD, point="gone", name="老车棚")))
    assert gone.point_name("gone") == "老车棚"
    assert AtPoint(None, gone.orders).name == "已撤的自提点 老车棚"
    assert AtPoint(None, [told(where=None)]).name == "已撤的自提点"
    assert AtPoint(POINTS["north"], gone.orders).name == "2号点 北门便利店"


async def test_packing_and_sorting_lists_show_it() -> None:
    for kind in ("packing", "sorting", "unclaimed"):
        found = {it["point"] for it in await rows(kind, a_view(told()))}
        assert found <= {"北门老店"}, kind
    assert [it["point"] for it in await rows("packing", a_view(told(where=None)))] == ["北门便利店"]


async def test_a_delivery_goes_to_where_the_point_stands_on_that_day() -> None:
    moved = Replacement(PICKUP.day, PICKUP.day, "西门岗亭")
    north = replace(POINTS["north"], replacements=(moved,))
    directory = a_directory(points={**POINTS, "north": north})
    assert [it["address"] for it in await rows("delivery", a_view(told(), directory=directory))] == [
        "西门岗亭"
    ]
    assert [it["address"] for it in await rows("delivery", a_view(told()))] == ["北门8号铺"]
    shut = a_directory(points={**POINTS, "north": replace(north, closed=frozenset({PICKUP.day}))})
    assert [it["address"] for it in await rows("delivery", a_view(told(), directory=shut))] == ["北门8号铺"]

"""送货单: stop by stop what is brought there, for how many households, and who receives it."""

from collections.abc import Iterator

from bot.leaves import receivers
from bot.sheets.kinds.base import BILLED, ITEM, POINT, SHORT, UNIT, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.routing.stops import Stop, stops
from groupbuy.whereabouts import of_point


@kind(
    "delivery",
    "送货单",
    "每一站送什么、多少、谁收货、签收没有",
    Column("stop", "第几站", Type.COUNT),
    POINT,
    Column("address", "地址"),
    Column("receiver", "收货人"),
    ITEM,
    BILLED,
    UNIT,
    SHORT,
    Column("households", "户数", Type.COUNT),
    Column("signed", "已签收", Type.FLAG),
)
async def delivery(view: View) -> Iterator[Record]:
    directory = view.directory.covered_by(await view.reads.standins())
    return (
        {
            "stop": place,
            "point": it.point.name,
            "address": _address(view, it),
            "receiver": receivers(it.point, view.buy.pickup.day, directory),
            "item": load.item.name,
            "billed": load.qty,
            "unit": load.item.unit,
            "short": load.short,
            "households": load.orders,
            "signed": load.signed,
        }
        for place, it in enumerate(stops(view.buy, view.orders, view.directory), 1)
        for load in it.loads
    )


def _address(view: View, stop: Stop) -> str:
    """Where the point stands that day, which may be another place than as a rule."""
    where = of_point(stop.point, view.buy, view.directory)
    return where.spot.address if where else stop.point.address

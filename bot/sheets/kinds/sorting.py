"""分拣单: item by item at each point, how much goes into how many bags."""

from collections.abc import Iterator

from bot.sheets.kinds.base import BILLED, ITEM, POINT, UNIT, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.buy import Item
from groupbuy.order import Line, Order
from groupbuy.quantity import ZERO, show
from groupbuy.summing import lines_of


@kind(
    "sorting",
    "分拣单",
    "每个自提点每样商品共多少、分给哪几户",
    POINT,
    ITEM,
    UNIT,
    BILLED,
    Column("households", "户数", Type.COUNT),
    Column("bags", "分给"),
)
async def sorting(view: View) -> Iterator[Record]:
    return (
        _row(view, point, item, there)
        for point, orders in view.by_point()
        for _, item in sorted(view.buy.items.items())
        if (there := [it for it in lines_of(item.no, orders) if it[1].billed])
    )


def _row(view: View, point: str, item: Item, there: list[tuple[Order, Line]]) -> Record:
    return {
        "point": view.point_name(point),
        "item": item.name,
        "unit": item.unit,
        "billed": sum((line.billed for _, line in there), ZERO),
        "households": len(there),
        "bags": "、".join(f"{order.seq_no}号×{show(line.billed)}" for order, line in there),
    }

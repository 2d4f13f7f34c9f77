"""配货单: household by household at each point, what goes into the bag, with the pickup code."""

from collections.abc import Iterator

from bot.sheets.kinds.base import (
    BILLED,
    HOUSEHOLD,
    ITEM,
    NOTE,
    PICKED,
    SHORT,
    UNIT,
    WAITING,
    household,
    kind,
)
from bot.sheets.sheet import Column, Record
from bot.sheets.view import View


@kind(
    "packing",
    "配货单",
    "每个自提点每户装什么，带取货码，只给发货的人看",
    *HOUSEHOLD,
    Column("code", "取货码"),
    ITEM,
    BILLED,
    UNIT,
    SHORT,
    PICKED,
    WAITING,
    NOTE,
)
async def packing(view: View) -> Iterator[Record]:
    return (
        {
            **household(view, order),
            "code": order.code,
            "item": view.buy.item(no).name,
            "unit": view.buy.item(no).unit,
            "billed": line.billed,
            "short": line.short,
            "picked": line.picked,
            "waiting": line.waiting,
            "note": view.notes.get((order.id, no)),
        }
        for _, orders in view.by_point()
        for order in orders
        for no, line in sorted(order.lines.items())
        if line.ordered
    )

"""未取: what lies at its point and has not been fetched."""

from collections.abc import Iterator

from bot.sheets.kinds.base import BILLED, HOUSEHOLD, ITEM, PICKED, UNIT, WAITING, household, kind
from bot.sheets.sheet import Record
from bot.sheets.view import View


@kind("unclaimed", "未取", "到了还没取的", *HOUSEHOLD, ITEM, BILLED, PICKED, WAITING, UNIT)
async def unclaimed(view: View) -> Iterator[Record]:
    return (
        {
            **household(view, order),
            "item": item.name,
            "unit": item.unit,
            "billed": line.billed,
            "picked": line.picked,
            "waiting": line.waiting,
        }
        for order in view.orders
        for no, line in sorted(order.lines.items())
        if line.waiting > 0 and (item := view.buy.item(no)).arrived_at(order.point)
    )

"""名单: who ordered what, a row a line; money owed stands once an order, so that a column can be summed."""

from collections.abc import Iterator

from bot.sheets.kinds.base import (
    AMOUNT,
    BILLED,
    HOUSEHOLD,
    ITEM,
    NOTE,
    ORDERED,
    OWED,
    PAID,
    PICKED,
    SHORT,
    UNIT,
    called,
    household,
    kind,
    priced,
)
from bot.sheets.sheet import Column, Record
from bot.sheets.view import View
from groupbuy.order import Line, Order


@kind(
    "orders",
    "名单",
    "每户订了什么、多少钱，一样一行",
    *HOUSEHOLD,
    ITEM,
    ORDERED,
    UNIT,
    Column("prices", "单价"),
    SHORT,
    BILLED,
    PICKED,
    AMOUNT,
    PAID,
    OWED,
    Column("status", "状态"),
    Column("placed_by", "代下单人"),
    NOTE,
)
async def orders(view: View) -> Iterator[Record]:
    return (row for order in view.orders for row in _of(view, order))


def _of(view: View, order: Order) -> Iterator[Record]:
    """A cancelled order keeps its 跟团号: one row without goods, with what was paid for it."""
    about: Record = {
        **household(view, order),
        "status": "有效" if order.active else "已取消",
        "placed_by": called(view.person(order.placed_by)) if order.placed_by != order.resident else None,
    }
    money: Record = {"paid": order.paid, "owed": order.owed}
    if not order.active:
        yield {**about, **money}
    for _, line in sorted(order.lines.items()):
        if line.ordered:
            yield {**about, **_goods(view, order, line), **money}
            money = {}


def _goods(view: View, order: Order, line: Line) -> Record:
    item = view.buy.item(line.item)
    return {
        "item": item.name,
        "unit": item.unit,
        "ordered": line.ordered,
        "prices": priced(line.parts),
        "short": line.short,
        "billed": line.billed,
        "picked": line.picked,
        "amount": line.amount,
        "note": view.notes.get((order.id, line.item)),
    }

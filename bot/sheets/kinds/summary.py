"""汇总: every item of the buy with its quantities, each kept apart from the others."""

from collections.abc import Iterator

from bot.sheets.kinds.base import AMOUNT, BILLED, ITEM, PICKED, SHORT, UNIT, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.summing import totals

AT_SUPPLIER = Column("at_supplier", "已采购", Type.QTY)


@kind(
    "summary",
    "汇总",
    "每样商品的合计：订购、采购、缺货、计费、到货、已取",
    Column("item_no", "序号", Type.COUNT),
    ITEM,
    UNIT,
    Column("households", "户数", Type.COUNT),
    Column("ordered", "订购合计", Type.QTY),
    AT_SUPPLIER,
    SHORT,
    BILLED,
    Column("received", "到货", Type.QTY),
    PICKED,
    AMOUNT,
)
async def summary(view: View) -> Iterator[Record]:
    at_supplier = await view.at_supplier()
    return (
        {
            "item_no": it.item.no,
            "item": it.item.name,
            "unit": it.item.unit,
            "households": it.orders,
            "ordered": it.ordered,
            "at_supplier": at_supplier.get(it.item.no),
            "short": it.ordered - it.billed,
            "billed": it.billed,
            "received": view.received(it.item),
            "picked": it.picked,
            "amount": it.amount,
        }
        for it in totals(view.buy, view.orders).items
    )

"""采购单: what each supplier is to bring, and what that costs at supply prices."""

from collections.abc import Iterator
from decimal import Decimal

from bot.sheets.kinds.base import ITEM, ORDERED, SHORT, UNIT, kind
from bot.sheets.kinds.summary import AT_SUPPLIER
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy.buy import Item
from groupbuy.directory import Directory, Supplier
from groupbuy.money import cost
from groupbuy.summing import ItemSum, totals


@kind(
    "purchase",
    "采购单",
    "每个供货商要备什么、多少、按供货价多少钱",
    Column("supplier", "供货商"),
    Column("contact", "联系方式"),
    ITEM,
    Column("spec", "规格"),
    UNIT,
    ORDERED,
    SHORT,
    Column("needed", "应采购", Type.QTY),
    AT_SUPPLIER,
    Column("supply_price", "供货价", Type.MONEY),
    Column("cost", "供货金额", Type.MONEY),
)
async def purchase(view: View) -> Iterator[Record]:
    """By supplier; what has none (written into the buy by hand) comes last."""
    sent = await view.at_supplier()
    wanted = [it for it in totals(view.buy, view.orders).items if it.ordered or sent.get(it.item.no)]
    wanted.sort(key=lambda it: _rank(it.item, view.directory))
    return (_row(it, sent.get(it.item.no), view.directory) for it in wanted)


def _row(it: ItemSum, sent: Decimal | None, directory: Directory) -> Record:
    supplier, price = _supplier(it.item, directory), _supply_price(it.item, directory)
    product = directory.products.get(it.item.product or "")
    return {
        "supplier": supplier.name if supplier else "",
        "contact": supplier.contact if supplier else "",
        "item": it.item.name,
        "spec": product.spec if product else "",
        "unit": it.item.unit,
        "ordered": it.ordered,
        "short": it.ordered - it.billed,
        "needed": it.billed,
        "at_supplier": sent,
        "supply_price": price,
        "cost": None if price is None else cost(it.billed if sent is None else sent, price),
    }


def _supplier(item: Item, directory: Directory) -> Supplier | None:
    product = directory.products.get(item.product or "")
    return directory.suppliers.get(product.supplier or "") if product else None


def _supply_price(item: Item, directory: Directory) -> int | None:
    """Fen per sale unit; None where it is agreed for another unit than the buy sells in."""
    product = directory.products.get(item.product or "")
    return product.supply_price if product and product.unit == item.unit else None


def _rank(item: Item, directory: Directory) -> tuple[bool, str, int]:
    supplier = _supplier(item, directory)
    return (supplier is None, supplier.id if supplier else "", item.no)

"""账目: every fen owed with its cause; what an order's rows sum to is what it owes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from bot.sheets.kinds.base import ITEM, SEQ_NO, UNIT, kind
from bot.sheets.sheet import Column, Record, Type
from bot.sheets.view import View
from groupbuy import events as ev
from groupbuy.fold import Book
from groupbuy.money import cost
from groupbuy.order import Line, Order
from groupbuy.ports import JournalEntry
from groupbuy.quantity import ZERO

OTHERS = {"leader": "团长代改", "late": "收迟单", "cancelled": "团购取消"}


@dataclass(frozen=True, slots=True)
class Cause:
    """`amount` fen more (or less) owed; of goods also the change in what is billed, at one price."""

    why: str
    amount: int
    item: int = 0
    qty: Decimal | None = None
    price: int | None = None


@kind(
    "ledger",
    "账目",
    "每一分该付的来由：下单、改单、缺货、付款",
    Column("no", "流水号", Type.COUNT),
    Column("at", "时间", Type.TIME),
    Column("order", "订单"),
    SEQ_NO,
    ITEM,
    Column("cause", "原因"),
    Column("qty", "数量变化", Type.QTY),
    UNIT,
    Column("price", "单价", Type.MONEY),
    Column("amount", "金额变化", Type.MONEY),
    Column("owed", "未付余额", Type.MONEY),
    Column("actor", "操作人"),
)
async def ledger(view: View) -> Iterator[Record]:
    """Folds the journal as the book itself is folded, and writes down what each event does to the money."""
    return rows(view, await view.reads.journal(buy=view.buy.number))


def rows(view: View, entries: Iterable[JournalEntry]) -> Iterator[Record]:
    book = Book()
    for entry in entries:
        order = book.orders.get(getattr(entry.event, "order", ""))
        if order is None:
            book.apply(entry.event, entry.at)
            continue
        before, owed = order.line(getattr(entry.event, "item", 0)), order.owed
        book.apply(entry.event, entry.at)
        for cause in _causes(entry.event, before, order):
            owed += cause.amount
            yield {**_about(view, entry, order), **_said(view, cause), "owed": owed}


def _about(view: View, entry: JournalEntry, order: Order) -> Record:
    return {
        "no": entry.no,
        "at": view.local(entry.at),
        "order": order.id,
        "seq_no": order.seq_no,
        "actor": entry.actor,
    }


def _said(view: View, cause: Cause) -> Record:
    item = view.buy.items.get(cause.item)
    return {
        "item": item.name if item else None,
        "cause": cause.why,
        "qty": cause.qty,
        "unit": item.unit if item else None,
        "price": cause.price,
        "amount": cause.amount,
    }


def _causes(event: ev.Event, before: Line, order: Order) -> Iterator[Cause]:
    """What an event that has been applied to `order` did to its money, one row a price."""
    match event:
        case ev.QtyChanged(item=no):
            yield from _repriced(_why(event), no, before, order)
        case ev.LineShorted(item=no):
            yield from _repriced("缺货", no, before, order)
        case ev.ShortageLifted(item=no):
            yield from _repriced("缺货撤销", no, before, order)
        case ev.PaymentConfirmed(amount=amount):
            yield Cause("收款" if amount > 0 else "退款", -amount)


def _repriced(why: str, no: int, before: Line, order: Order) -> Iterator[Cause]:
    """Billed parts only grow or shrink at their end, so the same place is the same price."""
    for was, now in zip_longest(before.billed_parts, order.line(no).billed_parts):
        price = (now or was).price
        had, has = was.qty if was else ZERO, now.qty if now else ZERO
        if had != has:
            yield Cause(why, cost(has, price) - cost(had, price), no, has - had, price)


def _why(event: ev.QtyChanged) -> str:
    if event.because != "resident":
        return OTHERS[event.because]
    if not event.before:
        return "下单"
    return "改单" if event.after else "取消"

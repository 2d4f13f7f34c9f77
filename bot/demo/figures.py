"""The figures of each group buy, three times over: from the book, from the journal, from the demo's own ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.demo.goods import OFFERS
from bot.demo.ledger import NONE, Ledger
from groupbuy.events import QtyChanged
from groupbuy.fold import Book
from groupbuy.ports import JournalEntry


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """Sale units of one item in one buy. `taken` is what the stock counts as gone, `lines` what the orders
    hold; fen for `amount`."""

    accepted: Decimal
    cancelled: Decimal
    taken: Decimal
    lines: Decimal
    stock: Decimal | None
    short: Decimal
    picked: Decimal
    amount: int

    @property
    def sound(self) -> bool:
        """Accepted less cancelled is what is sold, is what the lines hold, is no more than there was."""
        fits = self.stock is None or self.taken <= self.stock
        return self.accepted - self.cancelled == self.taken == self.lines and fits


@dataclass(frozen=True, slots=True)
class OrderFigures:
    """One order, in fen and sale units by item; `amount` is what is billed, `paid` what was confirmed."""

    amount: int
    paid: int
    ordered: dict[str, Decimal]
    short: dict[str, Decimal]
    picked: dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Figures:
    items: dict[tuple[int, str], ItemFigures]
    orders: dict[tuple[int, int], OrderFigures]

    def of(self, buy: int) -> list[ItemFigures]:
        return [it for (number, _), it in self.items.items() if number == buy]

    def money(self, buy: int) -> tuple[int, int]:
        """Fen billed and fen confirmed as paid."""
        orders = [it for (number, _), it in self.orders.items() if number == buy]
        return sum(it.amount for it in orders), sum(it.paid for it in orders)


def of_book(book: Book, journal: Iterable[JournalEntry]) -> Figures:
    """From a book (the tables', or the journal's fold) and the changes that the journal tells one by one."""
    accepted: dict[tuple[int, int], Decimal] = {}
    cancelled: dict[tuple[int, int], Decimal] = {}
    for entry in journal:
        if isinstance(it := entry.event, QtyChanged):
            kept = accepted if it.after > it.before else cancelled
            kept[it.buy, it.item] = kept.get((it.buy, it.item), NONE) + abs(it.after - it.before)
    items = {}
    for buy in book.buys.values():
        for no, item in buy.items.items():
            lines = [order.line(no) for order in book.orders.values() if order.buy == buy.number]
            items[buy.number, item.name] = ItemFigures(
                accepted.get((buy.number, no), NONE),
                cancelled.get((buy.number, no), NONE),
                item.taken,
                sum((line.ordered for line in lines), NONE),
                item.stock,
                sum((line.short for line in lines), NONE),
                sum((line.picked for line in lines), NONE),
                sum(line.amount for line in lines),
            )
    return Figures(items, _orders_of(book))


def of_ledger(ledger: Ledger) -> Figures:
    items = {}
    for buy, goods in OFFERS.items():
        for good in goods:
            tabs, key = ledger.of(buy), (buy, good.name)
            sold = ledger.sold(buy, good.name)
            items[key] = ItemFigures(
                ledger.accepted.get(key, NONE),
                ledger.cancelled.get(key, NONE),
                sold,
                sold,
                Decimal(good.stock) if good.stock is not None else None,
                sum((tab.short.get(good.name, NONE) for tab in tabs), NONE),
                sum((tab.picked.get(good.name, NONE) for tab in tabs), NONE),
                sum(tab.cost(good.name) for tab in tabs),
            )
    orders = {
        (tab.buy, tab.seq): OrderFigures(
            tab.amount,
            tab.paid,
            {name: tab.qty(name) for name in tab.names},
            _some(tab.short),
            _some(tab.picked),
        )
        for tab in ledger.tabs.values()
    }
    return Figures(items, orders)


def _orders_of(book: Book) -> dict[tuple[int, int], OrderFigures]:
    found = {}
    for order in book.orders.values():
        lines = {book.buys[order.buy].item(no).name: line for no, line in order.lines.items()}
        found[order.buy, order.seq_no] = OrderFigures(
            order.amount,
            order.paid,
            _some({name: line.ordered for name, line in lines.items()}),
            _some({name: line.short for name, line in lines.items()}),
            _some({name: line.picked for name, line in lines.items()}),
        )
    return found


def _some(quantities: dict[str, Decimal]) -> dict[str, Decimal]:
    return {name: qty for name, qty in quantities.items() if qty}

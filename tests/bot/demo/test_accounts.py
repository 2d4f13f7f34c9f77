"""The demo's own account against the journal's fold, over any day: they share no arithmetic and must agree to the fen."""

from datetime import date, time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo import figures
from bot.demo.cast import LIN, WANG, ZHOU
from bot.demo.goods import FRUIT, OFFERS, Good
from bot.demo.ledger import Ledger, Tab
from groupbuy.delivering import without
from groupbuy.events import (
    BuyDrafted,
    BuyOpened,
    Event,
    GoodsPickedUp,
    LineShorted,
    OfferedItem,
    OrderPlaced,
    PaymentConfirmed,
    Picked,
    PickupReversed,
    PriceChanged,
    QtyChanged,
)
from groupbuy.fold import Book
from groupbuy.ports import JournalEntry
from tests.bot.demo.small_day import AT

D = Decimal
PEOPLE = {"赵阿姨": WANG, "钱哥": LIN, "孙老师": ZHOU}
ITEMS = tuple(OfferedItem(it.no, it.name, it.unit, it.price, None) for it in OFFERS[FRUIT])
goods = st.sampled_from(OFFERS[FRUIT])
owners = st.sampled_from(sorted(PEOPLE))
halves = st.integers(0, 9).map(lambda it: D(it) / 2)


class BothAccounts:
    """The same day kept twice: as events that are folded, and by hand in the demo's ledger."""

    def __init__(self) -> None:
        self.book, self.journal, self.ledger = Book(), list[JournalEntry](), Ledger()
        opened = (time(16), time(20))
        self.happen(
            BuyDrafted(FRUIT, "lake", "wang", "团", ITEMS, ("lake-1",), AT, date(2026, 11, 22), *opened)
        )
        self.happen(BuyOpened(FRUIT))

    def happen(self, event: Event) -> None:
        self.journal.append(JournalEntry(len(self.journal) + 1, AT, event, "", ""))
        self.book.apply(event, AT)

    def price(self, good: Good, fen: int) -> None:
        self.happen(PriceChanged(FRUIT, good.no, fen))
        self.ledger.prices[FRUIT, good.name] = fen

    def order(self, owner: str, good: Good, qty: Decimal) -> None:
        if owner not in self.book.orders:
            seq = len(self.book.orders) + 1
            self.happen(OrderPlaced(FRUIT, owner, owner, owner, seq, "lake-gate", f"{seq:06d}"))
        before = self.book.orders[owner].line(good.no).ordered
        if before != qty:
            price = self.book.buys[FRUIT].item(good.no).price
            self.happen(QtyChanged(FRUIT, owner, good.no, before, qty, price, "resident"))
        tab = self.ledger.book(FRUIT, PEOPLE[owner], owner, {good: qty})
        tab.seq = self.book.orders[owner].seq_no

    def cancel(self, owner: str) -> None:
        if owner not in self.book.orders:
            return
        for no, line in list(self.book.orders[owner].lines.items()):
            if line.ordered:
                self.happen(QtyChanged(FRUIT, owner, no, line.ordered, D(0), 0, "cancelled"))
        self.ledger.cancel(FRUIT, owner)

    def go_short(self, good: Good, qty: Decimal) -> tuple[list[str], list[Tab]]:
        """Who goes without, by the rules and by our own account."""
        item = self.book.buys[FRUIT].item(good.no)
        orders = sorted(self.book.orders.values(), key=lambda it: it.seq_no)
        cut = without(item, orders, qty)
        for owner, part in cut.items():
            self.happen(LineShorted(FRUIT, owner, good.no, part, 1))
        return list(cut), self.ledger.go_short(FRUIT, good.name, qty)

    def pick(self, owner: str, good: Good, *, back: bool) -> None:
        """All that waits of an item; `back` where it was a mistake."""
        order = self.book.orders.get(owner)
        waiting = order.line(good.no).waiting if order else D(0)
        if not waiting:
            return
        said = f"v{len(self.journal)}"
        self.happen(GoodsPickedUp(FRUIT, owner, said, (Picked(good.no, waiting),)))
        picked = self.ledger.tab(FRUIT, owner).picked
        picked[good.name] = picked.get(good.name, D(0)) + waiting
        if back:
            self.happen(PickupReversed(FRUIT, owner, said))
            picked[good.name] -= waiting

    def pay(self, owner: str) -> None:
        order = self.book.orders.get(owner)
        if order and order.owed:
            self.happen(PaymentConfirmed(FRUIT, owner, order.owed))
            tab = self.ledger.tab(FRUIT, owner)
            tab.paid = tab.amount

    def must_agree(self) -> None:
        theirs, ours = figures.of_book(self.book, self.journal), figures.of_ledger(self.ledger)
        assert theirs.orders == ours.orders
        for (buy, name), it in theirs.items.items():
            own = ours.items[buy, name]
            for figure in ("accepted", "cancelled", "taken", "lines", "short", "picked", "amount"):
                assert getattr(it, figure) == getattr(own, figure), (name, figure)
            assert it.sound
            assert own.accepted - own.cancelled == own.taken


prices = st.tuples(st.just("price"), goods, st.sampled_from((1, 333, 550, 600, 2599)))
orders = st.tuples(st.just("order"), owners, goods, halves)
cancels = st.tuples(st.just("cancel"), owners)
ordering = st.lists(st.one_of(orders, orders, orders, prices, cancels), max_size=15)
shortages = st.lists(st.tuples(goods, halves), max_size=3)
pickups = st.lists(st.tuples(owners, goods, st.booleans()), max_size=6)


def played(steps: list[tuple]) -> BothAccounts:
    both = BothAccounts()
    for name, *args in steps:
        getattr(both, name)(*args)
    return both


@settings(max_examples=200)
@given(ordering)
def test_any_orders_changes_and_new_prices_come_to_the_same(steps: list[tuple]) -> None:
    played(steps).must_agree()


@settings(max_examples=200)
@given(ordering, shortages, pickups, st.lists(owners, max_size=4))
def test_shortages_pickups_and_payments_after_them_come_to_the_same(
    steps: list[tuple], short: list[tuple], picks: list[tuple], payers: list[str]
) -> None:
    both = played(steps)
    for owner in payers[:2]:
        both.pay(owner)
    for owner, good, back in picks[:3]:
        both.pick(owner, good, back=back)
    for good, qty in short:
        theirs, ours = both.go_short(good, qty)
        assert theirs == [it.owner for it in ours], "the latest who still waits goes without first"
    for owner, good, back in picks[3:]:
        both.pick(owner, good, back=back)
    for owner in payers[2:]:
        both.pay(owner)
    both.must_agree()


@given(ordering, st.data())
def test_a_wrong_figure_anywhere_is_seen(steps: list[tuple], data: st.DataObject) -> None:
    """The comparison is no formality: one half more on any tab is told from the book."""
    both = played(steps)
    tabs = [it for it in both.ledger.of(FRUIT) if it.names]
    if not tabs:
        return
    tab = data.draw(st.sampled_from(tabs))
    name = data.draw(st.sampled_from(tab.names))
    tab.bought[name].append((D("0.5"), 100))
    theirs, ours = figures.of_book(both.book, both.journal), figures.of_ledger(both.ledger)
    assert theirs.orders[FRUIT, tab.seq] != ours.orders[FRUIT, tab.seq]
    assert theirs.items[FRUIT, name] != ours.items[FRUIT, name]


@given(st.lists(st.tuples(owners, halves), max_size=8), halves)
def test_a_shortage_takes_from_the_latest_and_never_more_than_there_is(
    wanted: list[tuple[str, Decimal]], short: Decimal
) -> None:
    ledger, good = Ledger(), OFFERS[FRUIT][0]
    for owner, qty in wanted:
        tab = ledger.book(FRUIT, PEOPLE[owner], owner, {good: qty})
        tab.seq = tab.seq or len(ledger.tabs)
    affected = ledger.go_short(FRUIT, good.name, short)
    cut = [it.short.get(good.name, D(0)) for it in ledger.of(FRUIT)]
    assert sum(cut, D(0)) == min(short, ledger.sold(FRUIT, good.name))
    assert all(it.left(good.name) >= 0 for it in ledger.of(FRUIT))
    assert [it.seq for it in affected] == sorted((it.seq for it in affected), reverse=True)
    first = next((no for no, it in enumerate(cut) if it), len(cut))
    for no in range(first + 1, len(cut)):
        assert ledger.of(FRUIT)[no].left(good.name) == 0, (
            "who came later than somebody short has nothing left"
        )

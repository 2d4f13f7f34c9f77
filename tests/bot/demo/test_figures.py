"""The figures of a book, of its journal and of the demo's ledger: equal where all is right, apart where not."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import StringIO

from rich.console import Console

from bot.demo import figures
from bot.demo.audit import Audited, Check
from bot.demo.cast import WANG
from bot.demo.goods import FRUIT, OFFERS, ORANGE, STRAWBERRY
from bot.demo.ledger import Ledger
from bot.demo.report import MOST, report
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
    QtyChanged,
)
from groupbuy.fold import Book
from groupbuy.ports import JournalEntry

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ITEMS = tuple(
    OfferedItem(it.no, it.name, it.unit, it.price, Decimal(it.stock) if it.stock else None)
    for it in OFFERS[FRUIT]
)
EVENTS: tuple[Event, ...] = (
    BuyDrafted(
        FRUIT, "lake", "wang", "周末水果团", ITEMS, ("lake-1",), AT, date(2026, 11, 22), time(16), time(20)
    ),
    BuyOpened(FRUIT),
    OrderPlaced(FRUIT, "o1", "r1", "r1", 1, "lake-gate", "123456"),
    QtyChanged(FRUIT, "o1", 1, Decimal(0), Decimal(3), 2500, "resident"),
    QtyChanged(FRUIT, "o1", 1, Decimal(3), Decimal(2), 2500, "resident"),
    QtyChanged(FRUIT, "o1", 3, Decimal(0), Decimal("1.5"), 550, "resident"),
    LineShorted(FRUIT, "o1", 1, Decimal(1), 1),
    GoodsPickedUp(FRUIT, "o1", "v1", (Picked(1, Decimal(1)),)),
    PaymentConfirmed(FRUIT, "o1", 2500),
)


def book() -> Book:
    found = Book()
    for event in EVENTS:
        found.apply(event, AT)
    return found


def journal() -> list[JournalEntry]:
    return [JournalEntry(no, AT, event, "", "") for no, event in enumerate(EVENTS, 1)]


def ledger() -> Ledger:
    """The same day, kept by hand."""
    mine = Ledger()
    for qty in (3, 2):
        tab = mine.book(FRUIT, WANG, "赵阿姨", {STRAWBERRY: Decimal(qty)})
    mine.book(FRUIT, WANG, "赵阿姨", {ORANGE: Decimal("1.5")})
    tab.seq, tab.paid = 1, 2500
    mine.go_short(FRUIT, STRAWBERRY.name, Decimal(1))
    tab.picked[STRAWBERRY.name] = Decimal(1)
    return mine


def test_a_book_and_a_ledger_of_the_same_day_have_the_same_figures() -> None:
    theirs, ours = figures.of_book(book(), journal()), figures.of_ledger(ledger())
    assert theirs.orders == ours.orders
    assert theirs.items == {key: it for key, it in ours.items.items() if key[0] == FRUIT}


def test_the_figures_are_those_of_the_day() -> None:
    found = figures.of_book(book(), journal())
    strawberry = found.items[FRUIT, "草莓"]
    assert (strawberry.accepted, strawberry.cancelled, strawberry.taken, strawberry.lines) == (3, 1, 2, 2)
    assert (strawberry.short, strawberry.picked, strawberry.amount) == (1, 1, 2500)
    assert found.money(FRUIT) == (2500 + 825, 2500)
    order = found.orders[FRUIT, 1]
    assert order.ordered == {"草莓": 2, "橙子": Decimal("1.5")}
    assert (order.short, order.picked) == ({"草莓": 1}, {"草莓": 1})


def test_figures_are_sound_only_where_what_was_sold_is_what_the_lines_hold() -> None:
    good = figures.of_book(book(), journal()).items[FRUIT, "草莓"]
    assert good.sound
    wrong = book()
    wrong.buys[FRUIT].count(1, Decimal(1))
    assert not figures.of_book(wrong, journal()).items[FRUIT, "草莓"].sound
    assert not figures.of_book(book(), journal()[:-6]).items[FRUIT, "草莓"].sound


def test_more_sold_than_there_was_is_not_sound() -> None:
    found = figures.ItemFigures(
        *(Decimal(65), Decimal(0), Decimal(65), Decimal(65)), Decimal(64), Decimal(0), Decimal(0), 0
    )
    assert not found.sound


def test_a_ledger_shows_items_that_nobody_ordered() -> None:
    found = figures.of_ledger(Ledger())
    assert {name for _, name in found.items} == {it.name for goods in OFFERS.values() for it in goods}
    assert all(it.sound and not it.taken for it in found.items.values())


def reported(*checks: Check) -> str:
    console = Console(file=StringIO(), width=80)
    audited = Audited(
        checks, book(), figures.of_book(book(), journal()), {"sent": 3, "merged": 1, "expired": 0}
    )
    report(console, audited)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_the_last_page_has_a_line_for_every_check_and_the_table() -> None:
    shown = reported(Check("一对"), Check("不对", ("少了 1 盒",)))
    assert "PASS 一对" in shown
    assert "FAIL 不对\n     少了 1 盒" in shown
    row = next(line for line in shown.splitlines() if line.split()[:1] == ["草莓"])
    assert row.split() == ["草莓", "3", "1", "2", "64", "1", "1", "25"]
    total = next(line for line in shown.splitlines() if "周末水果团" in line)
    assert total.split()[-3:] == ["33.25", "25", "8.25"]
    assert "merged 1，sent 3；合计 4" in shown
    assert "expired" not in shown


def test_a_long_list_of_wrongs_is_cut_and_counted() -> None:
    shown = reported(Check("不对", tuple(f"第{n}处" for n in range(MOST + 4))))
    assert f"第{MOST - 1}处" in shown
    assert f"第{MOST}处" not in shown
    assert "4 more" in shown


def test_the_table_fits_an_ordinary_terminal() -> None:
    assert "…" not in reported(Check("一对"))


def test_a_day_passes_only_when_every_check_does() -> None:
    found = figures.of_book(book(), journal())
    assert Audited([Check("a"), Check("b")], book(), found, {}).passed
    assert not Audited([Check("a"), Check("b", ("x",))], book(), found, {}).passed

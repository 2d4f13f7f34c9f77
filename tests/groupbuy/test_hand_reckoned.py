"""Journals written by hand and reckoned with pencil and paper: what is owed after every line, to the fen."""

import pytest

from groupbuy import events as ev
from groupbuy.fold import Book
from groupbuy.record import from_json, to_json
from groupbuy.summing import totals
from tests.groupbuy.made import CUTOFF, OPENED, PICKUP, D

Step = tuple[ev.Event, int, int]
RIBS = 3


def a_book() -> Book:
    """A buy of ribs at 39.80 a jin and of eggs at 0.99 each, with an order of nothing yet."""
    book = Book()
    offered = (ev.OfferedItem(RIBS, "排骨", "斤", 3980, D(20)), ev.OfferedItem(4, "鸡蛋", "个", 99))
    drafted = ev.BuyDrafted(
        7, "garden", "mei", "肉蛋", offered, (), CUTOFF, PICKUP.day, PICKUP.opens, PICKUP.closes
    )
    for event in (drafted, ev.BuyOpened(7), ev.OrderPlaced(7, "o1", "r1", "r1", 1, "north", "1")):
        book.apply(event, OPENED)
    return book


def qty(before: str, after: str, price: int = 3980, item: int = RIBS, order: str = "o1") -> ev.QtyChanged:
    return ev.QtyChanged(7, order, item, D(before), D(after), price, "resident")


def short(much: str, arrival: int) -> ev.LineShorted:
    return ev.LineShorted(7, "o1", RIBS, D(much), arrival)


def lifted(much: str, arrival: int) -> ev.ShortageLifted:
    return ev.ShortageLifted(7, "o1", RIBS, D(much), arrival)


def paid(fen: int) -> ev.PaymentConfirmed:
    return ev.PaymentConfirmed(7, "o1", fen)


THREE_PRICES: list[Step] = [
    (qty("0", "1.25"), 4975, 4975),  # 1.25 x 39.80 = 49.75
    (qty("1.25", "1.583", 4210), 6377, 6377),  # + 0.333 x 42.10 = 14.0193
    (qty("1.583", "2", 3999), 8045, 8045),  # + 0.417 x 39.99 = 16.67583
    (paid(8045), 8045, 0),
    (short("0.5", 1), 6028, -2017),  # 1.5 left: 49.75 + 0.25 x 42.10 = 10.525
    (short("0.3", 2), 4776, -3269),  # 1.2 left: 1.2 x 39.80 = 47.76
    (paid(-3269), 4776, 0),
    (lifted("0.5", 1), 6845, 2069),  # 1.7 left: 49.75 + 14.02 + 0.117 x 39.99 = 4.67883
    (lifted("0.3", 2), 8045, 3269),
    (qty("2", "0", 1), 0, -4776),
]
ROUNDED_UP: list[Step] = [
    (qty("0", "0.001", 500), 1, 1),  # half a fen
    (qty("0.001", "0.002", 499), 1, 1),  # + 0.499 of a fen
    (qty("0.002", "0.003", 500), 2, 2),  # + half a fen once more, at its own price
    (qty("0.003", "0.004", 500), 2, 2),  # 0.002 at one price is one fen, not twice half a one
    (qty("0.004", "0.001", 1), 1, 1),
]
SHORT_AND_THEN_LESS: list[Step] = [
    (qty("0", "4", 1000), 4000, 4000),
    (short("3", 1), 1000, 1000),
    (qty("4", "2", 1000), 0, 0),  # of two that are ordered two do not come
    (lifted("3", 1), 2000, 2000),
    (short("1", 2), 1000, 1000),
    (qty("2", "5", 1100), 4200, 4200),  # the latest does not come: 2 x 10 + 2 x 11
    (lifted("1", 2), 5300, 5300),
]
CANCELLED_AND_AGAIN: list[Step] = [
    (qty("0", "3", 99, item=4), 297, 297),
    (paid(297), 297, 0),
    (qty("3", "0", 99, item=4), 0, -297),
    (qty("0", "1", 120, item=4), 120, -177),
    (qty("0", "0.5", 3980), 2110, 1813),
    (paid(1813), 2110, 0),
]


@pytest.mark.parametrize("steps", [THREE_PRICES, ROUNDED_UP, SHORT_AND_THEN_LESS, CANCELLED_AND_AGAIN])
def test_what_is_owed_after_every_line_is_what_pencil_and_paper_say(steps: list[Step]) -> None:
    book = a_book()
    for no, (event, amount, owed) in enumerate(steps):
        book.apply(event, OPENED)
        order = book.orders["o1"]
        assert (order.amount, order.owed) == (amount, owed), f"step {no}: {event}"
        assert totals(book.buys[7], [order]).paid == order.paid


@pytest.mark.parametrize("steps", [THREE_PRICES, ROUNDED_UP, SHORT_AND_THEN_LESS, CANCELLED_AND_AGAIN])
def test_what_is_taken_from_the_stock_is_what_is_ordered_whatever_comes(steps: list[Step]) -> None:
    book = a_book()
    for event, _, _ in steps:
        book.apply(event, OPENED)
        for no, item in book.buys[7].items.items():
            assert item.taken == book.orders["o1"].line(no).ordered


@pytest.mark.parametrize("steps", [THREE_PRICES, ROUNDED_UP, SHORT_AND_THEN_LESS, CANCELLED_AND_AGAIN])
def test_a_journal_read_back_from_its_text_comes_to_the_same_fen(steps: list[Step]) -> None:
    told, read = a_book(), a_book()
    for event, _, _ in steps:
        told.apply(event, OPENED)
        read.apply(from_json(type(event), to_json(event)), OPENED)
    assert read == told


def test_a_buy_with_thirty_prices_for_one_item_is_the_sum_of_thirty_small_bills() -> None:
    book, before = a_book(), D(0)
    for no in range(1, 31):
        after = before + D("0.1")
        book.apply(qty(str(before), str(after), 100 * no + 5), OPENED)
        before = after
    # 0.1 x (100 n + 5) = 10 n + 0.5 fen, each rounded up: 10 x (1 + … + 30) + 30
    assert book.orders["o1"].amount == 4650 + 30
    assert len(book.orders["o1"].line(RIBS).parts) == 30
    book.apply(short("1.05", 1), OPENED)
    # 19 whole parts and half of the 20th: 10 x 190 + 19, and 0.05 x 2005 = 100.25
    assert book.orders["o1"].amount == 1900 + 19 + 100
    book.apply(qty("3", "0.3", 1), OPENED)
    assert book.orders["o1"].amount == 0, "more is short than is left of the order"


def test_two_orders_are_billed_each_for_itself_and_summed_to_the_fen() -> None:
    book = a_book()
    book.apply(ev.OrderPlaced(7, "o2", "r2", "r1", 2, "east", "2"), OPENED)
    for order, much in (("o1", "0.125"), ("o2", "0.125")):
        book.apply(qty("0", much, 3980, order=order), OPENED)
        book.apply(qty("0", "7", 99, item=4, order=order), OPENED)
    sums = totals(book.buys[7], list(book.orders.values()))
    # 0.125 x 39.80 = 4.975, 4.98 each; the sum of the bills is asked for, not the bill of the sum
    assert [it.amount for it in sums.items] == [996, 1386]
    assert (sums.amount, sums.units, sums.orders) == (2382, D("14.25"), 2)
    assert sums.amount == sum(it.amount for it in book.orders.values())

"""What a transaction has loaded, through savepoints in savepoints: a buy is copied where it changes, and nowhere else."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random

import pytest

from groupbuy import events as ev
from groupbuy.fold import Book
from storage.kept import Before, Kept
from tests.storage.book import drafted

AT = datetime(2026, 11, 1, tzinfo=UTC)


def kept_with(*numbers: int) -> Kept:
    book = Book()
    for it in numbers:
        book.apply(drafted(it), AT)
        book.apply(ev.BuyOpened(it), AT)
    return Kept(book=book)


def taken(kept: Kept) -> dict[int, int]:
    return {no: int(it.item(1).taken) for no, it in kept.book.buys.items()}


def take(kept: Kept, number: int) -> None:
    kept.changes(number)
    kept.book.buys[number].count(1, Decimal(1))


def test_a_buy_nobody_changes_is_never_copied() -> None:
    kept = kept_with(1, 2)
    one, other = kept.book.buys[1], kept.book.buys[2]
    before = kept.before(remembers=True)
    take(kept, 1)
    take(kept, 1)
    assert list(kept.changed) == [1]
    assert kept.book.buys[1] is one, "who holds it sees what the unit does"
    again = before.again(kept)
    assert again.book.buys[2] is other
    assert again.book.buys[1] is not one
    assert taken(again) == {1: 0, 2: 0}


def test_what_changes_in_place_is_as_it_was_in_every_part() -> None:
    kept = kept_with(1)
    before, plain = kept.before(remembers=True), repr(kept.book.buys[1])
    for event in (
        ev.StockChanged(1, 1, Decimal(3)),
        ev.BuyExtended(1, AT),
        ev.MomentPassed(1, "x"),
        ev.BuyClosed(1, AT),
        ev.GoodsArrived(1, 1, 1, "p1", Decimal(0)),
    ):
        kept.changes(1)
        kept.book.apply(event, AT)
    assert repr(kept.book.buys[1]) != plain
    assert repr(before.again(kept).book.buys[1]) == plain


def test_one_that_was_not_remembered_or_not_there_is_not_brought_back() -> None:
    kept = kept_with(1)
    forgets = kept.before(remembers=False)
    take(kept, 1)
    assert forgets.again(kept).book.buys == {}
    kept = kept_with(1)
    before = kept.before(remembers=True)
    kept.changes(2)
    kept.book.apply(drafted(2), AT)
    kept.changes(2)
    assert list(before.again(kept).book.buys) == [1]


@pytest.mark.parametrize("seed", range(8))
def test_in_any_order_of_savepoints_each_undone_one_leaves_the_buys_as_it_found_them(seed: int) -> None:
    """Against the plain way: all that was taken is written down at each beginning."""
    dice, kept = Random(seed), kept_with(1, 2, 3)
    open_ones: list[tuple[Before, dict[int, int]]] = []
    for _ in range(200):
        match dice.randrange(4):
            case 0 if len(open_ones) < 5:
                noted = taken(kept)
                open_ones.append((kept.before(remembers=True), noted))
            case 1 if open_ones:
                before, noted = open_ones.pop()
                kept = before.again(kept)
                assert taken(kept) == noted
            case 2 if open_ones:
                kept.went_on(open_ones.pop()[0])
            case _:
                take(kept, dice.choice([1, 2, 3]))
    while open_ones:
        before, noted = open_ones.pop()
        kept = before.again(kept)
        assert taken(kept) == noted

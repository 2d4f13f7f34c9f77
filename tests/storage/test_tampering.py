"""Whatever is changed behind the store's back is named: every column that the book is made of, each by itself."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from groupbuy import delivery_events as way
from groupbuy import events as ev
from groupbuy import leader_events as lead
from groupbuy import leave_events as away
from groupbuy.places import Hours
from tests.for_each import for_each
from tests.storage.book import CUTOFF, World

REST = "0, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL"

NOT_OF_THE_BOOK = {
    "buys": {"number", "next_look_at"},
    "items": {"id", "buy_id", "no"},
    "buy_chats": {"id", "buy_id"},
    "arrivals": {"id", "buy_id", "no"},
    "orders": {"id", "buy_id"},
    "lines": {"id", "order_id"},
    "verifications": {"order_id"},
    "bindings": {"id"},
    "leaderships": set(),
    "leaves": {"next_look_at"},
    "covers": {"id", "leave"},
    "settings": {"name"},
}
"""Keys, and when to look again, which the configuration decides."""

COLUMNS = [
    ("buys", "community", "'hill'", "buy 1: community: tables 'hill', journal 'riverside'"),
    ("buys", "leader", "'li'", "buy 1: leader: tables 'li', journal 'wang'"),
    ("buys", "title", "'周三'", "buy 1: title: tables '周三', journal '周二水果'"),
    ("buys", "cutoff_at", "'2026-11-02T00:00:00.000000Z'", "buy 1: cutoff_at"),
    ("buys", "pickup_day", "'2026-11-04'", "buy 1: pickup"),
    ("buys", "pickup_opens", "'15:00:00'", "buy 1: pickup"),
    ("buys", "pickup_closes", "'21:00:00'", "buy 1: pickup"),
    ("buys", "minimum_of", "'units'", "buy 1: minimum"),
    ("buys", "minimum_need", "9", "buy 1: minimum"),
    ("buys", "state", "'purchasing'", "buy 1: state"),
    ("buys", "state_since", "'2026-11-02T00:00:00.000000Z'", "buy 1: state_since"),
    ("buys", "last_seq", "7", "buy 1: last_seq: tables 7, journal 2"),
    ("buys", "last_arrival", "9", "buy 1: last_arrival: tables 9, journal 2"),
    ("buys", "passed", "'[]'", "buy 1: passed"),
    ("buys", "delays", "NULL", "buy 1: delays"),
    ("buys", "route", "NULL", "buy 1: route"),
    ("buys", "by_hand", "0", "buy 1: by_hand"),
    ("buys", "transfers", "NULL", "buy 1: transfers"),
    ("items", "name", "'西瓜'", "buy 1: items"),
    ("items", "unit", "'筐'", "buy 1: items"),
    ("items", "price", "1", "buy 1: items"),
    ("items", "stock", "21000", "buy 1: items"),
    ("items", "most", "NULL", "buy 1: items"),
    ("items", "aliases", "'[]'", "buy 1: items"),
    ("items", "product", "'melon'", "buy 1: items"),
    ("items", "taken", "2999", "buy 1: items"),
    ("items", "arrived", "'[\"p9\"]'", "buy 1: items"),
    ("items", "storage", "'frozen'", "buy 1: items"),
    ("items", "room", "1500", "buy 1: items"),
    ("buy_chats", "chat", "'g9'", "buy 1: chats: tables ('g9'"),
    ("buy_chats", "place", "5", "buy 1: chats: tables ('g2', 'g1')"),
    ("arrivals", "came", "0", "buy 1: arrivals"),
    ("arrivals", "item", "2", "buy 1: arrivals"),
    ("arrivals", "point", "'p2'", "buy 1: arrivals"),
    ("arrivals", "short", "500", "buy 1: arrivals"),
    ("orders", "resident", "'eve'", "order o1: resident: tables 'eve', journal 'ann'"),
    ("orders", "placed_by", "'eve'", "order o1: placed_by: tables 'eve', journal 'ann'"),
    ("orders", "seq_no", "9", "order o1: seq_no: tables 9, journal 1"),
    ("orders", "point", "'p2'", "order o1: point: tables 'p2', journal 'p1'"),
    ("orders", "code", "'999999'", "order o1: code: tables '999999', journal '111111'"),
    ("orders", "held", "NULL", "order o1: holds None, should hold 'p1/111111'"),
    ("orders", "held", "'p1/271828'", "order o1: holds 'p1/271828', should hold 'p1/111111'"),
    ("orders", "claimed", "0", "order o1: claimed: tables False, journal True"),
    ("orders", "paid", "1", "order o1: paid: tables 1, journal 500"),
    ("orders", "proxy_code", "NULL", "order o1: proxy: tables None, journal Proxy("),
    ("orders", "proxy_until", "'2026-11-24T00:00:00.000000Z'", "order o1: proxy: tables Proxy("),
    ("orders", "spot", "'s9'", "order o1: spot: tables 's9', journal 's1'"),
    ("orders", "pickup_day", "'2026-11-04'", "order o1: day"),
    ("orders", "pickup_hours", '\'[["16:00:00","19:00:00"]]\'', "order o1: hours"),
    ("orders", "pickup_until", "NULL", "order o1: until None, should be '2026-11-03T19:30:00'"),
    ("orders", "room_normal", "9", "order o1: takes [9, 0, 0] of the point's room, should take [1, 0, 0]"),
    ("orders", "room_chilled", "1", "order o1: takes [1, 1, 0]"),
    ("orders", "room_frozen", "1", "order o1: takes [1, 0, 1]"),
    ("orders", "by_hand", "1", "order o1: by_hand: tables True, journal False"),
    ("lines", "item", "2", "order o1: lines"),
    ("lines", "parts", "'[[2000,1]]'", "order o1: lines"),
    ("lines", "ordered", "2001", "line o1/1: ordered 2001, parts 2000"),
    ("lines", "short", "0", "order o1: lines"),
    ("lines", "picked", "2000", "order o1: lines"),
    ("verifications", "id", "'v9'", "order o1: verifications"),
    ("verifications", "place", "7", "pickups of order o1: tables ['v3', 'v1'], journal ['v1', 'v3']"),
    ("verifications", "picked", "'[]'", "order o1: verifications"),
    ("bindings", "resident", "'eve'", "binding ('ann', 'riverside'): only in the journal"),
    ("bindings", "community", "'hill'", "binding ('ann', 'hill'): only in the tables"),
    ("bindings", "point", "'p2'", "binding ('ann', 'riverside'): tables 'p2', journal 'p1'"),
    ("leaderships", "id", "'l9'", "leadership l9: only in the tables"),
    ("leaderships", "state", "'retired'", "leadership l1: state"),
    ("leaderships", "state_since", "'2026-11-02T00:00:00.000000Z'", "leadership l1: state_since"),
    ("leaderships", "resident", "'eve'", "leadership l1: resident: tables 'eve', journal 'ann'"),
    ("leaderships", "leader", "'li'", "leadership l1: leader: tables 'li', journal 'ann-2'"),
    ("leaderships", "terms", "'v9'", "leadership l1: terms: tables 'v9', journal 'v1'"),
    ("leaderships", "terms_at", "NULL", "leadership l1: terms_at"),
    ("leaderships", "reported", "0", "leadership l1: reported: tables False, journal True"),
    ("leaves", "id", "'v9'", "leave v9: only in the tables"),
    ("leaves", "leader", "'li'", "leave v1: leader: tables 'li', journal 'wang'"),
    ("leaves", "first_day", "'2026-11-02'", "leave v1: first"),
    ("leaves", "last_day", "'2026-11-09'", "leave v1: last"),
    ("leaves", "state", "'over'", "leave v1: state"),
    ("leaves", "state_since", "'2026-11-02T00:00:00.000000Z'", "leave v1: state_since"),
    ("covers", "no", "2", "leave v1: covers"),
    ("covers", "point", "'p2'", "leave v1: covers"),
    ("covers", "first_day", "'2026-11-02'", "leave v1: covers"),
    ("covers", "last_day", "'2026-11-09'", "leave v1: covers"),
    ("covers", "state", "'ended'", "leave v1: covers"),
    ("covers", "asked", "'[]'", "leave v1: covers"),
    ("covers", "answer_until", "NULL", "leave v1: covers"),
    ("covers", "offer", "''", "leave v1: covers"),
    ("covers", "substitute", "'li'", "leave v1: covers"),
    ("covers", "to_point", "'p2'", "leave v1: covers"),
    ("covers", "moved", "'[]'", "leave v1: covers"),
    ("settings", "value", "'v2'", "configuration : tables 'v2', journal 'v1'"),
]


@pytest.fixture
async def full(world: World) -> AsyncIterator[World]:
    """A row in every table of the book, two where their order counts."""
    half = (ev.Picked(1, Decimal("0.5")),)
    await world.open_buy(chats=("g1", "g2"), minimum_of="orders", minimum_need=1)
    await world.record(
        ev.ConfigApplied("v1"),
        ev.OrderPlaced(1, "o1", "ann", "ann", 1, "p1", "111111"),
        ev.PickupSet(1, "o1", "s1", date(2026, 11, 3), (Hours(time(16), time(19, 30)),)),
        ev.OrderPlaced(1, "o2", "bo", "ann", 2, "p1", "222222"),
        ev.MomentPassed(1, "close@1"),
        ev.PointBound("ann", "riverside", "p1"),
        lead.ApplicationBegun("l1", "ann"),
        lead.TermsAccepted("l1", "v1"),
        lead.LeaderWelcomed("l1", "ann-2"),
        lead.LeaderReported("l1"),
        away.LeaveTaken("v1", "wang", date(2026, 11, 3), date(2026, 11, 5)),
        away.CoverSought("v1", 1, "p1", date(2026, 11, 3), date(2026, 11, 5)),
        away.HouseholdsMoved("v1", 1, ("o1",)),
        away.SubstituteAsked("v1", 1, "eve", CUTOFF, "p2"),
    )
    for order, qty in (("o1", 2), ("o2", 1)):
        await world.run(lambda books, qty=qty: books.take(1, 1, Decimal(qty)))
        await world.record(ev.QtyChanged(1, order, 1, Decimal(0), Decimal(qty), 1990, "resident"))
    await world.run(lambda books: books.next_seq(1))
    await world.run(lambda books: books.next_seq(1))
    await world.record(
        ev.BuyClosed(1, CUTOFF),
        ev.BuyFormed(1, "reached"),
        ev.GoodsArrived(1, 1, 1, "p1", Decimal(0)),
        way.TransferSent(1, 1, 1, Decimal(1), "p1", "p2", cut=False),
        way.RouteSet(1, ("p2", "p1"), by_hand=True),
        way.DeliveryDelayed(1, "p1", CUTOFF),
        ev.GoodsShort(1, 2, 1, "", Decimal("0.5")),
        ev.LineShorted(1, "o1", 1, Decimal("0.5"), 2),
        ev.GoodsPickedUp(1, "o1", "v1", half),
        ev.GoodsPickedUp(1, "o1", "v2", half),
        ev.PickupReversed(1, "o1", "v2"),
        ev.GoodsPickedUp(1, "o1", "v3", half),
        ev.PaymentConfirmed(1, "o1", 500),
        ev.PaymentClaimed(1, "o1"),
        ev.ProxyNamed(1, "o1", "333333", CUTOFF),
    )
    assert await world.store.disagreements() == []
    yield world
    assert await world.store.disagreements() == [], "what was tampered with is as it was"


@contextmanager
def tampered(file: Path, *statements: str) -> Iterator[None]:
    """Put back afterwards, letter by letter, for the next row of the table."""
    with closing(sqlite3.connect(file)) as db, closing(sqlite3.connect(":memory:")) as before:
        db.backup(before)
        for it in statements:
            assert db.execute(it).rowcount > 0
        db.commit()
        try:
            yield
        finally:
            before.backup(db)


def first_row(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as db:
        keep = "WHERE name = 'config'" if table == "settings" else ""
        found: int = db.execute(f"SELECT rowid FROM {table} {keep} ORDER BY rowid").fetchone()[0]  # noqa: S608
    return found


@for_each(("table", "column", "value", "named"), COLUMNS)
async def test_a_changed_column_is_named(
    full: World, file: Path, table: str, column: str, value: str, named: str
) -> None:
    where = f"WHERE rowid = {first_row(file, table)}"
    with tampered(file, f"UPDATE {table} SET {column} = {value} {where}"):  # noqa: S608
        found = await full.store.disagreements()
    assert any(it.startswith(named) for it in found), found


async def test_no_column_of_the_book_is_left_out_above(file: Path) -> None:
    tried = {(table, column) for table, column, *_ in COLUMNS}
    with closing(sqlite3.connect(file)) as db:
        for table, others in NOT_OF_THE_BOOK.items():
            columns = {it[1] for it in db.execute(f"PRAGMA table_info({table})")}
            assert columns - others == {column for of, column in tried if of == table}


@for_each(
    ("table", "named"),
    [
        ("items", "buy 1: items"),
        ("buy_chats", "buy 1: chats"),
        ("arrivals", "buy 1: arrivals"),
        ("lines", "order o1: lines"),
        ("verifications", "order o1: verifications"),
        ("bindings", "binding ('ann', 'riverside'): only in the journal"),
        ("settings", "configuration : tables '', journal 'v1'"),
    ],
)
async def test_a_row_taken_away_is_named(full: World, file: Path, table: str, named: str) -> None:
    with tampered(file, f"DELETE FROM {table} WHERE rowid = {first_row(file, table)}"):  # noqa: S608
        found = await full.store.disagreements()
    assert any(it.startswith(named) for it in found), found


async def test_an_order_or_a_buy_slipped_in_or_taken_away_is_named(full: World, file: Path) -> None:
    with tampered(
        file,
        f"INSERT INTO orders VALUES ('o9', 1, 'eve', 'eve', 9, 'p1', '', NULL, {REST})",  # noqa: S608
        "DELETE FROM orders WHERE id = 'o2'",
        "INSERT INTO buys SELECT 2, community, leader, title, cutoff_at, pickup_day, pickup_opens,"
        " pickup_closes, minimum_of, minimum_need, state, state_since, 0, 0, '[]', NULL, NULL, NULL, 0, NULL FROM buys",
    ):
        assert await full.store.disagreements() == [
            "buy 2: only in the tables",
            "order o2: only in the journal",
            "order o9: only in the tables",
        ]


@for_each(
    ("change", "named"),
    [
        ("UPDATE journal SET data = replace(data, '1990', '1') WHERE kind = 'QtyChanged'", "order o1: lines"),
        ("DELETE FROM journal WHERE kind = 'PaymentConfirmed'", "order o1: paid: tables 500, journal 0"),
        (
            "UPDATE journal SET at = '2026-11-09T00:00:00.000000Z' WHERE kind = 'BuyFormed'",
            "buy 1: state_since",
        ),
        ("UPDATE journal SET no = no + 100 WHERE kind = 'PaymentConfirmed'", "order o1: claimed"),
        ("UPDATE journal SET data = replace(data, 'p1', 'p2') WHERE kind = 'PointBound'", "binding"),
    ],
)
async def test_a_changed_journal_is_named_too(full: World, file: Path, change: str, named: str) -> None:
    with tampered(file, change):
        found = await full.store.disagreements()
    assert any(it.startswith(named) for it in found), found


async def test_a_code_held_for_a_buy_that_is_over_is_named(full: World, file: Path) -> None:
    await full.record(ev.GoodsOrdered(1), ev.BuyArrived(1), ev.BuyFinished(1))
    assert await full.store.disagreements() == []
    with tampered(file, "UPDATE orders SET held = 'p1/111111' WHERE id = 'o1'"):
        assert await full.store.disagreements() == ["order o1: holds 'p1/111111', should hold None"]

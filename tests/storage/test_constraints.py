"""Every constraint of every table by name, with the statement that it stops and one that it lets through."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

from tests.for_each import for_each
from tests.storage.test_schema import MODELS

ROWS = """
INSERT INTO buys VALUES (1, 'c', 'l', 't', 'NOW', 'd', 'o', 'c', NULL, 0, 'open', NULL, 2, 0, '[]', NULL, NULL, NULL, 0, NULL);
INSERT INTO buys VALUES (2, 'c', 'l', 't', 'NOW', 'd', 'o', 'c', NULL, 0, 'open', NULL, 0, 0, '[]', NULL, NULL, NULL, 0, NULL);
INSERT INTO items (buy_id, no, name, unit, price, stock, aliases, taken, arrived)
  VALUES (1, 1, 'n', 'u', 5, 100, '[]', 10, '[]'), (1, 2, 'm', 'u', 5, NULL, '[]', 0, '[]');
INSERT INTO buy_chats (buy_id, place, chat) VALUES (1, 0, 'g1'), (1, 1, 'g2');
INSERT INTO arrivals (buy_id, no, came, item, point, short) VALUES (1, 1, 1, 1, '', 0), (1, 2, 1, 2, '', 0);
INSERT INTO orders VALUES ('o1', 1, 'ann', 'ann', 1, 'p', '1', 'p/1', REST);
INSERT INTO orders VALUES ('o2', 1, 'bo', 'bo', 2, 'p', '2', 'p/2', REST);
INSERT INTO lines (order_id, item, parts, ordered, short, picked)
  VALUES ('o1', 1, '[]', 5, 1, 2), ('o1', 2, '[]', 5, 0, 0);
INSERT INTO notes (order_id, item, text) VALUES ('o1', 1, 'x'), ('o1', 2, 'y');
INSERT INTO late_orders (buy_id, no, resident, sent_at, on_time, wishes, accepted)
  VALUES (1, 1, 'ann', 'NOW', 0, '[]', 0), (1, 2, 'ann', 'NOW', 0, '[]', 0);
INSERT INTO residents VALUES ('ann', '', '', NULL, 0, NULL, 0, NULL), ('bo', '', '', NULL, 0, NULL, 0, NULL);
INSERT INTO identities (realm, user_id, resident_id) VALUES ('corp', 'u1', 'ann'), ('corp', 'u2', 'bo');
INSERT INTO bindings (resident, community, point) VALUES ('ann', 'c', 'p'), ('ann', 'd', 'p');
INSERT INTO answers (leadership, question, text) VALUES ('a1', 'hours', 'x'), ('a1', 'contact', 'y');
INSERT INTO covers (leave, no, point, first_day, last_day, state, asked, offer, substitute, to_point, moved)
  VALUES ('l1', 1, 'p', 'd', 'd', 'asked', '[]', '', '', '', '[]'), ('l1', 2, 'p', 'd', 'd', 'asked', '[]', '', '', '', '[]');
INSERT INTO pending (resident, chat, kind, data, expires_at)
  VALUES ('ann', 'g1', 'k', '{}', 'NOW'), ('ann', 'g2', 'k', '{}', 'NOW');
INSERT INTO outbox (key, kind, recipient, facts, tries, state, reason, created_at, not_before)
  VALUES ('k1', 'x', 'chat:g', '{}', 0, 'waiting', '', 'NOW', 'NOW'), ('k2', 'x', 'r', '{}', 0, 'sent', '', 'NOW', 'NOW');
""".replace("NOW", "2026-11-01T00:00:00.000000Z").replace(
    "REST", "0, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, NULL"
)

# By constraint: what it stops, and the nearest thing that it must not stop.
BITES: dict[str, tuple[list[str], str]] = {
    "buys_last_seq": (["UPDATE buys SET last_seq = -1"], "UPDATE buys SET last_seq = 0"),
    "items_taken": (["UPDATE items SET taken = -1 WHERE no = 2"], "UPDATE items SET taken = 0"),
    "items_stock": (
        ["UPDATE items SET taken = 101 WHERE no = 1", "UPDATE items SET stock = 9 WHERE no = 1"],
        "UPDATE items SET taken = 100",
    ),
    "items_price": (["UPDATE items SET price = -1"], "UPDATE items SET price = 0"),
    "items_no": (["UPDATE items SET no = 1"], "UPDATE items SET no = no + 5"),
    "covers_no": (["UPDATE covers SET no = 1"], "UPDATE covers SET no = no + 5"),
    "buy_chats_once": (
        ["UPDATE buy_chats SET chat = 'g1'"],
        "UPDATE buy_chats SET chat = 'G1' WHERE place = 1",
    ),
    "arrivals_no": (["UPDATE arrivals SET no = 1"], "UPDATE arrivals SET buy_id = 2, no = 1 WHERE no = 2"),
    "orders_seq_no": (
        ["UPDATE orders SET seq_no = 0", "UPDATE orders SET seq_no = -seq_no"],
        "UPDATE orders SET seq_no = seq_no + 10",
    ),
    "orders_one_each": (["UPDATE orders SET resident = 'ann'"], "UPDATE orders SET placed_by = 'ann'"),
    "orders_number": (
        ["UPDATE orders SET seq_no = 1"],
        "UPDATE orders SET buy_id = 2, seq_no = 1 WHERE id = 'o2'",
    ),
    "orders_held": (["UPDATE orders SET held = 'p/1'"], "UPDATE orders SET held = NULL"),
    "lines_signs": (
        ["UPDATE lines SET ordered = -1", "UPDATE lines SET short = -1", "UPDATE lines SET picked = -1"],
        "UPDATE lines SET ordered = 0, short = 0, picked = 0",
    ),
    "lines_picked": (["UPDATE lines SET picked = 6"], "UPDATE lines SET picked = 5"),
    "lines_item": (["UPDATE lines SET item = 1"], "UPDATE lines SET item = item + 7"),
    "notes_line": (["UPDATE notes SET item = 1"], "UPDATE notes SET order_id = 'o2' WHERE item = 2"),
    "late_orders_no": (["UPDATE late_orders SET no = 1"], "UPDATE late_orders SET no = no + 1000"),
    "identities_once": (
        ["UPDATE identities SET user_id = 'u1'"],
        "UPDATE identities SET realm = 'other', user_id = 'u1' WHERE user_id = 'u2'",
    ),
    "bindings_once": (["UPDATE bindings SET community = 'c'"], "UPDATE bindings SET point = 'q'"),
    "answers_once": (
        ["UPDATE answers SET question = 'hours'"],
        "UPDATE answers SET leadership = 'a2' WHERE question = 'hours'",
    ),
    "pending_once": (["UPDATE pending SET chat = 'g1'"], "UPDATE pending SET chat = '' WHERE chat = 'g1'"),
    "outbox_once": (["UPDATE outbox SET key = 'k1'"], "UPDATE outbox SET recipient = 'r'"),
}
CASES = [(name, harm) for name, (harms, _) in BITES.items() for harm in harms]


@pytest.fixture
def db(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(ROWS)
        yield connection


def columns(name: str) -> list[str]:
    """What a unique constraint's refusal names: table.column."""
    for model in MODELS:
        for it in model._meta.constraints:
            if it.name == name and isinstance(it, UniqueConstraint):
                return [f"{model._meta.db_table}.{column}" for column in it.fields]
    return []


def contents(db: sqlite3.Connection) -> list[str]:
    return list(db.iterdump())


@for_each(("name", "harm"), CASES)
def test_a_constraint_stops_what_it_is_there_for_and_says_which_it_was(
    db: sqlite3.Connection, name: str, harm: str
) -> None:
    before = contents(db)
    with pytest.raises(sqlite3.IntegrityError) as refused:
        db.execute(harm)
    said = str(refused.value)
    assert name in said or all(column in said for column in columns(name) or [name])
    assert contents(db) == before, "a statement of which a part is refused does nothing"


@for_each("name", BITES)
def test_a_constraint_lets_through_what_just_fits(db: sqlite3.Connection, name: str) -> None:
    db.execute("BEGIN")
    assert db.execute(BITES[name][1]).rowcount > 0
    db.execute("ROLLBACK")


def test_no_constraint_of_a_table_is_left_out_above() -> None:
    kinds = (CheckConstraint, UniqueConstraint)
    named = {it.name for model in MODELS for it in model._meta.constraints if isinstance(it, kinds)}
    assert set(BITES) == named


CHILDREN = {
    "items": "buy_id",
    "buy_chats": "buy_id",
    "arrivals": "buy_id",
    "orders": "buy_id",
    "late_orders": "buy_id",
    "lines": "order_id",
    "notes": "order_id",
    "identities": "resident_id",
}


@for_each(("table", "parent"), CHILDREN.items())
def test_no_row_hangs_on_what_is_not_there(db: sqlite3.Connection, table: str, parent: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.execute(f"UPDATE {table} SET {parent} = 999")  # noqa: S608


@for_each(
    "nothing",
    [
        "UPDATE buys SET state = NULL",
        "UPDATE items SET price = NULL",
        "UPDATE items SET taken = NULL",
        "UPDATE orders SET resident = NULL",
        "UPDATE orders SET code = NULL",
        "UPDATE lines SET parts = NULL",
        "UPDATE outbox SET not_before = NULL",
        "UPDATE late_orders SET sent_at = NULL",
        "UPDATE residents SET name = NULL",
        "UPDATE answers SET text = NULL",
        "INSERT INTO inbox VALUES ('k', NULL, 'ok', 'x')",
        "INSERT INTO journal (at, kind, data, actor, message) VALUES ('x', 'k', NULL, '', '')",
        "INSERT INTO audit (at, actor, what, detail) VALUES (NULL, '', '', '')",
    ],
)
def test_what_every_row_has_is_never_missing(db: sqlite3.Connection, nothing: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        db.execute(nothing)


@for_each(
    ("query", "index"),
    [
        ("SELECT * FROM buys WHERE next_look_at <= 'x' ORDER BY next_look_at", "buys_look"),
        ("SELECT * FROM orders WHERE resident = 'x' OR placed_by = 'x'", "orders_placed_by"),
        ("SELECT * FROM orders WHERE held = 'p/1'", "orders_held"),
        ("SELECT * FROM journal WHERE buy = 1", "journal_buy"),
        ("SELECT * FROM journal WHERE order_id = 'o'", "journal_order"),
        ("SELECT * FROM outbox WHERE recipient = 'r' AND state = 'waiting'", "outbox_recipient"),
        ("SELECT * FROM residents WHERE sponsor = 'x'", "residents_sponsor"),
        ("SELECT * FROM lines WHERE order_id IN ('a', 'b')", "lines_item"),
        ("SELECT * FROM verifications WHERE order_id IN ('a', 'b')", "verifications_order"),
        ("DELETE FROM inbox WHERE at < 'x'", "inbox_at"),
        ("SELECT * FROM identities WHERE realm = 'r' AND user_id = 'u'", "identities_once"),
        ("SELECT * FROM leaderships WHERE leader = 'l'", "leaderships_leader"),
        ("SELECT * FROM leaderships WHERE resident = 'r' AND state IN ('draft')", "leaderships_resident"),
        ("SELECT * FROM leaves WHERE leader = 'l'", "leaves_leader"),
        ("SELECT id FROM leaves WHERE next_look_at <= 'x' ORDER BY next_look_at, id", "leaves_look"),
        ("SELECT * FROM covers WHERE leave = 'l' ORDER BY no", "covers_no"),
        ("SELECT * FROM buy_chats WHERE chat = 'g'", "buy_chats_chat"),
    ],
)
def test_what_is_asked_with_every_message_is_looked_up_and_not_searched_for(
    db: sqlite3.Connection, query: str, index: str
) -> None:
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))
    assert index in plan
    assert "SCAN" not in plan.replace(f"SCAN buys USING INDEX {index}", "")

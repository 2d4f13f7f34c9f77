"""The tables against the fold of the journal, two tellings of the same book, and against themselves."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from groupbuy.fold import Book
from groupbuy.places import StorageClass
from storage import leading, leaves
from storage.fields import instant
from storage.finding import GONE
from storage.journal import event_of
from storage.loading import load_buys, load_orders
from storage.saving import held, pickup_until, room_taken
from storage.sql import Sql


async def stored(sql: Sql) -> Book:
    book = Book()
    await load_buys(sql, book, "1 = 1")
    await load_orders(sql, book, "1 = 1 ORDER BY o.buy_id, o.seq_no")
    await leading.load(sql, book, "1 = 1")
    await leaves.load(sql, book, "1 = 1")
    for row in await sql.rows("SELECT * FROM bindings"):
        book.bindings[row["resident"], row["community"]] = row["point"]
    applied = await sql.row("SELECT value FROM settings WHERE name = 'config'")
    book.config = applied["value"] if applied else ""
    return book


async def folded(sql: Sql) -> Book:
    book = Book()
    for row in await sql.rows("SELECT at, kind, data FROM journal ORDER BY no"):
        book.apply(event_of(row), instant(row["at"]))
    return book


async def disagreements(sql: Sql) -> list[str]:
    """Where tables and journal, or columns that follow from others, differ; none is right."""
    tables = await stored(sql)
    return [*differences(tables, await folded(sql)), *await _worked_out(sql, tables)]


async def _worked_out(sql: Sql, tables: Book) -> list[str]:
    """Columns that follow from others and do not: what a line sums up to, the code an order holds."""
    wrong = []
    for row in await sql.rows("SELECT order_id, item, parts, ordered FROM lines ORDER BY order_id, item"):
        whole = sum(qty for qty, _ in json.loads(row["parts"]))
        if row["ordered"] != whole:
            wrong.append(f"line {row['order_id']}/{row['item']}: ordered {row['ordered']}, parts {whole}")
    for row in await sql.rows(
        "SELECT o.id, o.point, o.code, o.held, b.state FROM orders o JOIN buys b ON b.number = o.buy_id"
    ):
        meant = held(row["point"], row["code"]) if row["code"] and row["state"] not in GONE else None
        if row["held"] != meant:
            wrong.append(f"order {row['id']}: holds {row['held']!r}, should hold {meant!r}")
    return [*wrong, *await _rooms(sql, tables)]


async def _rooms(sql: Sql, book: Book) -> list[str]:
    """What orders take of their points' room, and until when, beside what their lines and hours say."""
    wrong = []
    for row in await sql.rows(
        "SELECT id, pickup_until, room_normal, room_chilled, room_frozen FROM orders"
        " WHERE pickup_day IS NOT NULL ORDER BY id"
    ):
        order = book.orders[row["id"]]
        if not set(order.lines) <= set(book.buys[order.buy].items):
            continue  # which is told as what it is
        taken, meant = (
            [row[f"room_{it.value}"] for it in StorageClass],
            room_taken(book.buys[order.buy], order),
        )
        if taken != meant:
            wrong.append(f"order {order.id}: takes {taken} of the point's room, should take {meant}")
        if row["pickup_until"] != pickup_until(order):
            wrong.append(
                f"order {order.id}: until {row['pickup_until']!r}, should be {pickup_until(order)!r}"
            )
    return wrong


def differences(tables: Book, journal: Book) -> list[str]:
    return [
        *_between("buy", tables.buys, journal.buys),
        *_between("order", tables.orders, journal.orders),
        *_between("pickups of order", _handed(tables, journal), _handed(journal, tables)),
        *_between("binding", tables.bindings, journal.bindings),
        *_between("leadership", tables.leaderships, journal.leaderships),
        *_between("leave", tables.leaves, journal.leaves),
        *_between("configuration", {"": tables.config}, {"": journal.config}),
    ]


def _handed(one: Book, other: Book) -> dict[str, list[str]]:
    """Which handing over came after which: the latest is taken back first."""
    return {key: list(it.verifications) for key, it in one.orders.items() if key in other.orders}


def _between(what: str, tables: Mapping[Any, Any], journal: Mapping[Any, Any]) -> Iterator[str]:
    for key in sorted({*tables, *journal}, key=str):
        if key not in tables:
            yield f"{what} {key}: only in the journal"
        elif key not in journal:
            yield f"{what} {key}: only in the tables"
        elif tables[key] != journal[key]:
            yield f"{what} {key}: {'; '.join(_apart(tables[key], journal[key]))}"


def _apart(stored: Any, told: Any) -> Iterator[str]:
    if not hasattr(stored, "__dataclass_fields__"):
        yield f"tables {stored!r}, journal {told!r}"
        return
    for it in fields(stored):
        if not it.compare:
            continue
        here, there = getattr(stored, it.name), getattr(told, it.name)
        if here != there:
            yield f"{it.name}: tables {here!r}, journal {there!r}"

"""Rows to entities, a few statements for any number of them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from functools import lru_cache
from operator import itemgetter
from typing import Any

from groupbuy import events as ev
from groupbuy.buy import GroupBuy, Item, Minimum, Pickup, State, Transfer
from groupbuy.fold import Book
from groupbuy.order import Line, Order, Part, Proxy
from groupbuy.places import Hours, StorageClass
from groupbuy.quantity import from_milli
from storage.fields import instant, instant_or_none, qty_or_none
from storage.spots import load as load_spots
from storage.sql import Row, Sql, marks, slices


async def load_buys(sql: Sql, book: Book, where: str, *values: object) -> list[GroupBuy]:
    """The buys of a condition over `buys`, by number; those already in `book` stay as they are there."""
    rows = await sql.rows(f"SELECT * FROM buys WHERE {where} ORDER BY number", *values)  # noqa: S608
    new = [row for row in rows if row["number"] not in book.buys]
    if new:
        await _fill_buys(sql, book, new)
    return [book.buys[row["number"]] for row in rows]


async def _fill_buys(sql: Sql, book: Book, rows: Sequence[Row]) -> None:
    numbers = [row["number"] for row in rows]
    items = await _of(sql, "items", "buy_id", numbers, "no")
    chats = await _of(sql, "buy_chats", "buy_id", numbers, "place")
    came = [row["number"] for row in rows if row["last_arrival"]]
    arrivals = await _of(sql, "arrivals", "buy_id", came, "no")
    for row in rows:
        no = row["number"]
        book.buys[no] = GroupBuy(
            number=no,
            community=row["community"],
            leader=row["leader"],
            title=row["title"],
            items={it["no"]: _item(*ITEM(it)) for it in items[no]},
            chats=tuple(it["chat"] for it in chats[no]),
            cutoff_at=instant(row["cutoff_at"]),
            pickup=Pickup(
                date.fromisoformat(row["pickup_day"]),
                time.fromisoformat(row["pickup_opens"]),
                time.fromisoformat(row["pickup_closes"]),
            ),
            minimum=Minimum(row["minimum_of"], row["minimum_need"]) if row["minimum_of"] else None,
            state=State(row["state"]),
            state_since=instant_or_none(row["state_since"]),
            last_seq=row["last_seq"],
            last_arrival=row["last_arrival"],
            passed=frozenset(_names(row["passed"])),
            delays={point: instant(at) for point, at in _pairs(row["delays"])},
            route=_names(row["route"]),
            by_hand=bool(row["by_hand"]),
            transfers={it[0]: _transfer(*it) for it in _rows(row["transfers"])},
            arrivals={it["no"]: _arrival(no, it) for it in arrivals[no]},
        )


@lru_cache(maxsize=1_000)
def _names(stored: str | None) -> tuple[str, ...]:
    """A list of texts as stored: what a buy remembers is read twice a message and changes a few times."""
    return tuple(json.loads(stored)) if stored else ()


def _pairs(stored: str | None) -> Iterable[tuple[str, str]]:
    return json.loads(stored).items() if stored else ()


def _rows(stored: str | None) -> Iterable[Sequence[Any]]:
    found: list[list[Any]] = json.loads(stored) if stored else []
    return found


def _transfer(
    no: int, item: int, qty: int, origin: str, target: str, cut: bool, state: Any, lifted: int
) -> Transfer:
    return Transfer(no, item, from_milli(qty), origin, target, cut, state, from_milli(lifted))


ITEM: Callable[[Row], tuple[Any, ...]] = itemgetter(
    *(
        "no",
        "name",
        "unit",
        "price",
        "stock",
        "most",
        "aliases",
        "product",
        "taken",
        "arrived",
        "storage",
        "room",
    )
)


@lru_cache(maxsize=20_000)
def _item(
    no: int,
    name: str,
    unit: str,
    price: int,
    stock: int | None,
    most: int | None,
    aliases: str,
    product: str | None,
    taken: int,
    arrived: str,
    storage: str,
    room: int,
) -> Item:
    """An item by its row: every message reads the items of its buy twice, and an order changes one of them."""
    return Item(
        no=no,
        name=name,
        unit=unit,
        price=price,
        stock=qty_or_none(stock),
        limit=qty_or_none(most),
        aliases=tuple(json.loads(aliases)),
        product=product,
        taken=from_milli(taken),
        arrived=frozenset(json.loads(arrived)),
        storage=StorageClass(storage),
        units=from_milli(room),
    )


def _arrival(buy: int, row: Row) -> ev.GoodsArrived | ev.GoodsShort:
    kind = ev.GoodsArrived if row["came"] else ev.GoodsShort
    return kind(
        buy=buy, arrival=row["no"], item=row["item"], point=row["point"], short=from_milli(row["short"])
    )


async def load_orders(sql: Sql, book: Book, where: str, *values: object) -> list[Order]:
    """The orders of a condition over `orders o JOIN buys b` and of its own order clause."""
    rows = await sql.rows(
        f"SELECT o.* FROM orders o JOIN buys b ON b.number = o.buy_id WHERE {where}",  # noqa: S608
        *values,
    )
    new = [row for row in rows if row["id"] not in book.orders]
    if new:
        await _fill_orders(sql, book, new)
    return [book.orders[row["id"]] for row in rows]


async def _fill_orders(sql: Sql, book: Book, rows: Sequence[Row]) -> None:
    ids = [row["id"] for row in rows]
    lines = await _of(sql, "lines", "order_id", ids, "id")
    handed = await _of(sql, "verifications", "order_id", ids, "place")
    known = await load_spots(sql, {row["spot"] for row in rows if row["spot"]})
    for row in rows:
        book.orders[row["id"]] = Order(
            id=row["id"],
            buy=row["buy_id"],
            resident=row["resident"],
            placed_by=row["placed_by"],
            seq_no=row["seq_no"],
            point=row["point"],
            code=row["code"],
            lines={it["item"]: _line(it) for it in lines[row["id"]]},
            claimed=bool(row["claimed"]),
            paid=row["paid"],
            verifications={it["id"]: _picked(it) for it in handed[row["id"]]},
            proxy=Proxy(row["proxy_code"], instant(row["proxy_until"])) if row["proxy_code"] else None,
            spot=row["spot"],
            day=date.fromisoformat(row["pickup_day"]) if row["pickup_day"] else None,
            hours=_hours(row["pickup_hours"]),
            where=known.get(row["spot"]),
            by_hand=bool(row["by_hand"]),
        )


def _hours(stored: str | None) -> tuple[Hours, ...]:
    read = time.fromisoformat
    return tuple(Hours(read(opens), read(closes)) for opens, closes in json.loads(stored or "[]"))


def _line(row: Row) -> Line:
    parts = tuple(Part(from_milli(qty), price) for qty, price in json.loads(row["parts"]))
    return Line(row["item"], parts, from_milli(row["short"]), from_milli(row["picked"]))


def _picked(row: Row) -> tuple[ev.Picked, ...]:
    return tuple(ev.Picked(item, from_milli(qty)) for item, qty in json.loads(row["picked"]))


async def _of(sql: Sql, table: str, parent: str, keys: Sequence[object], by: str) -> dict[object, list[Row]]:
    """Child rows by their parent's key."""
    found: dict[object, list[Row]] = defaultdict(list)
    for some in slices(keys):
        query = f"SELECT * FROM {table} WHERE {parent} IN ({marks(some)}) ORDER BY {by}"  # noqa: S608
        for row in await sql.rows(query, *some):
            found[row[parent]].append(row)
    return found

"""Tables filled without asking the product: residents, and past orders copied row by row from a real one."""

import json
import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import asyncpg

Row = dict[str, Any]
SOME = 50_000
OF_A_BUY = ("items", "buy_chats", "arrivals")


class Db(Protocol):
    """The database beside the product."""

    async def rows(self, sql: str) -> list[Row]: ...
    async def write(self, table: str, rows: Sequence[Row]) -> None: ...
    async def run(self, sql: str) -> None: ...


class SqliteDb:
    def __init__(self, path: Path) -> None:
        self.path = path

    async def rows(self, sql: str) -> list[Row]:
        with sqlite3.connect(self.path) as db:
            db.row_factory = sqlite3.Row
            return [dict(it) for it in db.execute(sql)]

    async def run(self, sql: str) -> None:
        with sqlite3.connect(self.path) as db:
            db.execute(sql)

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        with sqlite3.connect(self.path) as db:
            db.execute("PRAGMA synchronous=OFF")
            columns = ", ".join(rows[0])
            db.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
                (tuple(it.values()) for it in rows),
            )


class PostgresDb:
    def __init__(self, url: str) -> None:
        self.url = url

    async def rows(self, sql: str) -> list[Row]:
        db = await asyncpg.connect(self.url)
        try:
            return [dict(it) for it in await db.fetch(sql)]
        finally:
            await db.close()

    async def run(self, sql: str) -> None:
        db = await asyncpg.connect(self.url)
        try:
            await db.execute(sql)
        finally:
            await db.close()

    async def write(self, table: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        db = await asyncpg.connect(self.url)
        try:
            records = (tuple(it.values()) for it in rows)
            await db.copy_records_to_table(table, columns=list(rows[0]), records=records)
        finally:
            await db.close()


async def past_orders(db: Db, buy: int, buys: int, each: int) -> None:
    """`buys` more buys like the finished number `buy`, with its one order `each` times; journal and tables agree."""
    found = {name: await db.rows(f"SELECT * FROM {name} WHERE buy_id = {buy}") for name in OF_A_BUY}  # noqa: S608
    (whole,) = await db.rows(f"SELECT * FROM buys WHERE number = {buy}")  # noqa: S608
    (order,) = await db.rows(f"SELECT * FROM orders WHERE buy_id = {buy}")  # noqa: S608
    lines = await db.rows(f"SELECT * FROM lines WHERE order_id = '{order['id']}'")  # noqa: S608
    journal = await db.rows(f"SELECT * FROM journal WHERE buy = {buy} ORDER BY no")  # noqa: S608
    (last,) = await db.rows("SELECT MAX(number) AS number FROM buys")
    copier = Copier(order, lines, [_event(it) for it in journal])
    for start in range(0, buys, max(1, SOME // each)):
        out: dict[str, list[Row]] = {it: [] for it in ("buys", *OF_A_BUY, "orders", "lines", "journal")}
        for no in range(start, min(buys, start + max(1, SOME // each))):
            number = last["number"] + 1 + no
            out["buys"].append({**whole, "number": number, "last_seq": each})
            for name in OF_A_BUY:
                out[name] += [_child(it, number, each) for it in found[name]]
            copier.copy(number, each, out)
        for name, rows in out.items():
            await db.write(name, rows)


class Copier:
    """The one order of a buy, many times over."""

    def __init__(self, order: Row, lines: list[Row], journal: list[tuple[Row, Row]]) -> None:
        self._order, self._lines = order, lines
        places = [at for at, (row, _) in enumerate(journal) if row["order_id"] is not None]
        self._before = journal[: places[0]]
        self._events = [journal[at] for at in places]
        self._after = [it for it in journal[places[0] :] if it[0]["order_id"] is None]

    def copy(self, number: int, each: int, out: dict[str, list[Row]]) -> None:
        out["journal"] += [_again(*it, buy=number) for it in self._before]
        for seq in range(1, each + 1):
            key, who = secrets.token_hex(8), f"past-{seq}"
            own = {"id": key, "buy_id": number, "resident": who, "placed_by": who, "seq_no": seq}
            out["orders"].append({**self._order, **own})
            out["lines"] += [_without_id(it) | {"order_id": key} for it in self._lines]
            facts = {"buy": number, "order": key, "resident": who, "placed_by": who, "seq_no": seq}
            out["journal"] += [_again(*it, **facts) for it in self._events]
        out["journal"] += [_again(*it, buy=number) for it in self._after]


def _child(row: Row, number: int, each: int) -> Row:
    more = {"taken": row["taken"] * each} if "taken" in row else {}
    return _without_id(row) | {"buy_id": number} | more


def _without_id(row: Row) -> Row:
    return {name: it for name, it in row.items() if name != "id"}


def _event(row: Row) -> tuple[Row, Row]:
    return row, json.loads(row["data"])


def _again(row: Row, data: Row, **facts: Any) -> Row:
    """A journal row as it would have been with these facts."""
    told = json.dumps({name: facts.get(name, it) for name, it in data.items()}, ensure_ascii=False)
    about = {"buy": facts["buy"], "order_id": facts.get("order")}
    return {name: it for name, it in row.items() if name != "no"} | about | {"data": told}

"""Past orders, as many as one wants: finished buys copied inside the database from a real one, journal included.

A statement a table copies a community's whole past: what a copy is about is put where the real one's was, the rest
is the real one's. Nothing but numbers goes into the database and nothing comes out of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tests.bench.throughput.filling import Db, Row

OF_A_BUY = ("items", "buy_chats", "arrivals")
KEY, HANDED = "key", "'v' || o.id"
OF_AN_ORDER: dict[str, dict[str, str]] = {"lines": {}, "words": {"key": KEY}, "verifications": {"id": HANDED}}
FACTS = {"journal": "data", "outbox": "facts"}
"""Where there is JSON about the buy and the order."""
MADE = {"items": "id", "buy_chats": "id", "arrivals": "id", "lines": "id", "journal": "no", "outbox": "id"}
"""Numbers that the database gives."""


@dataclass(frozen=True, slots=True)
class Past:
    """`buys` copies of the finished buy `of`, with its one order `each` times, by `people` residents in turn; their
    ids are that of whoever ordered but for the number at its end."""

    of: int
    buys: int
    each: int
    people: int

    def __post_init__(self) -> None:
        if self.each > self.people:
            raise ValueError(f"{self.people} residents cannot have {self.each} orders in one buy")


async def copied(db: Db, past: Past) -> None:
    """Tables and journal agree as they do for the real one. Everything or nothing is done."""
    of = f"WHERE buy = {past.of} ORDER BY"
    (order,) = await db.rows(f"SELECT * FROM orders WHERE buy_id = {past.of}")  # noqa: S608
    journal = await db.rows(f"SELECT * FROM journal {of} no")  # noqa: S608
    outbox = await db.rows(f"SELECT * FROM outbox {of} id")  # noqa: S608
    (last,) = await db.rows("SELECT MAX(number) AS number FROM buys")
    its = Copies(db, past, order, last["number"] + 1)
    statements = [await its.of_buys("buys", {"number": "c.n", "last_seq": str(past.each)})]
    for table in OF_A_BUY:
        more = {"taken": f"t.taken * {past.each}"} if table == "items" else {}
        statements.append(await its.of_buys(table, {"buy_id": "c.n"} | more))
    who = f"'{order['resident'].rstrip('0123456789')}' || ((c.n * {past.each} + s.n) % {past.people})"
    own = {"id": db.key(8), "buy_id": "c.n", "resident": who, "placed_by": who, "seq_no": "s.n"}
    statements.append(await its.of_buys("orders", own, ", seqs s"))
    for table, own in OF_AN_ORDER.items():
        made = {name: db.key(32) if it == KEY else it for name, it in own.items()}
        statements.append(await its.of_orders(table, {"order_id": "o.id"} | made))
    for table, rows in (("journal", journal), ("outbox", outbox)):
        for _, some in groupby(rows, lambda it: order["id"] in it[FACTS[table]]):  # noqa: B023 - used up at once
            statements.append(its.facts(table, list(some)))
    await db.script([it for it in statements if it])


@dataclass(frozen=True, slots=True)
class Copies:
    """The statements: `t` is the row that is copied, `c` the numbers of the buys, `s` those of a buy's orders, `o`
    the copied orders."""

    db: Db
    past: Past
    order: Row
    first: int

    @property
    def _numbers(self) -> str:
        last = self.first + self.past.buys - 1
        return (
            f"WITH RECURSIVE c(n) AS (SELECT {self.first} UNION ALL SELECT n + 1 FROM c WHERE n < {last}),"  # noqa: S608
            f" seqs(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seqs WHERE n < {self.past.each})"
        )

    @property
    def _orders(self) -> str:
        return f"orders o WHERE o.buy_id BETWEEN {self.first} AND {self.first + self.past.buys - 1}"

    async def of_buys(self, table: str, own: Mapping[str, str], beside: str = "") -> str:
        key = "number" if table == "buys" else "buy_id"
        names, values = await self._columns(table, f"{key} = {self.past.of}", own)
        return names and (
            f"{self._numbers} INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, c{beside}"  # noqa: S608
            f" WHERE t.{key} = {self.past.of} ORDER BY c.n{', s.n' if beside else ''}"
        )

    async def of_orders(self, table: str, own: Mapping[str, str]) -> str:
        names, values = await self._columns(table, f"order_id = '{self.order['id']}'", own)
        return names and (
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, {self._orders}"  # noqa: S608
            f" AND t.order_id = '{self.order['id']}' ORDER BY o.buy_id, o.seq_no"
        )

    async def _columns(self, table: str, where: str, own: Mapping[str, str]) -> tuple[str, str]:
        rows = await self.db.rows(f"SELECT * FROM {table} WHERE {where}")  # noqa: S608
        names = [it for it in rows[0] if it != MADE.get(table)] if rows else []
        return ", ".join(names), ", ".join(own.get(it, f"t.{it}") for it in names)

    def facts(self, table: str, rows: Sequence[Row]) -> str:
        """Of each buy, or of each order where the rows are about one, all of these rows, in their order."""
        made, facts = MADE[table], FACTS[table]
        of_order = any(self.order["id"] in it[facts] for it in rows)
        source = self._orders if of_order else "c WHERE TRUE"
        number, turn = ("o.buy_id", "o.seq_no") if of_order else ("c.n", "0")
        names = [it for it in rows[0] if it != made]
        asked = []
        for place, row in enumerate(rows):
            about = {
                name: said
                for name, it in json.loads(row[facts]).items()
                if (said := self._of(name, it, number))
            }
            values = {facts: self.db.changed(f"t.{facts}", about)} if about else {}
            for name in names:
                own = self.db.key(32) if name == "key" else self._of(name, row[name], number)
                values.setdefault(name, own or f"t.{name}")
            told = ", ".join(f"{values[it]} AS {it}" for it in names)
            asked.append(
                f"SELECT {told}, {number} AS in_buy, {turn} AS turn, {place} AS place FROM {table} t,"  # noqa: S608
                f" {source} AND t.{made} = {row[made]}"
            )
        listed = ", ".join(names)
        union = " UNION ALL ".join(asked)
        return (
            f"{'' if of_order else self._numbers} INSERT INTO {table} ({listed})"  # noqa: S608
            f" SELECT {listed} FROM ({union}) AS copies ORDER BY in_buy, turn, place"
        )

    def _of(self, name: str, value: Any, number: str) -> str | None:
        """What stands there in a copy, None for the same."""
        if name == "buy" and value == self.past.of:
            return number
        if name == "seq_no":
            return "o.seq_no"
        if name == "verification":
            return HANDED
        for was, now in ((self.order["id"], "o.id"), (self.order["resident"], "o.resident")):
            if isinstance(value, str) and value.endswith(was):
                before = value.removesuffix(was)
                return f"'{before}' || {now}" if before else now
        return f"'buy:' || {number}" if value == f"buy:{self.past.of}" else None

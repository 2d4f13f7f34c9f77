"""The sendings of order chains, as they were sent; merging is the rules' business."""

import json
from collections.abc import Collection
from decimal import Decimal

from groupbuy.chains import ChainLine, Entry, Snapshot, key_of
from groupbuy.quantity import show
from storage.fields import hashed, instant, stamp, to_text
from storage.sql import Row, Sql


async def load(sql: Sql, buy: int) -> list[Snapshot]:
    rows = await sql.rows("SELECT * FROM chains WHERE buy = ? ORDER BY sent_at, key", buy)
    return [_snapshot(row) for row in rows]


async def keep(sql: Sql, buy: int, snapshot: Snapshot) -> None:
    """The same sending again is the same row."""
    entries = to_text([_plain(it) for it in snapshot.entries])
    sent = stamp(snapshot.sent_at)
    key = hashed("\x1f".join((str(buy), snapshot.author, sent, entries, snapshot.own)))
    row = (key, buy, snapshot.author, sent, entries, snapshot.leads, snapshot.own)
    await sql.insert(
        "chains (key, buy, author, sent_at, entries, leads, own)", [row], "ON CONFLICT (key) DO NOTHING"
    )


async def forget(sql: Sql, buy: int, snapshot: Snapshot) -> None:
    """A sending of this author at this time."""
    await sql.run(
        "DELETE FROM chains WHERE buy = ? AND author = ? AND sent_at = ?",
        *(buy, snapshot.author, stamp(snapshot.sent_at)),
    )


async def erase(sql: Sql, author: str, known_as: Collection[str]) -> None:
    """What somebody sent, and their line in what others sent: those under the keys `known_as`."""
    await sql.run("DELETE FROM chains WHERE author = ?", author)
    for row in await sql.rows("SELECT key, entries, own FROM chains") if known_as else ():
        entries = json.loads(row["entries"])
        left = [it for it in entries if key_of(it[0]) not in known_as]
        if len(left) < len(entries):
            own = "" if row["own"] in known_as else row["own"]
            await sql.run(
                "UPDATE chains SET entries = ?, own = ? WHERE key = ?", to_text(left), own, row["key"]
            )


def _plain(entry: Entry) -> list[object]:
    return [entry.name, [[it.item, show(it.qty), it.note] for it in entry.lines]]


def _snapshot(row: Row) -> Snapshot:
    entries = tuple(
        Entry(name, tuple(ChainLine(item, Decimal(qty), note) for item, qty, note in lines))
        for name, lines in json.loads(row["entries"])
    )
    return Snapshot(row["author"], instant(row["sent_at"]), entries, leads=bool(row["leads"]), own=row["own"])

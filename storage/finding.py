"""What many ask for, a kind of it in one statement, by what each of them asked (people: `people.find_at`, `find_all`).

Whoever asks for one thing asks the same way, so that both find the same. What is not there is left out, lists
apart: nothing found is an empty one. Entities already in `book` stay as they are there.
"""

import json
from collections.abc import Callable, Collection, Iterable

from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.fold import Book
from groupbuy.order import Order
from groupbuy.ports import Pending
from storage.fields import hashed, instant
from storage.loading import load_buys, load_orders
from storage.sql import Row, Sql, marks, padded, slices

GONE = tuple(state.value for state in OVER)
LIVE = f"state IN ({', '.join(repr(it.value) for it in State if it not in OVER)})"
OFFERED = f"{LIVE} AND state <> '{State.DRAFT.value}'"
"""Conditions over `buys`: not over; nor a draft. As they list what is meant, an index that ends in the state finds it
past all that is over."""


async def answers(sql: Sql, keys: Collection[str]) -> dict[str, str]:
    """What was answered to deliveries, by their keys."""
    asked = {hashed(it): it for it in keys}
    found = {}
    for some in slices(asked):
        for row in await sql.rows(f"SELECT key, answer FROM inbox WHERE key IN ({marks(some)})", *some):  # noqa: S608
            found[asked[row["key"]]] = str(row["answer"])
    return found


async def orders_by(
    sql: Sql, book: Book, residents: Collection[str], *, past: bool = False
) -> dict[str, list[Order]]:
    """By whose or by whom they are, in buys not over (or all), newest buy first."""
    found: dict[str, list[Order]] = {it: [] for it in residents}
    for some in slices(residents):
        # An order holds its code while its buy is not over: the index says so, for each of somebody's orders.
        live, held = ("", "") if past else (f" AND b.{LIVE}", " AND o.held IS NOT NULL")
        theirs = f"(o.resident IN ({marks(some)}){held} OR o.placed_by IN ({marks(some)}){held}){live}"
        for it in await load_orders(sql, book, f"{theirs} ORDER BY o.buy_id DESC, o.seq_no", *some, *some):
            for whose in {it.resident, it.placed_by}.intersection(some):
                found[whose].append(it)
    return found


Latest = tuple[int, int, str]
"""An order's buy (negative: the newest first), number there and point."""


async def latest_by(sql: Sql, residents: Collection[str]) -> dict[str, Latest]:
    """The newest of all orders by whose or by whom they are."""
    found: dict[str, Latest] = {}
    for some in slices(residents):
        for who in ("resident", "placed_by"):
            # The greatest for each by itself is one step in an index; grouped, all of theirs would be gone through.
            asked = f"VALUES ({marks(some).replace(', ', '), (')})"
            last = f"SELECT who, (SELECT MAX(buy_id) FROM orders WHERE {who} = asked.who) AS last FROM asked"  # noqa: S608
            rows = await sql.rows(
                f"WITH asked(who) AS ({asked}), m AS ({last}) SELECT m.who, o.buy_id, o.seq_no, o.point FROM m"  # noqa: S608
                f" JOIN orders o ON o.buy_id = m.last AND o.{who} = m.who",
                *some,
            )
            for row in rows:
                one = (-row["buy_id"], row["seq_no"], row["point"])
                found[row["who"]] = min(one, found.get(row["who"], one))
    return found


async def fetched_last(sql: Sql, resident: str, points: Collection[str], without: int) -> str | None:
    """`groupbuy.ports.Reads.fetched_last`."""
    some = padded(sorted(points))
    found: list[Row] = []
    for who in ("resident", "placed_by"):
        found += await sql.rows(
            f"SELECT buy_id, seq_no, point FROM orders WHERE {who} = ? AND buy_id <> ?"  # noqa: S608
            f" AND point IN ({marks(some)}) ORDER BY buy_id DESC, seq_no LIMIT 1",
            *(resident, without, *some),
        )
    first = min(found, key=lambda row: (-row["buy_id"], row["seq_no"]), default=None)
    return first["point"] if first else None


async def orders_of(sql: Sql, book: Book, asked: Collection[tuple[int, str]]) -> dict[tuple[int, str], Order]:
    """By buy and resident."""
    found = {}
    for buy in dict.fromkeys(buy for buy, _ in asked):
        for some in slices([resident for other, resident in asked if other == buy]):
            theirs = f"o.buy_id = ? AND o.resident IN ({marks(some)})"
            for it in await load_orders(sql, book, theirs, buy, *some):
                found[buy, it.resident] = it
    return found


async def buys_in_chats(sql: Sql, book: Book, chats: Collection[str]) -> dict[str, list[GroupBuy]]:
    """On offer in each, by number."""
    here = "number IN (SELECT buy_id FROM buy_chats WHERE chat IN"
    return await _offered(sql, book, chats, lambda some: f"{here} ({marks(some)}))", lambda it: it.chats)


async def buys_in_communities(
    sql: Sql, book: Book, communities: Collection[str]
) -> dict[str, list[GroupBuy]]:
    """On offer in each, by number."""
    return await _offered(
        sql, book, communities, lambda some: f"community IN ({marks(some)})", lambda it: (it.community,)
    )


async def _offered(
    sql: Sql,
    book: Book,
    places: Collection[str],
    where: Callable[[Collection[str]], str],
    at: Callable[[GroupBuy], Iterable[str]],
) -> dict[str, list[GroupBuy]]:
    found: dict[str, list[GroupBuy]] = {it: [] for it in places}
    for some in slices(places):
        for buy in await load_buys(sql, book, f"{where(some)} AND {OFFERED}", *some):
            for it in dict.fromkeys(at(buy)):
                if it in some:
                    found[it].append(buy)
    return found


async def questions(sql: Sql, residents: Collection[str]) -> dict[tuple[str, str], Pending]:
    """What they were asked last and have not answered, by resident and chat; it may have expired."""
    found = {}
    for some in slices(residents):
        for row in await sql.rows(f"SELECT * FROM pending WHERE resident IN ({marks(some)})", *some):  # noqa: S608
            found[row["resident"], row["chat"]] = _pending(row)
    return found


async def bindings(sql: Sql, residents: Collection[str]) -> dict[tuple[str, str], str]:
    """The points they have chosen for themselves, by resident and community."""
    found = {}
    for some in slices(residents):
        query = f"SELECT resident, community, point FROM bindings WHERE resident IN ({marks(some)})"  # noqa: S608
        for row in await sql.rows(query, *some):
            found[row["resident"], row["community"]] = str(row["point"])
    return found


def _pending(row: Row) -> Pending:
    data = json.loads(row["data"])
    expires = instant(row["expires_at"])
    return Pending(row["resident"], row["chat"], row["kind"], data, expires, row["message"] or "")

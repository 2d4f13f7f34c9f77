"""Reads for all units of a batch together what they say they will need; each finds it there when its turn comes."""

from collections.abc import Collection

from groupbuy.expected import Expected
from groupbuy.fold import Book
from storage import finding, told
from storage.fields import hashed
from storage.loading import load_buys
from storage.people import find_at
from storage.saving import sums_of
from storage.sql import Row, Sql, marks, slices


async def foresee(sql: Sql, expected: Collection[Expected]) -> None:
    """Fills `sql.ahead`, and `sql.kept` with the buys. Nothing may have been written in this transaction yet."""
    ahead = sql.ahead
    keys = {it.answer for it in expected if it.answer}
    answers = await finding.answers(sql, keys)
    ahead.found("inbox", map(hashed, keys), {hashed(key): answer for key, answer in answers.items()})
    once = {hashed(key) for it in expected for key in it.once}
    ahead.found("once_keys", once, dict.fromkeys(await _seen(sql, once), True))
    numbers = {number for it in expected for number in it.buys}
    people = await _people(sql, expected)
    if people:
        orders = await finding.orders_by(sql, Book(), people)
        ahead.found("orders", people, orders)
        ahead.found("latest", people, await finding.latest_by(sql, people))
        ahead.found("told", people, await told.load(sql, people))
        where = {it.community for it in expected if it.community}
        wanted = [(who, community) for who in people for community in where]
        ahead.found("bindings", wanted, await finding.bindings(sql, people))
    for some in slices(sorted(numbers)):
        for it in await load_buys(sql, sql.kept.book, f"number IN ({marks(some)})", *some):
            sums = sums_of(it)
            ahead.found("sums", sums, sums)


async def _seen(sql: Sql, keys: Collection[str]) -> list[str]:
    found: list[Row] = []
    for some in slices(keys):
        found += await sql.rows(f"SELECT key FROM once_keys WHERE key IN ({marks(some)})", *some)  # noqa: S608
    return [row["key"] for row in found]


async def _people(sql: Sql, expected: Collection[Expected]) -> list[str]:
    """The ids of those who act."""
    identities = {it.person for it in expected if it.person}
    if not identities:
        return []
    found = await find_at(sql, identities)
    known = {it.id: it for it in found.values()}
    sql.ahead.found("identities", identities, {identity: it.id for identity, it in found.items()})
    sql.ahead.found("residents", known, known)
    return sorted(known)

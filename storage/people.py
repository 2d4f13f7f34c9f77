"""People: opaque ids in the book, names and identities beside it, erasable."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from groupbuy.directory import Identity
from groupbuy.fold import Book
from groupbuy.resident import Resident
from groupbuy.who import names_of
from storage import chains, leading, told
from storage.fields import to_text
from storage.sql import Row, Sql, marks, padded, slices
from storage.waiting import Pile

RESIDENTS = Pile("residents (id, name, room, sponsor, quiet, community, erased, home)", 1)
IDENTITIES = Pile("identities (realm, user_id, resident_id)", 2)


class PeopleReads:
    """The read half; `_view` says over what."""

    _sql: Sql

    def _view(self) -> AbstractAsyncContextManager[Book]:
        raise NotImplementedError

    async def resident(self, resident: str) -> Resident | None:
        return (await self.residents([resident])).get(resident)

    async def resident_at(self, identity: Identity) -> Resident | None:
        async with self._view():
            return (await find_at(self._sql, [identity])).get(identity)

    async def residents(self, ids: Iterable[str]) -> dict[str, Resident]:
        async with self._view():
            return await find_all(self._sql, list(dict.fromkeys(ids)))

    async def guests_in(self, buy: int) -> Mapping[str, str]:
        async with self._view():
            rows = await self._sql.rows(
                "SELECT o.id, r.name FROM orders o JOIN residents r ON r.id = o.resident"
                " WHERE o.buy_id = ? AND o.placed_by <> o.resident AND r.sponsor IS NOT NULL AND r.erased = ?"
                " ORDER BY o.seq_no",
                *(buy, False),
            )
        return {row["id"]: row["name"] for row in rows}

    async def known_in(self, community: str) -> Sequence[Resident]:
        async with self._view():
            rows = await self._sql.rows(
                "SELECT * FROM residents WHERE community = ? AND erased = ? AND sponsor IS NULL"
                " AND (name <> '' OR room <> '')",
                *(community, False),
            )
        return [_resident(row, ()) for row in rows]

    async def sponsored(self, sponsor: str) -> Sequence[Resident]:
        async with self._view():
            found = await find(self._sql, "sponsor = ? AND erased = ?", sponsor, False)
        return sorted(found, key=lambda it: it.name)  # databases differ in how names are ordered


async def find(sql: Sql, where: str, *values: object) -> list[Resident]:
    """The people of a condition over `residents`, by name, with their identities."""
    rows = await sql.rows(
        f"SELECT r.*, i.realm, i.user_id FROM (SELECT * FROM residents WHERE {where}) AS r"  # noqa: S608
        " LEFT JOIN identities i ON i.resident_id = r.id ORDER BY r.name, r.id, i.id",
        *values,
    )
    identities: dict[str, list[Identity]] = {row["id"]: [] for row in rows}
    for row in rows:
        if row["realm"] is not None:
            identities[row["id"]].append((row["realm"], row["user_id"]))
    people = {row["id"]: row for row in rows}
    return [_resident(row, identities[key]) for key, row in people.items()]


async def find_all(sql: Sql, ids: Collection[str]) -> dict[str, Resident]:
    """By their ids; those who were erased are there, without a name."""
    found = [it for some in slices(ids) for it in await find(sql, f"id IN ({marks(some)})", *some)]
    return {it.id: it for it in found}


async def find_at(sql: Sql, identities: Collection[Identity]) -> dict[Identity, Resident]:
    """Who has these identities."""
    realms, wanted = padded(sorted({realm for realm, _ in identities})), set(identities)
    found: dict[Identity, Resident] = {}
    for users in slices({user for _, user in identities}):
        theirs = (
            f"id IN (SELECT resident_id FROM identities WHERE realm IN ({marks(realms)})"  # noqa: S608
            f" AND user_id IN ({marks(users)}))"
        )
        for it in await find(sql, theirs, *realms, *users):
            found |= dict.fromkeys(wanted.intersection(it.identities), it)
    return found


def _resident(row: Row, identities: Iterable[Identity]) -> Resident:
    return Resident(
        id=row["id"],
        name=row["name"],
        room=row["room"],
        sponsor=row["sponsor"],
        quiet=bool(row["quiet"]),
        community=row["community"],
        identities=tuple(identities),
        home=row["home"],
    )


async def add(sql: Sql, resident: Resident) -> None:
    await sql.later(RESIDENTS, [_row(resident)])
    identities = [(realm, user, resident.id) for realm, user in resident.identities]
    await sql.later(IDENTITIES, identities)


def _row(resident: Resident) -> tuple[object, ...]:
    return (
        *(resident.id, resident.name, resident.room, resident.sponsor),
        *(resident.quiet, resident.community, False, resident.home),
    )


async def update(sql: Sql, resident: Resident) -> None:
    """Not the identities, and nobody who was erased: their rows stay empty."""
    if sql.instead(RESIDENTS, _row(resident)):
        return
    await sql.run(
        "UPDATE residents SET name = ?, room = ?, quiet = ?, community = ?, home = ? WHERE id = ? AND erased = ?",
        *(resident.name, resident.room, resident.quiet, resident.community, resident.home),
        *(resident.id, False),
    )


async def erase(sql: Sql, resident: str) -> None:
    """Everything that says who somebody is, and the names of those they ordered for."""
    guests = [row["id"] for row in await sql.rows("SELECT id FROM residents WHERE sponsor = ?", resident)]
    for gone in (resident, *guests):
        await chains.erase(sql, gone, await _known_as(sql, gone))
        await sql.run(
            "UPDATE residents SET name = '', room = '', community = NULL, home = NULL, erased = ? WHERE id = ?",
            *(True, gone),
        )
        await sql.run("DELETE FROM identities WHERE resident_id = ?", gone)
        await leading.erase(sql, gone)
        await told.erase(sql, gone)
        await sql.run("DELETE FROM pending WHERE resident = ?", gone)
        await sql.run("DELETE FROM notes WHERE order_id IN (SELECT id FROM orders WHERE resident = ?)", gone)
        await sql.run(
            "DELETE FROM words WHERE order_id IN (SELECT id FROM orders WHERE resident = ? OR placed_by = ?)",
            *(gone, gone),
        )
        await _silence_wishes(sql, gone)


async def _known_as(sql: Sql, resident: str) -> frozenset[str]:
    """The keys of what only this person is called: a name or room that others share says not who."""
    (person,) = await find(sql, "id = ?", resident) or [Resident(resident)]
    same = await find(
        sql,
        "id <> ? AND erased = ? AND (name = ? OR room = ?)",
        resident,
        False,
        person.name or None,
        person.room or None,
    )
    return names_of(person).difference(*(names_of(it) for it in same))


async def _silence_wishes(sql: Sql, resident: str) -> None:
    """Late orders stay countable; the remarks and words in them go."""
    for row in await sql.rows("SELECT id, wishes FROM late_orders WHERE resident = ?", resident):
        wishes = [
            {name: value for name, value in wish.items() if name not in ("note", "words")}
            for wish in json.loads(row["wishes"])
        ]
        await sql.run("UPDATE late_orders SET wishes = ? WHERE id = ?", to_text(wishes), row["id"])

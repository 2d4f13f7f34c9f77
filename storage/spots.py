"""Where orders are fetched, as it was when that was decided, and how much lies at a point on a day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from groupbuy.places import PointKind, Spot, StorageClass
from storage.sql import Sql, marks, slices
from storage.waiting import Pile

COLUMNS = ("point", "name", "kind", "address", "access_note", "why", "who")
CLASSES = tuple(StorageClass)
SUMS = ", ".join(f"SUM(room_{it.value}) AS {it.value}" for it in CLASSES)
SPOTS = Pile(f"spots (id, {', '.join(COLUMNS)}, erased)", 1)


async def keep(sql: Sql, spot: Spot, new_id: str) -> str:
    """The id these words stand under: the one they have, else `new_id`."""
    values = (spot.point, spot.name, spot.kind.value, spot.address, spot.access_note, spot.why, spot.who)
    same = " AND ".join(f"{it} = ?" for it in COLUMNS)
    row = await sql.row(f"SELECT id FROM spots WHERE {same} AND erased = ?", *values, False)  # noqa: S608
    if row is None:
        await sql.later(SPOTS, [(new_id, *values, False)])
    return new_id if row is None else str(row["id"])


async def load(sql: Sql, ids: Iterable[str]) -> dict[str, Spot]:
    """By id; those that were emptied are left out."""
    found = {}
    for some in slices(sorted(set(ids))):
        query = f"SELECT * FROM spots WHERE id IN ({marks(some)}) AND erased = ?"  # noqa: S608
        for row in await sql.rows(query, *some, False):
            found[row["id"]] = Spot(
                point=row["point"],
                name=row["name"],
                kind=PointKind(row["kind"]),
                address=row["address"],
                access_note=row["access_note"],
                why=row["why"],
                who=row["who"],
            )
    return found


async def load_one(sql: Sql, spot: str) -> Spot | None:
    return (await load(sql, [spot])).get(spot)


async def empty(sql: Sql, known: Iterable[str]) -> None:
    """Forget the homes among the spots of points other than those known."""
    points = sorted(known)
    gone = f"kind = ? AND point NOT IN ({marks(points)})" if points else "kind = ?"
    await sql.run(
        f"UPDATE spots SET name = '', address = '', access_note = '', why = '', who = '', erased = ? WHERE {gone}",  # noqa: S608
        *(True, PointKind.HOME.value, *points),
    )


async def loads(
    sql: Sql, points: Sequence[str], day: date, now: datetime, without: str
) -> dict[str, dict[StorageClass, int]]:
    """`groupbuy.ports.Reads.loads`. An order that knows no day is taken to be there on any."""
    if not points:
        return {}
    rows = await sql.rows(
        f"SELECT point, {SUMS} FROM orders WHERE point IN ({marks(points)}) AND held IS NOT NULL"  # noqa: S608
        " AND id <> ? AND (pickup_day IS NULL OR pickup_day = ? OR pickup_until <= ?) GROUP BY point",
        *(*points, without, str(day), until(now)),
    )
    return {row["point"]: {it: int(row[it]) for it in CLASSES} for row in rows}


def until(now: datetime) -> str:
    """A local moment as `pickup_until` has it, to the second."""
    return now.replace(tzinfo=None).isoformat(timespec="seconds")

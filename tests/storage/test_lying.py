"""What lies at points: counted on from the last answer, and the same as counted afresh, whoever was undone."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from groupbuy.places import StorageClass
from storage import saving
from storage.lying import DAY, HELD, ID, POINT, ROOM, UNTIL, Lying

TODAY, NOW = date(2026, 11, 3), datetime(2026, 11, 3, 9, 30, 12, tzinfo=UTC)
STORED = {"p1": dict.fromkeys(StorageClass, 7)}


def row(order: str, dice: Random) -> tuple[Any, ...]:
    """An order at one of four points; two of them are asked about."""
    it: list[Any] = [None] * len(saving.ORDERS.columns)
    it[ID], it[POINT], it[HELD] = (
        order,
        dice.choice(["p1", "p2", "p3", "p4"]),
        dice.choice(["code"] * 4 + [None]),
    )
    it[DAY] = dice.choice([None, str(TODAY), "2026-11-04"])
    it[UNTIL] = dice.choice([None, "2026-11-03T09:30:12", "2026-11-03T09:30:13"])
    for _, column in ROOM:
        it[column] = dice.randint(0, 3)
    return tuple(it)


def one() -> Lying:
    return Lying(STORED, ["p1", "p2"], TODAY, NOW)


def shown(lie: Any) -> dict[str, list[int]]:
    return {point: [of[it] for it in StorageClass] for point, of in sorted(lie.items())}


@pytest.mark.parametrize("seed", range(5))
def test_counting_on_is_counting_afresh_whatever_came_went_and_changed(seed: int) -> None:
    dice, kept = Random(seed), one()
    rows: list[tuple[Any, ...]] = []
    for no in range(60):
        match dice.randrange(6):
            case 0 if rows:  # undone
                rows = rows[: dice.randrange(len(rows))]
            case 1 if rows:  # written again in its place
                at = dice.randrange(len(rows))
                rows = [*rows[:at], row(rows[at][ID], dice), *rows[at + 1 :]]
            case _:
                rows = [*rows, row(f"o{no}", dice)]
        without = dice.choice(rows)[ID] if rows and dice.random() < 0.3 else ""
        assert shown(kept.beside(rows, without)) == shown(one().beside(rows, without)), no
        others = [it for it in rows if it[ID] != without]
        assert shown(one().beside(others)) == shown(one().beside(rows, without)), no


def test_an_answer_is_whoever_asked_for_its_own_and_stays_as_it_was() -> None:
    kept, dice = one(), Random(1)
    first = kept.beside([])
    assert first == STORED
    first["p1"][StorageClass.CHILLED] = 99
    again = kept.beside([])
    rows = [row(f"o{no}", dice) for no in range(9)]
    assert kept.beside(rows) != again
    assert again == STORED
    assert kept.beside([]) == STORED, "all of them were undone"
    assert {"p1": dict.fromkeys(StorageClass, 7)} == STORED


def test_only_what_is_there_that_day_or_was_not_fetched_in_time_lies_there() -> None:
    def lies(**how: Any) -> int:
        it = list(row("o", Random(0)))
        given = {"point": "p2", "held": "code", "pickup_day": None, "pickup_until": None, **how}
        for name, value in given.items():
            it[saving.ORDERS.columns.index(name)] = value
        for _, column in ROOM:
            it[column] = 2
        return kept.get("p2", {}).get(StorageClass.FROZEN, 0) if (kept := one().beside([tuple(it)])) else 0

    assert [lies(), lies(pickup_day=str(TODAY)), lies(pickup_day="2026-11-04")] == [2, 2, 0]
    assert lies(pickup_day="2026-11-02", pickup_until="2026-11-02T20:00:00") == 2, "nobody came for it"
    assert lies(pickup_day="2026-11-04", pickup_until="2026-11-04T20:00:00") == 0
    assert [lies(point="p3"), lies(held=None)] == [0, 0]

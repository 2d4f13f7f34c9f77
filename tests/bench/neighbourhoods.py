"""Made-up neighbourhoods by seed: buildings, points that nearly fill up, households with needs and habits."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from groupbuy.assigning.model import Household, Point, Problem, Span, Weights
from groupbuy.directory import Place, StorageClass

NORMAL, CHILLED, FROZEN = StorageClass.NORMAL, StorageClass.CHILLED, StorageClass.FROZEN
EVENING = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 17:00 in Shanghai
Parcels = Callable[[random.Random], dict[StorageClass, int]]
HOURS = (0, 1, 2, 3, 4)


def span(start: int, hours: int) -> Span:
    return Span(EVENING + timedelta(hours=start), EVENING + timedelta(hours=start + hours))


def somewhere(dice: random.Random, metres: int) -> Place:
    """Within a square of that side; a degree of latitude is 111 km, of longitude there 95 km."""
    return Place(31.22 + dice.random() * metres / 111_000, 121.45 + dice.random() * metres / 95_000)


def one_parcel(dice: random.Random) -> dict[StorageClass, int]:
    return {NORMAL: 1}


def mixed_parcels(dice: random.Random) -> dict[StorageClass, int]:
    """Mostly normal goods of 1 to 6 units, half with something chilled, a quarter with something frozen."""
    need = {NORMAL: dice.choice((1, 1, 2, 2, 3, 4, 6))}
    if dice.random() < 0.5:
        need[CHILLED] = dice.choice((1, 1, 2, 3, 5))
    if dice.random() < 0.25:
        need[FROZEN] = dice.choice((1, 2, 4))
    return need


def neighbourhood(
    seed: int,
    points: int,
    households: int,
    parcels: Parcels = mixed_parcels,
    slack: float = 0.05,
    side: int = 3_000,
    weights: Weights = Weights(),  # noqa: B008 - frozen
) -> Problem:
    """Room for (1 + slack) of what is needed of each class, shared out unevenly; homes cluster, points do not."""
    dice = random.Random(seed)
    buildings = [(f"B{no:03}", somewhere(dice, side)) for no in range(max(2, households // 12))]
    names = [f"P{no:02}" for no in range(1, points + 1)]
    homes = [
        Household(f"H{no:04}", parcels(dice), *dice.choice(buildings)) for no in range(1, households + 1)
    ]
    homes = [
        replace(
            it,
            told=(span(dice.choice(HOURS), dice.choice((1, 2))),) if dice.random() < 0.15 else (),
            step_free=dice.random() < 0.05,
        )
        for it in homes
    ]
    total = {kind: sum(it.need.get(kind, 0) for it in homes) for kind in StorageClass}
    shares = [0.5 + dice.random() for _ in names]
    capacity = [
        {
            kind: -(-int(units * (1 + slack) * share / sum(shares) * 1000) // 1000) + 1
            for kind, units in total.items()
            if units
        }
        for share in shares
    ]
    stops = [
        Point(name, somewhere(dice, side), (span(dice.choice((0, 1, 2)), 3),), room, dice.random() < 0.4)
        for name, room in zip(names, capacity, strict=True)
    ]
    return Problem(tuple(with_habits(homes, stops, dice)), tuple(stops), weights=weights)


def with_habits(homes: list[Household], stops: list[Point], dice: random.Random) -> list[Household]:
    """Most went to one of the three nearest points last time; one in ten has bound themselves to theirs."""
    known = []
    for it in homes:
        near = sorted(stops, key=lambda stop: far(it, stop))[:3]
        last = dice.choice(near).id if dice.random() < 0.7 else None
        known.append(replace(it, last=last, bound=last if dice.random() < 0.1 else None))
    return known


def far(household: Household, point: Point) -> float:
    assert household.place
    assert point.place
    return (household.place.lat - point.place.lat) ** 2 + (household.place.lon - point.place.lon) ** 2


def small(seed: int) -> Problem:
    """Two to four points, four to seven households; one in three has less room than is needed."""
    dice = random.Random(seed)
    return neighbourhood(
        seed,
        points=dice.randint(2, 4),
        households=dice.randint(4, 7),
        parcels=dice.choice((one_parcel, mixed_parcels)),
        slack=dice.choice((-0.4, 0.0, 0.2)),
        side=800,
    )

"""What stands after the building: unit, floor and room, as far as this building can have them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groupbuy.directory import Building
from groupbuy.households.written import Part, Said

SHORT = re.compile(r"\d{1,2}|[A-Z]")
STOREYS = frozenset({Said.FLOOR, Said.STOREY})
DOORS = frozenset({Said.BARE, Said.ROOM, Said.HOUSE_NO})
ROOM = re.compile(r"(?P<cellar>负)?(?P<no>\d{1,4})?(?P<letter>[A-Z])?")
HIGHEST = 99


@dataclass(frozen=True, slots=True)
class Dwelling:
    """As `Household` has them."""

    unit: str = ""
    floor: int | None = None
    room: str = ""


def dwellings(rest: Sequence[Part], building: Building) -> Iterator[Dwelling]:
    """Every way to read what follows the building that the building allows.

    Where several units number their rooms alike and none was named, one for each unit.
    """
    if building.house:
        if not rest:
            yield Dwelling()
        return
    for unit, after in _units(rest):
        for floor, last in _floors(after):
            door = _door(last)
            there = None if door is None else _room(floor, door, building)
            if there is not None and _fits(unit, building):
                yield from (Dwelling(it, *there) for it in _each_unit(unit, there[1], building))


def _units(rest: Sequence[Part]) -> Iterator[tuple[str, Sequence[Part]]]:
    yield "", rest
    if not rest:
        return
    part = rest[0]
    numbered = part.said is Said.HOUSE_NO or part.word == "#"
    bare = part.said is Said.BARE or (numbered and len(rest) > 1)
    if part.said is Said.UNIT or (bare and SHORT.fullmatch(part.value)):
        yield part.value, rest[1:]


def _floors(rest: Sequence[Part]) -> Iterator[tuple[int | None, Sequence[Part]]]:
    yield None, rest
    if not rest:
        return
    value = rest[0].value
    said = rest[0].said in STOREYS
    paired = rest[0].said is Said.BARE and len(rest) == 2 and SHORT.fullmatch(rest[1].value)
    if (said or paired) and re.fullmatch(r"-?\d{1,2}", value) and int(value):
        yield int(value), rest[1:]


def _door(rest: Sequence[Part]) -> str | None:
    """The room as written, "" where none was; None where this is no room."""
    if not rest:
        return ""
    if len(rest) > 2 or any(it.said not in DOORS for it in rest):
        return None
    if len(rest) == 2:
        first, second = rest
        joined = first.value.isdecimal() and len(first.value) >= 3 and re.fullmatch("[A-Z]", second.value)
        return first.value + second.value if joined else None
    value = rest[0].value
    return value if value[-1:] == "户" or (value and ROOM.fullmatch(value)) else None


def _room(floor: int | None, door: str, building: Building) -> tuple[int | None, str] | None:
    """Floor and full room number; None where the building has no such door."""
    if not door:
        return (floor, "") if floor is None or _has_floor(floor, building) else None
    if door[-1] == "户":
        return (floor, door) if floor is not None and _has_floor(floor, building) else None
    found = ROOM.fullmatch(door)
    if found is None:
        return None
    if found["cellar"]:
        below = -int(door[1])
        return (below, door) if floor in (None, below) else None
    no, letter = found["no"] or "", found["letter"] or ""
    if len(no) > 2:
        own, at = int(no) // 100, int(no) % 100
    elif letter:
        own, at = int(no or 0) or floor or 0, 0
        no = str(own)
    elif floor is not None and floor > 0:
        own, at, no = floor, int(no), f"{floor}{int(no):02}"
    else:  # old houses number their doors through: only where nothing else is known of them
        return (None, no) if floor is None and building.floors is None and int(no) else None
    if floor not in (None, own) or not _has_floor(own, building) or not _has_door(at, letter, building):
        return None
    return own, f"{no}{letter}"


def _has_floor(floor: int, building: Building) -> bool:
    return floor < 0 or 0 < floor <= (building.floors or HIGHEST)


def _has_door(at: int, letter: str, building: Building) -> bool:
    most = building.rooms_per_floor
    if most is None:
        return True
    return 0 < at <= most if at or not letter else ord(letter) - ord("A") < most


def _fits(unit: str, building: Building) -> bool:
    if not unit or building.units is None:
        return unit != "0"
    return unit.isdecimal() and 0 < int(unit) <= building.units


def _each_unit(unit: str, room: str, building: Building) -> Sequence[str]:
    if building.units == 1:
        return ("",)
    if not unit and room and building.units:
        return [str(no) for no in range(1, building.units + 1)]
    return (unit,)

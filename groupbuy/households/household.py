"""A household: building, unit, floor and room, with one key however it is written; and what a text may mean."""

import re
from dataclasses import dataclass

Key = str
"""Equal for all spellings of one household, different for any two households."""
Order = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """Where somebody lives, as far as it was said.

    `building` is the name in the community's list and `no` its place there, from 0; it is "" where there
    is no list or the building is not on it: then `room` is all that was written, in plain form. `floor` counts from 1, cellars
    below 0. `alone`: the building is one household (a villa).
    """

    community: str
    building: str = ""
    no: int = 0
    unit: str = ""
    floor: int | None = None
    room: str = ""
    alone: bool = False

    @property
    def complete(self) -> bool:
        """It says one door; else only a building, a unit or a floor."""
        return bool(self.room) or self.alone

    @property
    def key(self) -> Key:
        where = self.room or ("" if self.floor is None else f"{self.floor}F")
        return "/".join((self.community, self.building, self.unit, where, *self._floor_of_a_side))

    @property
    def display(self) -> str:
        """As people are shown it, and as it is read back: 3号楼2单元501室, B座12楼, 听涛苑8号."""
        if not self.building:
            return self.room
        inside = f"{self._unit}{self._storey}{self._door}"
        last = self.building[-1]
        gap = "-" if inside and last.isascii() and last.isalnum() else ""
        return f"{self.building}{gap}{inside}"

    @property
    def order(self) -> Order:
        """Sorts households in walking order: along the list, then unit, floor, room by number."""
        return (self.no, _counted(self.unit), self.floor or 0, _counted(self.room))

    @property
    def _unit(self) -> str:
        return f"{self.unit}单元" if self.unit else ""

    @property
    def _storey(self) -> str:
        if self.floor is None or (self.room and not self._floor_of_a_side):
            return ""
        return f"{self.floor}楼" if self.floor > 0 else f"地下{-self.floor}层"

    @property
    def _door(self) -> str:
        if not self.room:
            return ""
        return self.room if self._floor_of_a_side else f"{self.room}室"

    @property
    def _floor_of_a_side(self) -> tuple[str, ...]:
        """东户 is a door of its floor; 501 has the floor in it."""
        return (str(self.floor),) if self.room[-1:] == "户" else ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: one household (`sure`), several or a doubtful one (ask), or none.

    `plain` is the text in one width, script and kind of digits.
    """

    plain: str
    homes: tuple[Household, ...] = ()
    sure: bool = False

    @property
    def exact(self) -> Household | None:
        return self.homes[0] if self.sure and len(self.homes) == 1 else None

    @property
    def unclear(self) -> bool:
        """It may be a door, and there is something to ask."""
        return self.exact is None and any(it.complete for it in self.homes)


def _counted(text: str) -> tuple[tuple[int, str], ...]:
    """Digits by their value, the rest by its letters: 2 before 10, 501 before 501A."""
    return tuple((int(a or 0), b) for a, b in re.findall(r"(\d*)(\D*)", text) if a or b)

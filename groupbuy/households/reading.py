"""A text about where somebody lives, read against one community's list of buildings."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from groupbuy.directory import Building, Community
from groupbuy.households import written
from groupbuy.households.dwelling import dwellings
from groupbuy.households.household import Household, Reading
from groupbuy.households.pieces import Pieces, ways
from groupbuy.households.written import Part, Said, parts_of

LEAD = re.compile("^(?:我们?|家|住在?|在|小区|社区|-)+")
BLOCK = frozenset({Said.BUILDING, Said.STOREY, Said.HOUSE_NO})
STREET = re.compile("[路街道省市县镇]")
"""What may stand before the community's name; anything else is no part of the address."""
USUAL_FLOORS = 40
"""A number alone that could be a room up to here is one without its building: nothing is asked."""
MOST_TEXT = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A building under one of its names. `torn`: what the list writes in one go stands apart (B 2栋), so
    that its end alone is no name."""

    no: int
    building: Building
    parts: Pieces
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """`verbatim`: how many parts of the building's name stand there as the list has them; `doubtful`: only
    the end of it was said (8号 of 听涛苑8号: the list may lack another 8号), or 3楼 may be a floor."""

    home: Household
    verbatim: int
    doubtful: bool


class Buildings:
    """One community's buildings, to read texts against; `fold` brings texts into one script and width."""

    def __init__(self, community: Community, fold: Callable[[str], str] = written.fold) -> None:
        self._community = community
        self._fold = fold
        self._name = fold(community.name)
        self._ends: dict[str, list[Named]] = defaultdict(list)
        for no, building in enumerate(community.buildings):
            for name in dict.fromkeys((building.name, *building.aliases)):
                self._list(no, building, name)

    def _list(self, no: int, building: Building, name: str) -> None:
        folded = self._fold(name)
        parts = parts_of(folded.removeprefix(self._name).lstrip("-") or folded)
        for pieces in ways(parts or ()):
            torn = len(pieces) > len(parts or ())
            self._ends[pieces[-1].value].append(Named(no, building, pieces, torn))

    def read(self, text: str) -> Reading:
        """What `text` may mean here; never fails, whatever the text holds."""
        folded = self._fold(text[:MOST_TEXT])
        if not self._community.buildings:
            home = self.as_written(text)
            return Reading(folded, (home,), True) if home else Reading(folded)
        for guess in (False, True):
            for within in self._within(folded):
                parts = parts_of(within)
                found = self._settled(list(self._candidates(parts, guess=guess))) if parts else ()
                if found:
                    homes = dict.fromkeys(it.home for it in sorted(found, key=lambda it: it.home.order))
                    sure = len(homes) == 1 and not guess and not any(it.doubtful for it in found)
                    return Reading(folded, tuple(homes), sure)
        return Reading(folded)

    def _within(self, folded: str) -> Iterator[str]:
        """As written, then without the community's name (whole or begun) and the street before it."""
        yield folded
        before, named, after = folded.partition(self._name)
        if not named or not (STREET.search(before) or not LEAD.sub("", before)):
            begun = next((n for n in range(len(self._name), 1, -1) if folded.startswith(self._name[:n])), 0)
            after = folded[begun:]
        inside = LEAD.sub("", after)
        if inside != folded:
            yield inside

    def _candidates(self, parts: Sequence[Part], *, guess: bool) -> Iterator[Candidate]:
        if _room_alone(parts, self._community.buildings):
            return
        for pieces in ways(parts, guess=guess):
            for heads in range(len(pieces) + 1):
                for named, verbatim in self._called(pieces[:heads]):
                    yield from self._living(named, pieces[:heads], pieces[heads:], verbatim, guess)

    def _called(self, head: Pieces) -> Iterator[tuple[Named, int]]:
        """The buildings that a text begins with; the only one there is need not be named."""
        if not head:
            if len(self._community.buildings) == 1:
                yield Named(0, self._community.buildings[0], ()), 0
            return
        for named in self._ends.get(head[-1].value, ()):
            if len(head) == len(named.parts) or (len(head) < len(named.parts) and not named.torn):
                theirs = named.parts[-len(head) :]
                if all(_same(mine, own) for mine, own in zip(head, theirs, strict=True)):
                    yield named, len(head) if named.parts == head else 0

    def _living(
        self, named: Named, head: Pieces, rest: Pieces, verbatim: int, guess: bool
    ) -> Iterator[Candidate]:
        if (
            not rest
            and not verbatim
            and [it.said for it in head] == [Said.BARE]
            and head[0].value.isdecimal()
        ):
            return  # 12 alone is no building, unless one is called so
        for it in dwellings(rest, named.building):
            if it.unit and not head and rest[0].said is not Said.UNIT:
                continue  # 3-1203: a third building where only one is listed
            if guess and named.building.units == 1 and len(rest) > 1:
                continue  # nobody writes the only unit
            home = Household(
                community=self._community.id,
                building=named.building.name,
                no=named.no,
                unit=it.unit,
                floor=it.floor,
                room=it.room,
                alone=named.building.house,
            )
            storey = bool(head) and head[-1].said is Said.STOREY and not verbatim
            floor = storey and (not it.room or str(it.floor) == head[-1].value) and not it.unit
            begun = len(head) < len(named.parts)
            yield Candidate(home, verbatim, floor or begun)

    @staticmethod
    def _settled(found: Sequence[Candidate]) -> Sequence[Candidate]:
        """Those to choose from: what the list says itself comes first."""
        most = max((it.verbatim for it in found), default=0)
        return [it for it in found if it.verbatim == most]

    def room_alone(self, text: str) -> str:
        """1203室: a room whose building was not said; "" for anything else."""
        parts = parts_of(self._fold(text[:MOST_TEXT])) or ()
        value = parts[0].value if [it.said for it in parts] == [Said.ROOM] else ""
        return value if len(value) > 2 and value[0].isdecimal() else ""

    def as_written(self, text: str) -> Household | None:
        """A door by its writing alone, where there is no list or the building is not on it: 3栋 and 3号楼
        are one, 3-1203 may be either. None for what does not end in a room."""
        folded = self._fold(text[:MOST_TEXT])
        parts = parts_of(LEAD.sub("", folded.removeprefix(self._name)))
        if not parts or len(parts) < 2 or parts[-1].said not in (Said.BARE, Said.ROOM, Said.HOUSE_NO):
            return None
        if not any(char.isdigit() for char in parts[-1].value):
            return None
        return Household(self._community.id, no=len(self._community.buildings), room=plainly(parts))


def plainly(parts: Sequence[Part]) -> str:
    """An address in one way of writing, as far as that is certain: 3号楼1单元1203."""
    words = {
        Said.BUILDING: "号楼",
        Said.UNIT: "单元",
        Said.FLOOR: "楼",
        Said.STOREY: "楼",
        Said.HOUSE_NO: "号",
    }
    text = ""
    for at, part in enumerate(parts):
        word = words.get(part.said, part.word if part.said is Said.PLACE else "")
        if at == len(parts) - 1 and part.said in (Said.ROOM, Said.HOUSE_NO):
            word = ""
        gap = "-" if text and text[-1].isascii() and part.value[0].isascii() else ""
        text += f"{gap}{part.value}{word}"
    return text


def _same(mine: Part, own: Part) -> bool:
    """Whether what was written may be this part of a building's name."""
    if mine.value != own.value:
        return False
    if mine.said is Said.PLACE or own.said is Said.PLACE:
        return mine.said is Said.BARE or mine.word[-1:] == own.word[-1:]
    if mine.said is own.said or mine.said is Said.BARE:
        return True
    return mine.said in BLOCK and own.said in (*BLOCK, Said.BARE)


def _room_alone(parts: Sequence[Part], buildings: Iterable[Building]) -> bool:
    """1203 where there are several buildings: a room whose building was not said."""
    all_of = list(buildings)
    if len(parts) != 1 or len(all_of) == 1 or parts[0].said not in (Said.BARE, Said.ROOM):
        return False
    value = parts[0].value
    if not value.isdecimal() or len(value) not in (3, 4):
        return False
    return any(int(value) // 100 <= (it.floors or USUAL_FLOORS) for it in all_of)

"""Who lives together: the household of a person, by the room they told."""

from collections.abc import Callable

from groupbuy.directory import Building, Directory
from groupbuy.households import written
from groupbuy.households.household import Household, Key, Reading
from groupbuy.households.reading import Buildings
from groupbuy.resident import Resident

NOWHERE = Reading("")


class Households:
    """Reads the rooms of one configuration's people. Keys are worked out, not kept: they follow the list."""

    def __init__(self, directory: Directory, fold: Callable[[str], str] = written.fold) -> None:
        self._directory = directory
        self._fold = fold
        self._lists: dict[str, Buildings] = {}

    def read(self, text: str, community: str) -> Reading:
        """What a text means in a community; nothing where that is not configured."""
        buildings = self._buildings(community)
        return buildings.read(text) if buildings else NOWHERE

    def door(self, text: str, community: str) -> Household | None:
        """The one door a text says: certain, or by its writing alone where nothing on the list can be
        meant. None where it is unclear, only a building, or no address."""
        if not text:
            return None
        buildings = self._buildings(community)
        reading = buildings.read(text) if buildings else NOWHERE
        if reading.homes or buildings is None:
            return reading.exact if reading.exact and reading.exact.complete else None
        return buildings.as_written(text)

    def room_alone(self, text: str, community: str) -> str:
        """The room of a text that says nothing else (1203室), which any building may have; else ""."""
        buildings = self._buildings(community)
        return buildings.room_alone(text) if buildings else ""

    def building(self, home: Household) -> Building | None:
        """The configured building, with its place and lift; None for one that is on no list."""
        known = self._directory.communities.get(home.community)
        return next((it for it in known.buildings if it.name == home.building), None) if known else None

    def _buildings(self, community: str) -> Buildings | None:
        known = self._directory.communities.get(community)
        if known is not None and community not in self._lists:
            self._lists[community] = Buildings(known, self._fold)
        return self._lists.get(community)

    def of(self, person: Resident, community: str) -> Household | None:
        """Their household; None where it is unknown or unclear. `community` is the order's: a person who
        told their room in another one lives there."""
        text = person.room or self.apart(person.name, community)[0]
        return self.door(text, person.home or community)

    def maybe(self, person: Resident, community: str) -> list[Household]:
        """The doors that the room of somebody whose household is unclear may mean."""
        text = person.room or self.apart(person.name, community)[0]
        return [it for it in self.read(text, person.home or community).homes if it.complete] if text else []

    def key(self, person: Resident, community: str) -> Key:
        """The same for all of a household; somebody whose household is unknown is alone with theirs."""
        home = self.of(person, community)
        return home.key if home else f"~{person.id}"

    def apart(self, text: str, community: str) -> tuple[str, str]:
        """A room and the name beside it, in either order (3栋1203王姐): the longest part that is a door of
        this community, or may be one and stands apart. ("", text) where none is."""
        words = text.strip()
        if not words or not any(it.isdigit() for it in self._fold(words)):
            return "", words
        for length in range(len(words), 0, -1):
            for start in (0, len(words) - length) if length < len(words) else (0,):
                room, name = words[start : start + length], words[length:] if not start else words[:start]
                if _torn(room, name, front=not start) or not any(it.isdigit() for it in self._fold(room)):
                    continue
                reading = self.read(room, community)
                apart = not name or " " in (room[-1], room[0], name[-1], name[0])
                if (reading.exact and reading.exact.complete) or (apart and reading.unclear):
                    return room.strip(), name.strip()
        return "", words


def _torn(room: str, name: str, *, front: bool) -> bool:
    """Whether the cut goes through a number or a word of letters."""
    if not name:
        return False
    left, right = (room[-1], name[0]) if front else (name[-1], room[0])
    return (left.isdigit() and right.isdigit()) or (_latin(left) and (_latin(right) or right.isdigit()))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()

"""From a checked entry of communities.yaml to the community the rules read, with the walks that were measured."""

from config.schema import communities
from groupbuy.directory import Building, Community, Place
from groupbuy.households import Buildings, Household


def community(key: str, it: communities.Community) -> Community:
    listed = Community(key, it.name, tuple(_building(one) for one in it.buildings))
    return Community(key, it.name, listed.buildings, _walks(listed, it), it.farthest_walk)


def start_of(written: str, buildings: Buildings) -> Household | None:
    """The building, or the unit of one, that a walk begins at, in any spelling a resident may use; None for
    what is neither: a door, a floor, what may be two, or is on no list."""
    found = buildings.read(written).exact
    if found is None or found.floor is not None or (found.room and not found.alone):
        return None
    return found if found.building else None


def _walks(listed: Community, it: communities.Community) -> dict[str, dict[str, int]]:
    """By start: what is written of a unit beside what is written of its whole building."""
    buildings = Buildings(listed)
    found = [(start, metres) for key, metres in it.walks.items() if (start := start_of(key, buildings))]
    whole = {start.building: dict(metres) for start, metres in found if not start.unit}
    of_units = {
        Community.start(start.building, start.unit): whole.get(start.building, {}) | metres
        for start, metres in found
        if start.unit
    }
    return whole | of_units


def _building(it: communities.Building) -> Building:
    return Building(
        name=it.name,
        place=Place(it.lat, it.lon),
        aliases=tuple(dict.fromkeys(it.aliases)),
        units=it.units,
        floors=it.floors,
        rooms_per_floor=it.rooms_per_floor,
        house=it.house,
        lift=it.lift,
    )

"""Communities to live in, each with a list of its own kind."""

from groupbuy.directory import Building, Community, Place

HERE = Place(31.2, 121.4)


def a_community(name: str, *buildings: str | Building) -> Community:
    listed = tuple(it if isinstance(it, Building) else Building(it, HERE) for it in buildings)
    return Community(name, name, listed)


PLAIN = a_community("湖畔花园", *(f"{no}号楼" for no in (1, 2, 3, 5, 6, 12, 31)))
"""Numbers only; nothing is known of units and floors."""
TOWERS = a_community(
    "枫林苑", *(Building(f"{it}座", HERE, floors=18, rooms_per_floor=6, units=1) for it in "ABC")
)
STAIRS = a_community(
    "幸福里",
    Building("1栋", HERE, units=3, floors=6, rooms_per_floor=2),
    Building("2栋", HERE, units=2, floors=6, rooms_per_floor=2),
    Building("3栋", HERE, units=2, floors=11, rooms_per_floor=4),
    Building("老楼", HERE, ("4栋", "小白楼"), floors=4),
)
"""Walk-ups whose units number their rooms alike."""
MIXED = a_community(
    "听涛湾",
    "一期3栋",
    "二期3栋",
    "二期5栋",
    "东区8号楼",
    "西区8号楼",
    Building("听涛苑8号", HERE, house=True),
    Building("听涛苑9号", HERE, house=True),
    "A区2号楼",
    "B1栋",
    "B2栋",
    "11号院6号楼",
    "北楼",
)
LONE = a_community("滨江大厦", Building("主楼", HERE, floors=20))
OPEN = a_community("花园里")
"""No list at all."""
ALL = (PLAIN, TOWERS, STAIRS, MIXED, LONE)

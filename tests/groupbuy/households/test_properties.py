"""What holds for every list and every text: shown then read is the same home, and nothing is made up."""

from hypothesis import example, given
from hypothesis import strategies as st

from groupbuy.directory import Building
from groupbuy.households import Buildings, Household
from groupbuy.households.dwelling import HIGHEST
from groupbuy.households.written import fold, parts_of
from tests.groupbuy.households.places import ALL, HERE, a_community

LISTS = {it.name: Buildings(it) for it in ALL}
PIECES = (
    "0 1 2 3 5 8 12 31 501 1203 三 十二 二十 A B F a 栋 幢 座 号楼 楼 层 单元 室 号 # - . 区 期 东 北楼 听涛苑"
    " 地下 负 户 湖畔花园 的 王姐"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=9).map("".join)


def doors(building: Building) -> list[tuple[str, int | None, str]]:
    """Some of what a building has: at the edges of its figures."""
    if building.house:
        return [("", None, "")]
    units = (
        [""]
        if building.units == 1
        else [str(building.units)]
        if building.units
        else ["", "1", "12", "A", "东"]
    )
    floors = (1, 2, building.floors or HIGHEST)
    last = building.rooms_per_floor or 8
    rooms = [(floor, f"{floor}{door:02}") for floor in floors for door in (1, last)]
    odd = [
        (None, ""),
        (floors[1], ""),
        (-1, ""),
        (-1, "负101"),
        (floors[1], "东户"),
        (2, "2A"),
        (2, f"20{last}B"),
    ]
    return [(unit, *it) for unit in units for it in (*rooms, *odd)]


def test_every_home_of_every_list_is_read_back_from_how_it_is_shown() -> None:
    count = 0
    for community in ALL:
        for no, building in enumerate(community.buildings):
            for unit, floor, room in doors(building):
                home = Household(community.id, building.name, no, unit, floor, room, building.house)
                several = not unit and room and (building.units or 1) > 1
                assert several or LISTS[community.name].read(home.display).exact == home, home.display
                count += 1
    print(count, "homes")
    assert count > 500


NAMES = [
    "1号楼",
    "2号楼",
    "2栋",
    "A座",
    "A栋",
    "A3栋",
    "3",
    "11",
    "3号",
    "东区3号楼",
    "二期3号楼",
    "3期",
    "北楼",
    "8号院2幢",
    "一品苑",
]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True), st.data())
def test_whatever_the_list_a_home_shown_is_that_home(names: list[str], data: st.DataObject) -> None:
    community = a_community("湖畔花园", *names)
    no = data.draw(st.integers(0, len(names) - 1))
    unit, floor, room = data.draw(st.sampled_from(doors(Building(names[no], HERE))))
    home = Household(community.id, names[no], no, unit, floor, room)
    reading = Buildings(community).read(home.display)
    assert home in reading.homes
    assert reading.exact in (home, None)


@given(TEXTS)
@example("3-1-2-3-4-5-6-7-8")
@example("A1B2C3")
def test_a_reading_names_only_what_is_listed_and_is_read_again_as_itself(text: str) -> None:
    for community in ALL:
        listed = [it.name for it in community.buildings]
        reading = LISTS[community.name].read(text)
        for it in reading.homes:
            assert listed[it.no] == it.building
            assert it in LISTS[community.name].read(it.display).homes
        assert len({it.key for it in reading.homes}) == len(reading.homes)


@given(TEXTS)
def test_full_width_capitals_and_spaces_around_change_nothing(text: str) -> None:
    wide = "".join(chr(ord(it) + 0xFEE0) if "!" <= it <= "~" else it for it in f" {text} ")
    for buildings in LISTS.values():
        assert buildings.read(wide).homes == buildings.read(text.lower()).homes == buildings.read(text).homes


@given(st.text(max_size=80))
def test_whatever_is_written_is_read_without_a_crash(text: str) -> None:
    for buildings in (*LISTS.values(), Buildings(a_community("花园里"))):
        reading = buildings.read(text)
        assert reading.exact is None or reading.sure


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    parts_of(once)

"""Who lives together, by the rooms people told: nobody is put into a home that is not certainly theirs."""

from dataclasses import replace

from groupbuy.directory import Building
from groupbuy.households import Households
from groupbuy.resident import Resident
from tests.for_each import for_each
from tests.groupbuy.households import places
from tests.groupbuy.made import a_directory

COMMUNITIES = {it.id: it for it in (*places.ALL, places.OPEN)}
HOMES = Households(a_directory(communities=COMMUNITIES))
LAKE, STAIRS = places.PLAIN.id, places.STAIRS.id


def someone(room: str, name: str = "王姐", home: str | None = None) -> Resident:
    return Resident(f"id-{room}-{name}", name, room, home=home)


def test_people_of_one_door_share_a_key_however_each_wrote_it() -> None:
    family = [
        someone("3-1203"),
        someone("三栋1203", "李叔"),
        someone("", "3号樓1203室小李"),
        someone("3＃1203"),
    ]
    assert {HOMES.key(it, LAKE) for it in family} == {"湖畔花园/3号楼//1203"}


@for_each(
    "room", ["", "31203", "3-12-03", "3号楼", "3栋12楼", "3-2", "3楼302", "王姐", "1203", "草莓", "3栋和5栋"]
)
def test_whose_home_is_unknown_or_unclear_is_alone_with_theirs(room: str) -> None:
    one, other = someone(room), someone(room, "李叔")
    assert HOMES.of(one, LAKE) is None
    assert HOMES.key(one, LAKE) != HOMES.key(other, LAKE)


def test_where_nothing_was_told_there_is_no_door_and_nothing_to_part() -> None:
    for community in (LAKE, STAIRS, "gone"):
        assert HOMES.door("", community) is None
        assert HOMES.of(Resident("id"), community) is None
        assert HOMES.maybe(Resident("id"), community) == []
        assert HOMES.apart("", community) == HOMES.apart("  ", community) == ("", "")


def test_a_home_is_where_it_was_told_whatever_community_the_order_is_in() -> None:
    there, here = someone("3-1102", home=STAIRS), someone("3-1102", "李叔", home=LAKE)
    assert HOMES.of(there, LAKE) is None, "the stairs' third building has two units"
    assert HOMES.key(here, STAIRS) == "湖畔花园/3号楼//1102"
    assert HOMES.key(someone("3-1102"), LAKE) == "湖畔花园/3号楼//1102"
    assert HOMES.of(someone("3-1102"), "gone") is None
    assert HOMES.read("3-1102", "gone").homes == ()


def test_the_same_writing_on_no_list_is_the_same_door_and_another_writing_is_not() -> None:
    keys = [HOMES.key(someone(it, it), LAKE) for it in ("7-701", "７－７０１", "7栋701", "七号楼701室")]
    assert keys[0] == keys[1]
    assert keys[2] == keys[3]
    assert keys[0] != keys[2]
    assert HOMES.key(someone("7-701"), LAKE) != HOMES.key(someone("7-701"), STAIRS)


def test_a_changed_list_changes_whose_home_it_is_at_once() -> None:
    person, other = someone("3-501"), someone("三栋501", "李叔")
    assert HOMES.key(person, LAKE) == HOMES.key(other, LAKE)
    units = tuple(replace(it, units=2) for it in places.PLAIN.buildings)
    changed = Households(a_directory(communities={LAKE: replace(places.PLAIN, buildings=units)}))
    assert changed.key(person, LAKE) != changed.key(other, LAKE)


@for_each(
    ("said", "room", "name"),
    [
        ("3-1203 王姐", "3-1203", "王姐"),
        ("王姐 3-1203", "3-1203", "王姐"),
        ("三栋一单元1203王姐", "三栋一单元1203", "王姐"),
        ("3 号楼 1203 王 姐", "3 号楼 1203", "王 姐"),
        ("王姐3栋1203室", "3栋1203室", "王姐"),
        ("湖畔花园3#1203王姐", "湖畔花园3#1203", "王姐"),
        ("3-1203A Anna", "3-1203A", "Anna"),
        ("Anna3-1203", "", "Anna3-1203"),
        ("阿强7号", "", "阿强7号"),
        ("3号楼王姐", "", "3号楼王姐"),
        ("小三1203", "", "小三1203"),
        ("王姐", "", "王姐"),
        ("", "", ""),
    ],
)
def test_a_room_and_the_name_beside_it_come_apart(said: str, room: str, name: str) -> None:
    assert HOMES.apart(said, LAKE) == (room, name)


def test_homes_on_no_list_come_after_those_that_are_listed() -> None:
    rooms = "7-701 12-101 3-2-501 3栋1203 3-201 3栋东单元5楼西户 1-1001 3号楼地下1层 3号楼负101".split()
    homes = [it for room in rooms if (it := HOMES.of(someone(room), LAKE))]
    assert [it.display for it in sorted(homes, key=lambda it: it.order)] == (
        "1号楼1001室 3号楼负101室 3号楼201室 3号楼1203室 3号楼东单元5楼西户 3号楼2单元501室 12号楼101室 7-701".split()
    )


def test_a_household_knows_its_building_unless_it_is_on_no_list() -> None:
    listed, unlisted = HOMES.of(someone("3-1203"), LAKE), HOMES.of(someone("7-701"), LAKE)
    assert listed is not None
    assert unlisted is not None
    assert HOMES.building(listed) == Building("3号楼", places.HERE)
    assert HOMES.building(unlisted) is None


def test_a_room_alone_is_told_from_one_with_its_building() -> None:
    assert HOMES.room_alone("1203室", LAKE) == "1203"
    assert [HOMES.room_alone(it, LAKE) for it in ("1203", "3-1203室", "3室", "王姐", "")] == [""] * 5
    assert HOMES.room_alone("1203室", "gone") == ""

"""Where people say they live: read when it is certain, asked when it is not, never taken for another home."""

from groupbuy.directory import Community
from groupbuy.households import Buildings
from tests.for_each import for_each
from tests.groupbuy.households import places, spellings
from tests.groupbuy.households.spellings import Row

BY_NAME = {it.name: Buildings(it) for it in places.ALL}
TABLES = [
    (places.PLAIN, spellings.PLAIN),
    (places.TOWERS, spellings.TOWERS),
    (places.STAIRS, spellings.STAIRS),
    (places.MIXED, spellings.MIXED),
    (places.LONE, spellings.LONE),
]


@for_each(("community", "table"), TABLES)
def test_every_spelling_is_read_as_the_home_it_is(community: Community, table: list[Row]) -> None:
    read = BY_NAME[community.name].read
    wrong = []
    for written, home in table:
        exact = read(written).exact
        found = exact and (exact.building, exact.unit, exact.floor, exact.room)
        if found != home:
            wrong.append((written, found, [it.display for it in read(written).homes]))
    assert wrong == []


def test_the_table_has_two_hundred_spellings_and_more() -> None:
    certain = [row for _, table in TABLES for row in table]
    nowhere = [it for text in spellings.NOWHERE.values() for it in text.split("|")]
    print(len(certain), "certain,", len(spellings.UNCLEAR), "unclear,", len(nowhere), "nowhere")
    assert len(certain) >= 200
    assert len({written for written, _ in certain}) >= 200


@for_each(("community", "table"), TABLES)
def test_spellings_of_one_home_have_one_key_and_two_homes_never_share_one(
    community: Community, table: list[Row]
) -> None:
    read = BY_NAME[community.name].read
    keys: dict[str, set[object]] = {}
    for written, home in table:
        exact = read(written).exact
        assert exact is not None
        keys.setdefault(exact.key, set()).add(home)
    assert [homes for homes in keys.values() if len(homes) > 1] == []
    assert len(keys) == len({home for _, home in table})


def test_what_may_be_several_homes_lists_them_in_walking_order() -> None:
    wrong = []
    for community, written, shown in spellings.UNCLEAR:
        reading = BY_NAME[community].read(written)
        found = " ".join(it.display for it in reading.homes)
        if found != shown or reading.exact is not None or reading.unclear != bool(shown):
            wrong.append((written, found))
    assert wrong == []


def test_what_is_on_no_list_is_never_matched() -> None:
    wrong = []
    for community, table in spellings.NOWHERE.items():
        for written in table.split("|"):
            homes = BY_NAME[community].read(written.strip()).homes
            if homes:
                wrong.append((community, written, [it.display for it in homes]))
    assert wrong == []


def test_a_room_where_only_the_building_is_known_is_no_door() -> None:
    read = BY_NAME["湖畔花园"].read
    for written, complete in (("3-1203", True), ("12号楼", False), ("3栋12楼", False), ("3栋2单元", False)):
        exact = read(written).exact
        assert exact is not None
        assert exact.complete is complete, written
    villa = BY_NAME["听涛湾"].read("听涛苑8号").exact
    assert villa is not None
    assert villa.complete


def test_a_list_is_walked_by_building_unit_floor_and_room() -> None:
    read = BY_NAME["湖畔花园"].read
    walked = "1-201 1-1001 2-1-301 2-2-101 2-2-1203 2-2-1203A 2-10-101 12-101 31-101".split()
    homes = [read(it).exact for it in reversed(walked)]
    found = sorted((it for it in homes if it), key=lambda it: it.order)
    assert [it.key for it in found] == [it.key for it in (read(it).exact for it in walked) if it]
    assert [it.display for it in found][:3] == ["1号楼201室", "1号楼1001室", "2号楼1单元301室"]


def test_without_a_list_the_writing_is_made_one_and_nothing_more() -> None:
    read = Buildings(places.OPEN).read
    same = ["3栋1单元1203", "三幢一单元1203室", "３号楼１单元１２０３", "花园里3#1单元1203", "3棟1單元1203號"]
    assert {it.key for it in (read(text).exact for text in same) if it} == {"花园里///3号楼1单元1203"}
    assert all(read(text).exact for text in same)
    assert read("3-1203").plain == "3-1203"
    assert read("3-1203").exact != read("3栋1203").exact, "3-1203 may be a unit's"
    assert [read(text).exact for text in ("1203", "3栋", "3栋2单元", "王姐", "", "3@1203")] == [None] * 6


def test_names_are_brought_into_one_script_by_whoever_reads() -> None:
    from bot.understand.normal import fold as whole
    from groupbuy.households.written import fold

    place = places.a_community("鑽石灣", "觀瀾閣", "望嶽軒")
    asis = Buildings(place)
    folded = Buildings(place, lambda text: fold(whole(text)))
    assert asis.read("觀瀾閣1203").exact == folded.read("观澜阁1203").exact
    assert folded.read("钻石湾望岳轩12楼").exact == folded.read("望嶽軒12樓").exact
    assert folded.read("望嶽轩12楼").exact is not None


FORMS = """{}-1203 | {}栋1203 | {}幢1203室 | {}号楼1203 | {}#1203 | {}#2-501 | {}-2-501 | {}.2.501 | {}号楼2单元501室 | {}楼1203
{}座12楼 | {}号1203 | 第{}栋1203 | 湖畔花园{}-1203 | 住{}栋1203 | #{}-1203 | {}栋地下1层 | {}号楼东单元5楼西户 | {}-12-03"""


def test_a_building_that_is_missing_is_not_found_by_any_form_and_one_that_is_there_by_all() -> None:
    read = BY_NAME["湖畔花园"].read
    forms = [it.strip() for line in FORMS.splitlines() for it in line.split("|")]
    listed = {it.name: it for it in places.PLAIN.buildings}
    for no, word in (
        (1, "一"),
        (4, "四"),
        (5, "五"),
        (7, "七"),
        (12, "十二"),
        (13, "十三"),
        (30, "三十"),
        (31, "三十一"),
    ):
        for form in forms:
            for number in (str(no), word):
                homes = read(form.format(number)).homes
                assert bool(homes) is (f"{no}号楼" in listed), form.format(number)
                assert {it.building for it in homes} <= {f"{no}号楼"}, form.format(number)

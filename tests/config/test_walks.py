"""The walks somebody measured: written as residents write where they live; what is no such place is told with its line."""

import pytest

from tests.config.conftest import Folder, in_file

SAMPLE_LINE = "      D座: {maple-c: 110}\n"


def test_the_sample_has_a_building_and_a_unit_whose_walks_were_measured(folder: Folder):
    maple = folder.load().directory.communities["maple"]
    assert maple.walks == {"D座": {"maple-c": 110}, "D座/2": {"maple-c": 140, "maple-shop": 260}}
    assert [maple.start_of("D座", it) for it in ("", "1", "2")] == ["D座", "D座", "D座/2"]
    assert maple.start_of("A座", "2") == "A座"
    assert maple.farthest_walk == 1500
    assert folder.load().directory.communities["lake"].farthest_walk is None


def test_a_unit_has_the_walks_of_its_building_beside_its_own(folder: Folder):
    folder.replace("communities.yaml", "maple-c: 140, ", "")
    assert folder.load().directory.communities["maple"].walks["D座/2"] == {"maple-c": 110, "maple-shop": 260}


NOWHERE = "is no building or unit of maple; allowed: A座, B座, C座, D座, or a unit such as 3号楼2单元"
TWICE = "is “D座” already; allowed: each building or unit once"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("E座", NOWHERE),
        ("D座3单元", NOWHERE),  # it has two
        ("D-101", NOWHERE),  # may be two doors
        ("A座1201", NOWHERE),  # a door
        ("A座12楼", NOWHERE),  # a floor
        ("小白楼", TWICE),
        ("D栋", TWICE),
    ],
)
def test_what_is_no_building_or_one_twice_is_told_with_those_there_are(
    folder: Folder, written: str, said: str
):
    more = f"{SAMPLE_LINE}      {written}: {{maple-c: 9}}\n"
    line = folder.replace("communities.yaml", SAMPLE_LINE, more) + 1
    found = folder.only_mistake()
    assert in_file(found) == ("communities.yaml", line, f"communities.maple.walks.{written}")
    assert found.what == f"“{written}” {said}"


def test_a_point_of_another_community_and_a_key_written_twice_are_told(folder: Folder):
    line = folder.replace("communities.yaml", "{maple-c: 110}", "{lake-gate: 110}")
    found = folder.only_mistake()
    assert in_file(found) == ("communities.yaml", line, "communities.maple.walks.D座.lake-gate")
    assert found.what == "lake-gate is a point of lake; allowed: maple-shop, maple-c"
    folder.replace("communities.yaml", "{lake-gate: 110}", "{maple-c: 110, maple-c: 90}")
    assert in_file(folder.only_mistake())[:2] == ("communities.yaml", line)


def test_walks_where_no_buildings_are_listed_lead_from_nowhere(folder: Folder):
    folder.replace(
        "communities.yaml", "    name: 湖畔花园\n", "    name: 湖畔花园\n    walks: {9号楼: {lake-gate: 5}}\n"
    )
    text = folder.read("communities.yaml")
    start, end = text.index("    buildings:"), text.index("  maple:")
    folder.write("communities.yaml", text[:start] + text[end:])
    assert "is no building or unit of lake; allowed: none yet, or a unit" in folder.only_mistake().what

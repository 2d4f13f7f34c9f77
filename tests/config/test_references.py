"""What one file names must exist in the other; who misspells it is told the one that was meant."""

import pytest

from tests.config.conftest import Folder, in_file

REFERENCES = [
    ("communities.yaml", "community: lake", "community: lak", "chats.lake-1.community", "lake"),
    ("communities.yaml", "channel: sim", "channel: sin", "chats.lake-1.channel", "sim"),
    (
        "communities.yaml",
        "hears: all",
        "hears: all\n    push: lake-webhok",
        "chats.lake-1.push",
        "lake-webhook",
    ),
    (
        "communities.yaml",
        "{maple-c: 110}",
        "{maple-cc: 110}",
        "communities.maple.walks.D座.maple-cc",
        "maple-c",
    ),
    ("leaders.yaml", "communities: [maple]", "communities: [mapel]", "leaders.zhou.communities[1]", "maple"),
    ("leaders.yaml", "wecom-bot: LaoZhou", "wecom-bott: LaoZhou", "leaders.zhou.ids.wecom-bott", "wecom-bot"),
    ("leaders.yaml", "wecom-app: ChenJL", "wecom-ap: ChenJL", "admins.chen.ids.wecom-ap", "wecom-app"),
    ("leaders.yaml", "deputy_of: wang", "deputy_of: wangg", "leaders.lin.deputy_of", "wang"),
    ("points.yaml", "community: maple", "community: mapple", "points.maple-shop.community", "maple"),
    ("points.yaml", "leader: zhou", "leader: zhuo", "points.maple-shop.leader", "zhou"),
    ("points.yaml", "managers: [lin]", "managers: [lim]", "points.lake-gate.managers[1]", "lin"),
    ("products.yaml", "supplier: farm", "supplier: fram", "products.strawberry.supplier", "farm"),
]


@pytest.mark.parametrize(("file", "old", "new", "path", "meant"), REFERENCES)
def test_a_name_that_does_not_exist_is_told_with_the_one_meant_and_all_there_are(
    folder: Folder, file: str, old: str, new: str, path: str, meant: str
):
    line = folder.replace(file, old, new) + new.count("\n")
    found = folder.only_mistake()
    assert in_file(found) == (file, line, path)
    assert f"did you mean “{meant}”?" in found.what
    assert meant in found.what.split("allowed: ")[1]


def test_a_name_unlike_any_other_is_told_without_a_guess(folder: Folder):
    folder.replace("points.yaml", "leader: lin", "leader: q7")
    found = folder.only_mistake()
    assert "did you mean" not in found.what
    assert found.what.endswith("allowed: wang, zhou, lin")


def test_references_are_told_even_where_the_entry_has_other_mistakes(folder: Folder):
    folder.replace("points.yaml", "no: 3", "no: three")
    folder.replace("points.yaml", "leader: lin", "leader: lim")
    assert [it.path for it in folder.mistakes()] == ["points.lake-6.no", "points.lake-6.leader"]


def test_an_entry_with_a_mistake_still_exists_for_those_that_refer_to_it(folder: Folder):
    folder.replace("leaders.yaml", "name: 王姐", "name: [王姐]")
    assert folder.only_mistake().path == "leaders.wang.name"


def test_a_file_that_cannot_be_read_is_not_blamed_on_those_that_refer_to_it(folder: Folder):
    folder.write("leaders.yaml", "leaders: [")
    assert {in_file(it)[0] for it in folder.mistakes()} == {"leaders.yaml"}


def test_removing_a_leader_tells_every_place_that_still_needs_them(folder: Folder):
    text = folder.read("leaders.yaml")
    start, end = text.index("  zhou:"), text.index("  lin:")
    folder.write("leaders.yaml", text[:start] + text[end:])
    assert [it.path for it in folder.mistakes()] == ["points.maple-shop.leader", "points.maple-c.leader"]


def test_a_long_list_of_what_is_allowed_is_cut_off(folder: Folder):
    more = "".join(f"  s{n}:\n    name: 供货商{n}\n" for n in range(30))
    folder.replace("products.yaml", "suppliers:\n", f"suppliers:\n{more}")
    folder.replace("products.yaml", "supplier: farm", "supplier: nobody")
    assert folder.only_mistake().what.endswith("and 20 more")

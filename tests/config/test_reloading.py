"""Two readings of an edited folder: what is another version, and what the new one no longer has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.changes import Removed, removed
from config.loader import Loaded
from tests.config.small import Small


def edited(folder: Path, edit: Callable[[Small], object]) -> tuple[Loaded, Loaded]:
    """The small operator before and after an edit; a second leader, point and product are there to lose."""
    small = Small(folder)
    files = small.files
    files["leaders.yaml"]["leaders"]["zhou"] = {
        "name": "老周",
        "communities": "[hill]",
        "ids": {"bot": "LaoZhou"},
    }
    gate = files["points.yaml"]["points"]["gate"]
    files["points.yaml"]["points"]["club"] = gate | {"no": "2", "name": "会所"}
    files["products.yaml"]["products"]["rice"] = {"name": "大米", "unit": "袋"}
    before = small.load()
    edit(small)
    return before, small.load()


DROPS = (
    ("leaders.yaml", "leaders.zhou", Removed(leaders=("zhou",))),
    ("points.yaml", "points.club", Removed(points=("club",))),
    ("products.yaml", "products.rice", Removed(products=("rice",))),
    ("communities.yaml", "chats", Removed()),
    ("leaders.yaml", "admins", Removed()),
    ("points.yaml", "points.gate.windows", Removed()),
    ("products.yaml", "products.berry.price", Removed()),
    ("operator.yaml", "holidays", Removed()),
)


@pytest.mark.parametrize(("file", "place", "gone"), DROPS)
def test_what_an_edit_takes_away_is_named(tmp_path: Path, file: str, place: str, gone: Removed):
    before, after = edited(tmp_path, lambda it: it.drop(file, place))
    assert removed(before.directory, after.directory) == gone
    assert bool(gone) == (gone != Removed())
    assert before.version != after.version


CHANGES = (
    ("leaders.yaml", "leaders.zhou.name", "周叔"),
    ("leaders.yaml", "leaders.zhou.communities", "[lake, hill]"),
    ("points.yaml", "points.club.name", "会所一楼"),
    ("points.yaml", "points.club.leader", "lin"),
    ("products.yaml", "products.rice.price", "59.90"),
    ("communities.yaml", "communities.lake.name", "湖畔花园"),
)


@pytest.mark.parametrize(("file", "place", "written"), CHANGES)
def test_what_an_edit_renames_or_moves_is_still_there(tmp_path: Path, file: str, place: str, written: str):
    before, after = edited(tmp_path, lambda it: it.put(file, place, written))
    assert not removed(before.directory, after.directory)
    assert before.version != after.version


def test_what_is_added_takes_nothing_away_and_taking_it_back_does(tmp_path: Path):
    before, after = edited(
        tmp_path, lambda it: it.put("products.yaml", "products.pear", "{name: 梨, unit: 斤}")
    )
    assert not removed(before.directory, after.directory)
    assert removed(after.directory, before.directory) == Removed(products=("pear",))


def test_everything_taken_away_at_once_comes_by_kind_and_in_the_files_order(tmp_path: Path):
    def new_ids(it: Small) -> None:
        for file, section in (("points.yaml", "points"), ("products.yaml", "products")):
            entries = it.files[file][section]
            it.files[file][section] = {f"{key}-2": value for key, value in entries.items()}
        it.drop("leaders.yaml", "leaders.zhou")

    before, after = edited(tmp_path, new_ids)
    assert removed(before.directory, after.directory) == Removed(
        leaders=("zhou",), points=("gate", "club"), products=("berry", "rice")
    )


@pytest.mark.parametrize("edit", ["# a remark", "", "  "])
def test_a_byte_that_means_nothing_is_another_version_of_the_same(tmp_path: Path, edit: str):
    small = Small(tmp_path)
    before = small.load()
    text = small.text("points.yaml")
    small.files.pop("points.yaml")
    (tmp_path / "points.yaml").write_text(f"{text}{edit}\n", encoding="utf-8")
    after = small.load()
    assert after.version != before.version
    assert after.directory.points == before.directory.points
    assert not removed(before.directory, after.directory)


def test_the_same_files_read_twice_are_the_same_version_and_equal(tmp_path: Path):
    small = Small(tmp_path)
    assert small.load() == small.load()


def test_swapping_two_files_content_is_another_version(tmp_path: Path):
    """The digest is of the files in their order, not of a heap of bytes."""
    small = Small(tmp_path)
    first = small.load().version
    small.files["leaders.yaml"]["leaders"]["wang"]["name"] = "小林"
    small.files["leaders.yaml"]["leaders"]["lin"]["name"] = "王姐"
    assert small.load().version != first


def test_secrets_are_no_part_of_the_version(tmp_path: Path):
    small = Small(tmp_path)
    assert small.load({"HOOK_KEY": "k" * 20}).version == small.load().version


def test_what_is_gone_is_told_by_kind():
    gone = Removed(leaders=("zhou",), points=("club", "gate"), products=("rice",))
    assert str(gone) == "leader zhou, point club, point gate, product rice"
    assert str(Removed()) == "nothing"

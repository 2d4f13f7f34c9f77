"""No file makes the loader crash or hang: broken, empty, binary, huge, nested, cyclic, unreadable, random."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.documents import MOST_BYTES, read_document
from config.loader import load
from config.mistakes import Mistakes
from config.schema import FILES
from tests.config.conftest import SAMPLE, Folder, in_file

BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9)
)
HOSTILE = {
    "a tab": (b"points:\n\tgate: 1\n", 2, "a tab stands here; allowed: indenting with spaces"),
    "an open bracket": (b"points:\n  gate: [1, 2\n", 3, "is not YAML"),
    "an open quote": (b'points: "gate\n', 2, "is not YAML"),
    "wrong indentation": (b"points:\n  a: 1\n b: 2\n", 3, "is not YAML"),
    "a value after a value": (b"points: a: b\n", 1, "is not YAML"),
    "binary": (bytes(range(256)), 2, "is not UTF-8 text"),
    "utf-16": ("points: 湖".encode("utf-16"), 1, "is not UTF-8 text"),
    "gbk": ("points:\n  a: 湖畔".encode("gbk"), 2, "is not UTF-8 text"),
    "a NUL": (b"points:\n  a: \x00\n", 2, "has a control character"),
    "a control character after Chinese": ("湖: 畔\n花: 园\nb: \x07\n".encode(), 3, "has a control character"),
    "two documents": (b"points: {}\n---\npoints: {}\n", 2, "holds a second document"),
    "an anchor bomb": (BOMB, 1, "holds too many values"),
    "a cycle": (b"points: &a\n  gate: *a\n", 1, "is nested too deeply"),
    "an unknown anchor": (b"points:\n  a: *nowhere\n", 2, "is not YAML"),
    "brackets": (b"[" * 5000, 1, "is nested too deeply"),
    "dashes": (b"- " * 5000, 1, "is nested too deeply"),
    "too much": (b"#" * (MOST_BYTES + 1), 1, "is too large"),
    "another version of YAML": (b"%YAML 7.1\n---\npoints: 1\n", 1, "is not YAML"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_at_its_line_within_two_seconds(folder: Folder, name: str):
    raw, line, said = HOSTILE[name]
    folder.write("points.yaml", raw)
    start = time.process_time()
    found = folder.mistakes()
    assert time.process_time() - start < 2
    assert [in_file(it) for it in found] == [("points.yaml", line, "")], [str(it) for it in found]
    assert found[0].what.startswith(said) or said in found[0].what
    assert "allowed: " in found[0].what


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"# nothing yet\n", b"---\n", b"null\n", b"{}", b"\xef\xbb\xbf"]
)
def test_a_file_with_nothing_in_it_is_told_what_it_needs(folder: Folder, raw: bytes):
    folder.write("points.yaml", raw)
    found = folder.only_mistake()
    assert in_file(found) in (("points.yaml", 1, "points"), ("points.yaml", 2, "points"))
    assert found.what == "is missing; allowed: a map of at least one pickup point by id"


@pytest.mark.parametrize("raw", [b"- a\n- b\n", b"just text\n", b"12\n", b"true\n"])
def test_a_file_that_is_no_map_is_told_which_keys_it_has(folder: Folder, raw: bytes):
    folder.write("points.yaml", raw)
    (found, *more) = folder.mistakes()
    assert not more
    assert found.path == ""
    assert "must be a map of keys, not" in found.what or "is missing" in found.what
    assert "points" in found.what


@pytest.mark.parametrize("key", ["?", '"": 1', '"[key]": 1', "kind: x", '"a\\nb": 1', "points.x: 1"])
def test_an_odd_key_is_told_on_one_line(folder: Folder, key: str):
    line = folder.append("points.yaml", key + "\n")
    found = folder.only_mistake()
    assert found.line == line
    assert found.what.startswith("unknown key")
    assert str(found).isprintable()


def test_a_kind_of_channel_as_a_key_of_its_own_is_told(folder: Folder):
    folder.replace("channels.yaml", "bot_name:", "wecom_bot: 1\n    bot_name:")
    found = folder.only_mistake()
    assert found.path.startswith("channels.wecom-bot.wecom_bot")
    assert found.what.startswith("unknown key")


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(folder: Folder):
    text = folder.read("points.yaml").replace("\n", "\r\n")
    folder.write("points.yaml", b"\xef\xbb\xbf" + text.encode())
    assert folder.mistakes() == ()


def test_a_key_given_twice_is_told_at_the_second_with_the_first(folder: Folder):
    folder.write(
        "points.yaml", folder.read("points.yaml").replace("    no: 1\n", "    no: 1\n    no: 7\n", 1)
    )
    found = folder.only_mistake()
    assert in_file(found) == ("points.yaml", 16, "points.lake-gate.no")
    assert found.what == "stands here twice (first on line 15); allowed: once"


def test_every_key_given_twice_is_told_not_only_the_first(folder: Folder):
    folder.append("points.yaml", "  lake-gate: {}\n  maple-c: {}\npoints: {}\n")
    assert [it.path for it in folder.mistakes()] == ["points.lake-gate", "points.maple-c", "points"]


def test_a_tag_that_asks_for_an_object_makes_none_and_is_told(folder: Folder):
    line = folder.replace(
        "operator.yaml", "name: 邻里优鲜", "name: !!python/object/apply:os.system [touch /tmp/never]"
    )
    found = folder.mistakes()
    assert {it.line for it in found} == {line}
    assert any("must be text" in it.what for it in found)


def test_a_tagged_scalar_is_told_to_be_plain(folder: Folder):
    folder.replace("operator.yaml", "name: 邻里优鲜", "name: !secret 邻里优鲜")
    assert "YAML tag “!secret”; allowed: the plain value" in folder.only_mistake().what


def test_a_list_as_a_key_is_told(folder: Folder):
    folder.append("points.yaml", "? [a, b]\n: c\n")
    assert folder.only_mistake().what == "has a list or a map as a key; allowed: plain text"


def test_anchors_within_reason_work(folder: Folder):
    folder.replace(
        "points.yaml", 'windows:\n      - {from: "16:00"', 'windows: &daily\n      - {from: "16:00"'
    )
    folder.replace("points.yaml", 'windows:\n      - {from: "18:00", to: "21:00"}', "windows: *daily")
    points = folder.load().directory.points
    assert points["lake-6"].windows == points["lake-gate"].windows


def test_numbers_keep_the_digits_they_were_written_with(tmp_path: Path):
    path = tmp_path / "n.yaml"
    path.write_text("a: 12.80\nb: 007\nc: 1_000\nd: .inf\ne: 0x10\nf: 9007199254740993\n")
    data = read_document(path, "n.yaml").data
    assert {key: str(value) for key, value in data.items()} == {
        "a": "12.80",
        "b": "7",
        "c": "1000",
        "d": ".inf",
        "e": "0x10",
        "f": "9007199254740993",
    }


def test_a_missing_file_is_told_by_its_name(folder: Folder):
    (folder.path / "leaders.yaml").unlink()
    found = folder.only_mistake()
    assert in_file(found) == ("leaders.yaml", 1, "")
    assert "No such file" in found.what


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_told(folder: Folder):
    (folder.path / "leaders.yaml").chmod(0)
    assert "Permission denied" in folder.only_mistake().what


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_folder_or_a_pipe_in_a_files_place_is_told_and_not_waited_for(folder: Folder, make):
    (folder.path / "leaders.yaml").unlink()
    make(folder.path / "leaders.yaml")
    assert folder.only_mistake().what == "is not a file; needed: a YAML file"


def test_a_link_that_leads_to_itself_is_told(folder: Folder):
    (folder.path / "leaders.yaml").unlink()
    (folder.path / "leaders.yaml").symlink_to(folder.path / "leaders.yaml")
    assert "cannot be read" in folder.only_mistake().what


@pytest.mark.parametrize("where", ["nowhere", "points.yaml", "a\x00b", "x" * 300])
def test_a_folder_that_is_none_is_told(folder: Folder, where: str):
    with pytest.raises(Mistakes) as told:
        load(folder.path / where, {})
    (found,) = told.value.items
    assert found.what.startswith("is not a folder; needed: one with operator.yaml, channels.yaml")


def test_an_empty_folder_is_told_every_file_it_lacks(tmp_path: Path):
    with pytest.raises(Mistakes) as told:
        load(tmp_path, {})
    assert {Path(it.file).name for it in told.value.items} == set(FILES)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(
    file=st.sampled_from(sorted(FILES)),
    raw=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda it: it.encode("utf-8", "surrogatepass")),
        st.text("{}[]:,-&*!|>'\"%@`#?\n\t aé0湖.<", max_size=80).map(str.encode),
    ),
)
def test_random_bytes_never_crash_the_loader(file: str, raw: bytes):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(SAMPLE, Path(made) / "config"))
        (folder / file).write_bytes(raw)
        with pytest.raises(Mistakes) as told:
            load(folder, {})
        assert any(Path(it.file).name == file for it in told.value.items)
        for it in told.value.items:
            assert "\n" not in str(it)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    file=st.sampled_from(sorted(FILES)),
    at=st.floats(0, 1),
    raw=st.binary(min_size=1, max_size=4),
    cut=st.booleans(),
)
def test_a_damaged_sample_never_crashes_the_loader(file: str, at: float, raw: bytes, cut: bool):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(SAMPLE, Path(made) / "config"))
        whole = (folder / file).read_bytes()
        place = int(at * len(whole))
        (folder / file).write_bytes(whole[:place] if cut else whole[:place] + raw + whole[place + len(raw) :])
        with suppress(Mistakes):
            load(folder, {})


scalars = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["lake", "sim", "all", "2h", "1号楼"])
)
names = st.sampled_from(
    ["lake", "name", "kind", "points", "ids", "no", "windows", "from", "products", "limits", "x"]
)
trees = st.recursive(
    scalars, lambda it: st.lists(it, max_size=3) | st.dictionaries(names, it, max_size=4), max_leaves=12
)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(file=st.sampled_from(sorted(FILES)), tree=trees, wrap=st.booleans())
def test_well_formed_nonsense_never_crashes_the_loader(file: str, tree: object, wrap: bool):
    section = next(iter(FILES[file].model_fields))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(shutil.copytree(SAMPLE, Path(made) / "config"))
        (folder / file).write_text(_flow({section: {"lake": tree}} if wrap else tree), encoding="utf-8")
        with pytest.raises(Mistakes) as told:
            load(folder, {})
        assert all(": " in str(it) for it in told.value.items)


def _flow(tree: object) -> str:
    """YAML's flow style, by hand."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(_flow(it) for it in tree) + "]"
    if tree is None or isinstance(tree, bool):
        return {None: "null", True: "true", False: "false"}[tree]
    return str(tree)

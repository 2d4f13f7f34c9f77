"""What YAML makes of what an admin writes: anchors, tabs, quotes, blocks, dates, odd numbers, odd line ends."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from config.documents import read_document
from tests.config.conftest import in_file
from tests.config.small import Small
from tests.for_each import for_each


def read(folder: Path, text: str | bytes) -> tuple[Any, list[tuple[int, str]]]:
    """The data of one file and its (line, what) mistakes."""
    path = folder / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = read_document(path, "a.yaml")
    return document.data, [(it.line, it.what) for it in document.mistakes]


@for_each(
    ("written", "read_as"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("TRUE", True),
        ("~", None),
        ("null", None),
        ("", None),
        ("none", "none"),
        ("12", 12),
        ("-12", -12),
        ("+12", 12),
        ("007", 7),
        ("08", 8),
        ("1_000", 1000),
        ("1_000_002", 1_000_002),
        ("0x10", "0x10"),
        ("0o17", "0o17"),
        ("0b1", "0b1"),
        ("1e3", Decimal("1E+3")),
        ("12.80", Decimal("12.80")),
        ("1_0.50", Decimal("10.50")),
        (".inf", ".inf"),
        (".NaN", ".NaN"),
        ("2027-01-01", "2027-01-01"),
        ("2027-01-01 08:00:00", "2027-01-01 08:00:00"),
        ("22:00", "22:00"),
        ("1:30:00", "1:30:00"),
        ("12.80元", "12.80元"),
        ("１２", "１２"),
        ("'12'", "12"),
        ('"yes"', "yes"),
        ('"\\u6e56"', "湖"),
        ("'it''s'", "it's"),
        ("a:b", "a:b"),
        ("a #b", "a"),
        ("a#b", "a#b"),
        ("!!str 12", "12"),
    ],
)
def test_a_plain_value_is_what_an_admin_means_by_it(tmp_path: Path, written: str, read_as: Any):
    data, mistakes = read(tmp_path, f"a: {written}\n")
    assert mistakes == []
    assert (data["a"], type(data["a"])) == (read_as, type(read_as))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("|\n  一\n  二", "一\n二\n"),
        ("|-\n  一\n  二", "一\n二"),
        (">-\n  一\n  二", "一 二"),
        ("一\n  二", "一 二"),
        ('"一\\\n  二"', "一二"),
    ],
)
def test_text_over_several_lines_is_folded_as_its_mark_says(tmp_path: Path, written: str, read_as: str):
    assert read(tmp_path, f"a: {written}\n") == ({"a": read_as}, [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_of_any_editor_leave_the_lines_right(
    tmp_path: Path, end: str, mark: str
):
    data, mistakes = read(tmp_path, mark + end.join(["a: 1", "b:", "  c: 2", "  c: 3", ""]))
    assert data == {"a": 1, "b": {"c": 2}}
    assert mistakes == [(4, "stands here twice (first on line 3); allowed: once")]


@for_each(
    ("text", "line", "said"),
    [
        ("a:\n\tb: 1\n", 2, "is not YAML: a tab stands here; allowed: indenting with spaces"),
        ("a: 1\n\tb: 1\n", 2, "is not YAML: a tab"),
        ("a:\n  - 1\n - 2\n", 3, "is not YAML: "),
        ("a: 'open\nb: 1\n", 3, "is not YAML: "),
        ("a: [1, 2\nb: 1\n", 2, "is not YAML: "),
        ("a: {b: 1\n", 2, "is not YAML: "),
        ("a: @b\n", 1, "is not YAML: "),
        ("a: `b`\n", 1, "is not YAML: "),
        ("a: %b\n", 1, "is not YAML: "),
        ("a: b: c\n", 1, "is not YAML: "),
        ("a\nb: 1\n", 2, "is not YAML: "),
        ("a：1\n", 1, ""),
        ("a: 1\n---\nb: 2\n", 2, "holds a second document after ---; allowed: one per file"),
    ],
)
def test_a_slip_of_the_hand_is_told_at_its_line(tmp_path: Path, text: str, line: int, said: str):
    data, mistakes = read(tmp_path, text)
    if not said:  # a full-width colon makes no key: the file is one piece of text, which the loader tells
        assert (data, mistakes) == ("a：1", [])
        return
    ((where, what),) = mistakes
    assert (data, where) == (None, line)
    assert what.startswith(said)
    assert "; allowed: " in what


def test_a_full_width_colon_is_told_by_the_loader(tmp_path: Path):
    small = Small(tmp_path)
    small.load()
    (tmp_path / "points.yaml").write_text("points：\n  gate：1\n", encoding="utf-8")
    small.files.pop("points.yaml")
    found = small.only_mistake()
    assert in_file(found) == ("points.yaml", 1, "")
    assert found.what == "must be a map of keys, not text; allowed: a map with points"


def test_an_anchor_stands_for_its_value_and_counts_as_written_where_it_is_used(tmp_path: Path):
    small = Small(tmp_path)
    small.put("products.yaml", "products.berry.price", "&p 25.80")
    small.put("products.yaml", "products.berry.supply_price", "*p")
    assert small.load().directory.products["berry"].supply_price == 2580
    small.put("products.yaml", "products.berry.price", "&p 0")
    line = small.line("products.yaml", "products.berry.supply_price")
    assert [(it.line, it.path) for it in small.mistakes()] == [
        (line - 1, "products.berry.price"),
        (line, "products.berry.supply_price"),
    ]


def test_the_merge_key_is_no_key_here(tmp_path: Path):
    small = Small(tmp_path)
    line = small.put("products.yaml", "products.berry.<<", "{price: 1}")
    found = small.only_mistake()
    assert (found.line, found.path) == (line, "products.berry.<<")
    assert found.what.startswith("unknown key; allowed: name, unit, ")


@pytest.mark.parametrize("tag", ["!secret", "!!binary", "!!set", "!include"])
def test_a_tag_is_told_and_asks_for_nothing(tmp_path: Path, tag: str):
    small = Small(tmp_path)
    line = small.put("operator.yaml", "name", f"{tag} 邻里")
    (found, *_) = small.mistakes()
    assert (found.line, found.path) == (line, "name")
    assert "has the YAML tag “" in found.what
    assert found.what.endswith("; allowed: the plain value")


@pytest.mark.parametrize(
    ("key", "path"),
    [("1", "1"), ("true", "true"), ("null", "null"), ("2027-01-01", "2027-01-01"), ("''", "“”"), ("~", "~")],
)
def test_a_key_is_the_text_that_stands_there(tmp_path: Path, key: str, path: str):
    small = Small(tmp_path)
    line = small.put("operator.yaml", key, "x")
    found = small.only_mistake()
    assert (found.line, found.path) == (line, path)
    assert found.what.startswith("unknown key; allowed: name, zone, simulator")


def test_a_number_is_an_id_when_it_is_a_key(tmp_path: Path):
    small = Small(tmp_path)
    point = small.files["points.yaml"]["points"].pop("gate")
    small.files["points.yaml"]["points"]["12"] = point
    assert set(small.load().directory.points) == {"12"}


def test_the_same_key_thrice_is_told_twice_and_the_first_counts(tmp_path: Path):
    small = Small(tmp_path)
    small.load()
    path = tmp_path / "operator.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "name: 二\nname: 三\n", encoding="utf-8")
    end = path.read_text(encoding="utf-8").count("\n")
    small.files.pop("operator.yaml")
    assert [(it.line, it.path, it.what) for it in small.mistakes()] == [
        (end - 1, "name", "stands here twice (first on line 1); allowed: once"),
        (end, "name", "stands here twice (first on line 1); allowed: once"),
    ]


@pytest.mark.parametrize(
    ("levels", "said"),
    [(12, ""), (13, "is nested too deeply; allowed: at most 12 levels"), (19, "is nested too deeply")],
)
def test_levels_are_counted(tmp_path: Path, levels: int, said: str):
    _, mistakes = read(tmp_path, "a: " + "[" * (levels - 1) + "1" + "]" * (levels - 1))
    assert [what.startswith(said) for _, what in mistakes] == ([True] if said else [])


def test_the_size_of_a_file_is_told_with_the_most_there_may_be(tmp_path: Path):
    assert read(tmp_path, b"a: 1\n#" + b"x" * (400_000 - 6))[1] == []
    ((line, what),) = read(tmp_path, b"a: 1\n#" + b"x" * (400_000 - 5))[1]
    assert (line, what) == (1, "is too large (400,001 bytes); allowed: at most 400,000")

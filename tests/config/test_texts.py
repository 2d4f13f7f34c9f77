"""Wording overrides: by name, with no placeholder that the default has not, every mistake at its line."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.mistakes import Mistake, Mistakes
from config.texts import load_texts
from tests.for_each import for_each

EXAMPLE = Path(__file__).parents[2] / "config" / "texts"
KNOWN = {
    "refusal.SoldOut": "{item}卖完了，还剩{left:.1f}",
    "refusal.UnknownChat": "这个群还没登记",
    "notice.cutoff_soon": "{title}还有{minutes}分钟截单",
}


def texts(folder: Path, content: str | bytes, name: str = "zh.toml") -> dict[str, str]:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return dict(load_texts(folder, KNOWN))


def mistake(folder: Path, content: str | bytes) -> Mistake:
    with pytest.raises(Mistakes) as told:
        texts(folder, content)
    (found,) = told.value.items
    return found


def test_the_example_overrides_nothing_and_shows_how_in_both_languages():
    assert load_texts(EXAMPLE, KNOWN) == {}
    lines = (EXAMPLE / "example.toml").read_text(encoding="utf-8").splitlines()
    assert all(it.startswith("#") for it in lines if it)
    assert any("文案" in it for it in lines)
    assert any("overrides nothing" in it for it in lines)


def test_what_the_example_shows_works_once_its_marks_are_taken_away(tmp_path: Path):
    lines = (EXAMPLE / "example.toml").read_text(encoding="utf-8").splitlines()
    shown = [it.removeprefix("# ") for it in lines if re.match(r'# (\[\w+\]|[\w."]+ = ".*")$', it)]
    (tmp_path / "a.toml").write_text("\n".join(it for it in shown if it.startswith('"')), encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        "\n".join(it for it in shown if not it.startswith('"')), encoding="utf-8"
    )
    found = load_texts(tmp_path, {"refusal.UnknownChat": "", "refusal.UnknownPoint": ""})
    assert set(found) == {"refusal.UnknownChat", "refusal.UnknownPoint"}


def test_no_folder_is_no_override(tmp_path: Path):
    assert load_texts(tmp_path / "nowhere", KNOWN) == {}


def test_a_table_and_a_dotted_name_say_the_same(tmp_path: Path):
    table = texts(tmp_path, '[refusal]\nUnknownChat = "先登记"\n')
    dotted = texts(tmp_path, '"refusal.UnknownChat" = "先登记"\n')
    assert table == dotted == {"refusal.UnknownChat": "先登记"}


def test_placeholders_may_be_left_out_reordered_and_repeated(tmp_path: Path):
    written = "还有{minutes}分钟，{minutes}！{{}}"
    assert texts(tmp_path, f'notice.cutoff_soon = "{written}"\n') == {"notice.cutoff_soon": written}


@for_each(
    "written",
    [
        "{who}卖完了",
        "{item.__class__}",
        "{item[0]}",
        "{item!r}",
        "{item:>999999999}",
        "{left}",
        "{left:.2f}",
        "{}",
        "{0}",
    ],
)
def test_a_placeholder_that_the_default_has_not_is_told(tmp_path: Path, written: str):
    found = mistake(tmp_path, f'# one\n[refusal]\nSoldOut = "{written}"\n')
    assert (found.line, found.path) == (3, "refusal.SoldOut")
    assert "which the default text has not; allowed: {item}, {left:.1f}" in found.what


@pytest.mark.parametrize("written", ["{item", "item}", "{item!}", "{"])
def test_a_brace_that_does_not_fit_is_told(tmp_path: Path, written: str):
    found = mistake(tmp_path, f'refusal.SoldOut = "{written}"\n')
    assert found.line == 1
    assert "brace" in found.what or "default text has not" in found.what


def test_an_unknown_name_is_told_with_the_one_meant(tmp_path: Path):
    found = mistake(tmp_path, '[refusal]\nSoldout = "没了"\n')
    assert (found.line, found.path) == (2, "refusal.Soldout")
    assert found.what.startswith("there is no such text; did you mean “refusal.SoldOut”?; allowed: ")


@pytest.mark.parametrize("written", ["12", "true", "[]", '""', '"  "', '["a"]', "2027-01-01"])
def test_what_is_no_text_is_told(tmp_path: Path, written: str):
    assert "must be text in quotes" in mistake(tmp_path, f"refusal.SoldOut = {written}\n").what


@pytest.mark.parametrize(
    ("raw", "line", "said"),
    [
        (b'a = "x"\nb = \n', 2, "is not TOML"),
        (b'a = "x"\na = "y"\n', 2, "is not TOML"),
        (b"\n\nnonsense\n", 3, "is not TOML"),
        (b'a = "open', 1, "is not TOML"),
        ("a = '湖'".encode("gbk"), 1, "is not UTF-8 text"),
        (b"#" * 200_001, 1, "is not a file of at most"),
        (b"a = " + b"[" * 20_000, 1, "is n"),
    ],
)
def test_a_broken_file_is_told_at_its_line(tmp_path: Path, raw: bytes, line: int, said: str):
    found = mistake(tmp_path, raw)
    assert (Path(found.file).name, found.line) == ("zh.toml", line)
    assert said in found.what
    assert "allowed: " in found.what


def test_a_name_in_two_files_is_told_in_the_second(tmp_path: Path):
    (tmp_path / "a.toml").write_text('refusal.UnknownChat = "一"\n', encoding="utf-8")
    found = mistake(tmp_path, '\nrefusal.UnknownChat = "二"\n')
    assert (Path(found.file).name, found.line) == ("zh.toml", 2)
    assert "already in another file" in found.what


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path):
    (tmp_path / "a.toml").write_text("broken", encoding="utf-8")
    (tmp_path / "b.toml").write_text('[refusal]\nA = "1"\nB = "2"\n', encoding="utf-8")
    with pytest.raises(Mistakes) as told:
        load_texts(tmp_path, KNOWN)
    assert [(Path(it.file).name, it.line) for it in told.value.items] == [
        ("a.toml", 1),
        ("b.toml", 2),
        ("b.toml", 3),
    ]


@given(st.text("{}!:.[]abitem\n\"'=# 湖", max_size=40))
def test_no_override_makes_the_default_facts_fail(tmp_path_factory: pytest.TempPathFactory, written: str):
    folder = tmp_path_factory.mktemp("texts")
    quoted = written.replace("\\", "").replace('"', "").replace("\n", " ")
    try:
        found = texts(folder, f'refusal.SoldOut = "{quoted}"\n')
    except Mistakes:
        return
    for template in found.values():
        assert isinstance(template.format_map({"item": "草莓", "left": 1.5}), str)

"""Overrides against every default text there is: what the operator may write instead, and what breaks nothing."""

from pathlib import Path
from string import Formatter

import pytest

from bot.texts import Texts, known_names
from config.mistakes import Mistake, Mistakes
from config.texts import load_texts
from tests.for_each import for_each

KNOWN = known_names()
NAMES = sorted(KNOWN)


def fields(template: str) -> list[str]:
    """The placeholders of a template as they are written."""
    return [
        "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
        for _, name, form, conversion in Formatter().parse(template)
        if name is not None
    ]


def written(folder: Path, *lines: str) -> dict[str, str]:
    (folder / "zh.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return dict(load_texts(folder, KNOWN))


def only_mistake(folder: Path, *lines: str) -> Mistake:
    with pytest.raises(Mistakes) as told:
        written(folder, *lines)
    (found,) = told.value.items
    return found


def test_every_text_can_be_overridden_by_its_own_default(tmp_path: Path):
    assert written(tmp_path, *(f"\"{name}\" = '''{KNOWN[name]}'''" for name in NAMES)) == KNOWN


def test_every_text_can_be_said_without_any_fact(tmp_path: Path):
    found = written(tmp_path, *(f'"{name}" = "知道了"' for name in NAMES))
    assert found == dict.fromkeys(NAMES, "知道了")


def test_every_text_can_have_its_facts_in_another_order(tmp_path: Path):
    turned = {name: "，".join(reversed(fields(KNOWN[name]))) or "好" for name in NAMES}
    assert written(tmp_path, *(f'"{name}" = "{text}"' for name, text in turned.items())) == turned


@for_each("name", NAMES)
def test_no_text_takes_a_fact_that_its_default_has_not(tmp_path: Path, name: str):
    found = only_mistake(tmp_path, "# 一", f'"{name}" = "{{nothing_of_the_kind}}"')
    assert (found.line, found.path) == (2, name)
    assert found.what.startswith("has “{nothing_of_the_kind}”, which the default text has not; allowed: ")
    for it in fields(KNOWN[name])[:5]:
        assert it in found.what


@for_each("name", NAMES[::7])
def test_a_misspelt_text_is_met_with_the_one_meant(tmp_path: Path, name: str):
    found = only_mistake(tmp_path, f'"{name}x" = "好"')
    assert found.what.startswith(f"there is no such text; did you mean “{name}”?; allowed: ")
    assert found.what.endswith(f" and {len(NAMES) - 12} more")


def test_an_override_is_what_is_said_and_the_others_stay(tmp_path: Path):
    texts = Texts(
        written(tmp_path, "[notice]", 'arrived = "【{number}号团】货到啦"', '"arrived.public" = "到啦"')
    )
    assert texts.notice("arrived") == "【{number}号团】货到啦"
    assert texts.notice("arrived", public=True) == "到啦"
    assert texts.notice("opened") == KNOWN["notice.opened"]


@pytest.mark.parametrize(
    ("lines", "line", "path"),
    [
        (("[notice]", "", "# x", 'opned = "a"'), 4, "notice.opned"),
        (("[notice]", '  "opned"  =  "a"'), 2, "notice.opned"),
        (('notice . opned = "a"',), 1, "notice.opned"),
        (("[ notice ]", "'opned' = 'a'"), 2, "notice.opned"),
        (("[notice]", "opened = '''", "opned = 1", "'''", "opned = 'a'"), 3, "notice.opned"),
        (("[notice.arrived]", 'publik = "a"'), 2, "notice.arrived.publik"),
    ],
)
def test_a_name_is_found_on_its_line_however_it_is_spelt(
    tmp_path: Path, lines: tuple[str, ...], line: int, path: str
):
    """Inside a text of several lines a look-alike is taken for it: the line may be off, the name never is."""
    found = only_mistake(tmp_path, *lines)
    assert (found.line, found.path) == (line, path)


@pytest.mark.parametrize(
    ("text", "ok"), [("好" * 2000, True), ("好" * 2001, False), (" ", False), ("", False), (" 好 ", True)]
)
def test_an_override_is_between_one_and_two_thousand_characters(tmp_path: Path, text: str, ok: bool):
    line = f'"refusal.UnknownChat" = "{text}"'
    if ok:
        assert written(tmp_path, line) == {"refusal.UnknownChat": text}
    else:
        assert only_mistake(tmp_path, line).what == "must be text in quotes, 1 to 2000 characters long"


@pytest.mark.parametrize("name", ["zh.TOML", "zh.toml.bak", ".zh.toml~", "zh.txt", "README.md"])
def test_only_toml_files_are_wording(tmp_path: Path, name: str):
    (tmp_path / name).write_text("broken", encoding="utf-8")
    assert load_texts(tmp_path, KNOWN) == {}


def test_files_are_read_in_the_order_of_their_names_and_share_nothing(tmp_path: Path):
    for no in ("10", "2", "1"):
        (tmp_path / f"{no}.toml").write_text('"refusal.UnknownChat" = "x"\n', encoding="utf-8")
    with pytest.raises(Mistakes) as told:
        load_texts(tmp_path, KNOWN)
    assert [Path(it.file).name for it in told.value.items] == ["10.toml", "2.toml"]


def test_a_folder_or_a_pipe_named_like_a_file_is_told_and_not_waited_for(tmp_path: Path):
    (tmp_path / "zh.toml").mkdir()
    with pytest.raises(Mistakes) as told:
        load_texts(tmp_path, KNOWN)
    assert "is not a file of at most 200,000 bytes" in str(told.value)

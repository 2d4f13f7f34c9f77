"""Every setting of the schema has its line in docs/configuration.md, in English and in Chinese."""

from pathlib import Path

from config.schema import FILES
from config.settings import outline, settings, settings_documented
from tests.for_each import for_each

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_and_none_is_invented():
    found = settings_documented(PAGE)
    assert found, found
    print(len(settings()), "settings")
    assert len(settings()) > 70


def test_a_setting_that_is_not_documented_is_named():
    row = next(it for it in PAGE.splitlines() if it.startswith("| `limits.grace` |"))
    found = settings_documented(PAGE.replace(row, ""))
    assert not found
    assert found.missing == ("operator.yaml: limits.grace",)


def test_a_setting_without_a_chinese_line_is_not_documented():
    row = "| `limits.grace` | how long | 60s | grace |"
    old = next(it for it in PAGE.splitlines() if it.startswith("| `limits.grace` |"))
    assert settings_documented(PAGE.replace(old, row)).missing == ("operator.yaml: limits.grace",)


def test_a_documented_setting_that_does_not_exist_is_named():
    page = PAGE.replace("| `limits.grace` |", "| `limits.gracious` |")
    assert settings_documented(page).invented == ("operator.yaml: limits.gracious",)


def test_a_setting_documented_under_another_file_does_not_count():
    page = PAGE.replace("## products.yaml", "## elsewhere")
    assert "products.yaml: products.<id>.unit" in settings_documented(page).missing


@for_each("file", FILES)
def test_every_setting_says_what_is_allowed(file: str):
    for path, allowed in outline(file).allowed.items():
        assert allowed, path
        assert "|" not in allowed, path


def test_what_is_allowed_is_found_for_any_place_in_a_file():
    points = outline("points.yaml")
    assert points.path(("points", "gate", "windows", 0, "from")) == "points.<id>.windows[].from"
    assert points.path(("points", "no")) == "points.<id>"
    assert "later than from" in points.what_is_allowed(("points", "gate", "windows", 0, "to"))
    assert points.what_is_allowed(("points", "gate")).startswith("a map with no, name, community")
    assert points.what_is_allowed(()) == "a map with points"

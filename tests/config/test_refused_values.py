"""Every setting with what may not stand there: the one mistake told, its line, its path and its exact words."""

import re
from pathlib import Path
from typing import NamedTuple

from config.settings import settings
from tests.config import refused_running, refused_selling
from tests.config.small import Small
from tests.for_each import for_each

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
REFUSED = refused_running.REFUSED | refused_selling.REFUSED


class Row(NamedTuple):
    setting: str
    place: str
    written: str
    said: str
    below: str = ""


ROWS = [Row(setting, place, *row) for setting, (place, rows) in REFUSED.items() for row in rows]


def documented(setting: str) -> str:
    """What docs/configuration.md says is allowed, of the setting or of the one it stands in."""
    file, _, path = setting.partition(": ")
    page = PAGE[PAGE.index(f"## {file}") :]
    while not (row := re.search(rf"^\| `{re.escape(path)}` \| (.+?) \|", page, re.MULTILINE)):
        path = re.sub(r"(\.[^.\[\]]+|\[\])$", "", path)
    return row[1]


@for_each("row", ROWS)
def test_what_may_not_stand_there_is_told_once_at_its_line_with_what_the_page_allows(
    tmp_path: Path, row: Row
):
    small, file = Small(tmp_path), row.setting.partition(":")[0]
    line = small.put(file, row.place, row.written)
    here = [it for it in small.mistakes() if Path(it.file).name == file and it.path.startswith(row.place)]
    setting = row.setting + re.sub(r"\d+", "", row.below)
    assert [(it.line, it.path, it.what) for it in here] == [
        (line, row.place + row.below, f"{row.said}; allowed: {documented(setting)}")
    ]


def test_every_setting_there_is_has_a_value_that_is_refused():
    assert list(REFUSED) == list(settings())


@for_each("setting", settings())
def test_a_setting_without_a_default_is_missed_and_another_is_not(tmp_path: Path, setting: str):
    """The page's third column says "a mistake" where there is no default."""
    file, _, path = setting.partition(": ")
    page = PAGE[PAGE.index(f"## {file}") :]
    row = re.search(rf"^\| `{re.escape(path)}` \|.*?\| ([^|]*) \| [^|]* \|$", page, re.MULTILINE)
    assert row
    small, place = Small(tmp_path), REFUSED[setting][0]
    small.drop(file, place)
    told = {it.path: it.what for it in small.mistakes() if "is missing" in it.what}
    needed = row[1] == "a mistake" or setting.endswith("corp_id")  # an app must have one, a bot need not
    assert told == ({place: f"is missing; allowed: {documented(setting)}"} if needed else {})

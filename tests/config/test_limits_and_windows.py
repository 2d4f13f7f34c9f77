"""What goes together inside one entry: holidays, windows, quiet hours, reminders, each at its edge."""

from datetime import date
from pathlib import Path

import pytest

from groupbuy.directory import Limits, Reminders
from tests.config.small import Small

SAME = "closes at {to} before it opens at {opens}; to must be later than from; allowed: a map with days, from, to"


@pytest.mark.parametrize(("opens", "to"), [("16:00", "16:00"), ("16:01", "16:00"), ("23:59", "00:00")])
def test_a_window_that_does_not_end_after_it_starts_is_told_at_the_window(
    tmp_path: Path, opens: str, to: str
):
    small = Small(tmp_path)
    small.put("points.yaml", "points.gate.windows[1].from", f'"{opens}"')
    small.put("points.yaml", "points.gate.windows[1].to", f'"{to}"')
    found = small.only_mistake()
    assert (found.line, found.path) == (
        small.line("points.yaml", "points.gate.windows[1].days"),
        "points.gate.windows[1]",
    )
    assert found.what == SAME.format(to=to, opens=opens)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2027-01-01", "2027-01-01", 1),
        ("2027-01-01", "2027-03-02", 61),
        ("2026-12-31", "2027-01-02", 3),
        ("2028-02-28", "2028-03-01", 3),
    ],
)
def test_a_holiday_is_every_day_from_the_first_to_the_last(tmp_path: Path, first: str, last: str, days: int):
    small = Small(tmp_path)
    small.put("operator.yaml", "holidays[1].from", first)
    small.put("operator.yaml", "holidays[1].to", last)
    found = small.load().directory.holidays
    assert (min(found), max(found), len(found)) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
        days,
    )


@pytest.mark.parametrize("last", ["2026-12-31", "2027-03-03", "2072-01-01"])
def test_a_holiday_that_is_backwards_or_endless_is_told_at_its_first_line(tmp_path: Path, last: str):
    small = Small(tmp_path)
    small.put("operator.yaml", "holidays[1].to", last)
    found = small.only_mistake()
    assert (found.line, found.path) == (small.line("operator.yaml", "holidays[1].from"), "holidays[1]")
    assert found.what.startswith(
        f"to {last} does not follow from 2027-01-01; the same day up to 60 days later"
    )


def test_days_of_two_holidays_that_overlap_count_once(tmp_path: Path):
    small = Small(tmp_path)
    small.put(
        "operator.yaml",
        "holidays",
        "[{from: 2027-01-01, to: 2027-01-03}, {from: 2027-01-02, to: 2027-01-05}]",
    )
    assert len(small.load().directory.holidays) == 5


@pytest.mark.parametrize("written", ["[2h, 120m]", "[1d, 24h]", "[1m, 60s, 2h]"])
def test_the_same_lead_in_other_words_is_the_same_lead(tmp_path: Path, written: str):
    small = Small(tmp_path)
    small.put("operator.yaml", "reminders.before_cutoff", written)
    found = small.only_mistake()
    assert (found.line, found.path) == (small.line("operator.yaml", "reminders"), "reminders")
    assert found.what.startswith("before_cutoff names the same lead twice; each once is allowed")


@pytest.mark.parametrize("section", ["reminders", "limits"])
def test_a_map_with_one_setting_leaves_the_others_at_their_defaults(tmp_path: Path, section: str):
    small = Small(tmp_path)
    small.put("operator.yaml", "reminders", "{reopen_within: 0s}")
    small.put("operator.yaml", "limits", "{grace: 0s}")
    directory = small.load().directory
    kept, default = {
        "reminders": (directory.reminders, Reminders()),
        "limits": (directory.limits, Limits()),
    }[section]
    changed = {it for it in type(default).__slots__ if getattr(kept, it) != getattr(default, it)}
    assert changed == {"reopen_within" if section == "reminders" else "grace"}


def test_each_mistake_of_one_entry_is_told_and_the_other_entries_are_still_checked(tmp_path: Path):
    small = Small(tmp_path)
    lines = [
        small.put("points.yaml", "points.gate.no", "0"),
        small.put("points.yaml", "points.gate.place.lat", "91"),
        small.put("points.yaml", "points.gate.windows[1].to", "24:00"),
        small.put("points.yaml", "points.gate.capacity.frozen", "-1"),
    ]
    small.put("products.yaml", "products.berry.supplier", "fram")
    told = [(Path(it.file).name, it.line) for it in small.mistakes()]
    supplier = small.line("products.yaml", "products.berry.supplier")
    assert told == [*(("points.yaml", it) for it in lines), ("products.yaml", supplier)]


def test_two_entries_with_one_mistake_each_are_told_apart(tmp_path: Path):
    small = Small(tmp_path)
    points = small.files["points.yaml"]["points"]
    points["club"] = points["gate"] | {"name": "会所", "no": "1000"}
    small.put("points.yaml", "points.gate.no", "'1'")
    assert [it.path for it in small.mistakes()] == ["points.gate.no", "points.club.no"]


@pytest.mark.parametrize(
    ("field", "same", "path", "what"),
    [
        (
            "no",
            "会所",
            "points.club.no",
            "this number is already points.gate; allowed: each number once in a community",
        ),
        (
            "name",
            "东门",
            "points.club.name",
            "this name is already points.gate; allowed: each name once in a community",
        ),
    ],
)
def test_what_two_points_may_not_share_is_told_at_the_second(
    tmp_path: Path, field: str, same: str, path: str, what: str
):
    small = Small(tmp_path)
    points = small.files["points.yaml"]["points"]
    points["club"] = points["gate"] | {"name": same, "no": "1" if field == "no" else "2"}
    found = small.only_mistake()
    assert (found.line, found.path, found.what) == (small.line("points.yaml", path), path, what)


@pytest.mark.parametrize("differs", ["name", "spec", "unit"])
def test_products_that_differ_in_one_word_are_two(tmp_path: Path, differs: str):
    small = Small(tmp_path)
    products = small.files["products.yaml"]["products"]
    products["again"] = products["berry"] | {differs: "别的"}
    assert set(small.load().directory.products) == {"berry", "again"}
    products["again"] = dict(products["berry"])
    assert small.only_mistake().what == (
        "the same name, spec and unit as products.berry; allowed: one that differs"
    )


def test_a_deputy_with_no_rights_at_all_is_still_a_deputy(tmp_path: Path):
    small = Small(tmp_path)
    small.put("leaders.yaml", "leaders.lin.rights", "[]")
    deputy = small.load().directory.leaders["lin"]
    assert (deputy.rights, deputy.deputy_of) == (frozenset(), "wang")


def test_a_deputy_beyond_two_rights_is_told_both(tmp_path: Path):
    small = Small(tmp_path)
    small.put("leaders.yaml", "leaders.wang.rights", "[open, orders]")
    found = small.only_mistake()
    assert found.path == "leaders.lin.rights"
    assert found.what == "goods, verify goes beyond wang; allowed for a deputy: open, orders"

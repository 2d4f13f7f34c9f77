"""A slip is met with what was meant: keys, names of other entries, files; and nothing is guessed where nothing is near."""

from pathlib import Path

import pytest

from config.mistakes import Mistake, Mistakes, did_you_mean, listed, path_of, quoted
from tests.config.conftest import in_file
from tests.config.small import Small
from tests.for_each import for_each

KEYS = [
    ("operator.yaml", "Name", "name"),
    ("operator.yaml", "timezone", "zone"),
    ("operator.yaml", "quiet-hours", "quiet_hours"),
    ("operator.yaml", "reminder", "reminders"),
    ("operator.yaml", "quiet_hours.form", "from"),
    ("operator.yaml", "limits.max_qty", "max_qty_per_line"),
    ("operator.yaml", "limits.message_per_minute", "messages_per_minute"),
    ("operator.yaml", "holidays[1].names", "name"),
    ("channels.yaml", "channel", "channels"),
    ("channels.yaml", "channels.bot.botname", "bot_name"),
    ("channels.yaml", "channels.bot.aeskey_env", "aes_key_env"),
    ("channels.yaml", "channels.app.agentid", "agent_id"),
    ("channels.yaml", "channels.hook.url", "api_url"),
    ("communities.yaml", "chat", "chats"),
    ("communities.yaml", "communities.lake.building", "buildings"),
    ("communities.yaml", "communities.lake.buildings[1].lng", "lon"),
    ("communities.yaml", "chats.lake-1.hear", "hears"),
    ("leaders.yaml", "leaders.lin.community", "communities"),
    ("leaders.yaml", "leaders.lin.deputy", "deputy_of"),
    ("leaders.yaml", "admins.chen.id", "ids"),
    ("leaders.yaml", "leaders.lin.retire", "retired"),
    ("leaders.yaml", "application", "applications"),
    ("leaders.yaml", "applications.on_boarding", "onboarding"),
    ("leaders.yaml", "applications.terms.form", "from"),
    ("points.yaml", "points.gate.adress", "address"),
    ("points.yaml", "points.gate.window", "windows"),
    ("points.yaml", "points.gate.windows[1].day", "days"),
    ("products.yaml", "suppliers.farm.contacts", "contact"),
    ("products.yaml", "products.berry.alias", "aliases"),
    ("products.yaml", "products.berry.supplyprice", "supply_price"),
]
UNLIKE = [
    ("operator.yaml", "currency"),
    ("channels.yaml", "channels.sim.bot_name"),
    ("channels.yaml", "channels.hook.corp_id"),
    ("channels.yaml", "channels.bot.agent_id"),
    ("communities.yaml", "chats.lake-1.push_target"),
    ("leaders.yaml", "admins.chen.rights"),
    ("points.yaml", "points.gate.place.height"),
    ("products.yaml", "products.berry.库存"),
]
NAMES = [
    ("communities.yaml", "chats.lake-1.community", "Lake", "community “Lake” in communities.yaml", "lake"),
    ("communities.yaml", "chats.lake-1.channel", "bott", "channel “bott” in channels.yaml", "bot"),
    ("communities.yaml", "chats.lake-1.push", "hok", "channel “hok” in channels.yaml", "hook"),
    ("leaders.yaml", "leaders.lin.deputy_of", "wan", "leader “wan” in leaders.yaml", "wang"),
    ("points.yaml", "points.gate.community", "hil", "community “hil” in communities.yaml", "hill"),
    ("points.yaml", "points.gate.leader", "wangg", "leader “wangg” in leaders.yaml", "wang"),
    ("products.yaml", "products.berry.supplier", "fram", "supplier “fram” in products.yaml", "farm"),
]


@for_each(("file", "place", "meant"), KEYS)
def test_a_misspelt_key_is_met_with_the_one_meant(tmp_path: Path, file: str, place: str, meant: str):
    small = Small(tmp_path)
    line = small.put(file, place, "x")
    found = small.only_mistake()
    assert in_file(found) == (file, line, place)
    assert found.what.startswith(f"unknown key; did you mean “{meant}”?; allowed: ")
    assert meant in found.what.rpartition("allowed: ")[2].split(", ")


@for_each(("file", "place"), UNLIKE)
def test_a_key_like_no_other_is_met_with_those_of_its_own_kind(tmp_path: Path, file: str, place: str):
    small = Small(tmp_path)
    line = small.put(file, place, "x")
    found = next(it for it in small.mistakes() if it.path == place)
    assert found.line == line
    assert found.what.startswith("unknown key; allowed: ")
    assert place.rpartition(".")[2] not in found.what.rpartition("allowed: ")[2].split(", ")


@pytest.mark.parametrize(("file", "place", "written", "what", "meant"), NAMES)
def test_a_misspelt_name_is_met_with_the_one_meant(
    tmp_path: Path, file: str, place: str, written: str, what: str, meant: str
):
    small = Small(tmp_path)
    line = small.put(file, place, written)
    found = small.mistakes()[0]
    assert in_file(found) == (file, line, place)
    assert found.what.startswith(f"there is no {what}; did you mean “{meant}”?; allowed: ")


def test_a_misspelt_community_of_a_deputy_is_told_once(tmp_path: Path):
    """Not also as one that goes beyond the leader they stand in for."""
    small = Small(tmp_path)
    small.put("leaders.yaml", "leaders.lin.communities", "[lake, hil]")
    found = small.only_mistake()
    assert found.path == "leaders.lin.communities[2]"
    assert found.what == (
        "there is no community “hil” in communities.yaml; did you mean “hill”?; allowed: lake, hill"
    )


@for_each(
    ("word", "choices", "said"),
    [
        ("uint", ("unit", "name"), "; did you mean “unit”?"),
        ("UNIT", ("unit",), ""),
        ("", ("unit",), ""),
        ("unit", (), ""),
        ("b", ("a", "c"), ""),
    ],
)
def test_a_guess_is_made_only_of_what_looks_alike(word: str, choices: tuple[str, ...], said: str):
    assert did_you_mean(word, choices) == said


@for_each(
    ("loc", "path"),
    [
        ((), ""),
        (("points",), "points"),
        (("points", "gate", "windows", 0, "from"), "points.gate.windows[1].from"),
        (("a", 0, 1), "a[1][2]"),
        (("", "b"), "“”.b"),
        (("a\nb",), "a\N{REPLACEMENT CHARACTER}b"),
        (("x" * 70,), "x" * 59 + "…"),
    ],
)
def test_a_place_is_written_as_people_read_it(loc: tuple[str | int, ...], path: str):
    assert path_of(loc) == path


def test_what_is_repeated_from_a_file_is_short_and_printable():
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 59}…”"
    assert quoted("\u202e\x00") == "“\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}”"
    assert quoted("湖 👩‍🌾")[1] == "湖"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "none yet"), (1, "n0"), (12, ", ".join(f"n{n}" for n in range(12))), (14, " and 2 more")],
)
def test_a_list_of_choices_ends_where_nobody_would_read_on(count: int, said: str):
    assert listed(f"n{n}" for n in range(count)).endswith(said)


def test_the_same_mistake_found_twice_is_told_once_and_all_come_by_file_and_line():
    one, two, three = Mistake("a", 2, "x", "w"), Mistake("a", 10, "x", "w"), Mistake("b", 1, "x", "w")
    told = Mistakes([three, two, one, two])
    assert told.items == (one, two, three)
    assert str(told) == "a:2: x: w\na:10: x: w\nb:1: x: w"
    assert str(Mistake("a", 1, "", "w")) == "a:1: (file): w"

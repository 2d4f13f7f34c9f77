"""What an admin pastes: whatever an applicant wrote, the files load with it, and ids are free."""

from pathlib import Path

from ruamel.yaml import YAML

from bot.parsing.answers import MOST_TEXT
from bot.pasting import free_id, paste, quoted
from config.loader import load
from groupbuy.applications import Ask
from groupbuy.resident import Resident
from tests.for_each import for_each

SAMPLE = load(Path(__file__).parents[2] / "config" / "sample", {}).directory
ANSWERS = {
    "channel": "sim",
    "account": "赵哥",
    Ask.COMMUNITY: "maple",
    Ask.ADDRESS: "南门",
    Ask.HOURS: "每天16:00-20:30",
    Ask.CAPACITY: "常温100 冷藏30",
    Ask.CONTACT: "13800001111",
}


def read(text: str) -> tuple[dict, dict]:
    """Both entries, as YAML reads them under their sections."""
    leader, _, point = text.partition("# points.yaml，points: 下面\n")
    return YAML(typ="safe").load(f"leaders:\n{leader}"), YAML(typ="safe").load(
        f"points:\n{point}" if point else "{}"
    )


@for_each(
    "nasty",
    [
        "a: b # c",
        "\"引号\" '单'",
        "\\n\\t",
        "- [x] {y}",
        "&a *b !c %d @e `f",
        "null",
        "007",
        "2027-01-01",
        "👩‍🌾 楼",
    ],
)
def test_whatever_was_written_is_read_back_as_the_same_text(nasty: str) -> None:
    answers = ANSWERS | {"account": nasty, Ask.ADDRESS: nasty, Ask.CONTACT: nasty}
    leaders, points = read(paste(Resident("r1", name=nasty), answers, SAMPLE))
    ((_, leader),) = leaders["leaders"].items()
    ((_, point),) = points["points"].items()
    assert (leader["name"], leader["ids"], leader["communities"]) == (nasty, {"sim": nasty}, ["maple"])
    assert (point["address"], point["name"]) == (nasty, f"{nasty}自提点")
    assert (point["no"], point["windows"]) == (3, [{"from": "16:00", "to": "20:30"}])
    assert point["capacity"] == {"normal": 100, "chilled": 30}


def test_what_was_not_asked_is_not_pasted() -> None:
    text = paste(Resident("r1234567", community="lake"), {"channel": "sim", "account": "x"}, SAMPLE)
    leaders, points = read(text)
    assert points == {}
    assert "联系" not in text
    assert leaders["leaders"]["lin-ju-4567"]["communities"] == ["lake"]
    bare = {"channel": "sim", "account": "x", Ask.ADDRESS: "门口大厅", Ask.CAPACITY: "不限"}
    assert set(next(iter(read(paste(Resident("r", "甲"), bare, SAMPLE))[1]["points"].values()))) == {
        *("no", "name", "community", "leader", "address")
    }


@for_each(
    ("name", "taken", "found"),
    [
        ("王姐", (), "wang-jie"),
        ("王姐", ("wang-jie", "wang-jie-2"), "wang-jie-3"),
        ("Ann O'Neil", (), "ann-o-neil"),
        ("👩‍🌾", (), "leader"),
        ("長" * 40, (), "zhang-zhang-zhang-zhang-zhang"),
    ],
)
def test_an_id_follows_the_sound_of_the_name_and_is_free(
    name: str, taken: tuple[str, ...], found: str
) -> None:
    assert free_id(name, taken) == found


def test_the_longest_answers_fit_one_message_of_the_tightest_channel() -> None:
    long = "长" * MOST_TEXT
    hours = "；".join(["周一、周二、周三、周四、周六10:00-20:00"] * 4)
    answers = ANSWERS | {Ask.ADDRESS: long, Ask.CONTACT: long, Ask.HOURS: hours, "account": "w" * 64}
    text = paste(Resident("r1", name="王" * 12), answers, SAMPLE)
    assert text.count("days:") == 4
    assert len(text.encode()) < 1800
    assert quoted("王") == '"王"'

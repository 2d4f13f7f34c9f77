"""Hours, room and labels as applicants write them."""

from datetime import time

from bot.asking_applicants import NAME, heard
from bot.parsing.answers import (
    EVERY,
    Line,
    read_capacity,
    read_lines,
    read_windows,
    show_capacity,
    show_windows,
)
from groupbuy.applications import Ask
from tests.for_each import for_each
from tests.groupbuy.made import DIRECTORY

OPEN = [it.value for it in Ask]


@for_each(
    ("said", "shown"),
    [
        ("每天16:00-20:30", "每天16:00-20:30"),
        ("下午4点到8点", "每天16:00-20:00"),
        ("16点至20点半", "每天16:00-20:30"),
        ("周一到周五17:00-20:00；周末10:00-18:00", "工作日17:00-20:00；周末10:00-18:00"),
        ("周一到五 17:00-20:00，周六日 10:00-18:00", "工作日17:00-20:00；周末10:00-18:00"),
        ("周二、周四 晚上6点到8点", "周二、四18:00-20:00"),
        ("星期天早上9点-11点", "周日09:00-11:00"),
        ("周五到周一 17:00-20:00", "周一、五、六、日17:00-20:00"),
        ("早9晚8", "每天09:00-20:00"),
        ("朝九晚五", "每天09:00-17:00"),
        ("早上9到晚上8点", "每天09:00-20:00"),
        ("9-20", "每天09:00-20:00"),
        ("周一到周五晚上6-9点；周末 早9晚6", "工作日18:00-21:00；周末09:00-18:00"),
        ("工作日17:00-20:00 周末10:00-18:00", "工作日17:00-20:00；周末10:00-18:00"),
    ],
)
def test_hours_are_read_by_weekday_and_read_the_same_from_how_they_are_shown(said: str, shown: str) -> None:
    windows = read_windows(said)
    assert windows is not None
    assert show_windows(windows) == shown
    assert read_windows(shown) == windows


@for_each(
    "said",
    [
        "",
        "随时",
        "每天",
        "16:00",
        "920",
        "十二",
        "9",
        "晚9",
        "20:00-16:00",
        "草莓2盒",
        "看情况，下班以后",
        "；".join(["8:00-9:00"] * 5),
    ],
)
def test_what_is_no_hours_is_asked_again(said: str) -> None:
    assert read_windows(said) is None


def test_hours_without_days_are_every_day() -> None:
    (window,) = read_windows("9:00-21:30") or ()
    assert (window.weekdays, window.opens, window.closes) == (EVERY, time(9), time(21, 30))


@for_each(
    ("said", "shown"),
    [
        ("100份", "常温100"),
        ("常温100 冷藏30", "常温100 冷藏30"),
        ("冷藏：30箱、冷冻0", "冷藏30 冷冻0"),
        ("普通 80", "常温80"),
        ("不限", "不限"),
        ("没有限制。", "不限"),
        ("常温100 冷藏30 冷冻不限", "常温100 冷藏30"),
        ("常温不限，冷藏20份", "冷藏20"),
        ("常温不限", "不限"),
    ],
)
def test_room_is_read_by_storage_class(said: str, shown: str) -> None:
    capacity = read_capacity(said)
    assert capacity is not None
    assert show_capacity(capacity) == shown
    assert read_capacity(shown) == capacity


@for_each("said", ["", "很多", "常温很多", "常温100 再说", "999999份", "一百"])
def test_what_is_no_room_is_asked_again(said: str) -> None:
    assert read_capacity(said) is None


def test_lines_say_what_they_answer_and_a_phone_number_keeps_its_word() -> None:
    assert read_lines("地址：3号楼 101\n\n 时间 每天 \n微信 a-b\n联系方式 138\n自提点\n电话：1380") == [
        Line(Ask.ADDRESS, "3号楼 101"),
        Line(Ask.HOURS, "每天"),
        Line(Ask.CONTACT, "微信 a-b"),
        Line(Ask.CONTACT, "138"),
        Line(None, "自提点"),
        Line(Ask.CONTACT, "电话：1380"),
    ]


@for_each(
    ("text", "asked", "good", "odd"),
    [
        ("花园里", OPEN, {Ask.COMMUNITY: "garden"}, []),
        ("2", OPEN, {Ask.COMMUNITY: "river"}, []),
        ("每天9:00-12:00", OPEN, {Ask.HOURS: "每天09:00-12:00"}, []),
        ("3号楼101", OPEN, {Ask.ADDRESS: "3号楼101"}, []),
        ("3号楼101", ["contact"], {Ask.CONTACT: "3号楼101"}, []),
        ("不知道", OPEN, {}, ["community"]),
        ("花园里\n3号楼门口\n每天9:00-12:00\n50份\n13800001111", OPEN, dict.fromkeys(Ask), []),
        ("地址 3\n花园里", OPEN, {Ask.COMMUNITY: "garden"}, ["address"]),
        ("多一行", [], {}, []),
    ],
)
def test_a_line_answers_what_it_names_else_what_it_can_only_be_else_what_was_asked(
    text: str, asked: list[str], good: dict[Ask, str], odd: list[str]
) -> None:
    found = heard(read_lines(text), asked, DIRECTORY)
    assert set(found.good) == set(good)
    assert all(found.good[it] == said for it, said in good.items() if said)
    assert [it.asked for it in found.odd] == odd


def test_a_name_is_asked_first_and_a_room_before_it_is_left_out() -> None:
    assert heard(read_lines("3-1203 王姐"), [NAME, *OPEN], DIRECTORY).name == "王姐"
    assert [it.asked for it in heard(read_lines("<@all>"), [NAME], DIRECTORY).odd] == [NAME]

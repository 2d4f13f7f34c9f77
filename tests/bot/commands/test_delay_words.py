"""晚到 as people write it: a length from when fetching was to begin, or a time of that day."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.commands.delay import _ready as ready_at
from bot.parsing.forms import BadForm
from bot.talk import Talk
from tests.for_each import for_each
from tests.groupbuy.made import DIRECTORY, at_home

SATURDAY, BEGUN = at_home("2026-11-21 21:00"), at_home("2026-11-22 18:30")
OPENS = at_home("2026-11-22 17:00")


class Said(Talk):
    """Only what a time is read against."""


def talk(at: datetime) -> Talk:
    made = object.__new__(Said)
    object.__setattr__(made, "at", at)
    object.__setattr__(made, "directory", replace(DIRECTORY))
    return made


@for_each(
    ("words", "at", "ready"),
    [
        ("2小时", SATURDAY, "11-22 19:00"),
        ("两小时", SATURDAY, "11-22 19:00"),
        ("半小时", SATURDAY, "11-22 17:30"),
        ("一个半小时", SATURDAY, "11-22 18:30"),
        ("40分钟", SATURDAY, "11-22 17:40"),
        ("大概40分钟", SATURDAY, "11-22 17:40"),
        ("可能要2小时左右", SATURDAY, "11-22 19:00"),
        ("1小时30分", SATURDAY, "11-22 18:30"),
        ("1天", SATURDAY, "11-23 17:00"),
        ("到19:30", SATURDAY, "11-22 19:30"),
        ("到晚上7点半", SATURDAY, "11-22 19:30"),
        ("19:30", SATURDAY, "11-22 19:30"),
        ("到11-23 10:00", SATURDAY, "11-23 10:00"),
        ("2小时", BEGUN, "11-22 19:00"),
        ("1小时", BEGUN, "11-22 19:30"),
        ("半小时", BEGUN, "11-22 19:00"),
        ("到19:30", BEGUN, "11-22 19:30"),
        ("到明天9点", BEGUN, "11-23 09:00"),
    ],
)
def test_a_length_or_a_time_is_the_moment_at_which_the_goods_are_there(
    words: str, at: datetime, ready: str
) -> None:
    assert ready_at(talk(at), words, OPENS) == at_home(f"2026-{ready}")


@for_each("words", ["一会儿", "两", "到", "路上堵", "2小时到", "19点99", ""])
def test_what_is_neither_is_asked_for_in_another_form(words: str) -> None:
    with pytest.raises(BadForm):
        ready_at(talk(SATURDAY), words, OPENS)

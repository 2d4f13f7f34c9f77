"""Every kind of notice in full, as a phone shows it: an ordinary one and one at the edge."""

from groupbuy.notices import Notice, notice_kinds
from tests.for_each import for_each
from tests.groupbuy.golden import CASES
from tests.groupbuy.made import DIRECTORY, Named

SOLELY_THEIRS = {"buy_off", "declined", "retired"}
"""Told to a resident and never to a group about them."""


def named(case: tuple[Notice, str, str]) -> str:
    return case[0].kind


@for_each("case", CASES)
def test_a_notice_says_exactly_this_to_its_recipient(case: tuple[Notice, str, str]) -> None:
    notice, said, _ = case
    assert notice.worded(notice.text, Named(), DIRECTORY) == said


@for_each("case", [it for it in CASES if it[2]])
def test_a_notice_says_exactly_this_to_a_group_about_somebody(case: tuple[Notice, str, str]) -> None:
    notice, _, said = case
    assert notice.worded(notice.public, Named(), DIRECTORY) == said


def test_every_kind_stands_above_at_least_twice() -> None:
    told = [it[0].kind for it in CASES]
    assert set(told) == set(notice_kinds())
    assert all(told.count(kind) >= 2 for kind in notice_kinds())


@for_each("case", CASES)
def test_whoever_can_be_spoken_of_in_a_group_is_and_nobody_else(case: tuple[Notice, str, str]) -> None:
    notice, _, in_group = case
    assert bool(notice.public) is bool(in_group)
    assert bool(notice.public) is (notice.to.startswith("resident:") and notice.kind not in SOLELY_THEIRS)


def test_what_asks_for_an_answer_names_the_words_that_give_it() -> None:
    """A leader who copies a line of the notice up to the colon has typed a command."""
    (not_formed,) = [it for it in CASES if it[0].kind == "not_formed" and "周末" in it[1]]
    ways = [line.partition("：")[0] for line in not_formed[1].split("\n")[1:4]]
    assert ways == ["延长 7 30分钟", "照常成团 7", "取消团购 7"]

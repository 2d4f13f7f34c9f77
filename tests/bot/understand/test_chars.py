"""Whether a text holds one of some characters."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understand.chars import one_of
from tests.for_each import for_each

MARKS = r"]^-\[.草莓两 "


@for_each(
    ("chars", "text", "where"),
    [
        ("的那家", "老王的橘子", 2),
        ("的那家", "橘子2箱", None),
        ("的那家", "", None),
        ("了过着", "买过了", 1),
        ("^", "a^", 1),
        ("a-z", "m", None),
        ("a-z", "-", 0),
        ("]", "[]", 1),
        ("\\", "a\\", 1),
    ],
)
def test_the_first_of_the_characters_is_found_and_none_of_them_means_anything_else(
    chars: str, text: str, where: int | None
) -> None:
    found = one_of(chars)(text)
    assert (found and found.start()) == where


@given(st.text(MARKS + "盒2a", max_size=8), st.text(MARKS, min_size=1, max_size=4))
def test_a_search_answers_what_the_sets_would_say(text: str, chars: str) -> None:
    assert bool(one_of(chars)(text)) is not frozenset(chars).isdisjoint(text)

"""Text on its way out: nothing breaks out of it, mentions anybody or grows past a limit (TESTPLAN E2)."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.clean import clean, cut, disarm, inert, split
from tests.for_each import for_each

HARMFUL = ["\x00", "\r\n", "\t", "\u202e", "\u200b", "\u200d", "\u2028", "\ud800", "\uffff"]
MARKUP = [
    "]]>",
    "]]",
    ">",
    "<@all>",
    "@所有人",
    "<@id>",
    "[x](http://a.example)",
    '<font color="info">',
    "`",
    "# 题",
]
NASTY = st.sampled_from([*HARMFUL, *MARKUP, "👨\u200d👩\u200d👧", "草莓", "\n"])
TEXT = st.lists(NASTY | st.text(max_size=4), max_size=12).map("".join)


@for_each(
    ("written", "cleaned"),
    [
        ("草莓 2盒\n蓝莓 1", "草莓 2盒\n蓝莓 1"),
        ("一\r\n二\r三\u2028四\u2029五\x85六", "一\n二\n三\n四\n五\n六"),
        ("草莓\t2", "草莓 2"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("王\u200b姐\ufeff", "王姐"),
        ("abc\u202edef\u2066g\u2069", "abcdefg"),
        ("坏]]>尾", "坏]] >尾"),
        ("坏]\u200b]\x00>尾", "坏]] >尾"),
        ("草\u200d莓", "草莓"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤️\u200d🔥", "❤️\u200d🔥"),
        ("半\ud800个", "半个"),
        ("", ""),
    ],
)
def test_cleaning(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@given(TEXT)
@settings(max_examples=1000)
def test_whatever_a_person_writes_can_be_sent_anywhere_and_is_obeyed_nowhere(written: str) -> None:
    a_clean_text_can_be_sent_anywhere(written)
    nothing_a_person_writes_is_obeyed_inside_markdown(written)
    our_own_text_quoting_people_mentions_nobody_and_links_nowhere(written)


def a_clean_text_can_be_sent_anywhere(written: str) -> None:
    cleaned = clean(written)
    assert "]]>" not in cleaned
    assert {unicodedata.category(char) for char in cleaned if char != "\n"} & {
        "Cc",
        "Cs",
        "Zl",
        "Zp",
    } == set()
    assert unicodedata.bidirectional("\u202e") not in {unicodedata.bidirectional(char) for char in cleaned}
    assert clean(cleaned) == cleaned
    cleaned.encode()


def nothing_a_person_writes_is_obeyed_inside_markdown(written: str) -> None:
    harmless = inert(written)
    assert not re.search(r"<|>|@|\[|\]|`|\*|#|://", harmless)


def our_own_text_quoting_people_mentions_nobody_and_links_nowhere(written: str) -> None:
    shown = disarm(f"王姐：{written}")
    assert "<" not in shown
    assert "](" not in shown


def test_our_own_text_stays_as_written_otherwise() -> None:
    assert disarm("跟团号 #12：草莓 2盒 = 51.60 元") == "跟团号 #12：草莓 2盒 = 51.60 元"


@for_each(
    ("text", "limit", "short"),
    [
        ("草莓", 6, "草莓"),
        ("草莓莓", 6, "草…"),
        ("草莓莓", 8, "草…"),
        ("abcdef", 5, "ab…"),
        ("👍👍", 7, "👍…"),
        ("👍👍", 6, "…"),
    ],
)
def test_a_cut_never_goes_through_a_character(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short


@given(TEXT.map(clean), st.integers(min_value=3, max_value=60))
def test_a_cut_text_keeps_its_limit_and_its_beginning(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short.encode()) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


@for_each(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        ("\n \n", 10, []),
        ("一\n二", 7, ["一\n二"]),
        ("一\n二", 6, ["一", "二"]),
        ("一二三四", 7, ["一二", "三四"]),
        ("a\n\nb", 3, ["a", "b"]),
        ("aaaa\nbb\ncc", 5, ["aaaa", "bb\ncc"]),
    ],
)
def test_a_long_text_is_split_between_lines_where_it_can(text: str, limit: int, pieces: list[str]) -> None:
    assert split(text, limit) == pieces


@given(TEXT.map(clean), st.integers(min_value=4, max_value=60))
def test_the_pieces_hold_the_whole_text_and_keep_the_limit(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < len(piece.encode()) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(TEXT)
def test_a_text_is_left_as_it_is_only_where_no_letter_of_it_is_ever_changed(text: str) -> None:
    """Most texts are let through by one look at them: it must miss nothing that the long way changes."""
    letters = {it for it in text if clean(f"草{it}莓") != f"草{it}莓"}
    if not letters and "]]>" not in text:
        assert clean(text) is text
    assert not {it for it in clean(text) if clean(f"草{it}莓") != f"草{it}莓"} - {"\u200d"}


def test_every_letter_there_is_that_is_changed_is_changed_inside_a_longer_text_too() -> None:
    """One by one through the basic plane and the emoji: the quick look and the careful one agree."""
    both = [chr(it) for it in (*range(0x10000), *range(0x1F000, 0x1FB00))]
    changed = dict.fromkeys(it for it in both if clean(f"草{it}莓") != f"草{it}莓")
    usual = "".join(it for it in both if it not in changed)
    assert clean(usual) == usual
    kept = {"\r", "\x85", "\u2028", "\u2029", "\t"}
    assert clean("".join(it for it in changed if it not in kept)) == ""
    assert len(changed) == 2138, "controls, surrogates, directions and what has no width"
    assert [clean(f"草{it}莓") for it in sorted(kept)] == ["草 莓", *["草\n莓"] * 4]

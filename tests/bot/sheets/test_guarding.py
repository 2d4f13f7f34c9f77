"""TESTPLAN E1: no text of a member becomes a formula, another number or a date in a spreadsheet."""

import csv
import io
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.sheets.formats.as_csv import as_csv
from bot.sheets.formats.guarding import guarded
from bot.sheets.sheet import Column, Sheet
from tests.for_each import for_each

HOSTILE_STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\x00",
    "＝",
    "＋",
    "－",
    "＠",
    "﹢",
    "﹣",
    "−",
    "\ufeff=",
    "\u200b=",
    "\u202e=",
]
WORDS = st.text(st.characters(codec=None), max_size=40)
HOSTILE = st.one_of(
    WORDS,
    st.builds(lambda start, rest: start + rest, st.sampled_from(HOSTILE_STARTS), WORDS),
    st.text(st.sampled_from("=+-@＝＋－＠\t\r\n\x00 '\",;|%0123456789./():eE1王A"), max_size=20),
)


def reread(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def sheet_of(*texts: str) -> Sheet:
    return Sheet.of("made", "做的", 1, [Column("text", "备注"), Column("next", "下一格")],
                    [{"text": it, "next": "在"} for it in texts])  # fmt: skip


@for_each("start", HOSTILE_STARTS)
@for_each("rest", ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example";"点我")', "王姐", ""])
def test_whatever_would_start_a_formula_stays_text(start: str, rest: str) -> None:
    shown = guarded(start + rest)
    formula = shown.strip()[:1] in "=+-@＝＋－＠" if shown.strip() else False
    assert not formula
    if unicodedata.category(start[0]) != "Cc":
        assert shown == "'" + start + rest


@for_each(
    "text",
    [
        "  =1+1",
        "\u3000=1+1",
        "\xa0-2",
        "\n\n=1+1",
        "\u2060\u200d@SUM(1)",
        "\x0b\x0c+1",
        "=",
        "-",
        "@",
        "|calc",
        "%0A",
        "⁺1",
    ],
)
def test_what_cannot_be_seen_does_not_hide_a_formula(text: str) -> None:
    assert guarded(text).startswith("'")


@for_each(
    "text",
    [
        "012345",
        "0012",
        "12e34567",
        "1E5",
        "1.5e3",
        "123456789012345678",
        "(5)",
        "(1,200.50)",
        "０１２",
        " 007 ",
    ],
)
def test_text_that_would_become_another_number_stays_text(text: str) -> None:
    assert guarded(text) == "'" + text


@for_each(
    "text", ["3-12", "12/1", "3-1903", "1903-3", "2-1-2003", "1.5.12", "2026-11", "2026/11/21", "１-２"]
)
def test_a_room_that_would_become_a_date_stays_a_room(text: str) -> None:
    assert guarded(text) == "'" + text


@for_each(
    "text",
    ["", "王姐", "3-1203", "12-502", "3-1-1203", "8栋1203", "1203", "a=b", "2×25 + 1×28", "要红的，别压", "O'Neil",
     "a9c11203c5fc3a4e", "2026-11-21T20:00:00+08:00", "😀", "A-1", "10.5kg"],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


@for_each(
    ("text", "shown"),
    [
        ("上\n下", "上 下"),
        ("上\r\n下", "上  下"),
        ("a\tb", "a b"),
        ("a\x00b", "a b"),
        ("a\x85b\u2028c\u2029d", "a b c d"),
        ("半\ud800个", "半\ufffd个"),
    ],
)
def test_a_cell_is_one_line_without_control_characters(text: str, shown: str) -> None:
    assert guarded(text) == shown


@settings(max_examples=200)
@given(st.lists(HOSTILE, min_size=10, max_size=14))
@example(["=1+1", '"', '",=1+1,"'])
@example(['a";=1+1', "\ud800", "\x00"])
def test_two_thousand_hostile_texts_are_read_back_as_the_same_harmless_cells(texts: list[str]) -> None:
    content = as_csv(sheet_of(*texts))
    head, *rows = reread(content)
    assert head == ["备注", "下一格"]
    assert rows == [[guarded(it), "在"] for it in texts]
    for (cell, _), text in zip(rows, texts, strict=True):
        assert is_harmless(cell)
        assert words_of(cell) in (words_of(text), words_of("'" + text))


def is_harmless(cell: str) -> bool:
    """As a spreadsheet would look at it: past blanks and invisible marks, wide forms folded."""
    seen = "".join(
        it for it in unicodedata.normalize("NFKC", cell) if unicodedata.category(it) not in ("Cf", "Cc")
    )
    return not seen.strip().startswith(("=", "+", "-", "@")) and not any(
        unicodedata.category(it) == "Cc" for it in cell
    )


def words_of(text: str) -> str:
    """What must survive: everything but control characters, line ends and halves of surrogate pairs."""
    lost = {"Cc", "Cs", "Zl", "Zp", "Zs"}
    return "".join(it for it in text if unicodedata.category(it) not in lost and it != "\ufffd")


@settings(max_examples=200)
@given(HOSTILE)
def test_guarding_twice_changes_nothing_more(text: str) -> None:
    assert guarded(guarded(text)) == guarded(text)

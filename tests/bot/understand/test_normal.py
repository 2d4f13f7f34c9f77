"""The normal form: one width, one script, plain digits, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understand import normal
from bot.understand.normal import LIMIT, SHORT, close_up, fold, normalize
from tests.for_each import for_each


@for_each(
    ("written", "folded"),
    [
        ("核桃２袋；", "核桃2袋;"),
        ("紅棗壹袋", "红枣壹袋"),
        ("ＡＢＣ", "abc"),
        ("2️⃣根", "2根"),
        ("①②⑩", "1210"),
        ("🔟", "10"),
        ("苹\u200b果", "苹果"),
        ("a\u3000b\tc", "a b c"),
        ("➕2", "+2"),
        ("2✖3", "2×3"),
        ("½斤", "半斤"),
        ("a¼b", "a b"),
        ("一\r二", "一\n二"),
    ],
)
def test_every_way_to_write_it_has_one_normal_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@for_each(
    ("written", "closed"),
    [("  草莓 ２盒\u3000不要 太软\n", "草莓2盒不要太软"), (" \t ", ""), ("紅 棗" * SHORT, "红枣" * SHORT)],
)
def test_without_blanks_a_text_is_the_same_whether_it_is_short_enough_to_be_remembered_or_not(
    written: str, closed: str
) -> None:
    for _ in range(2):  # worked out, and found again
        assert close_up(written) == closed
        assert fold(written) == normalize(written).text.strip()


def test_a_stretch_of_the_normal_form_leads_back_to_what_was_written() -> None:
    normal = normalize("幫我媽\u200b訂⑩袋紅棗")
    at = normal.text.index("10袋")
    assert normal.raw(at, at + 3) == "⑩袋"
    assert normal.raw(1, 3) == "我媽"
    assert normal.span(at, at + 3) == (5, 7)


def test_a_ringed_digit_is_remembered_as_one() -> None:
    normal = normalize("②来3️⃣袋4")
    assert {normal.text[i] for i in normal.ringed} == {"2", "3"}


def test_a_part_keeps_its_way_back() -> None:
    part = normalize("  王姐 ② 紅棗 ").cut(0, 9)
    assert part.text == "王姐 2 红枣"
    assert part.written == "王姐 ② 紅棗"
    assert part.text[min(part.ringed)] == "2"


def test_an_endless_text_is_cut() -> None:
    assert len(normalize("草" * (LIMIT + 50)).text) == LIMIT


@given(st.text(max_size=60))
def test_every_position_of_any_text_leads_back_into_it(text: str) -> None:
    normal = normalize(text)
    assert len(normal.origin) == len(normal.text) + 1
    assert all(0 <= at <= len(text) for at in normal.origin)
    assert list(normal.origin) == sorted(normal.origin)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_that_is_taken_for_even_folds_to_one_and_rings_nothing() -> None:
    even = [chr(code) for code in (10, *range(32, 127), *range(0x3000, 0xA000), *range(0xFF00, 0xFFF0))]
    even = [char for char in even if normal._EVEN.fullmatch(char)]
    assert len(even) > 21_000
    assert [char for char in even if len(normal._folds[ord(char)]) != 1] == []
    assert normal._uneven.isdisjoint(even)


@given(st.text("草莓紅２,，\n①🔟2\ufe0f\u20e3\u200b½…\t ", max_size=12))
def test_a_text_read_as_a_whole_and_one_read_piece_by_piece_are_the_same(text: str) -> None:
    whole, pieces = normalize(text), normal._piecewise(text)
    assert (whole.text, whole.ringed, whole.source) == (pieces.text, pieces.ringed, pieces.source)
    assert list(whole.origin) == list(pieces.origin)

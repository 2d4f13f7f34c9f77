"""Tokens: what is goods, what an amount, and which numbers are neither."""

from hypothesis import given
from hypothesis import strategies as st

from bot.understand.catalogue import build
from bot.understand.normal import normalize
from bot.understand.openings import LEXICON, openings_of
from bot.understand.tokens import Token, _longest_word, tokenize
from bot.understand.words import KINDS
from tests.for_each import for_each

from .buys import NUTS

GOODS = build(NUTS, "干果团")


def tokens(text: str) -> list[Token]:
    return tokenize(normalize(text), GOODS)


def kinds(text: str) -> list[str]:
    return [t.kind for t in tokens(text) if t.kind != "space"]


@for_each(
    ("text", "expected"),
    [
        ("核桃2袋", ["product", "amount"]),
        ("3号楼", ["room"]),
        ("8栋1203", ["room"]),
        ("3-502", ["room"]),
        ("2幢1单元606", ["room"]),
        ("A座1203", ["room"]),
        ("13800000000", ["phone"]),
        ("晚上8点", ["time", "time"]),
        ("11月3日", ["time"]),
        ("周六下午", ["time", "time"]),
        ("8:30", ["time"]),
        ("30元", ["money"]),
        ("¥39", ["money"]),
        ("39/袋", ["money"]),
        ("4号线", ["number"]),
        ("20分钟", ["number"]),
        ("2号", ["product"]),
        ("2号楼", ["room"]),
        ("2号上午", ["time", "time"]),
        ("@团长小敏", ["mention"]),
        ("@老王", ["at"]),
    ],
)
def test_numbers_are_told_apart_by_what_follows_them(text: str, expected: list[str]) -> None:
    assert kinds(text)[: len(expected)] == expected


def test_unknown_characters_make_one_word() -> None:
    assert [t.text for t in tokens("火龙果2斤")] == ["火龙果", "2斤"]


def test_the_last_character_of_a_name_counts_only_beside_an_amount() -> None:
    assert kinds("仁2斤") == ["product", "amount"]
    assert "product" not in kinds("仁者见仁")


def test_a_whole_name_beats_a_word_of_the_trade() -> None:
    assert kinds("杏仁") == ["product"]


def test_a_run_of_letters_is_one_word() -> None:
    assert [t.text for t in tokens("hetao2袋")] == ["hetao", "2袋"]


def test_every_word_of_the_tables_is_written_in_normal_form() -> None:
    for words in KINDS.values():
        for word in words.split():
            assert normalize(word).text == word, word


@given(st.text(max_size=50))
def test_tokens_cover_the_text_without_gap_or_overlap(text: str) -> None:
    normal = normalize(text)
    at = 0
    for token in tokenize(normal, GOODS):
        assert token.start == at
        assert token.end > at
        at = token.end
    assert at == len(normal.text)


def test_the_longest_word_is_found_whatever_follows_it() -> None:
    longest = max(map(len, LEXICON))
    openings = openings_of(GOODS)
    for word in LEXICON:
        for text in (word, f"{word}了", f"{word}要", f"{word}2袋", word[:-1] or word, f"{word[0]}好的"):
            words = (text[:size] for size in range(longest, 0, -1))
            best = next((it for it in words if it in LEXICON), "")
            assert _longest_word(text, 0, openings[text[0]]) == (best, LEXICON.get(best, "")), text

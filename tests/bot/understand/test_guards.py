"""Characters looked for before a pattern is tried: whatever the pattern finds must hold one of them."""

import re
from collections.abc import Iterable
from re import _constants as kinds
from re import _parser as parser

import pytest

from bot.understand import doubts, folk, odd, openings, places, queries
from bot.understand.catalogue import catalogue
from bot.understand.clauses import split
from bot.understand.normal import normalize
from bot.understand.tokens import tokenize

from .buys import NUTS

GUARDS = {
    "said to neighbours": (doubts._NEIGHBOURS, doubts._NEIGHBOURLY),
    "bought too much": (doubts._BOUGHT, frozenset("多")),
    "so or not so": (queries._EITHER, queries._ASKING),
    "who has joined": (queries.SHAPES_ASK, queries._ASKING),
    "is it done": (queries._YES_NO, queries._ASKING),
    "a deal or none": (queries._DEALS, queries._ASKING & frozenset("不没")),
    "the rest or the other": (queries._OR, queries._ASKING),
    "may I": (re.compile("|".join(queries._MAY)), queries._ASKING),
    "a name that counts": (folk._COUNTED, folk._NUMERALS),
    "called by a familiar name": (folk._FAMILIAR, folk._CALLED),
    "whose wish it is": (folk._SAYS, folk._TELLING),
    "which buy": (odd._BUY, frozenset("号")),
    "sorts of goods": (odd._SORTS, frozenset("样种款")),
}


def must_hold(parsed: Iterable[tuple[object, object]], chars: frozenset[str]) -> bool:
    """Whether everything that a parsed pattern matches has one of the characters in it."""
    return any(_holds(kind, value, chars) for kind, value in parsed)


def _holds(kind: object, value, chars: frozenset[str]) -> bool:
    if kind is kinds.LITERAL:
        return chr(value) in chars
    if kind is kinds.IN:
        return all(_holds(*it, chars) for it in value)
    if kind is kinds.RANGE:
        return all(chr(code) in chars for code in range(value[0], value[1] + 1))
    if kind is kinds.BRANCH:
        return all(must_hold(branch, chars) for branch in value[1])
    if kind is kinds.SUBPATTERN:
        return must_hold(value[3], chars)
    if kind is kinds.MAX_REPEAT:
        return value[0] > 0 and must_hold(value[2], chars)
    return False


@pytest.mark.parametrize("name", GUARDS)
def test_no_pattern_finds_anything_without_a_character_that_is_looked_for_first(name: str) -> None:
    pattern, chars = GUARDS[name]
    assert must_hold(parser.parse(pattern.pattern), chars)


@pytest.mark.parametrize("number", "1两十")
def test_neither_odd_stretches_nor_places_begin_with_a_numeral_that_something_else_follows(
    number: str,
) -> None:
    goods = catalogue(NUTS, "干果团")
    assert openings.openings_of(goods)[number].number
    behind_others = {normalize(char).text for char in openings.openings_of(goods)} - openings.BEHIND_NUMERALS
    for behind in behind_others:
        normal = normalize(f"好{number}{behind}钱三号楼")
        assert odd.read(normal.text, 1, goods, False) is None, behind
        assert places.read(normal, 1, goods) is None, behind


def test_only_a_word_of_asking_or_one_of_its_characters_makes_a_question() -> None:
    goods = catalogue(NUTS, "干果团")
    for text, asked in {"红枣还是核桃": True, "红枣几袋": True, "红枣2袋": False, "红枣甜不甜": True}.items():
        (clause,) = split(tokenize(normalize(text), goods))
        assert queries.is_question(clause) is asked, text


@pytest.mark.parametrize(
    ("pattern", "chars", "holds"),
    [
        ("草莓|蓝莓", "莓", True),
        ("草莓|蓝莓", "草", False),
        ("(?:草|蓝)?莓", "莓", True),
        ("(?:草|蓝)?莓", "草蓝", False),
        ("(草|蓝){1,2}.?", "草蓝", True),
        ("[0-2]号", "012", True),
        ("[0-3]号", "012", False),
        ("(?=号).", "号", False),
    ],
)
def test_what_a_pattern_must_hold_is_told_by_all_its_ways(pattern: str, chars: str, holds: bool) -> None:
    assert must_hold(parser.parse(re.compile(pattern).pattern), frozenset(chars)) is holds

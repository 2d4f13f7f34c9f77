"""Cutting the normal form into tokens: goods, amounts, addresses, times, words of ordering talk, the rest."""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from . import amounts, emoji, odd, places, units
from .catalogue import UNLISTED, Catalogue, sizes_of
from .normal import Normal
from .numerals import STARTS
from .words import KINDS, THINGS


@dataclass(slots=True)
class Token:
    """A stretch `start:end` of the normal form. `value` depends on the kind (Amount, Mention, …).

    Never changed once made; it is not declared frozen because that makes it three times as slow to make.
    """

    kind: str
    text: str
    start: int
    end: int
    value: Any = field(default=None, compare=False)


#: kinds of words that a name of goods of the same length comes before
_GIVING_WAY = frozenset({"word", "remark"})
#: behind these a number stands on its own, though nothing parts them
_COUNTABLE = frozenset({"product", "amount", "room"})
_LETTERS = frozenset(string.ascii_lowercase)
_SEPARATORS = frozenset("\n，,。；;！!、？?…")


@lru_cache(maxsize=1)
def lexicon() -> dict[str, str]:
    """Word → kind; a word listed twice keeps its first kind."""
    found: dict[str, str] = dict.fromkeys(THINGS, "word")
    for kind, words in KINDS.items():
        for word in words.split():
            found.setdefault(word, kind)
    return found


_LEXICON = lexicon()
#: how long the words are that begin with a character, longest first
_SIZES = sizes_of(_LEXICON)
_AMOUNT_STARTS = STARTS | set("+x×*斤公")
#: characters that anything but an unknown word can begin with, the names of goods apart
_TELLING = (
    _AMOUNT_STARTS
    | odd.OPENERS
    | places._OPENERS
    | emoji.EDIBLE
    | _SEPARATORS
    | set("那这@ ")
    | set(map(chr, range(128)))
    | _SIZES.keys()
    | {unit[0] for unit in units.ALL}
)


def tokenize(normal: Normal, goods: Catalogue) -> list[Token]:
    """Tokens of the whole text in order; every character belongs to exactly one token."""
    return _promote(_merge_words(_pieces(normal, goods)))


def _promote(tokens: list[Token]) -> list[Token]:
    """The last character of a name counts as a name right beside an amount (冰一盒), else as any character."""
    pieces = [i for i, token in enumerate(tokens) if token.kind == "piece"]
    if not pieces:
        return tokens
    for i in pieces:
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        glued = before is not None and before.end == token.start
        counted = (after is not None and after.kind == "amount") or (
            glued and before is not None and before.kind in ("amount", "unit")
        )
        if (
            counted
            and not (glued and before is not None and before.kind in ("word", "piece"))
            and not (after is not None and after.kind in ("word", "piece"))
        ):
            tokens[i] = replace(token, kind="product")
        else:
            tokens[i] = replace(token, kind="word")
    return _merge_words(tokens)


def _pieces(normal: Normal, goods: Catalogue) -> Iterator[Token]:
    text = normal.text
    at, before = 0, None
    while at < len(text):
        token = _one(normal, at, goods, before)
        yield token
        if token.kind != "space":
            before = token
        at = token.end


def _one(normal: Normal, at: int, goods: Catalogue, before: Token | None) -> Token:
    text = normal.text
    char = text[at]
    if (
        char not in _TELLING
        and char not in goods.sizes
        and char not in goods.emoji
        and at not in normal.ringed
    ):
        return Token("word" if char.isalnum() else "fill", char, at, at + 1)
    if char in _SEPARATORS or (char == "." and text.startswith("...", at)):
        return Token("sep", char, at, at + 1 + 2 * (char == "."))
    if char == "@":
        return _mention(text, at, goods)
    if char == " ":
        return Token("space", char, at, at + 1)
    if char in _LETTERS:
        latin = _latin(text, at, goods)
        if latin:
            return latin
    if char in odd.OPENERS and (
        special := odd.read(text, at, goods, before is not None and before.end == at)
    ):
        return Token(special[0], text[at : special[1]], at, special[1], special[2])
    name, mention = goods.longest(text, at)
    word, kind = _longest_word(text, at)
    if (
        kind in _GIVING_WAY
        and name
        and len(name) >= len(word)
        and (kind == "word" or text[at + len(name) : at + len(name) + 1] in STARTS)
    ):
        word, kind = "", ""
    if name and (mention.exact or len(name) > 1) and len(name) >= len(word) and (mention.exact or not kind):
        return Token("product", name, at, at + len(name), mention)
    place = places.read(normal, at, goods)
    if place and place[1] - at > len(word):
        return Token(place[0], text[at : place[1]], at, place[1], place[2])
    amount = amounts.read(text, at) if char in _AMOUNT_STARTS else None
    if amount and amount[0].half and text[amount[1] - 1] == "半":
        amount = odd.without_half(text, at, amount[0], amount[1], goods)
    if (
        amount
        and before is not None
        and before.end == at
        and before.kind not in _COUNTABLE
        and odd.in_word(text, at, amount[0])
    ):
        return Token("number", text[at : amount[1]], at, amount[1])
    if amount and amount[1] - at >= len(word) and not (char == "x" and amount[0].number is None):
        return Token("amount", text[at : amount[1]], at, amount[1], amount[0])
    if name and mention and len(name) > len(word):
        return Token(
            "piece" if len(name) == 1 and not mention.exact else "product", name, at, at + len(name), mention
        )
    if char in "那这" and len(word) <= 1:
        unit = amounts.unit_at(text, at + 1)
        if unit:
            return Token("fill", char + unit, at, at + 1 + len(unit))
    if (
        before is not None
        and before.kind in ("want", "add", "each", "forme", "me", "less", "set")
        and before.end == at
    ):
        unit = amounts.unit_at(text, at)
        if unit in units.MEASURES and len(unit) >= len(word):
            return Token("unit", unit, at, at + len(unit), unit)
    if word:
        return Token(kind, word, at, at + len(word))
    if char in goods.emoji:
        return Token("emoji", char, at, at + 1, goods.emoji[char])
    if char in emoji.EDIBLE:
        return Token("emoji", char, at, at + 1, UNLISTED)
    return Token("word" if char.isalnum() else "fill", char, at, at + 1)


#: what a mention of the leader or of the bot contains
_LEADERS = tuple(
    "团长 团主 群主 老板 店主 店长 掌柜 管家 助手 助理 机器人 bot 客服 邻里 所有人 all 小二 供货".split()
)


def _mention(text: str, at: int, goods: Catalogue) -> Token:
    """@somebody: the leader and the bot are spoken to, anybody else is a neighbour ("at")."""
    end = at + 1
    while end < len(text) and text[end] != " " and text[end] not in _SEPARATORS and end - at < 24:
        end += 1
    name = text[at + 1 : end]
    ours = any(word in name for word in _LEADERS) or any(
        name[i : i + 2] in goods.title for i in range(len(name) - 1)
    )
    return Token("mention" if ours else "at", text[at:end], at, end)


def _latin(text: str, at: int, goods: Catalogue) -> Token | None:
    """A run of letters is one word, unless each of them is a product's letter."""
    end = at
    while end < len(text) and text[end].isascii() and text[end].isalpha():
        end += 1
    run = text[at:end]
    if run in goods.names or end == at + 1 or all(c in goods.names for c in run):
        return None
    name, mention = goods.longest(text, at)
    if len(name) > len(run) and mention.exact:
        return None
    return Token(lexicon().get(run, "word"), run, at, end)


def _longest_word(text: str, at: int) -> tuple[str, str]:
    for size in _SIZES.get(text[at], ()):
        word = text[at : at + size]
        if word in _LEXICON:
            return word, _LEXICON[word]
    return "", ""


def _merge_words(pieces: Iterable[Token]) -> list[Token]:
    """Runs of unknown characters become one word."""
    out: list[Token] = []
    run: list[Token] = []
    for token in pieces:
        if token.kind == "word" and (not run or run[-1].end == token.start):
            run.append(token)
            continue
        if run:
            out.append(_joined(run))
            run = []
        if token.kind == "word":
            run.append(token)
        else:
            out.append(token)
    if run:
        out.append(_joined(run))
    return out


def _joined(run: list[Token]) -> Token:
    if len(run) == 1:
        return run[0]
    return Token("word", "".join([token.text for token in run]), run[0].start, run[-1].end)

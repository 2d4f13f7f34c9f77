"""Cutting the normal form into tokens: goods, amounts, addresses, times, words of ordering talk, the rest."""

import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from . import amounts, odd, places, units
from .catalogue import NOTHING, Catalogue
from .normal import LIMIT, Normal
from .numerals import STARTS
from .openings import BEHIND_NUMERALS, LEXICON, SEPARATORS, Opening, openings_of


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


kind_of, text_of = attrgetter("kind"), attrgetter("text")
#: kind, end and value of a token
Piece = tuple[str, int, Any]
#: kinds of words that a name of goods of the same length comes before
_GIVING_WAY = frozenset({"word", "remark"})
#: behind these a number stands on its own, though nothing parts them
_COUNTABLE = frozenset({"product", "amount", "room"})
#: words of wanting, behind which a unit alone means one of it
_TAKING = frozenset({"want", "add", "each", "forme", "me", "less", "set"})
_LATIN = frozenset(string.ascii_lowercase + ".@")


def tokenize(normal: Normal, goods: Catalogue) -> list[Token]:
    """Tokens of the whole text in order; every character belongs to exactly one token."""
    return _pieces(normal, goods)


#: what stands right behind the last character of a name where it names goods (橙和梨各1箱, 梨到了)
_BESIDE_PIECE = frozenset({"amount", "each", "drop", "cancel"})
_CAME = frozenset("到了 没到 卖完 卖完了 没了".split())


def _promote(tokens: list[Token]) -> list[Token]:
    """The last character of a name counts as a name right beside an amount (冰一盒), else as any character."""
    for i, token in enumerate(tokens):
        if token.kind != "piece":
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        glued = before is not None and before.end == token.start
        leads = after is not None and (after.kind == "want" or after.text == "的")
        bound = glued and before is not None and before.kind not in ("sep", "fill", "and")
        wanted = leads and i + 2 < len(tokens) and not bound
        counted = (
            (after is not None and (after.kind in _BESIDE_PIECE or after.text in _CAME))
            or (wanted and tokens[i + 2].kind in ("amount", "unit"))
            or (glued and before is not None and before.kind in ("amount", "unit", "set"))
        )
        if token.text.isascii() and glued and before is not None and before.kind == "product":
            counted = counted or not set(before.value.products).isdisjoint(token.value.products)  # 睡衣L换M
        counted = counted or (glued and before is not None and before.kind == "except")
        if i == 1 and glued and before is not None and before.text in ("要", "想要", "来", "订"):
            counted = counted or after is None or after.kind in ("sep", "fill")  # 要蛋
        if (
            counted
            and not (glued and before is not None and before.kind in ("word", "piece"))
            and not (after is not None and after.kind in ("word", "piece"))
        ):
            tokens[i] = replace(token, kind="product")
        else:
            tokens[i] = replace(token, kind="word")
    return _merge_words(tokens)


#: what the last word of most lines of a chain is made of
_COUNTING = frozenset({"product", "amount"})
MOST_KEPT = 2_000


def tokenize_line(normal: Normal, goods: Catalogue) -> tuple[list[Token], int]:
    """Tokens of a line, and where its last word begins if that is nothing but goods and amounts, else -1.

    Neighbours write the same order again and again behind their names: such a word is cut up once.
    """
    text = normal.text
    cut = text.rfind(" ") + 1
    word = text[cut:]
    # what looks back over the space: 1号 2号, 可乐 500ml
    looking = "号" in text[:cut] or (word[:1].isdigit() and word[0] in goods.sizes)
    if not cut or normal.ringed or looking:
        return tokenize(normal, goods), -1
    known = goods.counted.get(word)
    if known is not None:
        tokens = _pieces(normal, goods, cut)
        if tokens[-1].end == cut:
            for kind, start, end, value in known:
                tokens.append(Token(kind, word[start:end], cut + start, cut + end, value))
            return tokens, cut
    tokens = tokenize(normal, goods)
    last = [token for token in tokens if token.end > cut]
    if not last or last[0].start < cut or not _COUNTING.issuperset(map(kind_of, last)):
        return tokens, -1
    if len(goods.counted) >= MOST_KEPT:
        goods.counted.clear()
    goods.counted[word] = tuple((t.kind, t.start - cut, t.end - cut, t.value) for t in last)
    return tokens, cut


def _pieces(normal: Normal, goods: Catalogue, until: int = LIMIT) -> list[Token]:
    """Token after token; runs of unknown characters become one word. Stops at the first end past `until`."""
    text, ringed, openings = normal.text, normal.ringed, openings_of(goods)
    size = min(until, len(text))
    out: list[Token] = []
    at, run, glued = 0, -1, ""  # where a run of unknown characters began, and what kind stands right before
    pieces = False
    while at < size:
        char = text[at]
        opening = openings.get(char)
        if opening is None and char.isalnum() and at not in ringed:
            run, glued, at = at if run < 0 else run, "word", at + 1
            continue
        value = None
        if opening is None and at not in ringed:
            kind, end = "fill", at + 1
        elif opening is not None and opening.alone:
            kind, end = opening.alone, at + 1
        elif opening is not None and opening.wordy:
            word, kind = _longest_word(text, at, opening)
            kind, end = kind or ("word" if char.isalnum() else "fill"), at + (len(word) or 1)
        else:
            kind, end, value = _one(normal, at, goods, opening or _UNKNOWN, glued, out)
        if kind == "word":
            run = at if run < 0 else run
        else:
            if run >= 0:
                out.append(Token("word", text[run:at], run, at))
                run = -1
            out.append(Token(kind, text[at:end], at, end, value))
            pieces = pieces or kind == "piece"
        glued = "" if kind == "space" else kind
        at = end
    if run >= 0:
        out.append(Token("word", text[run:at], run, at))
    return _promote(out) if pieces else out


_UNKNOWN = Opening(place=True)


def _one(
    normal: Normal, at: int, goods: Catalogue, opening: Opening, glued: str, out: Sequence[Token]
) -> Piece:
    """The token at `at` behind those of `out`; `glued` is the kind of the one that ends right there, if one does."""
    text = normal.text
    char = text[at]
    if char in _LATIN:
        if char == "." and text.startswith("...", at):
            return "sep", at + 3, None
        if char == "@":
            return _mention(text, at, goods)
        if char != "." and (latin := _latin(text, at, goods)):
            return latin
    plain = opening.number and text[at + 1 : at + 2] not in BEHIND_NUMERALS
    if opening.odd and not plain and (special := odd.read(text, at, goods, glued != "")):
        return special
    name, mention = goods.longest(text, at) if opening.names else ("", NOTHING)
    if name and not mention.exact and name[0].isdigit():
        before = next((t for t in reversed(out) if t.kind != "space"), None)
        adrift = before is None or text[before.end : at].strip() != ""
        known = () if adrift or before is None or before.kind != "product" else before.value.products
        counted = before is not None and before.kind == "amount"
        if not odd.told_by(text, at, name, mention, known, counted, goods):
            name, mention = "", NOTHING
    if name and not opening.words and (mention.exact or len(name) > 1):
        return "product", at + len(name), mention
    word, kind = _longest_word(text, at, opening) if opening.words else ("", "")
    if (
        name
        and kind in _GIVING_WAY
        and len(name) >= len(word)
        and (kind == "word" or text[at + len(name) : at + len(name) + 1] in STARTS)
    ):
        word, kind = "", ""
    if name and (mention.exact or len(name) > 1) and len(name) >= len(word) and (mention.exact or not kind):
        return "product", at + len(name), mention
    if (
        ((opening.place and not plain) or (normal.ringed and at in normal.ringed))
        and (place := places.read(normal, at, goods))
        and place[1] - at > len(word)
    ):
        return place
    if opening.amount and (amount := amounts.read(text, at)):
        said, end = amount
        if said.half and text[end - 1] == "半":
            said, end = odd.without_half(text, at, said, end, goods)
        if glued and glued not in _COUNTABLE and odd.in_word(text, at, said):
            return "number", end, None
        asked = kind == "ask" and end - at == len(word) and "块" not in goods.units
        if end - at >= len(word) and not asked and not (char == "x" and said.number is None):
            return "amount", end, said
    if name and len(name) > len(word):
        return "piece" if len(name) == 1 and not mention.exact else "product", at + len(name), mention
    if opening.unit and (measure := _unit(text, at, glued, word)):
        return measure
    if word:
        return kind, at + len(word), None
    if opening.emoji is not None:
        return "emoji", at + 1, opening.emoji
    return "word" if char.isalnum() else "fill", at + 1, None


def _unit(text: str, at: int, glued: str, word: str) -> Piece | None:
    """那袋 points at something; a unit right behind a word of wanting (来袋) is one of it."""
    if text[at] in "那这" and len(word) <= 1 and (unit := amounts.unit_at(text, at + 1)):
        return "fill", at + 1 + len(unit), None
    unit = amounts.unit_at(text, at) if glued in _TAKING else ""
    return ("unit", at + len(unit), unit) if unit in units.MEASURES and len(unit) >= len(word) else None


#: what a mention of the leader or of the bot contains
_LEADERS = tuple(
    "团长 团主 群主 老板 店主 店长 掌柜 管家 助手 助理 机器人 bot 客服 邻里 所有人 all 小二 供货".split()
)


def _mention(text: str, at: int, goods: Catalogue) -> Piece:
    """@somebody: the leader and the bot are spoken to, anybody else is a neighbour ("at")."""
    end = at + 1
    while end < len(text) and text[end] != " " and text[end] not in SEPARATORS and end - at < 24:
        end += 1
    name = text[at + 1 : end]
    ours = any(word in name for word in _LEADERS) or any(
        name[i : i + 2] in goods.title for i in range(len(name) - 1)
    )
    return "mention" if ours else "at", end, None


def _latin(text: str, at: int, goods: Catalogue) -> Piece | None:
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
    return LEXICON.get(run, "word"), end, None


def _longest_word(text: str, at: int, opening: Opening) -> tuple[str, str]:
    for size in opening.going_on.get(text[at + 1 : at + 2], opening.single):
        word = text[at : at + size]
        kind = LEXICON.get(word)
        if kind is not None:
            return word, kind
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

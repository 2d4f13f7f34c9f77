"""Names by sound: homophones (合桃), pinyin (hetao) and slips of one syllable, within the goods of one buy."""

from dataclasses import dataclass, replace
from functools import lru_cache
from operator import eq

from rapidfuzz.fuzz import ratio

from .catalogue import Catalogue, Mention
from .tokens import Token, kind_of, text_of

#: pairs that many speakers do not tell apart
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))
_CLOSE = 60
_OPEN = frozenset(
    {
        "word",
        "piece",
        "fill",
        "proxy",
        "want",
        "and",
        "kin",
        "me",
        "add",
        "less",
        "product",
        "past",
        "other",
        "if",
        "all",
        "each",
        "ask",
    }
)
_BETWEEN = frozenset({"space", "fill", "want"})
_UNKNOWN = frozenset({"word", "piece"})
#: words that a misspelt name may begin with
_CUTTING = frozenset({"proxy", "kin", "less", "past", "other", "if", "ask"})
_MISSPELT = _UNKNOWN | _CUTTING
_AMOUNTS = frozenset({"amount", "ring", "unit", "drop", "cancel"})

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sounds:
    """Names by their syllables, by their pinyin in one piece, and the syllables of whole names by length."""

    spoken: dict[Syllables, Mention]
    spelled: dict[str, Mention]
    whole: dict[int, list[Syllables]]
    syllables: frozenset[str]


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    from pypinyin import lazy_pinyin  # half a second of tables: loaded by who needs them

    sound = lazy_pinyin(char)[0] if "\u3400" <= char <= "\u9fff" else char
    for wide, narrow in _MERGED:
        sound = sound.replace(wide, narrow)
    return sound


def syllables(word: str) -> Syllables:
    """The word's syllables without tones, pairs that sound alike made equal."""
    return tuple(map(_syllable, word))


@lru_cache(maxsize=256)
def _sounds(names: tuple[tuple[str, Mention], ...]) -> Sounds:
    from pypinyin import lazy_pinyin

    whole: dict[int, list[Syllables]] = {}
    spoken: dict[Syllables, set[int]] = {}
    spelled: dict[str, set[int]] = {}
    for word, mention in names:
        spoken.setdefault(syllables(word), set()).update(mention.products)
        if mention.exact:
            whole.setdefault(len(word), []).append(syllables(word))
        spelled.setdefault("".join(lazy_pinyin(word)), set()).update(mention.products)
    return Sounds(
        {key: Mention(tuple(sorted(numbers)), True) for key, numbers in spoken.items()},
        {key: Mention(tuple(sorted(numbers)), True) for key, numbers in spelled.items()},
        whole,
        frozenset(syllable for key in spoken for syllable in key),
    )


def _index(goods: Catalogue) -> Sounds:
    if goods.sounds is None:
        goods.sounds = _sounds(tuple(goods.keys.items()))
    found: Sounds = goods.sounds
    return found


def spelled(word: str, goods: Catalogue) -> Mention | None:
    """The goods whose name in pinyin is `word`."""
    return _index(goods).spelled.get(word) if len(word) > 3 else None


def heard(word: str, goods: Catalogue) -> Mention | None:
    """The goods whose name sounds like `word`, exactly or but for one near syllable of at least three."""
    return _heard(syllables(word), _index(goods))


def _heard(said: Syllables, sounds: Sounds) -> Mention | None:
    exactly = sounds.spoken.get(said)
    if exactly is not None or len(said) < 3:
        return exactly
    near = [sounds.spoken[key] for key in sounds.whole.get(len(said), ()) if _near(key, said)]
    if not near:
        return None
    numbers = {no for mention in near for no in mention.products}
    return Mention(tuple(sorted(numbers)), True)


def _near(key: Syllables, said: Syllables) -> bool:
    if sum(map(eq, key, said)) != len(said) - 1:
        return False
    return all(a == b or ratio(a, b) >= _CLOSE for a, b in zip(key, said, strict=True))


def repair(tokens: list[Token], goods: Catalogue) -> list[Token]:
    """Unknown words next to an amount become goods where they sound like one."""
    kinds = list(map(kind_of, tokens))
    if _AMOUNTS.isdisjoint(kinds) or _MISSPELT.isdisjoint(kinds):
        return tokens
    out = list(tokens)
    at = 0
    while at < len(out):
        kind = out[at].kind
        if kind in _UNKNOWN or (kind == "product" and at and _slipped(out[at - 1], out[at])):
            at = _repair_at(out, at, goods)
        at += 1
    return out


def _slipped(before: Token, named: Token) -> bool:
    """代鱼2斤: what stands before the last character of a name may be the rest of the name, misspelt."""
    last = len(named.text) == 1 and not named.value.exact
    return last and before.end == named.start and before.kind in _CUTTING


def _repair_at(out: list[Token], at: int, goods: Catalogue) -> int:
    """Try the stretch of glued tokens around `at`; the position to go on from."""
    first, start = at, out[at].start
    while first > 0 and _glued(out[first - 1]) and out[first - 1].end == start:
        first, start = first - 1, out[first - 1].start
    last, end = at, out[at].end
    while last + 1 < len(out) and _glued(out[last + 1]) and out[last + 1].start == end:
        last, end = last + 1, out[last + 1].end
    if not 2 <= end - start <= 10:
        return at
    if not (_reaches(out, last + 1, 1) or _reaches(out, first - 1, -1)):
        return at
    stretch = "".join(map(text_of, out[first : last + 1]))
    sounds, said = _index(goods), syllables(stretch)
    if sum([syllable in sounds.syllables for syllable in said]) < 2:
        return at  # no name has fewer that are right
    unknown = out[at].start - out[first].start
    for start, end in _windows(stretch, out, first, last):
        if not start <= unknown < end:
            continue
        mention = _heard(said[start:end], sounds)
        base = out[first].start
        if mention and not _cuts(out[first : last + 1], base + start, base + end):
            name = Token("product", stretch[start:end], base + start, base + end, mention)
            before, after = _rest(out, first, last, base + start, base + end)
            out[first : last + 1] = [*before, name, *after]
            return first + len(before)
    return at


def _glued(token: Token) -> bool:
    """Whether a token may be part of a misspelt name."""
    return token.kind in _OPEN and len(token.text) < 3


def _cuts(stretch: list[Token], start: int, end: int) -> bool:
    """Whether a name heard at `start:end` would take part of goods named outright (青菜有: no 菜油)."""
    named = (t for t in stretch if t.kind == "product" and t.value.exact and len(t.text) > 1)
    return any(t.start < end and start < t.end and not (start <= t.start and t.end <= end) for t in named)


def _windows(stretch: str, out: list[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Where in the stretch a name may stand: at its end before an amount, at its start behind one."""
    size = len(stretch)
    found: list[tuple[int, int]] = []
    if _reaches(out, last + 1, 1):
        found += [(i, j) for j in range(size, max(1, size - 3), -1) for i in range(max(0, j - 6), j - 1)]
    if _reaches(out, first - 1, -1):
        found += [(0, j) for j in range(min(size, 6), 1, -1)]
    return found


def _reaches(out: list[Token], at: int, step: int) -> bool:
    while 0 <= at < len(out) and out[at].kind in _BETWEEN:
        at += step
    return 0 <= at < len(out) and out[at].kind in _AMOUNTS


def _rest(out: list[Token], first: int, last: int, start: int, end: int) -> tuple[list[Token], list[Token]]:
    """The tokens of the stretch on both sides of the name, cut where it cuts them."""
    before: list[Token] = []
    after: list[Token] = []
    for token in out[first : last + 1]:
        if token.start < start:
            kept = token.text[: start - token.start]
            before.append(token if token.end <= start else replace(token, kind="word", text=kept, end=start))
        if token.end > end:
            kept = token.text[max(0, end - token.start) :]
            after.append(token if token.start >= end else replace(token, kind="word", text=kept, start=end))
    return before, after

"""The normal form of a message: one script, one width, plain digits, and a way back to the original.

Every character is folded on its own (NFKC, traditional to simplified, lower case), so a position in
the normal form always leads back to a position in the text as it was sent.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

LIMIT = 20_000
SHORT = 200
"""Characters of what is likely to be folded again: a name, or a message that several commands listen for."""
_DROPPED = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\u20e3\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)
_KEYCAP = "\u20e3"
_MARKS = str.maketrans(
    {
        "✕": "×",
        "✖": "×",
        "╳": "×",
        "➕": "+",
        "﹢": "+",
        "～": "~",
        "〜": "~",
        "—": "-",
        "–": "-",
        "−": "-",
        "➖": "-",
        "￥": "¥",
        "…": "。",
        "•": "·",
        "\t": " ",
        "\u3000": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
    }
)
_simplify = OpenCC("t2s").convert


@dataclass(slots=True)
class Normal:
    """`text` is the folded message; `origin[i]` is where its i-th character stood in the original.

    `ringed` holds positions of digits written as ② or 2️⃣, which may number a product.
    """

    text: str
    origin: Sequence[int]
    ringed: frozenset[int]
    source: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that the normal form's `start:end` came from."""
        if start >= end:
            return (self.origin[start], self.origin[start])
        return (self.origin[start], self.origin[end - 1] + 1)

    def raw(self, start: int, end: int) -> str:
        """`start:end` as it was written."""
        first, last = self.span(start, end)
        return self.source[first:last]

    def ring_end(self, at: int) -> int:
        """The end of the number ringed at `at`: ⑬ and 1️⃣0️⃣ are one, ①③ are two."""
        if at + 1 not in self.ringed:
            return at + 1
        one, other = self.origin[at], self.origin[at + 1]
        return at + 2 if one == other or self.source[one] + self.source[other] in _TENS else at + 1

    @property
    def written(self) -> str:
        """All of it as it was written."""
        return self.raw(0, len(self.text))

    def cut(self, start: int, end: int) -> "Normal":
        """The part `start:end`, without the spaces around it."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        rings = (
            frozenset(at - start for at in self.ringed if start <= at < end) if self.ringed else self.ringed
        )
        return Normal(self.text[start:end], self.origin[start : end + 1], rings, self.source)


class _Folds(dict[int, str]):
    """Code point → its folded form, worked out once per character met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if char in _DROPPED else unicodedata.normalize("NFKC", char.translate(_MARKS))
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n":
            folded = folded if folded in (" ", "\n") else ""
        if "\u2044" in folded:  # ½ and its like
            folded = "半" if char == "½" else " "
        folded = _simplify(folded.lower()).translate(_MARKS) if folded else folded
        if len(folded) != 1:
            _uneven.add(char)
        if len(self) < 60_000:
            self[code] = folded
        return folded


_DINGBATS = {char: str(n) for n, char in enumerate("❶❷❸❹❺❻❼❽❾❿", 1)} | {"🔟": "10"}
_folds = _Folds({ord(char): digits for char, digits in _DINGBATS.items()})
_RINGS = set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | set(_DINGBATS)
#: characters after which positions in the normal form are not those of the text, or that ring a digit
_uneven = _RINGS | {_KEYCAP}
#: nothing but characters of which none is uneven, as most messages are
_EVEN = re.compile(r"[\n -~一-鿿、。！，：；？（）]*")
#: two digits in boxes that are one number
_TENS = frozenset(map(str, range(10, 21)))
_NO_RINGS: frozenset[int] = frozenset()


def normalize(text: str) -> Normal:
    """Fold `text` (its first LIMIT characters); never fails, whatever the text holds."""
    text = text[:LIMIT]
    whole = text.translate(_folds)
    if _EVEN.fullmatch(text) or _uneven.isdisjoint(text):
        return Normal(whole, range(len(text) + 1), _NO_RINGS, text)
    return _piecewise(text)


def _piecewise(text: str) -> Normal:
    """The same where characters vanish, grow, or ring a digit."""
    out: list[str] = []
    origin: list[int] = []
    ringed: set[int] = set()
    for at, char in enumerate(text):
        folded = _folds[ord(char)]
        if char == _KEYCAP and out and out[-1].isdigit():
            ringed.add(len(out) - 1)
        if char in _RINGS:
            ringed.update(range(len(out), len(out) + len(folded)))
        out.extend(folded)
        origin.extend([at] * len(folded))
    origin.append(len(text))
    return Normal("".join(out), origin, frozenset(ringed), text)


@lru_cache(maxsize=1024)
def _fold_short(text: str) -> str:
    return normalize(text).text.strip()


def fold(text: str) -> str:
    """Just the normal form: for names, aliases and everything that is compared with it."""
    return _fold_short(text) if len(text) <= SHORT else normalize(text).text.strip()


def close_up(text: str) -> str:
    """The normal form without any blanks."""
    return "".join(fold(text).split())

"""The name in a line of a chain: everything before its order, as people sign themselves."""

from collections.abc import Sequence

from . import folk, notes, persons, sound
from .catalogue import Catalogue
from .normal import Normal
from .tokens import Token, kind_of, tokenize_line

ORDERING = frozenset(
    {
        "product",
        "amount",
        "drop",
        "cancel",
        "each",
        "several",
        "proxy",
        "forme",
        "emoji",
        "ring",
        "vague",
        "money",
        "perhead",
        "all",
    }
)


class Line:
    """A line of a chain, cut into tokens and words once, with the place where its order begins.

    `counted` is where its last word begins, if that is nothing but goods and amounts (else -1).
    """

    __slots__ = ("counted", "normal", "start", "tokens", "words")

    def __init__(self, body: Normal, goods: Catalogue) -> None:
        self.normal = body
        tokens, self.counted = tokenize_line(body, goods)
        self.tokens = folk.known(sound.repair(tokens, goods), body.text)
        self.words = _words(self.tokens)
        self.start = _order_start(self.words)

    @property
    def flat(self) -> list[Token]:
        return [token for word in self.words for token in word]


def starts_with_person(line: Line) -> bool:
    """Whether a line of a chain opens with somebody's name rather than with goods or an amount."""
    text = line.normal.text
    if 0 in line.normal.ringed:
        return False  # ①③⑤各一份
    if not line.words or line.start == 0 or text.startswith("@") or (len(line.words) == 1 and len(text) > 12):
        return False
    rest = line.flat[line.start :]
    if not rest and any(t.kind in ("past", "future", "other", "ask", "if") for t in line.tokens):
        return False
    if not rest:
        name = text.strip()
        return not notes.is_remark(name) or persons.looks_like_name(name)
    return any(t.kind in ("product", "amount", "cancel", "drop", "proxy") for t in rest)


def _words(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens grouped as they were written: cut at spaces, colons and commas."""
    words: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in ("space", "sep") or token.text in (":", "-", "|", "/"):
            if words[-1]:
                words.append([])
        else:
            words[-1].append(token)
    return [word for word in words if word]


def _order_start(words: Sequence[Sequence[Token]]) -> int:
    """How many tokens belong to the name."""
    if not words:
        return 0
    first = words[0]
    orders = [_orders(word) for word in words[1:]]
    later = True in orders
    cut = _glued_start(first)
    if cut == 0 and later and (_sounds_like_ordering(first) or _nickname(first)):
        cut = None
    if (
        cut
        and not any(t.kind == "product" for word in words[1:] for t in word)
        and first[cut].kind == "product"
    ):
        return cut
    if cut == 0 and not (later and _only_number(first)):
        return 0
    if cut is not None and cut > 0 and not (later and not _complete(first[cut:])):
        return cut
    count = len(first)
    for word, order in zip(words[1:], orders, strict=True):
        if order or not later:
            break
        count += len(word)
    return count


def _nickname(word: Sequence[Token]) -> bool:
    """小五, 大一: what is also a part of a name of goods with a number, before an order that stands by itself."""
    if len(word) != 2 or word[0].kind != "product" or len(word[0].text) > 1 or word[1].kind != "amount":
        return False
    return bool(word[1].value.bare) and not word[1].text[0].isdigit() and not word[1].value.plus


def _sounds_like_ordering(word: Sequence[Token]) -> bool:
    """来来, 给我一个理由: names made of words of ordering, before an order that stands by itself."""
    if len(word) < 2 or word[0].kind not in ("want", "add", "forme"):
        return False
    return not any(t.kind in ("product", "cancel", "drop", "proxy", "emoji") for t in word)


def _orders(word: Sequence[Token]) -> bool:
    return not ORDERING.isdisjoint(map(kind_of, word)) and not (
        len(word) > 1 and word[-1].kind == "kin" and word[-2].kind == "product"
    )


def _only_number(word: Sequence[Token]) -> bool:
    return len(word) == 1 and word[0].kind == "amount" and word[0].value.bare and not word[0].value.plus


def _complete(tokens: Sequence[Token]) -> bool:
    """Whether tokens form an order by themselves: goods with an amount, or an amount with a unit."""
    amounts = [t for t in tokens if t.kind == "amount"]
    return (
        bool(amounts)
        and tokens[-1].kind != "kin"
        and (any(t.kind == "product" for t in tokens) or any(a.value.unit or a.value.plus for a in amounts))
    )


def _glued_start(word: Sequence[Token]) -> int | None:
    """Where the order starts inside the first word; None if the whole word is a name."""
    for i, token in enumerate(word):
        if token.kind in ("product", "several", "emoji") and token.kind != "emoji":
            if (
                i + 1 < len(word)
                and word[i + 1].kind in ("kin", "word", "me")
                and not any(t.kind == "amount" for t in word[i + 1 :])
            ):
                return None
            if token.text.endswith("号") and i:
                return None
            return i
        if token.kind in ("cancel", "drop") and i + 1 < len(word) and word[i + 1].text == "的":
            return None
        if token.kind in ("amount", "each", "cancel", "drop", "proxy", "forme", "want"):
            if (
                i + 1 < len(word)
                and word[i + 1].kind == "word"
                and token.kind == "amount"
                and not any(t.kind in ("product", "amount") for t in word[i + 1 :])
                and not notes.is_glued_remark(word[i + 1].text)
            ):
                return None
            if (
                token.kind in ("cancel", "drop", "proxy", "want")
                and i
                and not any(t.kind in ("amount", "product") for t in word[i + 1 :])
                and token.kind != "cancel"
                and token.kind != "drop"
            ):
                continue
            return i
    return None

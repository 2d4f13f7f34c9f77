"""Stretches of tokens made into one token, and words that were meant but not said."""

from collections.abc import Sequence
from dataclasses import replace

from .openings import LEXICON
from .tokens import Token

#: kinds of tokens that names of people are made of
PERSONAL = frozenset({"word", "kin", "room", "piece"})


def claim(tokens: Sequence[Token], start: int, end: int, kind: str = "word") -> list[Token]:
    """The tokens with `start:end` as one of `kind`; words cut by it keep their rest. As they were if
    something else than words and their like would be cut."""
    out: list[Token] = []
    for token in tokens:
        if token.end <= start or token.start >= end:
            out.append(token)
            continue
        if token.start < start:
            out.append(_rest(token, token.start, start))
        if not out or out[-1].start != start or out[-1].end != end:
            inside = [
                t.text[max(start - t.start, 0) : end - t.start]
                for t in tokens
                if t.start < end and t.end > start
            ]
            out.append(Token(kind, "".join(inside), start, end))
        if token.end > end:
            out.append(_rest(token, end, token.end))
    if any(
        t.kind in ("amount", "product") and (t.start < start < t.end or t.start < end < t.end) for t in tokens
    ):
        return list(tokens)
    return out


def _rest(token: Token, start: int, end: int) -> Token:
    text = token.text[start - token.start : end - token.start]
    return replace(token, kind=LEXICON.get(text, "word"), text=text, start=start, end=end, value=None)


def unsaid(tokens: Sequence[Token], at: int) -> list[Token]:
    """The tokens with a proxy nobody said before the one that starts at `at`."""
    return [
        t
        for token in tokens
        for t in ((Token("proxy", "", at, at), token) if token.start == at else (token,))
    ]

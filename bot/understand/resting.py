"""The words that a result rests on, where its reader has not marked them; and offsets as platforms count them."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from .intent import AskIntent, CancelIntent, CommandIntent, Intent, OrderIntent, QueryIntent, Span


def resting(found: Intent, text: str) -> Intent:
    """The same with a span: a doubtful word where it stands, else all that was said."""
    match found:
        case AskIntent(reason, term, choices, qty):
            at = text.find(term) if term else -1
            return AskIntent(reason, term, choices, qty, whole(text) if at < 0 else (at, at + len(term)))
        case CancelIntent(scope, whom):
            return CancelIntent(scope, whom, whole(text))
        case QueryIntent(topic, products):
            return QueryIntent(topic, products, whole(text))
        case CommandIntent(name, args):
            return CommandIntent(name, args, whole(text))
        case OrderIntent(lines=lines) if any(it.span is None for it in lines):
            return replace(found, lines=tuple(replace(it, span=it.span or whole(text)) for it in lines))
    return found


def whole(text: str) -> Span:
    """All of a text but the blanks around it."""
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)


def to_utf16(text: str, span: Span) -> Span:
    """A span in UTF-16 code units, as platforms and JavaScript count: 😀 is one code point and two units."""
    ruler = _ruler(text)
    return ruler[min(span[0], len(text))], ruler[min(span[1], len(text))]


def from_utf16(text: str, span: Span) -> Span:
    """A span in code points from one in UTF-16 code units. One that ends past the text ends with it; one
    that begins or ends inside a character takes the whole of it. ValueError where it is no span at all."""
    start, end = span
    if not 0 <= start <= end:
        raise ValueError(f"no span: {span}")
    ruler = _ruler(text)
    if start >= ruler[-1]:
        return len(text), len(text)
    first = bisect_right(ruler, start) - 1
    return first, max(bisect_left(ruler, end, hi=len(text)), first)


@lru_cache(maxsize=4)
def _ruler(text: str) -> list[int]:
    """How many code units stand before each code point, and in all: one message asks for many places."""
    return [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]

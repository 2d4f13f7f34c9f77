"""Offsets as platforms count them: a stretch of a text in UTF-16 code units, and in code points."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

Span = tuple[int, int]


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

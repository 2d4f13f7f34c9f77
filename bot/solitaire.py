"""What a platform says of a chain's entries by itself: who wrote each, when, and where it stands in the text.

As in WeChat's group notes (message type 53): `solitaire_info` lists for each entry `<u>` (user id), `<t>` (Unix
seconds) and `<r>` ("91-43": where its words begin, without their number, and how many they are), in UTF-16 code
units. Seen in messages that people published; there is no official description.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.clean import clean
from bot.utf16 import Span, from_utf16, to_utf16


@dataclass(frozen=True, slots=True)
class NativeEntry:
    """One entry: its author's user id, when they wrote it (aware), and `length` UTF-16 code units of the
    message's text from `start` on."""

    user: str
    at: datetime
    start: int
    length: int

    def span(self, text: str) -> Span:
        """The same stretch of `text` in code points. ValueError where there is none."""
        return from_utf16(text, (self.start, self.start + self.length))


def moved(entries: Sequence[NativeEntry], raw: str, text: str) -> tuple[NativeEntry, ...]:
    """The entries' places in `text`, which a channel made of `raw` by cleaning it and taking mentions out;
    without those whose words are not found there, and those that are no stretch of `raw`."""
    found, after = [], 0
    for it in sorted(entries, key=lambda it: it.start):
        try:
            words = clean(raw[slice(*it.span(raw))]).strip()
        except ValueError:
            continue
        at = text.find(words, after) if words else -1
        if at >= 0:
            after = at + len(words)
            start, end = to_utf16(text, (at, after))
            found.append(replace(it, start=start, length=end - start))
    return tuple(found)


def places(text: str, entries: Sequence[NativeEntry]) -> list[tuple[Span, NativeEntry]]:
    """Where each entry stands in `text`, in code points."""
    return [(it.span(text), it) for it in entries]


def author_of(span: Span | None, placed: Sequence[tuple[Span, NativeEntry]]) -> NativeEntry | None:
    """The native entry that the words at `span` are: of those `placed` the one that shares most of them."""
    if span is None:
        return None
    shared = [(_common(span, place), it) for place, it in placed]
    best = max(shared, key=lambda it: it[0], default=(0, None))
    return best[1] if best[0] > 0 else None


def _common(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])

"""The ways in which what is written in one go may fall apart: A1203, 3A501, 31203."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product

from groupbuy.households.written import Part, Said

FLOOR = re.compile(r"\d{1,2}F")
SEGMENT = re.compile(r"\d+|[A-Z]+")
WHOLE = frozenset({Said.WORD, Said.PLACE, Said.FLOOR})
TAIL = frozenset({Said.BARE, Said.ROOM, Said.HOUSE_NO})
"""What may end in a room that somebody glued to what stands before it."""
MOST_SEGMENTS = 3
MOST_PARTS = 7
LEAST_ROOM = 3
"""Digits of a room that may be glued: 203 in 31203, never 03."""
Pieces = tuple[Part, ...]


def ways(parts: Sequence[Part], *, guess: bool = False) -> Iterator[Pieces]:
    """Every way in which nothing is cut that was not marked; with `guess` those in which one number is."""
    if not 0 < len(parts) <= MOST_PARTS:
        return
    each = [list(_of(part, first=not at)) for at, part in enumerate(parts)]
    if not guess:
        yield from (tuple(chain.from_iterable(chosen)) for chosen in product(*each))
        return
    for at, part in enumerate(parts):
        cut = list(_guesses(part, first=not at))
        if cut:
            chosen_of = product(*each[:at], cut, *each[at + 1 :])
            yield from (tuple(chain.from_iterable(chosen)) for chosen in chosen_of)


def _of(part: Part, *, first: bool) -> Iterator[Pieces]:
    """A1203 is A 1203, or A1 203 where a building comes."""
    yield (part,)
    if part.said is Said.BARE and part.value.isdecimal():
        return
    segments = SEGMENT.findall(part.value)
    if part.said in WHOLE or "".join(segments) != part.value or len(segments) > MOST_SEGMENTS:
        return
    storey = FLOOR.fullmatch("".join(segments[-2:]))
    for values in _groups(segments):
        if len(values) > 1 and (not storey or FLOOR.fullmatch(values[-1])):
            yield _said(values, part)
    if first and part.said in TAIL and len(segments) > 1 and segments[-1].isdecimal():
        *before, letters, digits = segments
        yield from (_said([*before, letters + head, room], part) for head, room in _cuts(digits))


def _guesses(part: Part, *, first: bool) -> Iterator[Pieces]:
    segments = SEGMENT.findall(part.value)
    if part.said not in TAIL or "".join(segments) != part.value or len(segments) > MOST_SEGMENTS:
        return
    *before, digits = segments
    if not digits.isdecimal():
        return
    for head, room in _cuts(digits):
        if before and not first:
            yield _said([*before[:-1], before[-1] + head, room], part)
        yield _said([*before, head, room], part)
        if first and not before:
            yield from (_said([head, *inner], part) for inner in _cuts(room))


def _groups(segments: list[str]) -> Iterator[list[str]]:
    """3A501: 3 A 501, 3A 501, 3 A501, 3A501."""
    if len(segments) < 2:
        yield segments
        return
    for rest in _groups(segments[1:]):
        yield [segments[0], *rest]
        yield [segments[0] + rest[0], *rest[1:]]


def _cuts(digits: str) -> Iterator[tuple[str, str]]:
    """1203: 1 203; 31203: 3 1203 and 31 203."""
    for at in (1, 2):
        if len(digits) - at in (LEAST_ROOM, LEAST_ROOM + 1) and digits[0] != "0" and digits[at] != "0":
            yield digits[:at], digits[at:]


def _said(values: Sequence[str], part: Part) -> Pieces:
    """The last piece is what the whole was said to be; 12F at the end is a floor."""
    *before, last = values
    end = Part(last, part.said, part.word)
    if part.said is Said.BARE and FLOOR.fullmatch(last):
        end = Part(last[:-1], Said.FLOOR, "层")
    return (*(Part(it) for it in before), end)

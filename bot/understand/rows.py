"""The lines of a chain: numbers, marks and time stamps apart from what people wrote."""

import re
from dataclasses import dataclass

from .catalogue import Catalogue
from .names import Line
from .normal import Normal, normalize

_BREAK = re.compile(r"\n|<br ?/?>", re.IGNORECASE)
_STAMP = re.compile(
    r"^\[?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ ,，]*(?:上午|下午|晚上|早上|中午)?\d{1,2}:\d{2}(?::\d{2})?\]?[ :：]*"
    r"|^\[?\d{1,2}:\d{2}(?::\d{2})?\]? +"
)
_MARK = re.compile(
    r" *(?:\((\d{1,3})\)[.、。:]?|(\d{1,3}) *(?:[、。):]|\.(?!\d{1,2}(?:[号日月斤折元/]|$)))) *"
)
_NEXT = re.compile(r"(?<=[ ,，;；。])(\d{1,3}) *[.、。)](?!\d)")
_ENDS = frozenset(".、。)")
HEADER = re.compile(r" *(?:#\s*(?:接龙|group ?note)|【?接龙】?)")
#: a list under a title of its own: two marked lines somewhere behind the first
_LISTED = re.compile(r"\n *\(?\d{1,3} *[、。):.].*\n(?:.*\n)? *\(?\d{1,3} *[、。):.]")
LONGEST_ENTRY = 240


@dataclass(slots=True)
class Row:
    """One line of the message: its number if it has one, and what follows the marker; `at` is where the
    line begins in the message, `end` where several lines taken together end (None: one line)."""

    seq: int | None
    body: Normal
    line: Line | None = None
    at: int = 0
    end: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the message, in code points."""
        last = self.at + self.body.origin[len(self.body.text)] if self.end is None else self.end
        return self.at + self.body.origin[0], max(last, self.at + self.body.origin[0])

    @property
    def blank(self) -> bool:
        return self.seq is None and not self.body.text.strip()

    @property
    def numbered(self) -> bool:
        return self.seq is not None

    def read(self, goods: Catalogue) -> Line:
        if self.line is None:
            self.line = Line(self.body, goods)
        return self.line


def may_be(text: str) -> bool:
    """Whether `text` (in normal form) can be a chain at all; a cheap look at its beginning."""
    start = text.lstrip()[:40]
    if "接龙" in start or "group" in start or "<br" in text:
        return True
    numbered = start[:1] in "([" or start[:1].isdigit()
    if numbered and (_MARK.match(start) or _STAMP.match(start)):
        return True
    return "\n" in text and _LISTED.search(text) is not None


@dataclass(frozen=True, slots=True)
class Plain:
    """A numbered list as plain lines; `places` are where each begins here and in the message."""

    text: str
    places: tuple[tuple[int, int], ...] = ((0, 0),)

    def back(self, span: tuple[int, int]) -> tuple[int, int]:
        """The stretch of the message that a stretch of `text` is."""
        here, there = next(it for it in reversed(self.places) if it[0] <= span[0])
        return span[0] - here + there, span[1] - here + there


def without_numbers(text: str) -> Plain:
    """A numbered list of goods as plain lines, for the ordinary reading."""
    rows = [row for at, line in lines_of(text) for row in rows_of(line, at) if not row.blank]
    if not rows or (len(rows) == 1 and not rows[0].body.text[:1].isalpha()):
        return Plain(text)  # 2、3号各1: the number is goods, not a marker
    places, length = [], 0
    for row in rows:
        places.append((length, row.span[0]))
        length += len(row.body.written) + 1
    return Plain("\n".join(row.body.written for row in rows), tuple(places))


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines without time stamps and where they begin, from the first one that says something."""
    found, at = [], 0
    for end in (*_BREAK.finditer(text), None):
        line = text[at : end.start() if end else len(text)]
        said = line.strip("\r")
        stamp = _STAMP.match(said)
        said = said[stamp.end() :] if stamp else said
        found.append((at + line.rindex(said) if said else at, said))
        at = end.end() if end else at
    while found and not found[0][1].strip():
        found.pop(0)
    return found


def rows_of(line: str, at: int = 0, message: Normal | None = None) -> list[Row]:
    """The rows of a line that begins at `at` (of `message`): several where several numbers stand in it."""
    if message is not None and isinstance(message.origin, range):  # folded already, character by character
        whole = Normal(message.text[at : at + len(line)], range(len(line) + 1), message.ringed, line)
    else:
        whole = normalize(line)
    if not whole.text.strip():
        return [Row(None, whole, at=at)]
    first = _mark(whole)
    if first is None and not ("接龙" in whole.text or HEADER.match(whole.text)):
        return [Row(None, whole, at=at)]
    cuts: list[tuple[int, int, int | None]] = [(0, first[1], first[0])] if first else [(0, 0, None)]
    several = not _ENDS.isdisjoint(whole.text[cuts[0][1] :])
    for found in _NEXT.finditer(whole.text, cuts[0][1]) if several else ():
        number = int(found.group(1))
        if number <= 999 and (cuts[-1][2] is None or number > (cuts[-1][2] or 0)):
            cuts.append((found.start(), found.end(), number))
    rows = []
    for i, (_, start, seq) in enumerate(cuts):
        end = cuts[i + 1][0] if i + 1 < len(cuts) else len(whole.text)
        rows.append(Row(seq, whole.cut(start, min(end, start + LONGEST_ENTRY)), at=at))
    return rows


def _mark(line: Normal) -> tuple[int, int] | None:
    """(number, end) of a list marker: 1. 1、 1) （1） ① １．"""
    if line.ringed and (spaces := len(line.text) - len(line.text.lstrip(" "))) in line.ringed:
        end = line.ring_end(spaces)
        return int(line.text[spaces:end]), end
    found = _MARK.match(line.text)
    return (int(found.group(1) or found.group(2)), found.end()) if found else None

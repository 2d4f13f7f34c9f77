"""接龙: is a message a chain, which of its lines are entries, and what each entry says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .catalogue import Catalogue
from .entries import entry_of, header_product, starts_with_person
from .intent import ChainEntry, ChainIntent, Context, Intent, NoIntent
from .normal import Normal, fold, normalize
from .units import ALL as UNITS

_BREAK = re.compile(r"\n|<br ?/?>", re.IGNORECASE)
_STAMP = re.compile(r"^\[?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[ ,，]*(?:上午|下午|晚上|早上|中午)?\d{1,2}:\d{2}(?::\d{2})?\]?[ :：]*|^\[?\d{1,2}:\d{2}(?::\d{2})?\]? +")
_MARK = re.compile(r" *(?:\((\d{1,3})\)[.、。:]?|(\d{1,3}) *(?:[、。):]|\.(?!\d{1,2}(?:[号日月斤折元/]|$)))) *")
_NEXT = re.compile(r"(?<=[ ,，;；])(\d{1,3}) *[.、。)](?!\d)")
_HEADER = re.compile(r" *(?:#\s*(?:接龙|group ?note)|【?接龙】?)")
_EXAMPLE = re.compile(r" *(?:例|ex\b|eg\b|格式|示例)")


@dataclass(slots=True)
class Row:
    """One line of the message: its number if it has one, and what follows the marker."""

    seq: int | None
    body: Normal
    blank: bool = False
    head: str = ""
    numbered: bool = field(default=False)


def read(text: str, context: Context, goods: Catalogue) -> Intent | None:
    """The chain in `text`; NoIntent if it is a chain about something else; None if it is no chain."""
    if "接" not in text and "#" not in text and not any(c.isdigit() or c in "①❶⑴" for c in text[:12]):
        return None
    lines = _lines(text)
    if not lines:
        return None
    headed = bool(_HEADER.match(fold(lines[0])))
    if not headed and "[链接]" in lines[0]:
        return NoIntent()
    rows = [row for line in lines for row in _rows(line)]
    numbered = [row for row in rows if row.numbered]
    if headed and (fold(lines[0]).lstrip().startswith("#") or numbered):
        return _headed(rows, context, goods)
    if not numbered or not rows[0].numbered:
        return None
    return _bare(rows, context, goods)


def without_numbers(text: str) -> str:
    """A numbered list of goods as plain lines, for the ordinary reading."""
    return "\n".join(row.body.source for line in _lines(text) for row in _rows(line) if not row.blank)


def _lines(text: str) -> list[str]:
    """The lines without time stamps, from the first one that says something."""
    found = [_STAMP.sub("", line.strip("\r")) for line in _BREAK.split(text)]
    while found and not found[0].strip():
        found.pop(0)
    return found


def _rows(line: str) -> list[Row]:
    whole = normalize(line)
    if not whole.text.strip():
        return [Row(None, whole, blank=True)]
    first = _mark(whole, 0)
    headed = _HEADER.match(whole.text)
    if first is None and not headed:
        return [Row(None, whole)]
    cuts: list[tuple[int, int, int | None]] = [(0, first[1], first[0])] if first else [(0, 0, None)]
    for found in _NEXT.finditer(whole.text, cuts[0][1]):
        number = int(found.group(1))
        if number <= 999 and (cuts[-1][2] is None or number > (cuts[-1][2] or 0)):
            cuts.append((found.start(), found.end(), number))
    rows = []
    for i, (_, start, seq) in enumerate(cuts):
        end = cuts[i + 1][0] if i + 1 < len(cuts) else len(whole.text)
        body = normalize(whole.raw(start, end).strip() if start < end else "")
        rows.append(Row(seq, body, numbered=seq is not None))
    return rows


def _mark(line: Normal, at: int) -> tuple[int, int] | None:
    """(number, end) of a list marker: 1. 1、 1) （1） ① １．"""
    spaces = len(line.text) - len(line.text.lstrip(" "))
    if spaces in line.ringed:
        end = spaces
        while end in line.ringed and end < spaces + 2:
            end += 1
        return int(line.text[spaces:end]), end
    found = _MARK.match(line.text, at)
    return (int(found.group(1) or found.group(2)), found.end()) if found else None


def _headed(rows: Sequence[Row], context: Context, goods: Catalogue) -> Intent:
    head, body = _cut(list(rows), goods)
    default = header_product(head, goods)
    entries = _entries(body, context, goods, default)
    if not _on_topic(head, body, entries, context, goods):
        return NoIntent()
    return ChainIntent(tuple(entries))


def _cut(rows: list[Row], goods: Catalogue) -> tuple[str, list[Row]]:
    """Header and menu apart from the entries."""
    start = 0 if rows[0].numbered else 1
    examples = [i for i, row in enumerate(rows) if _EXAMPLE.match(row.body.text)]
    blanks = [i for i, row in enumerate(rows) if row.blank]
    if examples:
        start = examples[0] + 1
    elif blanks and any(row.numbered and row.body.text for row in rows[blanks[0] :]):
        start = blanks[0] + 1
    while start < len(rows) and not rows[start].numbered:
        start += 1
    head = "\n".join(row.body.source for i, row in enumerate(rows[:start]) if i not in examples)
    body: list[Row] = []
    tail = False
    for row in rows[start:]:
        tail = tail or (row.blank and bool(body))
        if row.blank or row.body.text.startswith("@") or (tail and not row.numbered):
            continue
        body.append(row)
    return head, body


def _entries(rows: Sequence[Row], context: Context, goods: Catalogue, default: int | None) -> list[ChainEntry]:
    groups: list[tuple[int | None, str]] = []
    for row in rows:
        if row.numbered:
            groups.append((row.seq, row.body.source))
        elif groups and not starts_with_person(row.body, goods, default):
            groups[-1] = (groups[-1][0], groups[-1][1] + "，" + row.body.source if groups[-1][1].strip() else row.body.source)
        else:
            groups.append((None, row.body.source))
    return [entry_of(seq, body, context, goods, default) for seq, body in groups if body.strip()]


def _on_topic(head: str, body: Sequence[Row], entries: Sequence[ChainEntry], context: Context, goods: Catalogue) -> bool:
    """Whether the chain is about this buy: its goods, its title, its price or its units are in it."""
    said = fold(head)
    if any(w in said for w in goods.names if len(w) > 1) or _shared(fold(context.title), said):
        return True
    bodies = [row.body.text for row in body]
    if any(w in text for text in bodies for w, m in goods.names.items() if m.exact and len(w) > 1):
        return True
    plain = re.sub(r"#|接龙|group ?note|\s", "", said)
    if goods.only is not None:
        product = goods.products[goods.only]
        if product.price in said or any(product.unit in text for text in bodies):
            return product.unit in UNITS and any(entry.lines for entry in entries)
        return not plain and any(entry.lines for entry in entries)
    return any(e.lines for e in entries) and not plain


def _shared(title: str, said: str) -> bool:
    return any(title[i : i + 3] in said for i in range(max(1, len(title) - 2))) if len(title) > 2 else title in said


def _bare(rows: Sequence[Row], context: Context, goods: Catalogue) -> Intent | None:
    """Numbered lines without a header: a chain where each starts with a person and somebody orders."""
    body = [row for row in rows if not row.blank]
    full = [row for row in body if row.numbered and row.body.text.strip()]
    if not full or not all(starts_with_person(row.body, goods, None) for row in full):
        return None
    entries = _entries(body, context, goods, None)
    booked = [e for e in entries if e.lines]
    if not booked or (len(full) == 1 and not entries[0].lines):
        return None
    if not any(e.name for e in booked) or len(booked) * 2 < len(full):
        return None
    return ChainIntent(tuple(entries))

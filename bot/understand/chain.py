"""接龙: is a message a chain, which of its lines are entries, and what each entry says."""

import re
from collections.abc import Sequence

from .catalogue import Catalogue
from .entries import entry_of, header_product
from .intent import ChainEntry, ChainIntent, Context, Intent, NoIntent, WishLine
from .names import Line, starts_with_person
from .normal import LIMIT, Normal, fold, normalize
from .rows import HEADER, LONGEST_ENTRY, Row, lines_of, may_be, rows_of, without_numbers

__all__ = ["may_be", "read", "without_numbers"]

_EXAMPLE = re.compile(r" *(?:例|ex\b|eg\b|格式|示例)")
MOST_ROWS = 1_200
MOST_KEPT = 4_000
_entries_read: dict[
    tuple[str, int, int | None, str | bool], tuple[Catalogue, tuple[str, ChainEntry, int]]
] = {}


def read(normal: Normal, context: Context, goods: Catalogue) -> Intent | None:
    """The chain in a message that may be one; NoIntent if it is about something else; None if it is none."""
    lines = lines_of(normal.source[:LIMIT])
    if not lines:
        return None
    head = fold(lines[0][1]).lstrip()
    if "[链接]" in head:
        return NoIntent()
    rows = [row for at, line in lines[:MOST_ROWS] for row in rows_of(line, at, normal)][:MOST_ROWS]
    first = next((i for i, row in enumerate(rows) if row.numbered), None)
    if HEADER.match(head) and (head.startswith("#") or first is not None):
        return _headed(rows, context, goods)
    if first is None:
        return None
    return _bare(rows, context, goods) if first == 0 else _titled(rows, first, context, goods)


def _headed(rows: Sequence[Row], context: Context, goods: Catalogue) -> Intent:
    head, body = _cut(rows, goods)
    default = header_product(head, goods)
    entries = _entries(body, context, goods, default)
    if not _on_topic(head, rows, body, entries, context, goods):
        return NoIntent()
    return ChainIntent(tuple(entries))


def _cut(rows: Sequence[Row], goods: Catalogue) -> tuple[str, list[Row]]:
    """Header and menu apart from the entries."""
    start = 0 if rows[0].numbered else 1
    examples = [i for i, row in enumerate(rows) if _EXAMPLE.match(row.body.text)]
    blanks = {i for i, row in enumerate(rows) if row.blank}
    if examples:
        start = examples[0] + 1
    elif blanks and _follow(rows, min(blanks), goods):
        start = min(blanks) + 1
    while start < len(rows) and not rows[start].numbered:
        start += 1
    head = "\n".join(row.body.written for i, row in enumerate(rows[:start]) if i not in examples)
    body: list[Row] = []
    tail = False
    for i, row in enumerate(rows[start:], start):
        blank = i in blanks
        tail = tail or (blank and bool(body))
        if blank or row.body.text.startswith("@") or (tail and not row.numbered):
            continue
        body.append(row)
    return head, body


def _follow(rows: Sequence[Row], blank: int, goods: Catalogue) -> bool:
    """Whether the entries stand behind the first blank line, so that what is numbered before is a menu."""
    if not any(row.numbered and row.body.text for row in rows[blank:]):
        return False
    before = [row.read(goods) for row in rows[:blank] if row.numbered and row.body.text.strip()]
    return not before or not all(starts_with_person(line) and _is_order(line) for line in before)


def _entries(
    rows: Sequence[Row], context: Context, goods: Catalogue, default: int | None
) -> list[ChainEntry]:
    """An entry per numbered row and per "person order" row; other rows continue the entry above."""
    groups: list[Row] = []
    for row in rows:
        if row.numbered or not groups or starts_with_person(row.read(goods)):
            groups.append(Row(row.seq, row.body, row.line, row.at))
        else:
            above = groups[-1].body.written
            joined = f"{above}，{row.body.written}" if above.strip() else row.body.written
            whole = normalize(joined[:LONGEST_ENTRY])
            groups[-1] = Row(groups[-1].seq, whole, None, groups[-1].span[0], row.span[1])
    return [_entry(row, context, goods, default) for row in groups if row.body.text.strip()]


def _entry(row: Row, context: Context, goods: Catalogue, default: int | None) -> ChainEntry:
    """One entry; a chain is sent again with every new entry, so what was read once is kept."""
    body, asks = row.body, context.role == "leader" and context.sender
    key = (body.written, body.origin[0], default, asks)
    known = _entries_read.get(key)
    if known is not None and known[0] is goods:
        return _placed(*known[1], row)
    found = entry_of(row.read(goods), context, goods, default)
    if len(_entries_read) >= MOST_KEPT:
        _entries_read.clear()
    _entries_read[key] = (goods, found)
    return _placed(*found, row)


def _placed(name: str, entry: ChainEntry, start: int, row: Row) -> ChainEntry:
    """What was read of a line as it stands in this message: spans count from the message's start; what
    several lines say together rests on all of them."""
    span, by = row.span, start + row.at
    lines = [
        WishLine(
            it.product,
            it.qty,
            it.whom,
            it.note,
            span if it.span is None or row.end is not None else (it.span[0] + by, it.span[1] + by),
        )
        for it in entry.lines
    ]
    return ChainEntry(row.seq, name, tuple(lines), entry.ask, entry.cancel, span)


def _on_topic(
    head: str,
    rows: Sequence[Row],
    body: Sequence[Row],
    entries: Sequence[ChainEntry],
    context: Context,
    goods: Catalogue,
) -> bool:
    """Whether the chain is about this buy: its goods, its title, its price or its units are in it."""
    said = fold(head)
    if any(w in said for w in goods.names if len(w) > 1) or _shared(fold(context.title), said):
        return True
    shown = [row for row in rows if _EXAMPLE.match(row.body.text)]
    tokens = [t for row in (*shown, *body) for t in row.read(goods).tokens]
    if any(t.kind == "product" and t.value.exact and len(t.text) > 1 for t in tokens):
        return True
    plain = re.sub(r"#|接龙|group ?note|\s", "", said)
    booked = any(entry.lines for entry in entries)
    if goods.only is None:
        return (booked or any(t.kind == "amount" for t in tokens)) and not plain
    product = goods.products[goods.only]
    counted = any(t.kind == "amount" and t.value.unit == product.unit for t in tokens)
    return booked and (product.price in said or counted or not plain)


def _shared(title: str, said: str) -> bool:
    return (
        any(title[i : i + 3] in said for i in range(max(1, len(title) - 2)))
        if len(title) > 2
        else title in said
    )


def _titled(rows: Sequence[Row], first: int, context: Context, goods: Catalogue) -> Intent | None:
    """A list of people under a title of their own ("周末水果接龙", "明天到的橘子"): a chain, of this buy
    or of something else; None where the lines are one person's shopping list."""
    full = [row for row in rows[first:] if row.numbered and row.body.text.strip()]
    called = any("接龙" in row.body.text for row in rows[:first])
    people = [row for row in full if starts_with_person(row.read(goods))]
    if len(people) < (1 if called else 2) or (len(people) < len(full) and not called):
        return None
    if not called and any(_is_order(row.read(goods)) for row in rows[:first]):
        return None
    return _headed(rows, context, goods)


def _is_order(line: Line) -> bool:
    """Whether a line orders: it counts something, and no price is named."""
    kinds = {t.kind for t in line.tokens}
    return "amount" in kinds and "money" not in kinds


def _bare(rows: Sequence[Row], context: Context, goods: Catalogue) -> Intent | None:
    """Numbered lines without a header: a chain where each starts with a person and somebody orders."""
    body = [row for row in rows if not row.blank]
    full = [row for row in body if row.numbered and row.body.text.strip()]
    if not full or not all(starts_with_person(row.read(goods)) for row in full):
        return None
    said = [e for e in _entries(body, context, goods, None) if e.lines or e.ask == "ambiguous_product"]
    entries = _entries(body, context, goods, goods.only)
    booked = [e for e in entries if e.lines]
    if not said or not booked or (len(full) == 1 and not entries[0].lines):
        return None
    if not any(e.name for e in booked) or len(said) * 2 < len(full):
        return None
    return ChainIntent(tuple(entries))

"""One entry of a chain: a name, and what that person takes."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from . import clauses, notes
from .amounts import Amount
from .catalogue import Catalogue, Mention
from .grammar import Puzzled, Reader
from .intent import AskIntent, CancelIntent, ChainEntry, Context, OrderIntent, WishLine
from .names import ORDERING, Line
from .normal import Normal, fold, normalize
from .orders import resolve
from .tokens import MOST_KEPT, Token, tokenize
from .wishes import Reading, inherit

_ONE = Amount(Decimal(1))


def header_product(head: str, goods: Catalogue) -> int | None:
    """The one product a chain's header names, None if it names none or several."""
    if goods.only is not None:
        return goods.only
    said: set[int] = set()
    for token in tokenize(normalize(head), goods):
        if token.kind == "product" and token.value.exact:
            said.update(token.value.products)
    return said.pop() if len(said) == 1 else None


def entry_of(
    line: Line, context: Context, goods: Catalogue, default: int | None
) -> tuple[str, ChainEntry, int]:
    """Read one entry: its name, what it takes, and from where in the line the spans of that count. What
    cannot be booked says why."""
    tokens, normal = line.flat, line.normal
    at = line.start
    name = normal.raw(tokens[0].start, tokens[at - 1].end).strip(" :：，,、-—") if at else ""
    rest = tokens[at:]
    counted = line.counted
    plain = at < len(tokens) and tokens[at].start == counted and isinstance(normal.origin, range)
    if plain and (known := goods.entered.get((normal.text[counted:], default))):
        return name, known, normal.origin[counted]
    entry = _entry(name, rest, line, context, goods, default)
    if plain:
        if len(goods.entered) >= MOST_KEPT:
            goods.entered.clear()
        goods.entered[normal.text[counted:], default] = moved(entry, -normal.origin[counted])
    return name, entry, 0


def _entry(
    name: str, rest: Sequence[Token], line: Line, context: Context, goods: Catalogue, default: int | None
) -> ChainEntry:
    normal = line.normal
    if not any(t.kind in ORDERING or t.kind == "word" for t in rest):
        return _name_only(name, context, default, rest, normal)
    start = rest[0].start
    reading = _read([t for t in line.tokens if t.start >= start], goods, normal)
    if isinstance(reading, Puzzled):
        if not any(t.kind in ORDERING for t in rest):
            return _name_only(name, context, default, rest, normal)
        return ChainEntry(None, name, ask="unknown_product")
    return _settle(name, reading, context, goods, default)


def moved(entry: ChainEntry, by: int) -> ChainEntry:
    """The same with its spans moved; one with no span stays so."""
    lines = [
        WishLine(it.product, it.qty, it.whom, it.note, it.span and (it.span[0] + by, it.span[1] + by))
        for it in entry.lines
    ]
    return ChainEntry(entry.seq, entry.name, tuple(lines), entry.ask, entry.cancel)


def _read(tokens: Sequence[Token], goods: Catalogue, normal: Normal) -> Reading | Puzzled:
    reader = Reader(goods, "", normal)
    for clause in clauses.split(tokens):
        if not clause.core and not clause.has("word", "piece"):
            text = normal.raw(clause.tokens[0].start, clause.tokens[-1].end)
            if notes.is_remark(fold(text)):
                reader.note(text)
            continue
        if not clause.core:
            text = normal.raw(clause.tokens[0].start, clause.tokens[-1].end)
            if notes.is_remark(fold(text)):
                reader.note(text)
            elif not reader.found.wishes and reader.amount is None and not reader.named:
                return Puzzled(text, True)
            continue
        try:
            reader.clause(clause.tokens)
        except Puzzled as puzzle:
            return puzzle
    return reader.finish()


def _settle(
    name: str, reading: Reading, context: Context, goods: Catalogue, default: int | None
) -> ChainEntry:
    if reading.everything_off:
        return ChainEntry(None, name, cancel=True)
    inherit(reading.wishes, None)
    for wish in reading.wishes:
        if wish.manner != "drop":
            wish.manner = "plain"
        wish.signed = False if wish.whom else wish.signed
        if wish.mention is None and default is not None and not wish.every:
            wish.mention = Mention((default,), True)
        if wish.amount is None and wish.manner == "plain":
            wish.amount = _ONE
        elif wish.amount is not None and wish.amount.plus:
            wish.amount = replace(wish.amount, plus=False)
    alone = Context(context.title, context.products, context.now)
    found = resolve(reading, alone, goods)
    match found:
        case OrderIntent(lines=lines):
            return ChainEntry(None, name, tuple(w for w in lines if w.qty > 0))
        case CancelIntent():
            return ChainEntry(None, name, cancel=True)
        case AskIntent(reason=reason):
            return ChainEntry(None, name, ask=reason)
    return ChainEntry(None, name, ask="over_vague")


def _name_only(
    name: str,
    context: Context,
    default: int | None,
    rest: Sequence[Token],
    normal: Normal,
) -> ChainEntry:
    """A bare name signs up for one of the only product there is."""
    note = normal.raw(rest[0].start, rest[-1].end) if rest else None
    if context.role == "leader" and name and fold(name) == fold(context.sender):
        return ChainEntry(None, name)
    if default is None:
        return ChainEntry(None, name, ask="over_vague")
    return ChainEntry(None, name, (WishLine(default, Decimal(1), None, note),))

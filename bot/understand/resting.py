"""The words that a result rests on, where its reader has not marked them; and offsets as platforms count them."""

from dataclasses import replace

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
    start = _units(text[: span[0]])
    return start, start + _units(text[span[0] : span[1]])


def from_utf16(text: str, span: Span) -> Span:
    """A span in code points from one in UTF-16 code units. One that ends past the text ends with it; one
    that begins or ends inside a character takes the whole of it. ValueError where it is no span at all."""
    start, end = span
    if not 0 <= start <= end:
        raise ValueError(f"no span: {span}")
    first = last = units = 0
    for at, char in enumerate(text):
        if units <= start:
            first = at
        if units < end:
            last = at + 1
        units += _units(char)
    if start >= units:
        return len(text), len(text)
    return first, max(last, first)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

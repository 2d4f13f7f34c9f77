"""The words that a result rests on, where its reader has not marked them."""

from dataclasses import replace

from .intent import AskIntent, CancelIntent, CommandIntent, Intent, NoIntent, OrderIntent, QueryIntent, Span


def resting(found: Intent, text: str) -> Intent:
    """The same with a span: a doubtful word where it stands, else all that was said."""
    if isinstance(found, NoIntent):
        return found
    if isinstance(found, AskIntent):
        at = text.find(found.term) if found.term else -1
        span = whole(text) if at < 0 else (at, at + len(found.term))
        return AskIntent(found.reason, found.term, found.choices, found.qty, span)
    match found:
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

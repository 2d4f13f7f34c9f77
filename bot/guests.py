"""Whom somebody means who orders for others: a name they have ordered under before (张姐的改成3盒)."""

import re
from dataclasses import dataclass, replace

from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import CancelIntent, Intent, OrderIntent, Span
from groupbuy.buy import GroupBuy

BEHIND = r"(?:的?(?:那份|那单|那个)|家的|的)?(?![\s,，!！:：。~?？、])"
FOR = "给帮替代带和跟"


def guest_meant(talk: Talk, words: str) -> str | None:
    """The one guest named in the words; None where they say 我 too, speak to the guest (张姐，…) or
    say 给张姐, which is understood as it stands."""
    named = [it for it in talk.guests if it in words]
    longest = [it for it in named if not any(it != other and it in other for other in named)]
    if len(longest) != 1 or "我" in words.replace(longest[0], ""):
        return None
    at = words.index(longest[0])
    alone = not words[at + len(longest[0]) :].strip(" 的")
    if words[:at].rstrip()[-1:] in FOR and words[:at].strip():
        return None
    return longest[0] if alone or re.match(BEHIND, words[at + len(longest[0]) :]) else None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where `length` characters were taken out of a text at `at`, and `lead` blanks in front."""

    at: int
    length: int
    lead: int

    def back(self, span: Span | None) -> Span | None:
        """The stretch of the text that a stretch of what was left is."""
        if span is None:
            return None
        start, end = (it + self.lead for it in span)
        moved = start + self.length if start >= self.at else start
        return moved, end + self.length if end > self.at else end


def for_guest(talk: Talk, words: str, buy: GroupBuy, name: str) -> Intent | None:
    """The words without the name, read against what the guest has ordered; None where that is neither
    an order nor a cancellation."""
    called = re.search(f"{re.escape(name)}(?:的?(?:那份|那单|那个)|家的|的)?", words)
    if called is None:
        return None
    left = words[: called.start()] + words[called.end() :]
    rest = left.strip()
    intent = understand(rest, talk.context(buy, name)) if rest else None
    match intent:
        case OrderIntent():
            lead = len(left) - len(left.lstrip())
            cut = Cut(called.start(), called.end() - called.start(), lead)
            lines = (replace(it, whom=it.whom or name, span=cut.back(it.span)) for it in intent.lines)
            return replace(intent, lines=tuple(lines))
        case CancelIntent():
            return replace(intent, whom=intent.whom or name)
    return None

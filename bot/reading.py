"""Which buy, and what is meant: candidates are read in turn until one makes sense of the message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.guests import for_guest, guest_meant
from bot.talk import Talk, products_of
from bot.told_beside import told_beside
from bot.understand import understand
from bot.understand.catalogue import names_of
from bot.understand.intent import (
    AskIntent,
    CancelIntent,
    ChainIntent,
    CommandIntent,
    Context,
    Intent,
    NoIntent,
    OrderIntent,
    QueryIntent,
)
from bot.understand.normal import close_up
from bot.which import NAMED, named_in
from groupbuy.buy import OVER, TAKES_LATE_HANDLED, GroupBuy, State
from groupbuy.ordering import spoken_at

LONGEST = 30_000
"""Characters; a longer text is nobody's order. A chain of a full group (500) has about 10,000."""


LINK = re.compile(r"https?://[^\s，。、]+")
"""Somebody's link is no order, whatever numbers it holds."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message means against one buy (None: against none in particular). `goods` are set where the
    message names things of different buys: those of this one."""

    buy: GroupBuy | None
    intent: Intent
    goods: tuple[str, ...] = ()


def read(talk: Talk, text: str | None = None) -> list[Reading]:
    """What the message may mean, best first; several order readings: the speaker must say which.

    A named or quoted buy is the only candidate. Otherwise buys that took orders when the message
    was sent come before those that did not, so a late order is refused only where nothing is open.
    What is told beside an order about fetching is no part of it.
    """
    words = LINK.sub(_blank, talk.incoming.text if text is None else text)
    beside = told_beside(words)
    if beside is not None:
        found = _read(talk, beside.rest)
        if isinstance(found[0].intent, OrderIntent):
            return found
    return _read(talk, words)


def _read(talk: Talk, words: str) -> list[Reading]:
    if len(words) > LONGEST:
        return [Reading(None, NoIntent())]
    number = named_in(words) or named_in(talk.incoming.quote or "")
    named = [it for it in talk.buys if it.number == number]
    guest = guest_meant(talk, words)
    if named:
        return [_against(talk, NAMED.sub(_blank, words, count=1), named[0], guest)]
    if named_in(words) is not None and talk.buys:
        return [Reading(None, NoIntent())]  # about a buy that is not on offer here: never booked in another
    taking, others = _ranks(talk)
    named_goods = goods_named(words, taking) if len(taking) > 1 else {}
    having = [it for it in taking if all(it.number in where for where in named_goods.values())]
    first = _best(talk, [_against(talk, words, it, guest) for it in having or taking], guest)
    if first and not having and isinstance(first[0].intent, OrderIntent | CancelIntent | AskIntent):
        return _apart(taking, first[0].intent, named_goods)
    if first and not _knows_nothing_of_it(first[0]):
        return first
    second = _best(talk, [_against(talk, words, it, guest) for it in others], guest)
    if first and not (second and isinstance(second[0].intent, OrderIntent)):
        return first
    return second or first or [Reading(None, _without_buy(talk, words))]


def goods_named(words: str, buys: Sequence[GroupBuy]) -> dict[str, set[int]]:
    """The whole names of goods that stand in the words, none inside a longer one, with the numbers of the
    buys that have them: 草莓 is what one buy has, however much another's 草莓酱 sounds like it."""
    where: dict[str, set[int]] = {}
    for buy in buys:
        for product in products_of(buy):
            for name in map(close_up, names_of(product)):
                where.setdefault(name, set()).add(buy.number)
    said, found = close_up(words), {}
    for name in sorted(where, key=len, reverse=True):
        if len(name) > 1 and not name.isdecimal() and name in said:
            found[name] = where[name]
            said = said.replace(name, "\n")
    return found


def _apart(buys: Sequence[GroupBuy], intent: Intent, where: dict[str, set[int]]) -> list[Reading]:
    """No buy has all that is named: those that have some of it, none of which may take its part silently."""
    goods = [(it, tuple(name for name, found in where.items() if it.number in found)) for it in buys]
    return [Reading(it, intent, names) for it, names in goods if names]


def _blank(found: re.Match[str]) -> str:
    """As many blanks: spans go on counting in the message as it was sent."""
    return " " * len(found[0])


def _knows_nothing_of_it(reading: Reading) -> bool:
    """The buy has no such thing: then a buy that has closed, and has it, is what is meant."""
    return isinstance(reading.intent, AskIntent) and reading.intent.reason == "unknown_product"


def _against(talk: Talk, words: str, buy: GroupBuy, guest: str | None) -> Reading:
    theirs = for_guest(talk, words, buy, guest) if guest else None
    return Reading(buy, theirs or understand(words, talk.context(buy)))


def _ranks(talk: Talk) -> tuple[list[GroupBuy], list[GroupBuy]]:
    sent = spoken_at(talk.incoming.sent_at, talk.at)
    grace = talk.directory.limits.grace
    live = [it for it in talk.buys if it.state not in OVER]
    taking = [it for it in live if it.state in TAKES_LATE_HANDLED and sent <= it.cutoff_at + grace]
    others = [it for it in reversed(live) if it not in taking]
    return taking, others


def _best(talk: Talk, found: Sequence[Reading], guest: str | None) -> list[Reading]:
    orders = [it for it in found if isinstance(it.intent, OrderIntent)]
    if orders:
        return _already_in(talk, orders, guest) or orders
    cancels = [it for it in found if isinstance(it.intent, CancelIntent)]
    if cancels:
        return _already_in(talk, cancels, guest) or cancels
    chains = [it for it in found if isinstance(it.intent, ChainIntent)]
    if chains:
        return _of_chains(talk, chains, guest)
    for kind in (CommandIntent, AskIntent, QueryIntent):
        fits = [it for it in found if isinstance(it.intent, kind)]
        if fits:
            return sorted(fits, key=_strangeness)[:1]
    return []


def _of_chains(talk: Talk, found: Sequence[Reading], guest: str | None) -> list[Reading]:
    """Those buys in which most of a chain's lines can be read; of these the one its head names, or the one
    the speaker is in."""
    most = max(map(lines_read, found))
    best = [it for it in found if lines_read(it) == most]
    titled = [it for it in best if it.buy and it.buy.title and it.buy.title in talk.incoming.text]
    return titled[:1] or _already_in(talk, best, guest) or best


def lines_read(reading: Reading) -> int:
    """How many lines of a chain this buy's goods explain."""
    entries = reading.intent.entries if isinstance(reading.intent, ChainIntent) else ()
    return sum(it.ask is None for it in entries)


def _strangeness(reading: Reading) -> int:
    """How little of the buy's own goods a question names: 鸡蛋多少钱 is for the buy that has eggs."""
    match reading.intent:
        case QueryIntent(products=()) | AskIntent(reason="over_vague"):
            return 1
        case AskIntent(reason="unknown_product"):
            return 2
    return 0


def _already_in(talk: Talk, readings: Sequence[Reading], guest: str | None) -> list[Reading]:
    """A change or a cancellation is about a buy where the speaker (or the guest) is in."""
    mine = [it for it in readings if it.buy and _has_order(talk, it.buy, guest)]
    return mine if len(mine) == 1 else []


def _has_order(talk: Talk, buy: GroupBuy, guest: str | None) -> bool:
    order = (talk.guests.get(guest, {}) if guest else talk.orders).get(buy.number)
    return order is not None and order.active and buy.state is not State.ARRIVED


def _without_buy(talk: Talk, words: str) -> Intent:
    """With nothing on offer only leaders' commands and plain questions can be meant."""
    role = talk.speaker.leader
    context = Context("", (), talk.at.astimezone(talk.directory.zone), role="leader" if role else "resident")
    intent = understand(words, context)
    return intent if isinstance(intent, CommandIntent | QueryIntent) else NoIntent()

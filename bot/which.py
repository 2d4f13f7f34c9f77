"""Which group buy a message is about: a number named, a number quoted, the only one, or a question."""

import re
from collections.abc import Callable, Collection, Sequence

from bot.parsing.plain import same
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NotAllowed, Refusal
from groupbuy.order import Order
from groupbuy.ports import Reads
from groupbuy.rights import COVERED, minds_for, must_lead, must_run, stands_for, whom_to_ask

NAMED = re.compile(r"(?:第\s*)?(\d{1,9})\s*号团|团\s*(\d{1,9})(?!\d)")
Wanted = Callable[[Sequence[Order]], bool]
"""Whether a past buy's orders still have what a command is about."""
LEADING = re.compile(r"\s*(\d{1,9})(?=\s|$)")


class WhichBuy(Refusal):
    """Several fit; `choices` lists them, one a line."""

    text = "是哪个团？请带上团号，例如“{example}”\n{choices}"


class NoBuyHere(Refusal):
    text = "现在没有{which}的团"


def named_in(text: str) -> int | None:
    """The number in "12号团" or "团12"."""
    found = NAMED.search(text)
    return int(found[1] or found[2]) if found else None


def without_name(text: str) -> str:
    """The text with "12号团" taken out."""
    return NAMED.sub(" ", text, count=1).strip()


async def leaders_buy(
    talk: Talk,
    books: UnitBooks,
    words: str,
    right: Right,
    states: Collection[State],
    *,
    usage: str,
    bare_number: bool = True,
    past: Wanted | None = None,
) -> tuple[GroupBuy, str]:
    """The buy a leader's command is about, locked, and the words left over.

    A named number first ("12号团", or "12" in front where `bare_number`), then the quoted one, then
    the only one of theirs in `states` (in this chat, 1:1 in all their communities) or the only one of
    these that has the goods named; where none is, with `past`, the latest that is over and still has what
    is wanted. A named buy is returned in whatever state it is: the rules refuse it by name. Raises WhichBuy,
    NoBuyHere, NotAllowed, NotYourBuy, RightMissing, NoSuchBuy.
    """
    number, rest = await _meant(talk, books, words, right, states, usage, bare_number, past)
    buy = await books.locked(number)
    must_run(talk.speaker, buy, right, talk.directory)
    return buy, rest


async def leaders_buy_to_read(
    talk: Talk,
    reads: Reads,
    words: str,
    right: Right,
    states: Collection[State],
    *,
    usage: str,
    past: Wanted | None = None,
) -> tuple[GroupBuy, str]:
    """The same for what changes nothing: not locked, so also before a unit. A bare number is no buy's."""
    number, rest = await _meant(talk, reads, words, right, states, usage, False, past)
    buy = await reads.buy(number)
    must_run(talk.speaker, buy, right, talk.directory)
    return buy, rest


async def _meant(
    talk: Talk,
    books: Reads,
    words: str,
    right: Right,
    states: Collection[State],
    usage: str,
    bare_number: bool,
    past: Wanted | None,
) -> tuple[int, str]:
    leader = talk.speaker.leader
    if leader is None:
        raise NotAllowed(leader=whom_to_ask(talk.community or "", talk.directory, right))
    mine = await buys_they_run(talk, books, right)
    number, rest = _number_in(words, [it.number for it in mine] if bare_number else [])
    if number is None and talk.incoming.quote:
        number = named_in(talk.incoming.quote)
    if number is None:
        fits = _having(rest, [it for it in mine if it.state in states])
        if not fits and past is not None:
            fits = await _latest(talk, books, past)
        if len(fits) != 1:
            if talk.group and talk.community:
                must_lead(talk.speaker, talk.community, right, talk.directory)
            raise _unclear(fits, usage)
        number = fits[0].number
    return number, rest


def list_of(buys: Sequence[GroupBuy]) -> str:
    return "\n".join(f"{it.number} {it.title}（{it.state_name}）" for it in buys)


def _having(words: str, buys: Sequence[GroupBuy]) -> Sequence[GroupBuy]:
    """Of several buys those that have goods named in the words, all where none has."""
    said = same(words)
    having = [
        buy
        for buy in buys
        if any(
            len(it) > 1 and same(it) in said
            for item in buy.items.values()
            for it in (item.name, *item.aliases)
        )
    ]
    return having or buys


def _unclear(fits: Sequence[GroupBuy], usage: str) -> Refusal:
    if not fits:
        return NoBuyHere(which=f"能用“{usage.split()[0]}”")
    return WhichBuy(example=f"{usage.split()[0]} {fits[0].number}", choices=list_of(fits))


async def buys_they_run(talk: Talk, books: Reads, right: Right | None = None) -> list[GroupBuy]:
    """The speaking leader's own and those they are deputy for, not over (drafts too), by number; in a
    chat group those that are open there. For what a substitute may do (`right`), the absent leader's too."""
    leader = talk.speaker.leader
    assert leader is not None, "asked only for leaders"  # noqa: S101 - narrows the type
    found = {it.number: it for it in await books.buys_of_leader(leader.id)}
    if leader.deputy_of:
        found |= {it.number: it for it in await books.buys_of_leader(leader.deputy_of)}
    for away in {it.leader for it in leader.minds} if right in COVERED else ():
        theirs = await books.buys_of_leader(away)
        found |= {it.number: it for it in theirs if it.community in leader.communities}
    mine = [
        it for _, it in sorted(found.items()) if stands_for(leader, it.leader) or minds_for(leader, it.leader)
    ]
    return [it for it in mine if talk.group is None or talk.group.id in it.chats]


async def _latest(talk: Talk, books: Reads, wanted: Wanted) -> list[GroupBuy]:
    """The latest of theirs that is over and whose orders still have what is wanted; in a group, one of
    those that were open there."""
    leader = talk.speaker.leader
    places = leader.communities if leader else ()
    over = [it for place in places for it in await books.past_buys(place)]
    for buy in sorted(over, key=lambda it: (it.state_since or it.cutoff_at, it.number), reverse=True):
        mine = leader is not None and stands_for(leader, buy.leader)
        here = talk.group is None or talk.group.id in buy.chats
        if mine and here and wanted(await books.orders(buy.number)):
            return [buy]
    return []


def _number_in(words: str, mine: Sequence[int]) -> tuple[int | None, str]:
    named = named_in(words)
    if named is not None:
        return named, without_name(words)
    leading = LEADING.match(words)
    if leading and int(leading[1]) in mine:
        return int(leading[1]), words[leading.end() :].strip()
    return None, words.strip()

"""Whose goods somebody may hand out: the buys and orders a leader serves, found by code or number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.parsing.targets import Target
from bot.parsing.whose import NoSuchPerson, find_order
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import NoBuyHere, WhichBuy, list_of, named_in
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NotAllowed, NotYourBuy, Refusal, WrongCode
from groupbuy.notices.facts import waiting_facts
from groupbuy.order import Order
from groupbuy.ports import Reads
from groupbuy.rights import drives, must_hand_out, only_verifies, runs, stands_for, whom_to_ask

LEAST_ROOM = 100
"""From here on a number that is no 跟团号 may as well be a room or a code with a digit missing."""


class NoSuchSeq(Refusal):
    text = "{which}没有跟团号 {seq_no} 的单，请对一下号"


class NeitherSeqNorCode(Refusal):
    text = "没有跟团号 {seq_no} 的单。取货码是6位；房号要连楼一起写，例如 3-502"


class SeveralWithCode(Refusal):
    text = "这个码有两单，请改用跟团号（核销 #12）"


@dataclass(frozen=True, slots=True)
class Found:
    """An order, its buy, neither locked yet."""

    buy: GroupBuy
    order: Order
    by_proxy: bool = False


async def orders_for(
    talk: Talk,
    books: UnitBooks,
    target: Target,
    number: int | None,
    *,
    past: Callable[[Order], bool] | None = None,
) -> list[Found]:
    """As `order_for`; a code that a resident gave to a neighbour means all it was given for, of which
    those are left out whose goods are not there while others are."""
    try:
        return [await order_for(talk, books, target, number, past=past)]
    except WrongCode:
        found = await _by_proxy(talk, books, target.code or "")
        if not found:
            raise
    there = [it for it in found if waiting_facts(it.buy, it.order, sorted(it.buy.items))]
    return there or found[:1]


async def order_for(
    talk: Talk,
    books: UnitBooks,
    target: Target,
    number: int | None,
    *,
    past: Callable[[Order], bool] | None = None,
) -> Found:
    """The order a code or 跟团号 means among those the speaker may hand out; `number` names the buy.
    A code or 跟团号 that no live buy has may be that of a finished one whose order is as `past` wants it.

    Codes are looked up over the points the speaker serves, then over the other points of their
    communities (a buy's leader may hand out at any of them). Raises WrongCode, NoSuchSeq, WhichBuy,
    NotYourBuy, RightMissing, NotAllowed.
    """
    if target.code is not None:
        found = await _by_code(talk, books, target.code, past)
    else:
        found = await _by_seq(talk, books, target.seq or 0, number, past)
    must_hand_out(talk.speaker, found.buy, found.order, talk.directory)
    return found


async def order_called(
    talk: Talk, books: UnitBooks, words: str, number: int | None, *, usage: str
) -> tuple[Found, str]:
    """The order of the person (name or room) at the head of `words`, and what follows the name.

    Looked for among the orders the speaker may hand out, in the buy `number` names, else in those whose
    goods are there, else in the latest finished one where they still wait for something. Raises
    NoSuchPerson, WhichPerson (which lists 跟团号), WhichBuy where somebody waits in several buys.
    """
    buys = [await books.buy(number)] if number is not None else await _with_goods(talk, books)
    found: list[tuple[Found, str]] = []
    missing: Refusal = NoBuyHere(which="已到货")
    for buy in buys:
        orders = [it for it in await books.orders(buy.number) if it.active and may_hand_out(talk, buy, it)]
        names = await books.residents({it.resident for it in orders})
        try:
            order, rest = find_order(words, orders, names, buy=buy.number, usage=usage, private=talk.private)
        except NoSuchPerson as refused:
            missing = refused
            continue
        found.append((Found(buy, order), rest))
    waiting = [it for it in found if it[0].order.waiting] or found[:1]
    if not waiting:
        raise missing
    if len(waiting) > 1:
        there = [it.buy for it, _ in waiting]
        raise WhichBuy(
            example=f"{usage.split()[0]} {there[0].number}号团 {words[:12]}", choices=list_of(there)
        )
    return waiting[0]


async def _with_goods(talk: Talk, books: UnitBooks) -> list[GroupBuy]:
    live = await served(talk, books)
    there = [it for it in live if it.arrivals]
    return there or live or (await finished(talk, books))[:1]


async def served(talk: Talk, books: Reads) -> list[GroupBuy]:
    """The buys (not over) in the speaker's communities whose goods they may have at hand, by number."""
    places = [talk.community] if talk.group and talk.community else list(_communities(talk))
    found = {it.number: it for place in places for it in await books.buys_in_community(place)}
    return [it for _, it in sorted(found.items()) if may_serve(talk, it)]


async def finished(talk: Talk, books: UnitBooks) -> list[GroupBuy]:
    """Those that were served and are finished, latest first; in a group its community's."""
    places = [talk.community] if talk.group and talk.community else list(_communities(talk))
    found = [it for place in places for it in await books.past_buys(place)]
    done = [it for it in found if it.state is State.FINISHED and may_serve(talk, it)]
    return sorted(done, key=lambda it: (it.state_since or it.cutoff_at, it.number), reverse=True)


def may_serve(talk: Talk, buy: GroupBuy) -> bool:
    """Whether the speaker answers for the buy, or for a point that its goods may come to."""
    leader = talk.speaker.leader
    if leader is None or buy.community not in leader.communities:
        return False
    if only_verifies(leader, buy.community) or drives(leader, buy.community):
        return True
    points = talk.directory.points_in(buy.community)
    return stands_for(leader, buy.leader) or any(runs(leader, it) for it in points)


def may_hand_out(talk: Talk, buy: GroupBuy, order: Order) -> bool:
    try:
        must_hand_out(talk.speaker, buy, order, talk.directory)
    except Refusal:
        return False
    return True


def buy_named(talk: Talk, words: str) -> int | None:
    """The buy named in the words, else the one in the quoted message."""
    return named_in(words) or named_in(talk.incoming.quote or "")


def _communities(talk: Talk) -> Sequence[str]:
    leader = talk.speaker.leader
    if leader is None:
        raise NotAllowed(leader=whom_to_ask(talk.community or "", talk.directory, Right.VERIFY))
    return leader.communities


async def _by_code(talk: Talk, books: UnitBooks, code: str, past: Callable[[Order], bool] | None) -> Found:
    leader = talk.speaker.leader
    mine: list[Found] = []
    others: list[Found] = []
    for community in _communities(talk):
        for point in talk.directory.points_in(community):
            order = await books.order_by_code(point.id, code)
            buy = await books.buy(order.buy) if order else None
            if order is None or buy is None or not may_hand_out(talk, buy, order):
                continue
            near = leader is not None and runs(leader, point)
            (mine if near else others).append(Found(buy, order))
    fits = mine or others or await _past_with_code(talk, books, code, past)
    if not fits:
        raise WrongCode(code=code if talk.private else f"****{code[-2:]}")
    if len(fits) > 1:
        raise SeveralWithCode()
    return fits[0]


async def _past_with_code(
    talk: Talk, books: UnitBooks, code: str, past: Callable[[Order], bool] | None
) -> list[Found]:
    """A finished buy's code is free for others again, but its reminders name it."""
    return [
        Found(buy, order)
        for buy in (await finished(talk, books) if past else ())
        for order in await books.orders(buy.number)
        if past and order.code == code and past(order) and may_hand_out(talk, buy, order)
    ]


async def _by_proxy(talk: Talk, books: UnitBooks, code: str) -> list[Found]:
    found = []
    for community in _communities(talk):
        for point in talk.directory.points_in(community):
            for order in await books.orders_by_proxy(point.id, code):
                buy = await books.buy(order.buy)
                if may_hand_out(talk, buy, order):
                    found.append(Found(buy, order, by_proxy=True))
    return found


async def _by_seq(
    talk: Talk, books: UnitBooks, seq: int, number: int | None, past: Callable[[Order], bool] | None
) -> Found:
    buys = [await books.buy(number)] if number is not None else await served(talk, books)
    found = [
        Found(buy, order)
        for buy in buys
        for order in await books.orders(buy.number)
        if order.seq_no == seq and (order.active or number is not None)
    ]
    mine = [it for it in found if may_hand_out(talk, it.buy, it.order)]
    there = [it for it in mine if it.buy.state is State.ARRIVED] or mine
    if len(there) == 1:
        return there[0]
    if there:
        buys = [it.buy for it in there]
        raise WhichBuy(example=f"核销 {buys[0].number}号团 #{seq}", choices=list_of(buys))
    for buy in await finished(talk, books) if past and number is None else ():
        for order in await books.orders(buy.number):
            if past and order.seq_no == seq and past(order) and may_hand_out(talk, buy, order):
                return Found(buy, order)
    if found and number is None:
        whom = whom_to_ask(found[0].buy.community, talk.directory, Right.VERIFY)
        raise NotYourBuy(buy=found[0].buy.number, leader=whom)
    if found:
        return found[0]
    if seq >= LEAST_ROOM and number is None:
        raise NeitherSeqNorCode(seq_no=seq)
    raise NoSuchSeq(which=f"{number}号团" if number else "", seq_no=seq)

"""Whose orders a question is about: one's own, or those a leader or admin names by number, name, room or order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.homes import homes_of
from bot.parsing.plain import plain
from bot.parsing.point_question import PointQuestion, apart, asked_after
from bot.parsing.targets import seq_numbers
from bot.parsing.whose import NoSuchPerson, find_order
from bot.talk import Talk
from bot.which import WhichBuy, buys_they_run, leaders_buy_to_read, list_of, named_in, without_name
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NoSuchOrder, NotAllowed
from groupbuy.order import Order
from groupbuy.ports import Reads
from groupbuy.resident import Resident
from groupbuy.rights import must_run, whom_to_ask

USAGE = "为什么"
STATES = frozenset(State) - OVER - {State.DRAFT}
MOST_ORDERS = 3
AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,2})?\s*(?:元|块钱|块)[?？]?")
BUY_AND_SEQ = re.compile(r"(\d{1,9})\s*-\s*(\d{1,5})")


@dataclass(frozen=True, slots=True)
class Asked:
    """`point`: only the pickup point is asked about."""

    orders: tuple[Order, ...]
    point: PointQuestion | None = None


async def asked_for(talk: Talk, reads: Reads, words: str) -> Asked | None:
    """None where it is talk: "为什么，草莓这么贵" overheard; "为什么80元" asks about an order. Raises NoSuchOrder,
    NoSuchPerson, WhichPerson, WhichBuy, NotAllowed and what `leaders_buy` raises."""
    number = named_in(words)
    rest = without_name(words) if number is not None else words.strip()
    numbers, point = seq_numbers(rest), asked_after(rest)
    manages = talk.speaker.leader is not None or talk.speaker.admin is not None
    if point is None and numbers is None and manages:
        found = await _named(talk, reads, number, rest)
        if found is not None:
            return found
    if point is None and numbers is None:
        if not talk.incoming.addressed and not AMOUNT.fullmatch(words.strip()):
            return None
        _must_be_own(talk, rest)
    if numbers:
        return Asked((await _with_number(talk, reads, words, numbers[0]),))
    mine = tuple((await _mine(talk, reads, number))[:MOST_ORDERS])
    if point is not None:
        mine = tuple(it for it in mine if it.active)
        return Asked(mine, point) if mine or talk.incoming.addressed else None
    if not mine:
        raise NoSuchOrder()
    return Asked(mine)


async def _mine(talk: Talk, reads: Reads, number: int | None) -> list[Order]:
    """Own orders, newest first: of the buy named, in a group of the buys there."""
    found = [it for it in await reads.orders_by(talk.speaker.id) if number in (None, it.buy)]
    if talk.group is None:
        return found
    here = {it.number for it in talk.buys}
    return [it for it in found if it.buy in here]


async def _with_number(talk: Talk, reads: Reads, words: str, seq: int) -> Order:
    if talk.speaker.leader is not None:
        usage = f"{USAGE} 12号团 {seq}号"
        buy, _ = await leaders_buy_to_read(
            talk,
            reads,
            words,
            Right.ORDERS,
            STATES,
            usage=usage,
            past=lambda orders: any(it.seq_no == seq for it in orders),
        )
    elif talk.speaker.admin is not None:
        fits = await _candidates(talk, reads, named_in(words))
        if len(fits) > 1:
            raise WhichBuy(example=f"{USAGE} {fits[0].number}号团 {seq}号", choices=list_of(fits))
        if not fits:
            raise NoSuchOrder()
        buy = fits[0]
    else:
        own = [it for it in await _mine(talk, reads, named_in(words)) if it.seq_no == seq]
        if not own:
            raise NotAllowed(leader=whom_to_ask(talk.community or "", talk.directory))
        return own[0]
    found = next((it for it in await reads.orders(buy.number) if it.seq_no == seq), None)
    if found is None:
        raise NoSuchOrder()
    return found


async def _named(talk: Talk, reads: Reads, number: int | None, words: str) -> Asked | None:
    """The orders of the person or household at the head of the words in all their buys (3-1203, 张叔), or the one
    of a buy and its number (12-3). None where the words are about something else."""
    found: list[Order] = []
    point, nobody = None, None
    buys = await _candidates(talk, reads, number)
    for buy in buys:
        orders = [it for it in await reads.orders(buy.number) if it.active]
        names = await reads.residents({it.resident for it in orders})
        for who, asked in apart(words):
            try:
                one, rest = find_order(
                    who,
                    orders,
                    names,
                    buy=buy.number,
                    usage=f"{USAGE} {buy.number}号团 3号",
                    private=talk.private,
                    homes=homes_of(talk),
                    community=buy.community,
                )
            except NoSuchPerson as refusal:
                nobody = nobody or refusal
                continue
            if not rest:
                found += _together(talk, buy, one, orders, names)
                point = asked
                break
    if not found and (order := BUY_AND_SEQ.fullmatch(plain(words).strip())):
        known = [it.number for it in buys if it.number == int(order[1])]
        found = [it for no in known for it in await reads.orders(no) if it.seq_no == int(order[2])]
    if not found and nobody is not None and talk.incoming.addressed and not await _mine(talk, reads, number):
        raise nobody
    found.sort(key=lambda it: (-it.buy, it.seq_no))
    return Asked(tuple(found[:MOST_ORDERS]), point) if found else None


def _together(
    talk: Talk, buy: GroupBuy, one: Order, orders: Sequence[Order], names: Mapping[str, Resident]
) -> list[Order]:
    """All of the household."""
    homes = homes_of(talk)
    key = {it.id: homes.key(names[it.resident], buy.community) for it in orders if it.resident in names}
    return [it for it in orders if it.id == one.id or (one.id in key and key.get(it.id) == key[one.id])]


async def _candidates(talk: Talk, reads: Reads, number: int | None) -> list[GroupBuy]:
    """The buys whose orders the speaker may ask about: an admin every one, a leader their own; in a group those
    that are open there. One that is named in whatever state it is."""
    admin = talk.speaker.admin is not None
    if number is not None:
        buy = await reads.buy(number)
        if not admin:
            must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
        return [buy]
    buys = await reads.live_buys() if admin else await buys_they_run(talk, reads)
    here = [it for it in buys if it.state in STATES and (talk.group is None or talk.group.id in it.chats)]
    for it in () if admin else here:
        must_run(talk.speaker, it, Right.ORDERS, talk.directory)
    return here


def _must_be_own(talk: Talk, words: str) -> None:
    """A neighbour's room is none of a resident's business."""
    homes, here = homes_of(talk), talk.community or ""
    home = homes.door(words, here) if words else None
    if home is not None and (talk.speaker.leader is not None or talk.speaker.admin is not None):
        raise NoSuchOrder()
    if home is not None and home.key != homes.key(talk.speaker.resident, here):
        raise NotAllowed(leader=whom_to_ask(here, talk.directory))

"""A driver or leader at a stop: which buy's goods stand there, and which point it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coming import STATES
from bot.handing import buy_named, may_serve, served
from bot.parsing.forms import with_number
from bot.parsing.plain import plain
from bot.parsing.points import point_in
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import NoBuyHere, WhichBuy, list_of, without_name
from groupbuy.buy import GroupBuy
from groupbuy.directory import PickupPoint, Right
from groupbuy.errors import NotYourBuy, Refusal, UnknownPoint
from groupbuy.rights import drives, leader_name, must_deliver, must_lead, runs, stands_for
from groupbuy.routing.stops import Stop, stops


class WhichStop(Refusal):
    text = "是哪个点？请带上，例如“{example}”\n{choices}"


class NoStopThere(Refusal):
    text = "{buy}号团没有要送到{point}的货"


@dataclass(frozen=True, slots=True)
class AtStop:
    """The buy (held), the stop, and the words left over."""

    buy: GroupBuy
    stop: Stop
    words: str


async def at_stop(talk: Talk, books: UnitBooks, words: str, usage: str, *, done: bool) -> AtStop:
    """The buy and point named; without a buy the only one with such a stop of theirs, without a point
    the only one. `done`: where goods have been signed for, else where they are to come, which is looked
    for first. Raises WhichBuy, NoBuyHere, UnknownPoint, WhichStop, NoStopThere, NotYourBuy, RightMissing."""
    said = with_number(words)
    number = buy_named(talk, said)
    said = without_name(plain(said))
    buy = await books.locked(number) if number is not None else await _only(talk, books, said, usage, done)
    if not may_serve(talk, buy):
        must_lead(talk.speaker, buy.community, Right.GOODS, talk.directory)
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, talk.directory))
    must_lead(talk.speaker, buy.community, Right.GOODS, talk.directory)
    point, rest = point_in(talk.directory, buy, said)
    there = stops(buy, await books.orders(buy.number), talk.directory)
    if point is not None:
        stop = next((it for it in there if it.point.id == point.id), None)
        if stop is None:
            raise NoStopThere(buy=buy.number, point=f"{point.no}号点")
    else:
        stop = _only_stop(talk, buy, there, usage, done)
    must_deliver(talk.speaker, buy, stop.point, talk.directory)
    return AtStop(await books.locked(buy.number), stop, rest.strip(" 。!~"))


async def point_meant(
    talk: Talk, books: UnitBooks, buy: GroupBuy, words: str, usage: str
) -> tuple[PickupPoint | None, str]:
    """The point named in words about a buy's goods (None: all of them), and the words left over. Who only
    stands in for the buy's leader means where they do, or their own. Raises as `at_stop`."""
    point, rest = point_in(talk.directory, buy, words)
    leader = talk.speaker.leader
    if leader is None or stands_for(leader, buy.leader):
        return point, rest
    if point is None:
        there = stops(buy, await books.orders(buy.number), talk.directory)
        point = _only_stop(talk, buy, there, usage, done=False).point
    must_deliver(talk.speaker, buy, point, talk.directory)
    return point, rest


async def _only(talk: Talk, books: UnitBooks, words: str, usage: str, done: bool) -> GroupBuy:
    fits, unknown = [], None
    for buy in await served(talk, books):
        if buy.state not in STATES:
            continue
        try:
            point, _ = point_in(talk.directory, buy, words)
        except UnknownPoint as refused:
            unknown = refused
            continue
        there = their_stops(talk, buy, stops(buy, await books.orders(buy.number), talk.directory))
        if any(point is None or it.point.id == point.id for it in there):
            fits.append((buy, any(_wanted(it, done) for it in there if _is(it, point))))
    open_ = [buy for buy, wanted in fits if wanted] or [buy for buy, _ in fits]
    if len(open_) > 1:
        word = usage.split()[0]
        raise WhichBuy(example=f"{word} {open_[0].number} {words}".strip(), choices=list_of(open_))
    if not open_:
        raise unknown or NoBuyHere(which="货在路上")
    return open_[0]


def _is(stop: Stop, point: PickupPoint | None) -> bool:
    return point is None or stop.point.id == point.id


def _wanted(stop: Stop, done: bool) -> bool:
    return any(it.signed for it in stop.loads) if done else bool(stop.coming)


def their_stops(talk: Talk, buy: GroupBuy, there: Sequence[Stop]) -> list[Stop]:
    """The stops that the speaker may sign for."""
    leader = talk.speaker.leader
    if leader is None:
        return []
    whole = stands_for(leader, buy.leader) or drives(leader, buy.community)
    return [it for it in there if whole or runs(leader, it.point)]


def _only_stop(talk: Talk, buy: GroupBuy, there: Sequence[Stop], usage: str, done: bool) -> Stop:
    mine = their_stops(talk, buy, there)
    fits = [it for it in mine if _wanted(it, done)] or mine
    if not mine:
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, talk.directory))
    if len(fits) > 1:
        example = f"{usage.split()[0]} {buy.number} {fits[0].point.no}号点"
        raise WhichStop(example=example, choices="\n".join(it.name for it in fits))
    return fits[0]

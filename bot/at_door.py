"""Whose goods are fetched by whoever stands at the door and says a room: all of that household's there."""

import re

from bot.handing import Found, finished, may_hand_out, served
from bot.homes import homes_of
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.errors import Refusal
from groupbuy.households import Households
from groupbuy.resident import Resident
from groupbuy.rights import runs

UNLISTED = re.compile(r"[0-9A-Z].*\d{3,4}[A-Z]?")
"""As `as_written` has a room whose building is on no list: 7-701, and neither 1-2 nor goods."""
LEAST_ROOM = 3
"""Digits that a room has where it is told from goods and numbers: 3-1203, never 1/2."""


class NobodyThere(Refusal):
    text = "{who}没有待取的单，请用取货码或跟团号（核销 #12）"


class WhichHome(Refusal):
    """A room that several households may have; `choices` lists their orders."""

    text = "{who}还不能确定是哪一户，请用跟团号：\n{choices}"


class SeveralPoints(Refusal):
    text = "{who}在几个自提点都有货，请用跟团号：\n{choices}"


def says_room(talk: Talk, text: str) -> bool:
    """Whether it can only be a room: neither goods nor a number."""
    homes = homes_of(talk)
    return any(_is_room(homes, text, it) for it in _communities(talk))


def _is_room(homes: Households, text: str, community: str) -> bool:
    if homes.room_alone(text, community):
        return True
    found = homes.read(text, community).homes
    if any(it.alone or (it.complete and _long(it.room)) for it in found):
        return True
    door = None if found or " " in text else homes.door(text, community)
    return door is not None and UNLISTED.fullmatch(door.room) is not None


def _long(room: str) -> bool:
    return sum(it.isdigit() for it in room) >= LEAST_ROOM or room.endswith("户")


async def orders_at(talk: Talk, books: UnitBooks, room: str, number: int | None) -> list[Found]:
    """Every order of the household with something to fetch that the speaker hands out: at the points they
    run, else at the one other point it lies at; what has arrived before what has not. Raises NobodyThere,
    WhichHome where the room is unclear, SeveralPoints."""
    who = f"“{room}”" if talk.private else "这个房号"
    buys = [await books.buy(number)] if number is not None else await served(talk, books)
    found = await _living(talk, books, room, buys)
    if not found and number is None:
        found = await _living(talk, books, room, (await finished(talk, books))[:1])
    if not found or any(homes_of(talk).door(room, it.buy.community) is None for it, _ in found):
        maybe = await _living(talk, books, room, buys, maybe=True) or found
        raise WhichHome(who=who, choices=_choices(talk, maybe)) if maybe else NobodyThere(who=who)
    leader = talk.speaker.leader
    points = talk.directory.points
    near = [
        it
        for it in found
        if leader and it[0].order.point in points and runs(leader, points[it[0].order.point])
    ]
    there = near or found
    if len({it.order.point for it, _ in there}) > 1:
        raise SeveralPoints(who=who, choices=_choices(talk, there))
    arrived = [it for it, _ in there if _at_hand(it)]
    return arrived or [it for it, _ in there]


async def _living(
    talk: Talk, books: UnitBooks, room: str, buys: list[GroupBuy], *, maybe: bool = False
) -> list[tuple[Found, Resident]]:
    """Orders of those who live there; with `maybe` of those too whose own room may be another one as well."""
    homes, found = homes_of(talk), list[tuple[Found, Resident]]()
    for buy in buys:
        keys, alone = _keys(homes, room, buy.community), homes.room_alone(room, buy.community)
        orders = [it for it in await books.orders(buy.number) if it.waiting and may_hand_out(talk, buy, it)]
        people = await books.residents({it.resident for it in orders})
        for order in orders:
            person = people.get(order.resident)
            if person is None:
                continue
            home = homes.of(person, buy.community)
            theirs = [home] if home else homes.maybe(person, buy.community) if maybe else []
            if any(it.key in keys or (alone and it.room == alone) for it in theirs):
                found.append((Found(buy, order), person))
    return found


def _keys(homes: Households, room: str, community: str) -> set[str]:
    door = homes.door(room, community)
    return {door.key} if door else {it.key for it in homes.read(room, community).homes if it.complete}


def _at_hand(found: Found) -> bool:
    lines = found.order.lines.items()
    return any(it.waiting > 0 and found.buy.item(no).arrived_at(found.order.point) for no, it in lines)


def _choices(talk: Talk, found: list[tuple[Found, Resident]]) -> str:
    return "\n".join(
        f"{it.buy.number}号团 {it.order.seq_no}号 {who.label if talk.private else who.masked}"
        for it, who in found
    )


def _communities(talk: Talk) -> tuple[str, ...]:
    if talk.group is not None:
        return (talk.group.community,)
    return talk.speaker.leader.communities if talk.speaker.leader else ()


def named_first(
    found: list[Found], people: dict[str, Resident], goods: list[str]
) -> tuple[list[Found], list[str]]:
    """3-1203 王姐: the order of the one so called, where somebody of the household is."""
    called = [
        it
        for it in found
        if goods and it.order.resident in people and people[it.order.resident].name == goods[0]
    ]
    return (called, goods[1:]) if called else (found, goods)

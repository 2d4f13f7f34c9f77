"""路线: in which order the goods are brought to their points, how far that is, and which stops are done."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.at_points import buy_to_pack
from bot.commands.base import OutOfDate, Who, command
from bot.parsing.forms import BadForm
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Right
from groupbuy.errors import NotYourBuy, Refusal
from groupbuy.ports import Reads
from groupbuy.quantity import show
from groupbuy.rights import drives, leader_name, stands_for
from groupbuy.routing.setting import covered, set_route
from groupbuy.routing.stops import Stop, stops
from groupbuy.routing.trip import Trip, legs, trip_of

USAGE = "路线 12"
USAGE_BY_HAND = "路线 12 2 1 3"
ANEW = frozenset({"重排", "重新排", "自动"})
BETWEEN = re.compile(r"[\s,、>→-]+")
NUMBER = re.compile(r"(\d{1,3})(?:号点?)?")


@dataclass(frozen=True, slots=True)
class Worked:
    """The order of a trip's stops as it was worked out."""

    trip: Trip
    order: tuple[str, ...]


async def work_out(talk: Talk, reads: Reads, words: str) -> Worked | None:
    """The shortest order, where the buy has no route that knows all its stops or a new one is wanted."""
    try:
        buy, rest = await buy_to_pack(talk, reads, words, Right.GOODS, USAGE)
    except Refusal:
        return None  # which the unit says
    there = stops(buy, await reads.orders(buy.number), talk.directory)
    if rest not in ANEW and (rest or covered(buy, there)):
        return None
    from groupbuy.routing.solve import solve  # a second that nobody else needs to wait for

    trip = trip_of(buy, there, talk.directory)
    return Worked(trip, await asyncio.get_running_loop().run_in_executor(None, solve, trip))


@command(
    "路线",
    usage=USAGE,
    says="送货先去哪后去哪；后面写点号就按你说的",
    who=Who.LEADER,
    right=Right.GOODS,
    ahead=work_out,
)
async def route(talk: Talk, books: UnitBooks, words: str) -> str:
    """Whoever leads the buy or drives may fix an order by hand, or have it worked out again (重排)."""
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE)
    buy = await books.locked(buy.number)
    there = stops(buy, await books.orders(buy.number), talk.directory)
    if not there:
        return f"{buy.number}号团没有要送的货。"
    if rest and rest not in ANEW:
        _must_drive(talk, buy)
        await set_route(books, buy, there, _by_hand(rest, there), by_hand=True)
    elif rest or not covered(buy, there):
        if rest:
            _must_drive(talk, buy)
        worked = talk.worked
        if not isinstance(worked, Worked) or worked.trip != trip_of(buy, there, talk.directory):
            raise OutOfDate()
        await set_route(books, buy, there, worked.order, by_hand=False)
    return _shown(buy, stops(buy, await books.orders(buy.number), talk.directory), talk.directory)


def _must_drive(talk: Talk, buy: GroupBuy) -> None:
    leader = talk.speaker.leader
    if leader is None or not (stands_for(leader, buy.leader) or drives(leader, buy.community)):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, talk.directory))


def _by_hand(words: str, there: Sequence[Stop]) -> list[str]:
    """2 1 3, 2号点→1号点→3号点: ids of the points; what is none of the stops stays what was said."""
    said = [NUMBER.fullmatch(it) for it in BETWEEN.split(words.strip()) if it]
    named = {it.point.no: it.point.id for it in there}
    found = [named.get(int(it[1]), it[1]) for it in said if it]
    if len(found) < len(said):
        raise BadForm(usage=USAGE_BY_HAND)
    return found


def _shown(buy: GroupBuy, there: Sequence[Stop], directory: Directory) -> str:
    """The stops with what each gets, how far each is from the one before, and what the order saves."""
    trip = trip_of(buy, there, directory)
    far = legs(trip, [it.point.id for it in there])
    saved = sum(legs(trip, [it.id for it in trip.sites])) - sum(far)
    beside = f"比按点号走少{distance(saved)}" if saved > 0 else "和按点号走一样远"
    if saved < 0:
        beside = f"比按点号走多{distance(-saved)}"
    how = "，按你们定的顺序" if buy.by_hand else ""
    done = sum(it.done for it in there)
    left = f"，已送{done}站" if done else ""
    head = (
        f"{buy.number}号团《{buy.title}》路线，{len(there)}站约{distance(sum(far))}（{beside}{how}）{left}："
    )
    return "\n".join([head, *(_row(n, it, far[n - 1]) for n, it in enumerate(there, 1))])


def _row(place: int, stop: Stop, far: int) -> str:
    """2. 2号点 会所一楼，1户：草莓3盒，走200米 ✔"""
    goods = "、".join(f"{it.item.name}{show(it.qty)}{it.item.unit}" for it in stop.loads if it.qty)
    leg = f"，再走{distance(far)}" if far else ""
    return f"{place}. {stop.name}，{len(stop.orders)}户：{goods or '都没到'}{leg}" + (
        " ✔已签收" if stop.done else ""
    )


def distance(metres: int) -> str:
    """180米, 1.2公里"""
    return f"{metres / 1000:.1f}公里" if metres >= 1000 else f"{metres}米"

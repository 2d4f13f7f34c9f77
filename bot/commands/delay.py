"""晚到: the goods come later, everywhere or at one point; those who wait for them are told once."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.at_points import buy_to_pack
from bot.coming import STATES
from bot.commands.base import Who, command
from bot.parsing.forms import BadForm
from bot.parsing.points import point_in
from bot.parsing.times import read_length, read_moment
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.delaying import delay, planned
from groupbuy.directory import PickupPoint, Right
from groupbuy.due import pickup_opens
from groupbuy.errors import NotYourBuy, Refusal
from groupbuy.order import Order
from groupbuy.rights import drives, leader_name, must_deliver, stands_for
from groupbuy.telling import is_quiet
from groupbuy.whereabouts import Where, of_order, of_point, opens

USAGE = "晚到 2小时"
ABOUT = re.compile(r"^(?:大概|大约|可能|约|要|再|会)+|左右$")


class WhichDelay(Refusal):
    text = "要晚到多久？例如“晚到 2小时”“晚到 12号团 2号点 40分钟”“晚到 到19:30”"


@command(
    "晚到", "货晚到", usage=USAGE, says="货晚到，告诉等货的人新的时间", who=Who.LEADER, right=Right.GOODS
)
async def late(talk: Talk, books: UnitBooks, words: str) -> str:
    """A length is counted from when fetching was to begin (from now, once that is over); a second word
    takes the first one's place."""
    if not words.strip():
        raise WhichDelay()
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE, STATES)
    point, rest = point_in(talk.directory, buy, rest)
    _must_know(talk, buy, point)
    buy = await books.locked(buy.number)
    before = planned(buy, point, books)
    told = await delay(books, buy, _ready(talk, rest, before), point)
    return _answer(talk, buy, told, point)


def _must_know(talk: Talk, buy: GroupBuy, point: PickupPoint | None) -> None:
    """Of one point whoever may sign there; of all of them the buy's leader or a driver."""
    leader = talk.speaker.leader
    if point is not None:
        must_deliver(talk.speaker, buy, point, talk.directory)
    elif leader is None or not (stands_for(leader, buy.leader) or drives(leader, buy.community)):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, talk.directory))


def _ready(talk: Talk, words: str, before: datetime) -> datetime:
    said = ABOUT.sub("", words.strip())
    length = read_length(said)
    if length is not None:
        return before + length if before + length > talk.at else talk.at + length
    zone = talk.directory.zone
    now = talk.at.astimezone(zone)
    if now.date() < before.astimezone(zone).date():  # 19:30 is meant of the day of fetching
        now = datetime.combine(before.astimezone(zone).date(), time.min, zone) - timedelta(seconds=1)
    moment = read_moment(said, now)
    if moment is None:
        raise BadForm(usage="晚到 2小时”或“晚到 到19:30")
    return moment


def _answer(talk: Talk, buy: GroupBuy, told: Sequence[Order], point: PickupPoint | None) -> str:
    """1号团货晚到 and, for each point, from when it can be fetched there now, for how many."""
    directory = talk.directory
    by_point: dict[str, list[Order]] = {}
    for order in told:
        by_point.setdefault(order.point, []).append(order)
    first = of_order(told[0], buy, directory)
    late = any(_is_late(talk, buy, it) for it in told)
    head = f"{buy.number}号团货{'晚到' if late else '按时到'}，取货改成："
    rows = []
    for place in sorted(by_point, key=lambda it: directory.points[it].no):
        where = of_order(by_point[place][0], buy, directory)
        late_there = _after_hours(talk, directory.points[place], where)
        rows.append(f"{directory.points[place].no}号点 {where.when}，{len(by_point[place])}户{late_there}")
    night = is_quiet(talk.at, directory.quiet, directory.zone) and opens(first, directory) > talk.at
    when = "已经记下，夜里不吵人，要紧的马上说" if night else "马上告诉他们"
    return "\n".join([head, *rows, f"{len(told)}户在等，{when}。"])


def _is_late(talk: Talk, buy: GroupBuy, order: Order) -> bool:
    """Against when fetching begins at its own point."""
    there = of_point(talk.directory.points[order.point], buy, talk.directory)
    begins = opens(there, talk.directory) if there else pickup_opens(buy, talk.directory)
    return opens(of_order(order, buy, talk.directory), talk.directory) > begins


def _after_hours(talk: Talk, point: PickupPoint, where: Where) -> str:
    """Somebody must stay where people are sent after the point has closed."""
    stand = talk.directory.stands(point, where.day)
    last = max((it.closes for it in stand.hours), default=None) if stand else None
    if last is None or where.hours[-1].closes <= last:
        return ""
    return f"（平时{last:%H:%M}关门，请留人）"

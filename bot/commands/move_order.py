"""改点: a leader sends one resident's order to another pickup point; no later solution moves it again."""

from bot.commands.amend import whose
from bot.commands.base import Who, command
from bot.parsing.forms import BadForm
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.errors import NothingChanged, UnknownPoint
from groupbuy.notices import point_assigned
from groupbuy.pickup import find_point, move_by_hand
from groupbuy.whereabouts import of_order

USAGE = "改点 3号 5号点"


@command(
    "改点",
    "改自提点",
    usage=USAGE,
    says="把一单改到另一个自提点，会通知本人",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def move_order(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, order, rest = await whose(talk, books, words, USAGE)
    wanted = rest.strip().removeprefix("到").strip().removesuffix("点").removesuffix("号").strip()
    if not wanted:
        raise BadForm(usage=USAGE)
    point = find_point(wanted, buy.community, talk.directory)
    if point is None:
        raise UnknownPoint()
    if point.id == order.point:
        raise NothingChanged()
    await move_by_hand(books, buy, order, point)
    now = await books.own_order(order.id)
    where = of_order(now, buy, talk.directory)
    await point_assigned.tell(books, buy, now, where, None, by_leader=True)
    who = numbered(now, await called(talk, books, [now]))
    return f"{buy.number}号团 {who} 改到 {point.no} {point.name} 了，TA会收到通知。"

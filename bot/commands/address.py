"""地址: where and when the speaker's goods are fetched."""

from bot.commands.base import command
from bot.commands.free_times import told_here
from bot.commands.points import hours, my_point, points
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import PickupPoint
from groupbuy.whereabouts import Where, of_order


@command("地址", "取货地址", "自提地址", usage="地址", says="我的自提点在哪", bare=True)
async def address(talk: Talk, books: UnitBooks, words: str) -> str:
    """Where what is still to be fetched is, else the bound point, else all to choose from."""
    found: dict[Where, list[int]] = {}
    for order in await books.orders_by(talk.speaker.id):
        buy = await books.buy(order.buy)
        if order.waiting and talk.community in (None, buy.community):
            found.setdefault(of_order(order, buy, talk.directory), []).append(buy.number)
    said = await told_here(talk, books)
    if found:
        rows = [_fetched(talk, where, sorted(buys)) for where, buys in found.items()]
        return "\n".join([*rows, *([said] if said else [])])
    bound = await my_point(talk, books)
    where = _where(talk, bound) if bound else await points(talk, books, "")
    return f"{where}\n{said}" if said else where


def _fetched(talk: Talk, where: Where, buys: list[int]) -> str:
    """How to get in is told 1:1 only."""
    numbers = "、".join(f"{it}号团" for it in dict.fromkeys(buys))
    note = f"，{where.spot.access_note}" if where.spot.access_note and talk.private else ""
    why = f"（{where.spot.why}）" if where.spot.why else ""
    return f"{numbers} {where.when}，{where.place}{why}{note}"


def _where(talk: Talk, point: PickupPoint) -> str:
    note = f"，{point.access_note}" if point.access_note and talk.private else ""
    return f"你的自提点：{point.no} {point.name}，{point.address}{hours(point)}{note}"

"""地址: where the speaker's goods are fetched."""

from bot.commands.base import command
from bot.commands.points import hours, my_point, points
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import PickupPoint


@command("地址", "取货地址", "自提地址", usage="地址", says="我的自提点在哪", bare=True)
async def address(talk: Talk, books: UnitBooks, words: str) -> str:
    """The points of what is still to be fetched, else the bound one, else all to choose from."""
    orders = [it for it in await books.orders_by(talk.speaker.id) if it.waiting]
    waiting = {it.point for it in orders if talk.community in (None, _community(talk, it.point))}
    bound = await my_point(talk, books)
    ids = sorted(waiting) or ([bound.id] if bound else [])
    found = [talk.directory.points[it] for it in ids if it in talk.directory.points]
    if not found:
        return await points(talk, books, "")
    return "\n".join(_where(talk, it) for it in found)


def _community(talk: Talk, point: str) -> str | None:
    found = talk.directory.points.get(point)
    return found.community if found else None


def _where(talk: Talk, point: PickupPoint) -> str:
    """How to get in is told 1:1 only."""
    note = f"，{point.access_note}" if point.access_note and talk.private else ""
    return f"你的自提点：{point.no} {point.name}，{point.address}{hours(point)}{note}"

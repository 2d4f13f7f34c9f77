"""送货单: stop by stop what is to be brought there, and who receives it."""

from bot.at_points import buy_to_pack
from bot.commands.base import Who, command
from bot.leaves import receivers
from bot.parsing.forms import nothing_more
from bot.parsing.paging import page_in, paged
from bot.parsing.points import point_in
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Right
from groupbuy.notices.facts import window
from groupbuy.quantity import show
from groupbuy.routing.stops import Load, Stop, stops
from groupbuy.whereabouts import of_point

USAGE = "送货单 12"


@command("送货单", "配送单", usage=USAGE, says="每站送什么、多少、谁收", who=Who.LEADER, right=Right.GOODS)
async def delivery_note(talk: Talk, books: UnitBooks, words: str) -> str:
    """In the order of the stops; no resident's name, so a group may see it."""
    page, words = page_in(words)
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE)
    wanted, rest = point_in(talk.directory, buy, rest)
    nothing_more(rest, USAGE)
    there = stops(buy, await books.orders(buy.number), talk.directory)
    rows = [
        row
        for place, it in enumerate(there, 1)
        if wanted in (None, it.point)
        for row in _rows(buy, place, it, talk.directory)
    ]
    if not rows:
        return f"{buy.number}号团没有要送的货。"
    head = f"{buy.number}号团《{buy.title}》送货单，{window(buy)}取"
    only = f" {wanted.no}号点" if wanted else ""
    return f"{head}\n{paged(rows, page, f'送货单 {buy.number}{only}')}"


def _rows(buy: GroupBuy, place: int, stop: Stop, directory: Directory) -> list[str]:
    """1. 【1号点 东门驿站】3户，收货：王姐, its address, and a line for each item."""
    where = of_point(stop.point, buy, directory)
    address = where.spot.address if where else stop.point.address
    whom = receivers(stop.point, buy.pickup.day, directory)
    done = "，已签收" if stop.done else ""
    return [
        f"{place}. 【{stop.name}】{len(stop.orders)}户，收货：{whom}{done}",
        "按配货单送上门" if stop.point.at_door else address,
        *(_line(it) for it in stop.loads),
    ]


def _line(load: Load) -> str:
    """草莓 6盒（3户） and what has come of it where it is there."""
    short = f"，缺{show(load.short)}{load.item.unit}" if load.short else ""
    signed = "✔" if load.signed else ""
    return f"{signed}{load.item.name} {show(load.qty)}{load.item.unit}（{load.orders}户{short}）"

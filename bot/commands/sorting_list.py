"""分拣单: item by item at each point, how much goes there and into how many bags."""

from bot.at_points import AtPoint, at_points, buy_to_pack
from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more
from bot.parsing.paging import page_in, paged
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, Item
from groupbuy.directory import Right
from groupbuy.notices.facts import window
from groupbuy.quantity import ZERO, show
from groupbuy.summing import lines_of

USAGE = "分拣单 12"


@command("分拣单", "分拣", usage=USAGE, says="每个点每样几份、分给几号", who=Who.LEADER, right=Right.GOODS)
async def sorting_list(talk: Talk, books: UnitBooks, words: str) -> str:
    """What is billed, by point and item, with the 跟团号 each bag is for; no names, so a group may see it."""
    page, words = page_in(words)
    buy, rest = await buy_to_pack(talk, books, words, Right.GOODS, USAGE)
    places, rest = await at_points(talk, books, buy, rest)
    nothing_more(rest, USAGE)
    rows = [row for place in places for row in _rows(buy, place)]
    if not rows:
        return f"{buy.number}号团没有要分的货。"
    head = f"{buy.number}号团《{buy.title}》分拣单，{window(buy)}取"
    only = f" {places[0].point.no}号点" if len(places) == 1 and places[0].point else ""
    return f"{head}\n{paged(rows, page, f'分拣单 {buy.number}{only}')}"


def _rows(buy: GroupBuy, place: AtPoint) -> list[str]:
    """【1号点 东门驿站】3户 and a line for each item that goes there."""
    lines = [it for _, item in sorted(buy.items.items()) if (it := _line(item, place))]
    bags = sum(any(line.billed for line in order.lines.values()) for order in place.orders)
    return [f"【{place.name}】{bags}户", *lines] if lines else []


def _line(item: Item, place: AtPoint) -> str:
    """草莓 6盒：1号×2 2号×3 3号"""
    bags = [(order.seq_no, line.billed) for order, line in lines_of(item.no, place.orders) if line.billed]
    if not bags:
        return ""
    each = " ".join(f"{seq}号" + (f"×{show(qty)}" if qty != 1 else "") for seq, qty in bags)
    return f"{item.name} {show(sum((qty for _, qty in bags), ZERO))}{item.unit}：{each}"

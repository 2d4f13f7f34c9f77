"""到货: goods have reached their points; what did not come is taken from the latest orders."""

from collections.abc import Sequence

from bot.at_stops import point_meant
from bot.coming import STATES, Came, book, shortages, went_without, what_came
from bot.commands.base import Who, command
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy
from groupbuy.delivering import arrive, expected
from groupbuy.directory import PickupPoint, Right
from groupbuy.errors import EmptyBuy, Refusal
from groupbuy.order import Order
from groupbuy.quantity import ZERO
from groupbuy.summing import active

USAGE = "到货 草莓 18/20"


class AllHere(Refusal):
    text = "{buy}号团订的货都已经记过到货了"


class BuyOrItem(Refusal):
    text = "“{no}”是团号还是第几样？写“到货 {no}号团”或“到货 第{no}样”"


@command("到货", usage=USAGE, says="记到货；少了就写 到的/账上的", who=Who.LEADER, right=Right.GOODS)
async def arrived(talk: Talk, books: UnitBooks, words: str) -> str:
    """With nothing behind it: everything ordered that has not arrived; at a point where one is named, or where the
    speaker only stands in."""
    buy, rest = await leaders_buy(talk, books, _unmistaken(talk, words), Right.GOODS, STATES, usage=USAGE)
    point, rest = await point_meant(talk, books, buy, rest, "到货")
    orders = await books.orders(buy.number)
    before = {no: await shortages(books, buy, item) for no, item in buy.items.items()}
    if rest:
        came = what_came(buy, rest, orders, point)
        there = await book(books, buy, came, point.id if point else "")
    else:
        came, there = await _everything(books, buy, orders, point)
    without = [await went_without(talk, books, buy, it.item, before[it.item.no]) for it in came if it.short]
    still = _still(buy, await books.orders(buy.number))
    return "\n".join([*_rows(buy, came, there, point), *without, still])


def _unmistaken(talk: Talk, words: str) -> str:
    """Numbers alone, the first of which may be a buy as well as an item, are not guessed at."""
    tokens = plain(words).split()
    if tokens and all(it.isdecimal() for it in tokens):
        buys = {it.number: it for it in talk.buys if it.state in STATES}
        no = int(tokens[0])
        if no in buys and any(no in it.items and len(it.items) > 1 for it in buys.values()):
            raise BuyOrItem(no=no)
    return words


async def _everything(
    books: UnitBooks, buy: GroupBuy, orders: Sequence[Order], point: PickupPoint | None
) -> tuple[list[Came], list[Order]]:
    """All that is ordered and not there yet: everywhere, or point by point where some has been there."""
    came: list[Came] = []
    there: list[Order] = []
    everywhere = [] if point else [it for it in buy.items.values() if not it.arrived]
    points = [point.id] if point else sorted({it.point for it in active(orders)})
    for where in ["", *points]:
        items = everywhere if not where else [it for it in buy.items.values() if it not in everywhere]
        fresh = [it for it in items if not it.arrived_at(where) and expected(it, orders, where)]
        if fresh:
            came += [Came(it, expected(it, orders, where), ZERO) for it in fresh]
            there += await arrive(books, buy, fresh, point=where)
    if not active(orders):
        raise EmptyBuy(buy=buy.number)
    if not came:
        raise AllHere(buy=buy.number)
    return came, there


def _rows(
    buy: GroupBuy, came: Sequence[Came], there: Sequence[Order], point: PickupPoint | None
) -> list[str]:
    where = f"（{point.name}）" if point else ""
    count = len({it.id for it in there})
    told = f"{count}单可以取了，马上通知他们。" if count else "还没有谁能取。"
    return [f"{buy.number}号团到货{where}：", *(it.row for it in came), told]


def _still(buy: GroupBuy, orders: Sequence[Order]) -> str:
    """What is ordered and has not reached everybody's point; what to do where nothing is missing."""
    coming = [
        item.name
        for _, item in sorted(buy.items.items())
        if any(it.line(item.no).billed > 0 and not item.arrived_at(it.point) for it in active(orders))
    ]
    return f"还没到：{'、'.join(coming)}。" if coming else f"都到齐了，取完回“完成 {buy.number}”。"

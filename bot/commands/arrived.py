"""到货: goods have reached their points; what did not come is taken from the latest orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.commands.base import Who, command
from bot.parsing.figures import Figure, figures
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.parsing.points import point_in
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy, Item, State
from groupbuy.delivering import arrive, expected
from groupbuy.directory import PickupPoint, Right
from groupbuy.errors import EmptyBuy, MiscountedArrival, Refusal
from groupbuy.order import Order
from groupbuy.quantity import ZERO, show
from groupbuy.summing import active

STATES = frozenset({State.CLOSED, State.FORMED, State.PURCHASING, State.ARRIVED})
USAGE = "到货 草莓 18/20"
MOST_NAMED = 8


class AllHere(Refusal):
    text = "{buy}号团订的货都已经记过到货了"


class NobodyOrdered(Refusal):
    text = "{buy}号团{where}没有人订{name}，不用记到货"


class BadFraction(Refusal):
    text = "“{said}”不对：写成“到货 {name} 18/20”，表示账上20，到了18"


class NamedTwice(Refusal):
    text = "{name}写了两次，数不一样，请再核对"


class BuyOrItem(Refusal):
    text = "“{no}”是团号还是第几样？写“到货 {no}号团”或“到货 第{no}样”"


@dataclass(frozen=True, slots=True)
class Came:
    """An item that came, and how many sale units of what was expected did not."""

    item: Item
    qty: Decimal
    short: Decimal


@command("到货", usage=USAGE, says="记到货；少了就写 到的/账上的", who=Who.LEADER, right=Right.GOODS)
async def arrived(talk: Talk, books: UnitBooks, words: str) -> str:
    """With nothing behind it: everything ordered that has not arrived; at a point where one is named."""
    buy, rest = await leaders_buy(talk, books, _unmistaken(talk, words), Right.GOODS, STATES, usage=USAGE)
    point, rest = point_in(talk.directory, buy, rest)
    orders = await books.orders(buy.number)
    before = {no: await shortages(books, buy, item) for no, item in buy.items.items()}
    if rest:
        came = _once_each([_came(buy, it, orders, point) for it in _named(buy, rest)])
        there = await _at(books, buy, came, point.id if point else "")
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


def _once_each(came: Sequence[Came]) -> list[Came]:
    """The same item named twice is one arrival; with two figures it is a mistake."""
    found: dict[int, Came] = {}
    for it in came:
        if found.setdefault(it.item.no, it) != it:
            raise NamedTwice(name=it.item.name)
    return list(found.values())


def _named(buy: GroupBuy, words: str) -> list[Figure]:
    tokens = plain(words).split()
    if all(it.isdecimal() for it in tokens):
        return [Figure(it) for it in tokens]
    return figures(buy, words)


def _came(buy: GroupBuy, figure: Figure, orders: Sequence[Order], point: PickupPoint | None) -> Came:
    """What came of a named item; the leader's "of how many" must be the book's."""
    item = find_good(buy, figure.name)
    due = expected(item, orders, point.id if point else "")
    if not due:
        raise NobodyOrdered(buy=buy.number, name=item.name, where=point.name if point else "")
    said = figure.of if figure.of is not None else figure.qty
    if said is not None and said != due:
        raise MiscountedArrival(name=item.name, sold=show(due), said=show(said), unit=item.unit)
    qty = due if figure.qty is None else figure.qty
    if qty > due:
        raise BadFraction(said=f"{show(qty)}/{show(due)}", name=item.name)
    return Came(item, qty, due - qty)


async def _at(books: UnitBooks, buy: GroupBuy, came: Sequence[Came], point: str) -> list[Order]:
    whole = [it.item for it in came if not it.short]
    found = list(await arrive(books, buy, whole, point=point)) if whole else []
    for it in came:
        if it.short:
            found += await arrive(books, buy, [it.item], point=point, short=it.short)
    return found


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
    rows = [
        f"{it.item.name} {show(it.qty)}{it.item.unit}"
        + (f"，缺{show(it.short)}{it.item.unit}" if it.short else "")
        for it in came
    ]
    count = len({it.id for it in there})
    told = f"{count}单可以取了，马上通知他们。" if count else "还没有谁能取。"
    return [f"{buy.number}号团到货{where}：", *rows, told]


async def went_without(
    talk: Talk, books: UnitBooks, buy: GroupBuy, item: Item, before: Mapping[str, Decimal]
) -> str:
    """草莓没轮上的：7号 王姐 缺2盒 (what came on top of the shortages there were `before`, by order)"""
    after = await shortages(books, buy, item)
    more = {order: qty - before.get(order, ZERO) for order, qty in after.items()}
    cut = [it for it in reversed(await books.orders(buy.number)) if more.get(it.id)]
    names = await called(talk, books, cut)
    told = "、".join(f"{numbered(it, names)} 缺{show(more[it.id])}{item.unit}" for it in cut[:MOST_NAMED])
    rest = f"等{len(cut)}单" if len(cut) > MOST_NAMED else ""
    return f"{item.name}没轮上的（后下单的先缺）：{told}{rest}。账已改，会通知他们。"


async def shortages(books: UnitBooks, buy: GroupBuy, item: Item) -> dict[str, Decimal]:
    """What each order goes without of an item, by order id."""
    orders = await books.orders(buy.number)
    return {it.id: it.line(item.no).short for it in orders if it.line(item.no).short}


def _still(buy: GroupBuy, orders: Sequence[Order]) -> str:
    """What is ordered and has not reached everybody's point; what to do where nothing is missing."""
    coming = [
        item.name
        for _, item in sorted(buy.items.items())
        if any(it.line(item.no).billed > 0 and not item.arrived_at(it.point) for it in active(orders))
    ]
    return f"还没到：{'、'.join(coming)}。" if coming else f"都到齐了，取完回“完成 {buy.number}”。"

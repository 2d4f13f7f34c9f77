"""What came of a buy's goods, as 到货 and 签收 are told it: which items, how much of what was expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.parsing.figures import Figure, figures
from bot.parsing.goods import find_good
from bot.parsing.plain import plain
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, Item, State
from groupbuy.delivering import arrive, expected
from groupbuy.directory import PickupPoint
from groupbuy.errors import MiscountedArrival, Refusal
from groupbuy.order import Order
from groupbuy.quantity import ZERO, show

STATES = frozenset({State.CLOSED, State.FORMED, State.PURCHASING, State.ARRIVED})
MOST_NAMED = 8


class NobodyOrdered(Refusal):
    text = "{buy}号团{where}没有人订{name}，不用记到货"


class BadFraction(Refusal):
    text = "“{said}”不对：写成“{name} 18/20”，表示账上20，到了18"


class LessCame(Refusal):
    """So many written alone: short goods cut people's orders, so both figures are to be written."""

    text = (
        "{name}账上订了{due}{unit}，你写的是{qty}{unit}。少到了就写“{name} {qty}/{due}”，都到了只写“{name}”"
    )


class NamedTwice(Refusal):
    text = "{name}写了两次，数不一样，请再核对"


@dataclass(frozen=True, slots=True)
class Came:
    """An item that came, and how many sale units of what was expected did not."""

    item: Item
    qty: Decimal
    short: Decimal

    @property
    def row(self) -> str:
        """草莓 18盒，缺2盒"""
        short = f"，缺{show(self.short)}{self.item.unit}" if self.short else ""
        return f"{self.item.name} {show(self.qty)}{self.item.unit}{short}"


def what_came(buy: GroupBuy, words: str, orders: Sequence[Order], point: PickupPoint | None) -> list[Came]:
    """The items named with what came of each, of what is expected (at a point). Raises NobodyOrdered,
    MiscountedArrival, LessCame, BadFraction, NamedTwice, NoItemCalled."""
    tokens = plain(words).split()
    named = [Figure(it) for it in tokens] if all(it.isdecimal() for it in tokens) else figures(buy, words)
    return _once_each([_came(buy, it, orders, point) for it in named])


def _once_each(came: Sequence[Came]) -> list[Came]:
    """The same item named twice is one arrival; with two figures it is a mistake."""
    found: dict[int, Came] = {}
    for it in came:
        if found.setdefault(it.item.no, it) != it:
            raise NamedTwice(name=it.item.name)
    return list(found.values())


def _came(buy: GroupBuy, figure: Figure, orders: Sequence[Order], point: PickupPoint | None) -> Came:
    """What came of a named item; the leader's "of how many" must be the book's."""
    item = find_good(buy, figure.name)
    due = expected(item, orders, point.id if point else "")
    if not due:
        raise NobodyOrdered(buy=buy.number, name=item.name, where=point.name if point else "")
    if figure.of is None and figure.qty is not None and figure.qty < due:
        raise LessCame(name=item.name, due=show(due), qty=show(figure.qty), unit=item.unit)
    said = figure.of if figure.of is not None else figure.qty
    if said is not None and said != due:
        raise MiscountedArrival(name=item.name, sold=show(due), said=show(said), unit=item.unit)
    qty = due if figure.qty is None else figure.qty
    if qty > due:
        raise BadFraction(said=f"{show(qty)}/{show(due)}", name=item.name)
    return Came(item, qty, due - qty)


async def book(books: UnitBooks, buy: GroupBuy, came: Sequence[Came], point: str) -> list[Order]:
    """Write down what came at a point ("" = all); the orders whose goods are there."""
    whole = [it.item for it in came if not it.short]
    found = list(await arrive(books, buy, whole, point=point)) if whole else []
    for it in came:
        if it.short:
            found += await arrive(books, buy, [it.item], point=point, short=it.short)
    return found


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

"""Whether everybody knows where and when to fetch: the words they were told against the book, order by order."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.demo.ledger import Tab
from bot.demo.play import Play
from bot.demo.tellings import Due, contradictions, sayings
from groupbuy.order import Order
from groupbuy.ports import Reads

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Known:
    """How many orders of how many households were looked at; `wrong` says who was told what is not so."""

    orders: int
    households: int
    wrong: Sequence[str]


async def everybody_knows(it: Play, reads: Reads, buys: Sequence[int]) -> Known:
    """Of these buys every order with something in it, whether it was fetched already or not."""
    dues = [due for buy in buys for due in await _dues(it, reads, buy)]
    wrong = tuple(contradictions(dues, it.stage.tellings, it.stage.places.values()))
    return Known(len(dues), len({(due.buy, due.home) for due in dues}), wrong)


async def look(it: Play, buy: int) -> None:
    """Between two scenes: everybody knows now, or it is wrong."""
    known = await everybody_knows(it, it.stage.parts.store.reads, [buy])
    for line in known.wrong:
        it.wrong(line)
    if not known.wrong:
        it.stage.screen.remark(
            it.stage.now,
            f"查一遍说过的话：{known.households}户{known.orders}单，每户都只知道一个地点、一个时间，和账上一样",
        )


def places_told(it: Play, buy: int) -> dict[int, str]:
    """By 跟团号 the place its buyer heard last: the demo's own idea of who fetches where."""
    tabs = {tab.buyer.user: tab for tab in it.ledger.of(buy)}
    found = {}
    for said in sayings(it.stage.tellings, it.stage.places.values()):
        if said.buy == buy and said.to in tabs and len(said.places) == 1:
            found[tabs[said.to].seq] = next(iter(said.places))
    return found


async def _dues(it: Play, reads: Reads, buy: int) -> list[Due]:
    orders = {order.seq_no: order for order in await reads.orders(buy)}
    tabs = [tab for tab in it.ledger.of(buy) if tab.names]
    return [_due(it, tab, orders[tab.seq]) for tab in tabs if tab.seq in orders]


def _due(it: Play, tab: Tab, order: Order) -> Due:
    day = order.day
    hours = "、".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in order.hours)
    return Due(
        tab.buy,
        tab.seq,
        order.code,
        it.whom(tab).removeprefix("named:"),
        tab.owner,
        tab.owner == tab.buyer.name,
        tab.buyer.room if tab.buyer in it.cast.river else f"{tab.buyer.user} {tab.owner}",
        it.stage.places[order.point],
        f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]}) {hours}" if day else "",
        order.where.who if order.where else "",
        tuple(
            other.owner
            for other in it.ledger.of(tab.buy)
            if other.buyer == tab.buyer and other.owner != tab.buyer.name
        ),
    )

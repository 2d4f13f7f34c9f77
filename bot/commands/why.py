"""为什么: every line and amount of an order with its causes, as the journal has them, and why it is fetched where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.asked_orders import USAGE, Asked, asked_for
from bot.causes import cause
from bot.commands.base import OutOfDate, command
from bot.parsing.point_question import asked_whole
from bot.people import called_here
from bot.point_reasons import Reason, in_words, reasons
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.directory import PickupPoint
from groupbuy.errors import Refusal, UnknownPoint
from groupbuy.events import PriceChanged, QtyChanged
from groupbuy.money import yuan
from groupbuy.order import Line, Order
from groupbuy.pickup import find_point
from groupbuy.ports import JournalEntry, Reads
from groupbuy.quantity import show
from groupbuy.resident import Resident

NO_ORDER = "你现在没有订单。下单的时候按你家远近、能取的时间和各点的位子给你排；想固定一个就发“自提点”选。"
NO_ORDER_BOUND = "你现在没有订单。你自己选了{no}号点（{name}），下单就先排那里，放不下才换。"


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found for the words, and why each order is where it is."""

    asked: Asked | None
    why: Mapping[str, Reason]


async def look(talk: Talk, reads: Reads, words: str) -> Looked | Refusal:
    """All orders of a buy are read to explain one: ahead of the unit."""
    try:
        asked = await asked_for(talk, reads, words)
    except Refusal as refusal:
        return refusal
    return Looked(asked, await reasons(reads, talk.directory, asked.orders if asked else (), talk.at))


@command(
    "为什么",
    "怎么算的",
    usage=USAGE,
    says="钱怎么算的、为什么在这个点取；团长：为什么 12号、为什么 张叔",
    hears=lambda text: asked_whole(text) is not None,
    ahead=look,
)
async def why(talk: Talk, books: UnitBooks, words: str) -> str:
    """The speaker's own orders; a leader's "为什么 12号" is about anybody in one of their buys. Told 1:1,
    each line has the words it rests on."""
    ahead = talk.worked if isinstance(talk.worked, Looked | Refusal) else None
    found = ahead or await look(talk, books, words)
    if isinstance(found, Refusal):
        raise found
    asked = found.asked
    if asked is None:
        return ""
    if not asked.orders:
        return await _without(talk, books)
    orders = [await books.own_order(it.id) for it in asked.orders]
    if any(it.point != found.why[it.id].order.point for it in orders if it.id in found.why):
        raise OutOfDate()
    if asked.point is None:
        return "\n\n".join([await _explained(talk, books, it, found.why.get(it.id)) for it in orders])
    return "\n\n".join([await _where(talk, books, it, found.why[it.id], asked.point.no) for it in orders])


async def _without(talk: Talk, books: UnitBooks) -> str:
    bound = await books.binding(talk.speaker.id, talk.community or "")
    point = talk.directory.points.get(bound or "")
    return NO_ORDER_BOUND.format(no=point.no, name=point.name) if point else NO_ORDER


async def _where(talk: Talk, books: UnitBooks, order: Order, reason: Reason, no: int | None) -> str:
    """Why it is fetched where it is, and not at the point of that number."""
    point: PickupPoint | None = None
    if no is not None:
        point = find_point(str(no), reason.buy.community, talk.directory)
        if point is None:
            raise UnknownPoint()
    whose = await _whose(books, order)
    return f"{order.buy}号团 {order.seq_no}号 {called_here(talk, whose)}\n{in_words(talk, reason, point)}"


async def _whose(books: UnitBooks, order: Order) -> Resident:
    return (await books.residents([order.resident])).get(order.resident) or Resident(order.resident)


async def _explained(talk: Talk, books: UnitBooks, order: Order, reason: Reason | None) -> str:
    buy = await books.buy(order.buy)
    head = f"{buy.number}号团 {order.seq_no}号 {called_here(talk, await _whose(books, order))}"
    lines = [_line(buy, no, it) for no, it in sorted(order.lines.items()) if it.ordered]
    words = await books.words(order.id) if talk.private else {}
    story = [
        f"{it.at.astimezone(talk.directory.zone):%m-%d %H:%M} {said}{_quoted(it, words)}"
        for it in await _entries(books, buy, order)
        if (said := cause(it.event, buy, talk.directory))
    ]
    total = f"合计{yuan(order.amount)}元，已确认付{yuan(order.paid)}元"
    rest = (
        f"，待付{yuan(order.owed)}元"
        if order.owed > 0
        else (f"，要退{yuan(-order.owed)}元" if order.owed else "")
    )
    where = [in_words(talk, reason)] if reason else []
    return "\n".join([head, *lines, total + rest, *where, "经过：", *story])


def _quoted(entry: JournalEntry, words: Mapping[tuple[int, str], str]) -> str:
    """The words that a line rests on: 1:1 only, for they may be anybody's and hold a room."""
    if not isinstance(entry.event, QtyChanged):
        return ""
    said = words.get((entry.event.item, entry.message), "")
    return f"（原话：{' '.join(said.split())}）" if said else ""


def _line(buy: GroupBuy, no: int, line: Line) -> str:
    """草莓 3盒 80元 = 2盒×25元 + 1盒×30元（缺1盒）"""
    item = buy.item(no)
    parts = " + ".join(f"{show(it.qty)}{item.unit}×{yuan(it.price)}元" for it in line.billed_parts)
    short = f"（缺{show(line.short)}{item.unit}）" if line.short else ""
    return (
        f"{item.name} {show(line.billed)}{item.unit} {yuan(line.amount)}元"
        + (f" = {parts}" if parts else "")
        + short
    )


async def _entries(books: UnitBooks, buy: GroupBuy, order: Order) -> Sequence[JournalEntry]:
    """The order's journal, and the price changes of its items where it knows more than one price."""
    own = list(await books.journal(order=order.id))
    prices: dict[int, set[int]] = {}
    for it in own:
        if isinstance(it.event, QtyChanged):
            prices.setdefault(it.event.item, {buy.item(it.event.item).price}).add(it.event.price)
    moved = {no for no, seen in prices.items() if len(seen) > 1}
    if not moved:
        return own
    changes = [
        it
        for it in await books.journal(buy=buy.number)
        if isinstance(it.event, PriceChanged) and it.event.item in moved
    ]
    return sorted(own + changes, key=lambda it: it.no)

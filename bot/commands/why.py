"""为什么: every line and amount of an order with its causes, as the journal has them."""

import re
from collections.abc import Mapping, Sequence

from bot.causes import cause
from bot.commands.base import command
from bot.parsing.targets import seq_numbers
from bot.people import called_here
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy, named_in, without_name
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NoSuchOrder, NotAllowed
from groupbuy.events import PriceChanged, QtyChanged
from groupbuy.money import yuan
from groupbuy.order import Line, Order
from groupbuy.ports import JournalEntry
from groupbuy.quantity import show
from groupbuy.resident import Resident
from groupbuy.rights import whom_to_ask

USAGE = "为什么"
STATES = frozenset(State) - OVER - {State.DRAFT}
MOST_ORDERS = 3
AMOUNT = re.compile(r"\d{1,6}(?:\.\d{1,2})?\s*(?:元|块钱|块)[?？]?")


@command("为什么", "怎么算的", usage=USAGE, says="我的每笔钱怎么来的；团长：为什么 12号")
async def why(talk: Talk, books: UnitBooks, words: str) -> str:
    """The speaker's own orders; a leader's "为什么 12号" is about anybody in one of their buys. Told 1:1,
    each line has the words it rests on.

    "为什么，草莓这么贵" overheard is talk; "为什么80元" asks about an order.
    """
    numbers = seq_numbers(without_name(words) if named_in(words) else words)
    if numbers is None and not talk.incoming.addressed and not AMOUNT.fullmatch(words.strip()):
        return ""
    mine = await _mine(talk, books, named_in(words))
    if numbers:
        own = [it for it in mine if it.seq_no == numbers[0]]
        leads = talk.speaker.leader is not None
        chosen = [await _anyones(talk, books, words, numbers[0])] if leads else own
        if not chosen:
            raise NotAllowed(leader=whom_to_ask(talk.community or "", talk.directory))
    else:
        chosen = mine[:MOST_ORDERS]
    if not chosen:
        raise NoSuchOrder()
    return "\n\n".join([await _explained(talk, books, it) for it in chosen])


async def _mine(talk: Talk, books: UnitBooks, number: int | None) -> list[Order]:
    """Own orders, newest first: of the buy named, in a group of the buys there."""
    found = [it for it in await books.orders_by(talk.speaker.id) if number in (None, it.buy)]
    if talk.group is None:
        return found
    here = {it.number for it in talk.buys}
    return [it for it in found if it.buy in here]


async def _anyones(talk: Talk, books: UnitBooks, words: str, seq: int) -> Order:
    buy, _ = await leaders_buy(
        talk,
        books,
        words,
        Right.ORDERS,
        STATES,
        usage=f"为什么 12号团 {seq}号",
        bare_number=False,
        past=lambda orders: any(it.seq_no == seq for it in orders),
    )
    found = next((it for it in await books.orders(buy.number) if it.seq_no == seq), None)
    if found is None:
        raise NoSuchOrder()
    return found


async def _explained(talk: Talk, books: UnitBooks, order: Order) -> str:
    buy = await books.buy(order.buy)
    whose = (await books.residents([order.resident])).get(order.resident) or Resident(order.resident)
    head = f"{buy.number}号团 {order.seq_no}号 {called_here(talk, whose)}"
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
    return "\n".join([head, *lines, total + rest, "经过：", *story])


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

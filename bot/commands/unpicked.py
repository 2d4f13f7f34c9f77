"""未取: whose goods are there and have not been fetched."""

from bot.commands.base import Who, command
from bot.handing import buy_named, finished, may_hand_out, may_serve, served
from bot.parsing.forms import nothing_more, with_number
from bot.parsing.paging import page_in, paged
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import NoBuyHere, WhichBuy, list_of, without_name
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NotYourBuy
from groupbuy.money import yuan
from groupbuy.notices.facts import in_brief, waiting_facts
from groupbuy.order import Order
from groupbuy.rights import leader_name

USAGE = "未取 12"


@command("未取", "谁没取", usage=USAGE, says="货到了还没取的", who=Who.LEADER, right=Right.VERIFY)
async def unpicked(talk: Talk, books: UnitBooks, words: str) -> str:
    """Of the orders the speaker may hand out: their own buy's, or those at their point."""
    page, rest = page_in(words)
    nothing_more(without_name(with_number(rest)), USAGE)
    buy = await buy_to_fetch(talk, books, rest, USAGE)
    waiting = [it for it in await books.orders(buy.number) if it.waiting and may_hand_out(talk, buy, it)]
    facts = {it.id: in_brief(waiting_facts(buy, it, sorted(buy.items))) for it in waiting}
    there = [it for it in waiting if facts[it.id]]
    if not there:
        coming = f"，{len(waiting)}单在等货" if waiting else ""
        return f"{buy.number}号团到的货都取走了{coming}。"
    names = await called(talk, books, there)
    rows = [f"{numbered(it, names)} {facts[it.id]}{_beside(talk, it)}" for it in there]
    shown = paged(rows, page, f"未取 {buy.number}")
    return f"{buy.number}号团还有{len(there)}单没取：\n{shown}"


def _beside(talk: Talk, order: Order) -> str:
    point = talk.directory.points.get(order.point)
    owed = f"，未付{yuan(order.owed)}元" if order.owed > 0 else ""
    return f"（{point.name if point else order.point}{owed}）"


async def buy_to_fetch(talk: Talk, books: UnitBooks, words: str, usage: str) -> GroupBuy:
    """The buy named ("未取 12", 12号团, the quoted one), else the only one whose goods are there,
    else the latest finished one where something still waits."""
    number = buy_named(talk, with_number(words))
    if number is not None:
        buy = await books.buy(number)
        if not may_serve(talk, buy):
            raise NotYourBuy(buy=number, leader=leader_name(buy.leader, talk.directory))
        return buy
    fits = [it for it in await served(talk, books) if it.state is State.ARRIVED]
    for buy in await finished(talk, books) if not fits else ():
        if any(it.waiting and may_hand_out(talk, buy, it) for it in await books.orders(buy.number)):
            return buy
    if not fits:
        raise NoBuyHere(which="已到货")
    if len(fits) > 1:
        raise WhichBuy(example=f"{usage.split()[0]} {fits[0].number}", choices=list_of(fits))
    return fits[0]

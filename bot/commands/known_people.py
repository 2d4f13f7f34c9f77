"""A leader's words about somebody the book knows: their own order is meant, never a second one beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.commands.base import answers
from bot.confirming import confirm
from bot.homes import homes_of
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy
from groupbuy.chaining import read_chain
from groupbuy.chains import Entry
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.notices.facts import in_brief, order_facts
from groupbuy.order import Order
from groupbuy.ordering import Placed, Wish, amend
from groupbuy.ports import Pending
from groupbuy.quantity import ZERO
from groupbuy.record import from_json, to_json
from groupbuy.rights import must_run
from groupbuy.telling import QUESTION_LIVES

WHICH = "“{name}”有{several}单，是哪个？回编号：\n{rows}"
MOST = 8


async def orders_named(
    talk: Talk, books: UnitBooks, buy: GroupBuy, names: Sequence[str]
) -> Mapping[str, Sequence[Order]]:
    """The orders in force that bear these names or rooms; {} for who may not change others' orders."""
    try:
        must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    except Refusal:
        return {}
    chain = await read_chain(books, buy, talk.directory, homes_of(talk))
    beside = chain.beside([Entry(it) for it in names])
    found = {it.entry.name: [it.order] if it.order else list(it.several) for it in beside}
    return {name: orders for name, orders in found.items() if orders}


async def change(books: UnitBooks, number: int, order: Order, wishes: Sequence[Wish]) -> list[Placed]:
    """Change somebody's order as their leader; no wish means all of it is called off."""
    buy = await books.locked(number)
    gone = [Wish(no, ZERO) for no, line in order.lines.items() if line.ordered]
    return await amend(books, buy, await books.own_order(order.id), wishes or gone)


async def ask_which_of(
    talk: Talk, books: UnitBooks, buy: GroupBuy, name: str, orders: Sequence[Order], wishes: Sequence[Wish]
) -> str:
    """Several bear the name: one short question, answered by a number."""
    shown = orders[:MOST]
    data = {
        "buy": buy.number,
        "orders": [it.id for it in shown],
        "wishes": [to_json(it) for it in wishes],
    }
    await books.ask(Pending(talk.speaker.id, talk.chat, "namesake", data, talk.at + QUESTION_LIVES))
    names = await called(talk, books, shown)
    rows = [f"{no} {numbered(it, names)}：{in_brief(order_facts(buy, it))}" for no, it in enumerate(shown, 1)]
    return WHICH.format(name=name, several=len(orders), rows="\n".join(rows))


@answers("namesake")
async def that_one(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    said = text.strip().rstrip("。.!！")
    if not said.isdecimal() or not 1 <= int(said) <= len(data["orders"]):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    buy = await books.buy(data["buy"])
    must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    order = await books.own_order(data["orders"][int(said) - 1])
    placed = await change(books, buy.number, order, [from_json(Wish, it) for it in data["wishes"]])
    return await confirm(talk, books, buy.number, placed)

"""How replies call people: with room where only the reader sees it, masked in a group."""

from collections.abc import Iterable, Mapping

from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.order import Order
from groupbuy.resident import Resident

Called = Mapping[str, str]


async def called(talk: Talk, books: UnitBooks, orders: Iterable[Order]) -> Called:
    """By resident id: 3-1203 王姐 in a 1:1 talk, 王姐 in a group, 邻居ab12 for somebody erased."""
    ids = sorted({it.resident for it in orders})
    known = await books.residents(ids)
    return {it: called_here(talk, known.get(it) or Resident(it)) for it in ids}


def called_here(talk: Talk, resident: Resident) -> str:
    return resident.label if talk.private else resident.masked


def numbered(order: Order, names: Called) -> str:
    """7号 王姐"""
    return f"{order.seq_no}号 {names[order.resident]}"

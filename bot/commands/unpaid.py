"""未付: who still owes, who says they have paid, and to whom money goes back."""

from collections.abc import Sequence

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more, with_number
from bot.parsing.paging import page_in, paged
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import OVER, State
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.order import Order
from groupbuy.settling import unpaid

USAGE = "未付 12"
STATES = frozenset(State) - OVER - {State.DRAFT}


@command(
    "未付", "谁没付", "未付款", usage=USAGE, says="谁还没付，谁说已付", who=Who.LEADER, right=Right.MONEY
)
async def owing(talk: Talk, books: UnitBooks, words: str) -> str:
    page, rest = page_in(words)
    buy, more = await leaders_buy(
        talk, books, with_number(rest), Right.MONEY, STATES, usage=USAGE, past=unsettled
    )
    nothing_more(more, USAGE)
    orders = unpaid(await books.orders(buy.number))
    if not orders:
        return f"{buy.number}号团都付清了。"
    names = await called(talk, books, orders)
    due, back = _sum(orders, 1), _sum(orders, -1)
    head = f"{buy.number}号团 待收{yuan(due)}元" + (f"，要退{yuan(back)}元" if back else "")
    rows = [f"{numbered(it, names)} {_owed(it)}" for it in orders]
    return f"{head}：\n{paged(rows, page, f'未付 {buy.number}')}\n{_next(buy.number, orders)}"


def unsettled(orders: Sequence[Order]) -> bool:
    """Somebody still owes, or is owed, something."""
    return bool(unpaid(orders))


def _next(buy: int, orders: Sequence[Order]) -> str:
    """How to note money that came and money that went back, on a row that has it; the buy is named, as
    a past one is not the only one these numbers fit."""
    came = next((f"收到了回“已付 {buy}号团 {it.seq_no}”" for it in orders if it.owed > 0), "")
    went = next((f"退了回“已退 {buy}号团 {it.seq_no}”" for it in orders if it.owed < 0), "")
    return "，".join(it for it in (came, went) if it) + "。"


def _sum(orders: list[Order], sign: int) -> int:
    return sum(sign * it.owed for it in orders if sign * it.owed > 0)


def _owed(order: Order) -> str:
    if order.owed < 0:
        return f"要退{yuan(-order.owed)}元"
    return f"{yuan(order.owed)}元" + ("（说已付）" if order.claimed else "")

"""代改: a leader changes a resident's order, in the words the resident would use."""

from dataclasses import replace

from bot.commands.base import Who, command
from bot.homes import homes_of
from bot.parsing.forms import BadForm
from bot.parsing.whose import find_order
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.replies import order_lines
from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import CancelIntent, OrderIntent
from bot.which import leaders_buy
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.errors import NothingChanged, Refusal
from groupbuy.money import yuan
from groupbuy.order import Order
from groupbuy.ordering import Wish
from groupbuy.ordering import amend as change
from groupbuy.quantity import ZERO

USAGE = "代改 12号 草莓3"
STATES = {State.OPEN, State.CLOSED, State.FORMED, State.NOT_FORMED, State.PURCHASING}


class NotClear(Refusal):
    text = "没看懂要改成什么（“{said}”），请写清楚哪样、多少，例如“{usage}”"


@command(
    "代改",
    "帮改",
    "改单",
    usage=USAGE,
    says="替居民改单：跟团号或名字，再写改成多少",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def amend(talk: Talk, books: UnitBooks, words: str) -> str:
    buy, order, rest = await whose(talk, books, words, USAGE)
    if not rest:
        raise BadForm(usage=USAGE)
    wishes = _wishes(talk, buy, order, rest)
    return await changed(talk, books, buy, order, wishes)


async def whose(talk: Talk, books: UnitBooks, words: str, usage: str) -> tuple[GroupBuy, Order, str]:
    """The buy, the order named at the head of the words, and the words left over."""
    buy, rest = await leaders_buy(talk, books, words, Right.ORDERS, STATES, usage=usage, bare_number=False)
    if not rest:
        raise BadForm(usage=usage)
    orders = await books.orders(buy.number)
    names = await books.residents({it.resident for it in orders})
    order, rest = find_order(
        rest,
        orders,
        names,
        buy=buy.number,
        usage=usage,
        private=talk.private,
        homes=homes_of(talk),
        community=buy.community,
    )
    return buy, order, rest


async def changed(talk: Talk, books: UnitBooks, buy: GroupBuy, order: Order, wishes: list[Wish]) -> str:
    """Write the change and tell what the order is now. NothingChanged where there is none."""
    if not wishes:
        raise NothingChanged()
    placed = await change(books, buy, order, wishes)
    now = placed[0].order
    who = numbered(now, await called(talk, books, [now]))
    if not now.active:
        paid = f"已付的{yuan(now.paid)}元请退给TA。" if now.paid else ""
        return f"{buy.number}号团 {who} 的单取消了，TA会收到通知。{paid}"
    return (
        f"{buy.number}号团 {who} 改好了，TA会收到通知：\n{order_lines(buy, now)}\n合计 {yuan(now.amount)}元"
    )


def _wishes(talk: Talk, buy: GroupBuy, order: Order, said: str) -> list[Wish]:
    """What the words mean when the resident themself had said them; nothing is guessed."""
    prior = {no: line.ordered for no, line in order.lines.items() if line.ordered > ZERO}
    context = replace(talk.context(buy), sender="", role="resident", prior=prior)
    match understand(said, context):
        case OrderIntent(lines=lines, mode=mode) if all(it.whom is None for it in lines):
            return [Wish(it.product, it.qty, mode, note=it.note or "") for it in lines]
        case CancelIntent(scope=scope, whom=None):
            return [Wish(no, ZERO) for no in prior if scope is None or no in scope]
    raise NotClear(said=said[:20], usage=USAGE)

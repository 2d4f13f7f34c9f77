"""我的订单: what the speaker has ordered, for themself and for others, with amounts and where to fetch it."""

from collections.abc import Sequence

from bot.commands.base import command
from bot.commands.free_times import told_here
from bot.ports import UnitBooks
from bot.replies import order_lines, pay_line, point_line
from bot.talk import Talk
from groupbuy.buy import State
from groupbuy.money import yuan
from groupbuy.order import Order
from groupbuy.resident import Resident
from groupbuy.rights import leader_name

NOTHING = "你现在没有订单。发“团购”看能订什么。"
MOST = 8


@command(
    "我的订单",
    "我的单",
    "查订单",
    "我订了什么",
    "我订的",
    usage="我的订单",
    says="我订了什么、多少钱",
    bare=True,
)
async def my_orders(talk: Talk, books: UnitBooks, words: str) -> str:
    cards = await order_cards(talk, books, await own_orders(talk, books)) or NOTHING
    return f"{cards}\n{said}" if (said := await told_here(talk, books)) else cards


async def own_orders(talk: Talk, books: UnitBooks) -> list[Order]:
    """Active orders of the speaker and those they placed; in a group only of the buys there."""
    found = [it for it in await books.orders_by(talk.speaker.id) if it.active or it.owed]
    if talk.group is None:
        return found
    here = {it.number for it in talk.buys}
    return [it for it in found if it.buy in here]


async def order_cards(talk: Talk, books: UnitBooks, orders: Sequence[Order]) -> str:
    """An order a paragraph, newest buy first."""
    names = await books.residents({it.resident for it in orders})
    cards = [await _card(talk, books, it, names.get(it.resident)) for it in orders[:MOST]]
    if len(orders) > MOST:
        cards.append(f"还有{len(orders) - MOST}单更早的。")
    return "\n\n".join(cards)


async def _card(talk: Talk, books: UnitBooks, order: Order, whose: Resident | None) -> str:
    buy = await books.buy(order.buy)
    mine = order.resident == talk.speaker.id
    name = "" if mine else f"（给{(whose or Resident(order.resident)).masked}）"
    head = f"{buy.number}号团 {buy.title} {order.seq_no}号{name}，{buy.state_name}"
    if not order.active:
        return f"{head}\n已取消" + (f"，{pay_line(talk, buy, order)}" if order.paid else "")
    waits = f"你说已付，等{leader_name(buy.leader, talk.directory)}确认。" if order.claimed else ""
    total = f"合计 {yuan(order.amount)}元。{waits or pay_line(talk, buy, order)}"
    hint = "改就直接说，不要了回“取消”。" if buy.state is State.OPEN else ""
    rows = [head, order_lines(buy, order), total, point_line(talk, buy, order), hint]
    return "\n".join(row for row in rows if row)

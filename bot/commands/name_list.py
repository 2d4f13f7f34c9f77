"""名单: every order of a buy by 跟团号, with what it holds, its money and its notes."""

from collections.abc import Mapping
from dataclasses import replace

from bot.commands.base import Who, command
from bot.marks import paid_mark
from bot.parsing.forms import nothing_more, with_number
from bot.parsing.paging import page_in, paged
from bot.people import Called, called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import leaders_buy
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Right
from groupbuy.money import yuan
from groupbuy.notices.facts import in_brief, order_facts
from groupbuy.order import Order
from groupbuy.summing import active

USAGE = "名单 12 第2页"
STATES = set(State) - OVER - {State.DRAFT}
Notes = Mapping[tuple[str, int], str]


@command(
    "名单",
    "订单名单",
    usage=USAGE,
    says="每一单：跟团号、名字、订了什么、多少钱、付了没有（私聊才带房号和备注）",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def name_list(talk: Talk, books: UnitBooks, words: str) -> str:
    page, words = page_in(words)
    buy, rest = await leaders_buy(
        talk, books, with_number(words), Right.ORDERS, STATES, usage=USAGE, bare_number=False
    )
    nothing_more(rest, USAGE)
    everyone = await books.orders(buy.number)
    held = active(everyone)
    if not held:
        return f"{buy.number}号团《{buy.title}》没有人下单。"
    names = await called(talk, books, held)
    sponsors = await called(talk, books, [replace(it, resident=it.placed_by) for it in held])
    notes = await books.notes(buy.number) if talk.private else {}
    rows = [_row(buy, it, names, sponsors, notes) for it in held]
    gone = len(everyone) - len(held)
    head = f"{buy.number}号团《{buy.title}》{len(held)}单" + (f"（另有{gone}单已取消）" if gone else "")
    return f"{head}\n{paged(rows, page, f'名单 {buy.number}')}"


def _row(buy: GroupBuy, order: Order, names: Called, sponsors: Called, notes: Notes) -> str:
    """3号 3-1203 王姐：草莓2盒、蓝莓1盒 62元 未付（草莓要熟的）; 4号 张姐（王姐代订）：…"""
    proxy = "" if order.placed_by == order.resident else f"（{sponsors[order.placed_by]}代订）"
    said = dict.fromkeys(notes[order.id, no] for no in sorted(order.lines) if notes.get((order.id, no)))
    note = f"（{'；'.join(said)}）" if said else ""
    what = in_brief(order_facts(buy, order))
    return f"{numbered(order, names)}{proxy}：{what} {yuan(order.amount)}元 {paid_mark(order)}{note}"

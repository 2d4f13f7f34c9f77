"""取货码: the codes of the speaker's undelivered orders; never in a group."""

from datetime import timedelta

from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import OVER, GroupBuy
from groupbuy.notices.facts import in_brief, waiting_facts
from groupbuy.order import Order
from groupbuy.resident import Resident
from groupbuy.whereabouts import of_order

KEPT = timedelta(days=7)
"""How long goods nobody fetched are shown after their buy was called finished."""
NOTHING = "你现在没有待取的东西。"


@command("取货码", "提货码", "我的取货码", usage="取货码", says="取货时报的6位数", bare=True, private=True)
async def code(talk: Talk, books: UnitBooks, words: str) -> str:
    waiting = await _waiting(talk, books)
    names = await books.residents({it.resident for it in waiting})
    cards = [_card(talk, await books.buy(it.buy), it, names[it.resident]) for it in waiting]
    return "\n\n".join(cards) or NOTHING


async def _waiting(talk: Talk, books: UnitBooks) -> list[Order]:
    """What still lies at a point, for a while after its buy was called finished too: reminders name it."""
    found = []
    for order in await books.orders_by(talk.speaker.id, past=True):
        if order.waiting:
            buy = await books.buy(order.buy)
            if buy.state not in OVER or talk.at - (buy.state_since or talk.at) < KEPT:
                found.append(order)
    return found


def _card(talk: Talk, buy: GroupBuy, order: Order, whose: Resident) -> str:
    where = of_order(order, buy, talk.directory)
    there = waiting_facts(buy, order, sorted(buy.items))
    ready = "到货了，送来时请人在家" if where.spot.at_door else "可取"
    what = f"{ready}：{in_brief(there)}" if there else "还没到货，到了我告诉你"
    name = "" if whose.id == talk.speaker.id else f"（给{whose.masked}）"
    code = "不用取货码" if where.spot.at_door else f"取货码 {order.code}"
    return f"{buy.number}号团 {order.seq_no}号{name} {code}\n{where.place}，{where.when}\n{what}"

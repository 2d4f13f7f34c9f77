"""What neighbours may see of who has joined: how many households, how much of what, names without rooms."""

import re

from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, State, measure
from groupbuy.notices.facts import item_facts, item_lines
from groupbuy.quantity import show
from groupbuy.resident import Resident
from groupbuy.summing import BuySum, active, reached, totals

NAMES = re.compile("名单|谁|哪些人|哪几[个位家户]|哪些邻居")
SUMS = re.compile("汇总|统计|总数|合计|人数|多少[人户份单盒]|几[个]?[人户份单]|成团|参加|参团|报名")
MOST_NAMES = 30


def asks_joined(text: str) -> bool:
    """Whether it asks who or how many have joined, rather than what is on sale."""
    return NAMES.search(text) is not None or SUMS.search(text) is not None


async def who_joined(talk: Talk, books: UnitBooks, buy: GroupBuy) -> str:
    """Households and quantities per item; names, masked, where they are asked for. Never a room, an
    amount or who ordered what."""
    orders = await books.orders(buy.number)
    sums = totals(buy, orders)
    rows = [f"{buy.number}号团 {buy.title}：{progress(buy, sums)}", item_lines(item_facts(sums))]
    if sums.orders and NAMES.search(talk.incoming.text):
        joined = list(dict.fromkeys(it.resident for it in active(orders)))
        known = await books.residents(joined[:MOST_NAMES])
        names = "、".join((known.get(it) or Resident(it)).masked for it in joined[:MOST_NAMES])
        rows.append(f"有 {names}" + (f" 等{len(joined)}户" if len(joined) > MOST_NAMES else ""))
    return "\n".join(row for row in rows if row)


def progress(buy: GroupBuy, sums: BuySum) -> str:
    """已有3户、9份，还差2户成团。"""
    joined = f"已有{sums.orders}户、{show(sums.units)}份" if sums.orders else "还没有人订"
    return f"{joined}，{_formed(buy, reached(buy.minimum, sums) if buy.minimum else 0)}"


def _formed(buy: GroupBuy, have: int) -> str:
    if buy.state is not State.OPEN:
        return f"{buy.state_name}。"
    if buy.minimum is None:
        return "没有起订量，照常开。"
    if have >= buy.minimum.need:
        return "已够成团。"
    need = measure(buy.minimum, buy.minimum.need)
    return f"满{need}成团，还差{measure(buy.minimum, buy.minimum.need - have)}。"

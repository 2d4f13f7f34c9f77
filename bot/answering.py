"""Plain questions answered from the book: price, stock, when and where, my order, the list."""

import re
from collections.abc import Sequence

from bot.commands.my_orders import order_cards, own_orders
from bot.commands.offers import NOTHING, card, example, left, on_offer
from bot.commands.points import my_point
from bot.joining import asks_joined, progress, who_joined
from bot.ports import UnitBooks
from bot.replies import how_to_pay
from bot.talk import Talk
from bot.understand.intent import QueryIntent
from groupbuy.buy import GroupBuy, Item, State
from groupbuy.money import yuan
from groupbuy.notices.facts import in_brief, waiting_facts, when, window
from groupbuy.order import Order
from groupbuy.quantity import show
from groupbuy.rights import leader_name, whom_to_ask
from groupbuy.summing import totals
from groupbuy.whereabouts import of_order

NO_ORDER = "你在{buy}号团还没有订。"
ASK = "这个我说不准，请问{leader}。"
PAYING = re.compile("(?:怎么|咋|哪里|哪儿|能|可以).{0,4}(?:付|支付|转账|给钱|交钱)|付款方式|收款码")
CUTOFF = re.compile(
    "(?:几点|几时|啥时候?|什么时候|何时|多会儿?|多久)[^，。,]{0,4}(?:截单|截止|截团|结束|停止接单)"
    "|(?:截单|截止|截团)[^，。,]{0,3}(?:时间|几点|几时|啥时|什么时候|何时)|最晚(?:几点|什么时候)"
)
TOTAL = re.compile("一共|总共|合计|总计|共多少|加起来")
MOST = 10


def asks_cutoff(text: str) -> bool:
    """Whether it asks until when one can order."""
    return CUTOFF.search(text) is not None


async def answer_query(talk: Talk, books: UnitBooks, buy: GroupBuy | None, intent: QueryIntent) -> str:
    """The answer, "" for silence: nothing overheard is answered with "I do not know"."""
    match intent.topic:
        case "my_order":
            return await _my_order(talk, books, buy)
        case "list":
            return await _list(talk, books, buy)
        case "delivery" if buy is not None:
            return await _delivery(talk, books, buy)
        case "price" if buy is not None and not intent.products and await _asks_own_total(talk, books):
            return await _my_order(talk, books, buy)
        case "price" if buy is not None:
            return _prices(talk, buy, _about(buy, intent.products))
        case "stock" if buy is not None:
            return _stock(talk, buy, _about(buy, intent.products), named=bool(intent.products))
    if buy is not None and asks_cutoff(talk.incoming.text):
        return _cutoff(talk, buy)
    if not talk.incoming.addressed:
        return ""
    if buy is not None and PAYING.search(talk.incoming.text):
        return how_to_pay(talk, buy) or ASK.format(leader=leader_name(buy.leader, talk.directory))
    if intent.topic != "other":
        return NOTHING
    leader = (
        leader_name(buy.leader, talk.directory) if buy else whom_to_ask(talk.community or "", talk.directory)
    )
    return ASK.format(leader=leader)


def _about(buy: GroupBuy, products: Sequence[int]) -> list[Item]:
    """The items asked about, all where none was named."""
    asked = [buy.items[no] for no in products if no in buy.items]
    return asked or [it for _, it in sorted(buy.items.items())]


def _prices(talk: Talk, buy: GroupBuy, items: Sequence[Item]) -> str:
    rows = [f"{it.name} {yuan(it.price)}元/{it.unit}{left(it)}" for it in items[:MOST]]
    return "\n".join([*rows, _how_to(talk, buy, items)])


def _stock(talk: Talk, buy: GroupBuy, items: Sequence[Item], *, named: bool) -> str:
    """Where nothing on offer was named (something else may have been) all there is."""
    head = [] if named or len(items) == 1 else ["这次有："]
    return "\n".join([*head, *(_has(it) for it in items[:MOST]), _how_to(talk, buy, items)])


async def _asks_own_total(talk: Talk, books: UnitBooks) -> bool:
    """一共多少钱, from somebody who has ordered."""
    return TOTAL.search(talk.incoming.text) is not None and any(
        it.active for it in await own_orders(talk, books)
    )


def _has(item: Item) -> str:
    if item.left is None:
        return f"{item.name}还有，不限量"
    return f"{item.name}还剩{show(item.left)}{item.unit}" if item.left else f"{item.name}已订完"


def _how_to(talk: Talk, buy: GroupBuy, items: Sequence[Item]) -> str:
    """What can be done next: how to order while that is possible."""
    if buy.state is not State.OPEN:
        return f"{buy.number}号团{buy.state_name}，不能再订了。"
    if all(it.left == 0 for it in items):
        return f"可以看看别的，发“团购”。{when(buy.cutoff_at, talk.directory)} 截单。"
    fits = next(it for it in items if it.left != 0)
    return f"要就说“{fits.name}2{fits.unit}”，{when(buy.cutoff_at, talk.directory)} 截单。"


def _cutoff(talk: Talk, buy: GroupBuy) -> str:
    at = when(buy.cutoff_at, talk.directory)
    open_now = buy.state is State.OPEN
    return f"{buy.number}号团 {at} 截单。" if open_now else f"{buy.number}号团{buy.state_name}，不能再订了。"


async def _my_order(talk: Talk, books: UnitBooks, buy: GroupBuy | None) -> str:
    orders = await own_orders(talk, books)
    if orders:
        return await order_cards(talk, books, orders)
    if buy is None:
        return "你现在没有订单。" if talk.incoming.addressed else ""
    hint = f"要订就说“{example(buy)}”。" if buy.state is State.OPEN else ""
    return NO_ORDER.format(buy=buy.number) + hint


async def _list(talk: Talk, books: UnitBooks, buy: GroupBuy | None) -> str:
    """What is on sale with how far it has come; or who and how many have joined."""
    if buy is None:
        return on_offer(talk) if talk.incoming.addressed or talk.buys else ""
    if asks_joined(talk.incoming.text):
        return await who_joined(talk, books, buy)
    return f"{card(talk, buy)}\n{progress(buy, totals(buy, await books.orders(buy.number)))}"


async def _delivery(talk: Talk, books: UnitBooks, buy: GroupBuy) -> str:
    """When and where; of the speaker's own order, whether it is there."""
    order = await books.order_of(buy.number, talk.speaker.id) if talk.speaker.id else None
    if order is None or not order.active:
        return await _in_general(talk, books, buy)
    where = of_order(order, buy, talk.directory)
    return f"{buy.number}号团 {order.seq_no}号：{_so_far(buy, order, brought=where.spot.at_door)}\n{where.when}，{where.place}"


def _so_far(buy: GroupBuy, order: Order, *, brought: bool) -> str:
    there = waiting_facts(buy, order, sorted(buy.items))
    coming = [
        buy.item(no).name
        for no, line in sorted(order.lines.items())
        if line.waiting > 0 and not buy.item(no).arrived_at(order.point)
    ]
    if there:
        can = "会送上门" if brought else "可以取"
        return f"{in_brief(there)}到了，{can}" + (f"；{'、'.join(coming)}还没到" if coming else "")
    return f"{'、'.join(coming)}还没到，到了告诉你" if coming else ("都送到了" if brought else "都取走了")


async def _in_general(talk: Talk, books: UnitBooks, buy: GroupBuy) -> str:
    mine = await my_point(talk, books)
    points = [mine] if mine else list(talk.directory.points_in(buy.community))
    where = "；".join(f"{it.name}（{it.address}）" for it in points[:MOST])
    return f"{buy.number}号团 {window(buy)} 自提：{where}。到货了会通知。"

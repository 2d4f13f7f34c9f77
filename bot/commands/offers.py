"""团购: what is open here, until when, and what to say to order."""

from bot.commands.base import command
from bot.commands.community import ask_community
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import GroupBuy, Item, State
from groupbuy.money import yuan
from groupbuy.notices.facts import when, window
from groupbuy.quantity import show

NOTHING = "现在没有开着的团，开了会在群里说。"


@command("团购", "有什么团", "看团购", usage="团购", says="现在能订什么", bare=True)
async def offers(talk: Talk, books: UnitBooks, words: str) -> str:
    if talk.community is None and talk.speaker.leader is None:
        return await ask_community(talk, books)
    return on_offer(talk)


def on_offer(talk: Talk) -> str:
    """Every buy open here with its items, and those under way in a line each."""
    open_now = [it for it in talk.buys if it.state is State.OPEN]
    under_way = [it for it in talk.buys if it.state is not State.OPEN]
    cards = [card(talk, it) for it in open_now] or [NOTHING]
    if under_way:
        cards.append("\n".join(f"{it.number}号团 {it.title}：{it.state_name}" for it in under_way))
    if open_now:
        cards.append(f"直接说就能下单，例如“{example(open_now[0])}”。")
    return "\n\n".join(cards)


def card(talk: Talk, buy: GroupBuy) -> str:
    """One buy: title, cutoff, pickup, an item a line with price and what is left."""
    head = f"{buy.number}号团 {buy.title}\n{when(buy.cutoff_at, talk.directory)} 截单，{window(buy)} 取货"
    return "\n".join([head, *(priced(it) for _, it in sorted(buy.items.items()))])


def priced(item: Item) -> str:
    """1 红颜草莓 25元/盒 剩18 限购2"""
    limit = f" 限购{show(item.limit)}" if item.limit is not None else ""
    return f"{item.no} {item.name} {yuan(item.price)}元/{item.unit}{left(item)}{limit}"


def left(item: Item) -> str:
    """What can still be ordered, "" where there is no end to it."""
    if item.left is None:
        return ""
    return f" 剩{show(item.left)}" if item.left else " 已订完"


def example(buy: GroupBuy) -> str:
    """草莓2盒 蓝莓1"""
    items = [it for _, it in sorted(buy.items.items()) if it.left is None or it.left > 0] or list(
        buy.items.values()
    )
    return " ".join(f"{it.name}{qty}{it.unit}" for it, qty in zip(items[:2], (2, 1), strict=False))

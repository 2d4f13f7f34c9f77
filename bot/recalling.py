"""A message recalled or edited: its effect is taken back or changed, never silently kept or dropped."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.asking import ask_back
from bot.causes import cause
from bot.commands.chain import chain_key, take_chain
from bot.commands.order import rests_on
from bot.confirming import confirm
from bot.ports import UnitBooks
from bot.reading import read
from bot.replies import order_lines
from bot.talk import Talk
from bot.understand.intent import AskIntent, CancelIntent, ChainIntent, OrderIntent
from groupbuy.buy import GroupBuy
from groupbuy.errors import BuyOver, NothingChanged, Refusal, TooLate, TooLateToBook
from groupbuy.order import Order
from groupbuy.ordering import Wish, afterwards, place
from groupbuy.rights import leader_name
from groupbuy.undoing import Made, all_in_all, made_by

BACK = "消息撤回了，账也退回："
GONE = "改后的消息里没有要订的，账退回："
SAME = "改后和原来一样，账没动。"
UNCLEAR = "改后的还没看明白，先按原来的记着。"
SINCE = "那条之后单又改过，账没跟着{word}。现在是：\n{lines}\n要改直接说，不要了回“取消”。"
DONE = "已经办了的不会跟着消息{word}：{what}。要改请直接说。"
CLAIMED = "账没跟着{word}：{which}号已有人认领，归本人了。要改请本人或团长说。"
CHAIN = "接龙{word}了，你订的还在账上：\n{lines}\n不要了回“取消”。"
LATE = "消息撤回了，迟单 {no} 也不算了。"
MOST_ORDERS = 30


class RecallTooLate(Refusal):
    text = "{buy}号团{now}，撤回消息不算取消，单还在账上。不要了回“取消”，由{leader}决定"


async def recalled(talk: Talk, books: UnitBooks) -> str:
    """Exactly what the message did is undone while the buy takes changes; a question or a chain's words
    that did nothing are nobody's business."""
    await books.once(overtaken(talk))
    made = await _made(talk, books)
    if made is None:
        return await forget(talk, books)
    refused = await _not_to_be_undone(talk, books, made, "撤回")
    return refused or await _undo(talk, books, made, BACK)


async def edited(talk: Talk, books: UnitBooks) -> str | None:
    """What the message says now instead of what it said; None where it did nothing before."""
    await books.once(overtaken(talk))
    made = await _made(talk, books)
    if made is None:
        await forget(talk, books)
        return None
    refused = await _not_to_be_undone(talk, books, made, "改")
    if refused:
        return refused
    buy = await books.locked(made.buy)
    before = replace(
        talk,
        incoming=replace(talk.incoming, kind="text"),
        buys=(buy,),
        orders=_before(talk.orders, made),
        guests={name: _before(theirs, made) for name, theirs in talk.guests.items()},
    )
    match read(before)[0].intent:
        case OrderIntent() as wanted:
            return await _change(before, books, buy, made, await _totals(before, books, buy, wanted))
        case CancelIntent() as off:
            whom = (await books.guest_of(talk.speaker.id, off.whom)).id if off.whom else ""
            order = (
                before.guests.get(off.whom, {}).get(buy.number) if off.whom else before.orders.get(buy.number)
            )
            gone = {
                no: Decimal(0)
                for no in (order.lines if order else ())
                if off.scope is None or no in off.scope
            }
            return await _change(before, books, buy, made, {whom: gone})
        case AskIntent() as unclear:
            return f"{UNCLEAR}\n{await ask_back(before, books, buy, unclear)}"
        case ChainIntent() as chain:
            return await take_chain(before, books, buy, chain) or SAME
    return await _undo(talk, books, made, GONE)


def overtaken(talk: Talk) -> str:
    """Under which it is remembered that a message was recalled or edited: should it come only now, its
    words no longer hold."""
    return f"told-of:{talk.incoming.origin}"


async def _made(talk: Talk, books: UnitBooks) -> Made | None:
    """What the message did: to the speaker's own orders and those they placed, and, a leader's, to buys."""
    orders = (await books.orders_by(talk.speaker.id, past=True))[:MOST_ORDERS] if talk.speaker.id else ()
    leader = talk.speaker.leader
    led = [it.number for it in await books.buys_of_leader(leader.id)] if leader else []
    return await made_by(books, talk.incoming.origin, orders, led)


async def forget(talk: Talk, books: UnitBooks) -> str:
    """A question asked about the message, and a late order that came with it, go with it."""
    asked = await books.pending(talk.speaker.id, talk.chat, talk.at)
    if asked is not None and asked.message.startswith(talk.incoming.origin):
        await books.asked(talk.speaker.id, talk.chat)
    for buy in talk.buys:
        for late in await books.late_orders(buy.number):
            if late.message.startswith(talk.incoming.origin) and not late.accepted:
                await books.keep_late(replace(late, withdrawn=True))
                return LATE.format(no=late.no)
    return ""


async def _not_to_be_undone(talk: Talk, books: UnitBooks, made: Made, word: str) -> str:
    """Why the book is left as it is, "" where it can follow the message."""
    if made.else_:
        buy = await books.buy(made.buy) if made.buy else None
        told = [cause(it, buy, talk.directory) for it in made.else_] if buy else []
        what = "、".join(dict.fromkeys(it for it in told if it)) or "团长的操作"
        return DONE.format(word=word, what=what)
    if word == "撤回" and await books.seen(chain_key(talk)):
        return CHAIN.format(word=word, lines=await _lines(books, made))
    orders = [await books.own_order(it) for it in dict.fromkeys(it.order for it in made.moved)]
    theirs = [it.seq_no for it in orders if talk.speaker.id not in (it.resident, it.placed_by)]
    if theirs:
        return CLAIMED.format(word=word, which="、".join(map(str, theirs)))
    if not made.stands:
        return SINCE.format(word=word, lines=await _lines(books, made))
    return ""


async def _lines(books: UnitBooks, made: Made) -> str:
    buy = await books.buy(made.buy)
    orders = [await books.own_order(it) for it in dict.fromkeys(it.order for it in made.moved)]
    return "\n".join(order_lines(buy, it) or f"{it.seq_no}号已取消" for it in orders)


async def _undo(talk: Talk, books: UnitBooks, made: Made, head: str) -> str:
    wishes = made.undone(talk.speaker.id)
    try:
        placed = await place(books, made.buy, talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
    except (TooLate, TooLateToBook, BuyOver):
        buy = await books.buy(made.buy)
        raise RecallTooLate(
            buy=buy.number, now=buy.state_name, leader=leader_name(buy.leader, talk.directory)
        ) from None
    return f"{head}\n{await confirm(talk, books, made.buy, placed)}"


async def _totals(
    talk: Talk, books: UnitBooks, buy: GroupBuy, wanted: OrderIntent
) -> dict[str, dict[int, Decimal]]:
    """What each person has in the end, reckoned from before the message."""
    totals: dict[str, dict[int, Decimal]] = {}
    for name in dict.fromkeys(it.whom for it in wanted.lines):
        whom = (await books.guest_of(talk.speaker.id, name)).id if name else ""
        had = (talk.guests.get(name, {}) if name else talk.orders).get(buy.number)
        wishes = [Wish(it.product, it.qty, wanted.mode) for it in wanted.lines if it.whom == name]
        totals[whom] = dict(afterwards(buy, had, wishes))
    return totals


async def _change(
    talk: Talk, books: UnitBooks, buy: GroupBuy, made: Made, wanted: dict[str, dict[int, Decimal]]
) -> str:
    words = rests_on(talk.incoming.text, None)
    wishes = [replace(it, words=words) for it in all_in_all(made, talk.speaker.id, wanted)]
    try:
        async with books.savepoint():
            placed = await place(books, buy.number, talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
    except NothingChanged:
        return SAME
    return await confirm(talk, books, buy.number, placed)


def _before(orders: Mapping[int, Order], made: Made) -> dict[int, Order]:
    return {number: made.before(it) if number == made.buy else it for number, it in orders.items()}

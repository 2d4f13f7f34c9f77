"""Somebody else entered an order under one's name already: is it mine? Asked before there are two of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.commands.base import answers
from bot.confirming import confirm
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy import claiming
from groupbuy.buy import GroupBuy
from groupbuy.chains import key_of
from groupbuy.notices.facts import in_brief, order_facts
from groupbuy.order import Order
from groupbuy.ordering import Wish, place
from groupbuy.ports import Pending
from groupbuy.record import from_json, to_json
from groupbuy.rights import leader_name
from groupbuy.telling import QUESTION_LIVES
from groupbuy.who import names_of

ASK = "{who}已用“{name}”记了一单（{seq}号：{what}），是你的吗？回编号：1 是，归我 2 不是，另记一单"
ASKED = "已告诉团长，同意后 {buy}号团 {seq}号 就记在你名下，数量要改到时再说。"


async def ask_claim(
    talk: Talk, books: UnitBooks, buy: GroupBuy, wishes: Sequence[Wish], line: Collection[str] = ()
) -> str:
    """The question, "" where there is nothing to ask; `line` are names said to be the speaker's here."""
    me = talk.speaker.resident
    if not any(not it.whom for it in wishes):
        return ""
    if not (me.name or me.room or line):
        return ""
    own = await books.order_of(buy.number, me.id)
    guests = await books.guests_in(buy.number) if own is None or not own.active else {}
    if not guests:
        return ""
    order = await _entered(books, guests, me.id, names_of(me) | {key_of(it) for it in line})
    if order is None or await books.seen(_no(order, me.id)):
        return ""
    data = {
        "buy": buy.number,
        "order": order.id,
        "wishes": [to_json(it) for it in wishes],
        "sent": talk.incoming.sent_at.isoformat() if talk.incoming.sent_at else None,
    }
    await books.ask(Pending(me.id, talk.chat, "mine", data, talk.at + QUESTION_LIVES))
    people = await books.residents([order.resident, order.placed_by])
    owner, by = people[order.resident], people[order.placed_by]
    leads = talk.directory.leaders.get(buy.leader)
    entered_by_leader = leads is not None and any(it in leads.identities for it in by.identities)
    who = leader_name(buy.leader, talk.directory) if entered_by_leader else by.masked
    what = in_brief(order_facts(buy, order))
    return ASK.format(who=who, name=owner.name, seq=order.seq_no, what=what)


async def _entered(
    books: UnitBooks, guests: Mapping[str, str], me: str, keys: Collection[str]
) -> Order | None:
    """The first order in force that somebody else keeps under such a name, of all under others' names."""
    for order_id, name in guests.items():
        if key_of(name) in keys:
            order = await books.own_order(order_id)
            if order.active and me not in (order.resident, order.placed_by):
                return order
    return None


def _no(order: Order, me: str) -> str:
    return f"not-mine:{order.id}:{me}"


@answers("mine")
async def is_it_mine(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    said = text.strip().strip("。.!！ ")
    if said in ("1", "是", "是的", "是我的", "归我", "认领"):
        await books.asked(talk.speaker.id, talk.chat)
        buy, order = await books.locked(data["buy"]), await books.own_order(data["order"])
        await claiming.ask(books, buy, order, talk.speaker.id)
        return ASKED.format(buy=buy.number, seq=order.seq_no)
    if said not in ("2", "不是", "不是我的", "另记", "另记一单"):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    await books.once(_no(await books.own_order(data["order"]), talk.speaker.id))
    wishes = [from_json(Wish, it) for it in data["wishes"]]
    sent = datetime.fromisoformat(data["sent"]) if data["sent"] else None
    placed = await place(books, data["buy"], talk.speaker.id, wishes, sent_at=sent)
    return await confirm(talk, books, data["buy"], placed)

"""An order in one's own words: into the book, and confirmed; asked about where several buys fit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.commands.base import answers
from bot.commands.claim_first import ask_claim
from bot.commands.known_people import ask_which_of, change, orders_named
from bot.confirming import confirm
from bot.of_somebody import must_be_own
from bot.ports import UnitBooks
from bot.reading import Reading, read
from bot.talk import Talk
from bot.told_beside import keep, told_beside
from bot.understand.intent import CancelIntent, ChainIntent, OrderIntent, Span
from bot.which import list_of
from groupbuy.buy import GroupBuy
from groupbuy.errors import TooLate, TooLateToBook
from groupbuy.ordering import Wish, cancel, place
from groupbuy.ports import Pending
from groupbuy.quantity import ZERO
from groupbuy.telling import QUESTION_LIVES


async def order(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: OrderIntent) -> str:
    """Book what was understood; refusals come as exceptions. What a leader says for somebody the book knows
    goes into that person's own order."""
    must_be_own(talk, buy, intent)
    names = [it.whom for it in intent.lines if it.whom]
    known = await orders_named(talk, books, buy, names) if names else {}
    wishes: list[Wish] = []
    theirs: dict[str, list[Wish]] = {}
    guests: dict[str, str] = {}
    for line in intent.lines:
        if line.whom and line.whom in known:
            words = rests_on(talk.incoming.text, line.span)
            wish = Wish(line.product, line.qty, intent.mode, "", line.note or "", words)
            theirs.setdefault(line.whom, []).append(wish)
            continue
        whom = (await books.guest_of(talk.speaker.id, line.whom)).id if line.whom else ""
        guests[whom] = line.whom or ""
        words = rests_on(talk.incoming.text, line.span)
        wishes.append(Wish(line.product, line.qty, intent.mode, whom, line.note or "", words))
    for name, orders in known.items():
        if len(orders) > 1:
            return await ask_which_of(talk, books, buy, name, orders, theirs[name])
    others = [*(known[it][0].resident for it in theirs), *(it.whom for it in wishes if it.whom)]
    beside = await _told_for(talk, books, others, own=any(not it.whom for it in wishes))
    changed = [
        it for name, found in theirs.items() for it in await change(books, buy.number, known[name][0], found)
    ]
    if not wishes:
        return await confirm(talk, books, buy.number, changed) + beside
    asked = await ask_claim(talk, books, buy, wishes)
    if asked:
        return asked
    try:
        placed = await place(books, buy.number, talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
    except (TooLate, TooLateToBook) as late:
        late.facts["guests"] = guests  # they are undone with the unit and met again when it is kept
        raise
    return await confirm(talk, books, buy.number, [*placed, *changed]) + beside


async def _told_for(talk: Talk, books: UnitBooks, whom: Sequence[str], *, own: bool) -> str:
    """What is told about fetching holds for whomever is ordered for; said here where that is nobody but others
    (what the speaker's own order brings is kept and said already)."""
    beside = told_beside(talk.incoming.text)
    if beside is None or not whom:
        return ""
    await keep(books, beside, whom)
    return "" if own else f"\n{beside.line(private=talk.private)}"


async def call_off(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: CancelIntent) -> str:
    """Cancel what was named, or everything of the speaker's in this buy; of somebody the book knows, where
    their leader says so."""
    known = await orders_named(talk, books, buy, [intent.whom]) if intent.whom else {}
    if intent.whom and intent.whom in known:
        orders, items = known[intent.whom], intent.scope
        gone = [Wish(no, ZERO) for no in items] if items is not None else []
        if len(orders) > 1:
            return await ask_which_of(talk, books, buy, intent.whom, orders, gone)
        changed = await change(books, buy.number, orders[0], gone)
        return await confirm(talk, books, buy.number, changed)
    whom = (await books.guest_of(talk.speaker.id, intent.whom)).id if intent.whom else ""
    placed = await cancel(
        books,
        buy.number,
        talk.speaker.id,
        items=intent.scope,
        whom=whom,
        sent_at=talk.incoming.sent_at,
        words=rests_on(talk.incoming.text, intent.span),
    )
    return await confirm(talk, books, buy.number, placed)


def rests_on(text: str, span: Span | None) -> str:
    """The words of a message that something rests on."""
    return text[slice(*span)] if span else text.strip()


async def ask_which(talk: Talk, books: UnitBooks, readings: list[Reading]) -> str:
    """Several buys fit: one short question, answered by a buy's number."""
    buys = [it.buy for it in readings if it.buy]
    data = {"text": talk.incoming.text, "buys": [it.number for it in buys]}
    await books.ask(Pending(talk.speaker.id, talk.chat, "which", data, talk.at + QUESTION_LIVES))
    return f"几个团都有，是哪个？回团号：\n{list_of(buys)}"


def ask_apart(readings: list[Reading]) -> str:
    """The goods named are in different buys: said with each, nothing is booked."""
    has = "，".join(f"{it.buy.number}号团有{'、'.join(it.goods)}" for it in readings if it.buy)
    first = next((f"{it.buy.number}号团 {it.goods[0]}" for it in readings if it.buy), "")
    return f"你说的不在一个团：{has}。还没记，请每个团分开说一条，例如“{first} …”。"


@answers("which")
async def chosen(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    number = text.strip().removesuffix("号团").removesuffix("号").removeprefix("团")
    if not number.isdecimal() or int(number) not in data["buys"]:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    talk = replace(talk, incoming=replace(talk.incoming, text=f"{number}号团 {data['text']}"))
    reading = read(talk)[0]
    if reading.buy and isinstance(reading.intent, ChainIntent):
        from bot.commands.chain import take_chain

        return await take_chain(talk, books, reading.buy, reading.intent)
    if reading.buy and isinstance(reading.intent, OrderIntent):
        return await order(talk, books, reading.buy, reading.intent)
    if reading.buy and isinstance(reading.intent, CancelIntent):
        return await call_off(talk, books, reading.buy, reading.intent)
    return None

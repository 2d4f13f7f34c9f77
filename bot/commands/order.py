"""An order in one's own words: into the book, and confirmed; asked about where several buys fit."""

from dataclasses import replace
from typing import Any

from bot.commands.base import answers
from bot.commands.claim_first import ask_claim
from bot.confirming import confirm
from bot.ports import UnitBooks
from bot.reading import Reading, read
from bot.talk import Talk
from bot.understand.intent import CancelIntent, OrderIntent, Span
from bot.which import list_of
from groupbuy.buy import GroupBuy
from groupbuy.errors import TooLate, TooLateToBook
from groupbuy.ordering import Wish, cancel, place
from groupbuy.ports import Pending
from groupbuy.telling import QUESTION_LIVES


async def order(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: OrderIntent) -> str:
    """Book what was understood; refusals come as exceptions."""
    wishes: list[Wish] = []
    guests: dict[str, str] = {}
    for line in intent.lines:
        whom = (await books.guest_of(talk.speaker.id, line.whom)).id if line.whom else ""
        guests[whom] = line.whom or ""
        words = rests_on(talk.incoming.text, line.span)
        wishes.append(Wish(line.product, line.qty, intent.mode, whom, line.note or "", words))
    asked = await ask_claim(talk, books, buy, wishes)
    if asked:
        return asked
    try:
        placed = await place(books, buy.number, talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
    except (TooLate, TooLateToBook) as late:
        late.facts["guests"] = guests  # they are undone with the unit and met again when it is kept
        raise
    return await confirm(talk, books, buy.number, placed)


async def call_off(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: CancelIntent) -> str:
    """Cancel what was named, or everything of the speaker's in this buy."""
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


@answers("which")
async def chosen(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    number = text.strip().removesuffix("号团").removesuffix("号").removeprefix("团")
    if not number.isdecimal() or int(number) not in data["buys"]:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    talk = replace(talk, incoming=replace(talk.incoming, text=f"{number}号团 {data['text']}"))
    reading = read(talk)[0]
    if reading.buy and isinstance(reading.intent, OrderIntent):
        return await order(talk, books, reading.buy, reading.intent)
    if reading.buy and isinstance(reading.intent, CancelIntent):
        return await call_off(talk, books, reading.buy, reading.intent)
    return None

"""A chain whose platform names each entry's author: every entry is that person's own word at its own time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.clean import clean
from bot.commands.order import rests_on
from bot.confirming import confirm
from bot.ports import UnitBooks
from bot.solitaire import author_of, places
from bot.talk import Talk
from bot.understand.intent import ChainIntent
from groupbuy.buy import GroupBuy
from groupbuy.chaining import line_wishes, that_change
from groupbuy.chains import ChainLine, Entry, Snapshot
from groupbuy.errors import NoRoom, Refusal, TooLate, TooLateToBook
from groupbuy.events import QtyChanged
from groupbuy.notices import room_short
from groupbuy.notices.facts import in_brief, order_facts
from groupbuy.ordering import keep_late, place, spoken_at
from groupbuy.resident import Resident
from groupbuy.sendings import surplus

LONGEST_NAME = 20
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Attested:
    """What one user wrote into a chain, their lines together, with the words themselves; `dated`: when is
    known, and `at` is not merely when the chain was sent."""

    user: str
    at: datetime
    entry: Entry
    words: str
    dated: bool = True


def attested(talk: Talk, intent: ChainIntent) -> list[Attested]:
    """The entries that the platform names an author of, one a person; unclear ones are left out. A time
    well after the chain was sent is none: it counts as sent with it (DESIGN §3)."""
    text = talk.incoming.text
    sent = spoken_at(talk.incoming.sent_at, talk.at)
    found: dict[str, Attested] = {}
    placed = places(text, talk.incoming.entries)
    for it in intent.entries:
        native = author_of(it.span, placed)
        if native is None or it.ask is not None:
            continue
        lines = () if it.cancel else tuple(ChainLine(w.product, w.qty, w.note or "") for w in it.lines)
        words = rests_on(text, it.span)
        at = spoken_at(native.at, sent)
        dated = at == native.at
        own = Attested(native.user, at, Entry(it.name, lines), words, dated)
        before = found.get(native.user)
        if before is not None:
            entry = Entry(before.entry.name, before.entry.lines + lines)
            words = f"{before.words}；{words}"
            own = Attested(native.user, max(before.at, at), entry, words, dated and before.dated)
        found[native.user] = own
    return list(found.values())


async def book_attested(
    talk: Talk, books: UnitBooks, buy: GroupBuy, said: Sequence[Attested], *, chain_key: str
) -> str:
    """Book each as if its author had sent it at its own time, and say what came of it. What was booked
    before, or has been changed by a newer word since, is left alone."""
    own, rows = "", []
    kept = list(await books.chains(buy.number))
    by_author: dict[str, list[Snapshot]] = {}
    for sent in kept:
        by_author.setdefault(sent.author, []).append(sent)
    for it in said:
        person = await _person(talk, books, buy, it)
        earlier = [sent for sent in by_author.get(person.id, ()) if sent.own]
        if not await _is_news(books, buy, person, it, earlier, chain_key):
            continue
        kept.append(Snapshot(person.id, it.at, (it.entry,), own=it.entry.key))
        await books.keep_chain(buy.number, kept[-1])
        answer = await _book(talk, books, buy, person, it, earlier)
        if person.id == talk.speaker.id:
            own = answer
        elif answer:
            rows.append(f"{person.masked}：{answer}")
    for gone in surplus(kept):
        await books.forget_chain(buy.number, gone)
    more = [f"…还有{len(rows) - MOST_TOLD}位"] if len(rows) > MOST_TOLD else []
    others = "\n".join(["接龙里大家自己写的也记了：", *rows[:MOST_TOLD], *more]) if rows else ""
    return "\n".join(it for it in (own, others) if it)


async def _person(talk: Talk, books: UnitBooks, buy: GroupBuy, it: Attested) -> Resident:
    """Whoever has this user id, new where it is unknown; never found by the name in the entry."""
    found = await books.meet((talk.identity[0], it.user))
    known = replace(
        found,
        community=found.community or buy.community,
        name=found.name or clean(it.entry.name).strip()[:LONGEST_NAME],
    )
    if known != found:
        await books.update_resident(known)
    return known


async def _is_news(
    books: UnitBooks,
    buy: GroupBuy,
    person: Resident,
    it: Attested,
    earlier: Sequence[Snapshot],
    chain_key: str,
) -> bool:
    """A chain is sent again with every new entry: an entry counts once, and not against a newer word of
    the same person (`earlier` are their sendings)."""
    for sent in earlier:
        if sent.sent_at > it.at or (sent.entries == (it.entry,) and (sent.sent_at == it.at or not it.dated)):
            return False
    order = await books.order_of(buy.number, person.id)
    for one in await books.journal(order=order.id) if order else ():
        newer = isinstance(one.event, QtyChanged) and one.at > it.at
        if newer and not await books.seen(f"{chain_key.rpartition(':')[0]}:{one.message[:32]}"):
            return False
    return True


async def _book(
    talk: Talk, books: UnitBooks, buy: GroupBuy, person: Resident, it: Attested, earlier: Sequence[Snapshot]
) -> str:
    """What is said of it: all of a confirmation to the speaker, in brief of others."""
    lines = [sent.by_key()[sent.own] for sent in earlier if sent.own in sent.by_key()]
    wishes = [replace(wish, words=it.words) for wish in line_wishes(it.entry, lines, "")]
    wishes = await that_change(books, buy, person.id, wishes)
    if not wishes:
        return ""
    try:
        async with books.savepoint():
            placed = await place(books, buy.number, person.id, wishes, sent_at=it.at)
            if person.id == talk.speaker.id:
                return await confirm(talk, books, buy.number, placed)
            return in_brief(order_facts(await books.buy(buy.number), placed[0].order)) or "已取消"
    except (TooLate, TooLateToBook) as late:
        return talk.texts.refusal(await keep_late(books, late))
    except Refusal as refused:
        if isinstance(refused, NoRoom):
            await room_short.tell(books, refused)
        return talk.texts.refusal(refused)

"""接龙: a pasted order chain. A resident's books their own line; a leader's is echoed and books all."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.attesting import attested, book_attested
from bot.commands.base import answers
from bot.commands.chain_old import ask_old
from bot.commands.chain_table import in_words, take_table
from bot.commands.claim_first import ask_claim
from bot.commands.order import rests_on
from bot.confirming import confirm
from bot.homes import homes_in
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand.intent import ChainEntry, ChainIntent
from groupbuy.buy import GroupBuy
from groupbuy.chaining import Chain, Own, own_wishes, read_chain
from groupbuy.chains import ChainLine, Entry, Snapshot, key_of
from groupbuy.directory import Right
from groupbuy.errors import NoRoom, Refusal, TooLate, TooLateToBook
from groupbuy.notices import chain_differs, room_short
from groupbuy.ordering import keep_late, place, spoken_at
from groupbuy.ports import Pending
from groupbuy.rights import must_run
from groupbuy.sendings import MOST_ENTRIES, keep
from groupbuy.telling import QUESTION_LIVES

CHOICES = 8
HERE = "你的那行已在账上，没有变化。"
NOT_MINE = "接龙里没看到哪行是你的。要订直接说，例如“草莓2盒”。"
TAKEN = "“{name}”那行已经记给别人了，我没有再记。是你要的就直接说，例如“{line}”。"
OTHERS = "“{name}”是别人的名字，我没有记。要订直接说，例如“草莓2盒”。"
ASK_WHOSE = "接龙里哪一行是你的？回编号{or_name}：{lines}"
ASK_DROPPED = "你之前接的 {was} 不在这条里了。还要就不用管，不要了回“取消”。"
ASK_LOST = "你之前接的 {was} 不在这条里了，账上先没动。不要了说一声，例如“{item}不要了”。"
HELD = "你的那行里{old}和账上不一样，像是从旧接龙抄来的，没有改。要改直接说，例如“{old}”。"
UNREAD = "接龙里你的那行“{line}”我没看懂，没有记。请直接说要什么、几份。"
TOO_LONG = f"这条接龙太长了（最多{MOST_ENTRIES}行），我没有看。"
LINE = 24
Words = Mapping[str, str]


async def take_chain(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: ChainIntent) -> str:
    """Entries whose author the platform names are booked as their own words. Of the rest: in a leader's own
    buy all, after a 确认; anybody else's own line only."""
    await books.once(chain_key(talk))
    if len(intent.entries) > MOST_ENTRIES:
        return TOO_LONG
    known = attested(talk, intent)
    said = await book_attested(talk, books, buy, known, chain_key=chain_key(talk)) if known else ""
    spoken = any(it.user == talk.incoming.sender for it in known)
    more = await _take_rest(talk, books, await books.buy(buy.number), intent, spoken)
    return "\n".join(it for it in (said, more) if it and (it != HERE or not said))


async def _take_rest(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: ChainIntent, spoken: bool) -> str:
    """`spoken`: the sender's own line is known to be theirs and has been dealt with."""
    entries = [entry_of(it) for it in intent.entries if it.ask is None and it.name]
    unclear = [it for it in intent.entries if it.ask is not None or not it.name]
    try:
        must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    except Refusal:
        words = {key_of(it.name): rests_on(talk.incoming.text, it.span) for it in intent.entries}
        return await _by_resident(talk, books, buy, entries, unclear, None if spoken else words)
    return await take_table(talk, books, buy, entries, unclear)


def chain_key(talk: Talk) -> str:
    """Under which it is remembered that a message was a chain."""
    return f"chain-sent:{talk.incoming.origin}"


def entry_of(it: ChainEntry) -> Entry:
    """As the rules merge it; a struck-out entry has no lines."""
    lines = () if it.cancel else it.lines
    return Entry(it.name, tuple(ChainLine(line.product, line.qty, line.note or "") for line in lines))


async def _by_resident(
    talk: Talk,
    books: UnitBooks,
    buy: GroupBuy,
    entries: Sequence[Entry],
    unclear: Sequence[ChainEntry],
    words: Words | None,
) -> str:
    """`words` are what stands in the message for each entry; None: their own word is booked already."""
    me = talk.speaker.resident
    told = bool(talk.incoming.entries)  # whose each line is; one left open is never taken for the sender's
    sent = Snapshot(me.id, spoken_at(talk.incoming.sent_at, talk.at), tuple(entries), leads=told)
    sent = await keep(books, buy.number, sent)
    chain = await read_chain(books, buy, books.directory, homes_in(books.directory))
    await _report(books, buy, sent, chain)
    if words is None:
        return HERE if talk.incoming.addressed else ""
    unread = _own_unread(talk, chain, unclear)
    booked, own = await _book_own(talk, books, buy, sent, chain, words)
    doubts = [it for it in (unread, await _doubt(talk, books, buy, own)) if it]
    if booked or doubts:
        return "\n".join(it for it in (booked, *doubts) if it)
    if chain.merged.key(me.id) is None:
        return await _nothing_mine(talk, books, buy, sent, chain, unclear)
    dropped = next((it.entry for it in chain.merged.dropped if it.author == me.id), None)
    if dropped is not None and dropped.lines:
        return ASK_DROPPED.format(was=in_words(buy, dropped))
    return HERE if talk.incoming.addressed else ""


def _own_unread(talk: Talk, chain: Chain, unclear: Sequence[ChainEntry]) -> str:
    """The question about an own line that cannot be read."""
    mine = chain.merged.key(talk.speaker.id)
    keys = {f"#{talk.speaker.id}", mine} - {None}
    for it in unclear:
        if it.name and ((chain.who.who(it.name) or key_of(it.name)) in keys):
            return _unread(talk, it)
    return ""


def _unread(talk: Talk, entry: ChainEntry) -> str:
    line = talk.incoming.text[slice(*entry.span)] if entry.span else entry.name
    return UNREAD.format(line=" ".join(line.split())[:LINE])


async def _doubt(talk: Talk, books: UnitBooks, buy: GroupBuy, own: Own) -> str:
    if own.lost is not None:
        named = [buy.items[item].name for item, _ in own.lost.wants if item in buy.items]
        return ASK_LOST.format(was=in_words(buy, own.lost), item="、".join(named))
    if own.stale is None:
        return ""
    return (
        HELD.format(old=in_words(buy, own.stale))
        if own.wishes
        else await ask_old(talk, books, buy, own.stale)
    )


async def _nothing_mine(
    talk: Talk,
    books: UnitBooks,
    buy: GroupBuy,
    sent: Snapshot,
    chain: Chain,
    unclear: Sequence[ChainEntry],
) -> str:
    """No line is known to be the sender's: asked which, of those nobody is known for; once for the same
    lines where nobody spoke to the bot."""
    here = chain.who.snapshot(sent).by_key()
    unsure = next((it.entries for it in chain.merged.unsure if it.author == sent.author), ())
    brought = [it for it in unsure if it.key in here]
    free = brought or [it for key, it in here.items() if not it.who and key not in chain.merged.owners]
    seen = f"chain-mine:{buy.number}:{sent.author}:{[(it.name, it.wants) for it in here.values()]}"
    seen += "".join(it.name for it in unclear)
    if not await books.once(seen) and not talk.incoming.addressed and not brought:
        return ""
    if free:
        return await _ask_whose(talk, books, buy, sent, free)
    others = {
        key: [it for it in said if it[0].author != sent.author] for key, said in chain.merged.said.items()
    }
    if len(unclear) == 1 and not chain.who.who(unclear[0].name):
        return _unread(talk, unclear[0])
    new = [it for it in here.values() if not _said_before(others[it.key], it, sent)]
    have = await books.order_of(buy.number, sent.author)
    passes_on = bool(have is not None and have.active) or bool(talk.incoming.entries)
    if not new and passes_on and not talk.incoming.addressed:
        return ""
    only = new or (list(here.values()) if len(here) == 1 else [])
    if only and only[-1].who:
        return OTHERS.format(name=only[-1].name[:LINE])
    return _taken(buy, only[-1]) if only and only[-1].key in chain.merged.owners else NOT_MINE


def _taken(buy: GroupBuy, entry: Entry) -> str:
    return TAKEN.format(name=entry.name[:LINE], line=in_words(buy, entry))


async def _book_own(
    talk: Talk, books: UnitBooks, buy: GroupBuy, sent: Snapshot, chain: Chain, words: Words
) -> tuple[str, Own]:
    """Book what the sending changes for its author; "" where it changes nothing. A refusal undoes the
    booking alone: the sending itself is kept, others' forks are merged with it."""
    own = await own_wishes(books, buy, talk.speaker.resident, sent, chain, words)
    if not own.wishes:
        return "", own
    mine = chain.merged.own(sent.author)
    asked = await ask_claim(talk, books, buy, own.wishes, (mine.name,) if mine else ())
    if asked:
        return asked, own
    try:
        async with books.savepoint():
            sent_at = talk.incoming.sent_at
            placed = await place(books, buy.number, talk.speaker.id, own.wishes, sent_at=sent_at)
            return await confirm(talk, books, buy.number, placed), own
    except (TooLate, TooLateToBook) as late:
        return talk.texts.refusal(await keep_late(books, late)), own
    except Refusal as refused:
        if isinstance(refused, NoRoom):
            await room_short.tell(books, refused)
        return talk.texts.refusal(refused), own


async def _report(books: UnitBooks, buy: GroupBuy, sent: Snapshot, chain: Chain) -> None:
    """Tell the leader, once for the same lines, what it says of others that the book does not."""
    mine, said = chain.merged.key(sent.author), chain.merged.said
    here = chain.who.snapshot(sent).by_key()
    changed = [it for it in chain.merged.conflicts if it.author == sent.author]
    others = [it for key, it in here.items() if key != mine and key not in chain.merged.owners]
    unknown = [it.entry for it in chain.beside(others) if it.order is None]
    fresh = [it for it in unknown if not _said_before(said[it.key], it, sent)]
    if not changed and not fresh:
        return
    version = "|".join(f"{it.entry.key}{it.entry.wants}" for it in changed)
    version += "|".join(f"{it.key}{it.wants}" for it in fresh)
    await chain_differs.tell(
        books, buy, sent.author, changed=len(changed), unknown=len(fresh), version=version
    )


def _said_before(said: Sequence[tuple[Snapshot, Entry]], entry: Entry, sent: Snapshot) -> bool:
    return any(word.wants == entry.wants and by.sent_at < sent.sent_at for by, word in said)


async def _ask_whose(
    talk: Talk, books: UnitBooks, buy: GroupBuy, sent: Snapshot, entries: Sequence[Entry]
) -> str:
    """At most a handful to choose from: the last ones, since people append; the others by name."""
    shown = entries[-CHOICES:]
    data = {
        "buy": buy.number,
        "names": [it.name for it in shown],
        "others": [it.name for it in entries[:-CHOICES]],
        "sent": sent.sent_at.isoformat(),
    }
    await books.ask(Pending(talk.speaker.id, talk.chat, "whose", data, talk.at + QUESTION_LIVES))
    lines = " ".join(f"{no} {it.name[:LINE]}" for no, it in enumerate(shown, 1))
    return ASK_WHOSE.format(lines=lines, or_name="或名字" if data["others"] else "")


@answers("whose")
async def that_is_me(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """A number from the list, or a name of the chain: that line is theirs from now on, in this buy."""
    name = _chosen(data, text)
    if name is None:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    buy = await books.buy(data["buy"])
    mine = [it for it in await books.chains(buy.number) if it.author == talk.speaker.id]
    latest = next((it for it in mine if it.sent_at.isoformat() == data["sent"]), None)
    if latest is None:
        return NOT_MINE
    chain = await read_chain(books, buy, books.directory, homes_in(books.directory))
    who = chain.who.who(name)
    if who and who not in chain.who.snapshot(latest).names:
        return OTHERS.format(name=name[:LINE])
    if chain.merged.owners.get(who or key_of(name), talk.speaker.id) != talk.speaker.id:
        return _taken(buy, chain.merged.entries[who or key_of(name)])
    said = Snapshot(latest.author, latest.sent_at, latest.entries, own=key_of(name))
    said = await keep(books, buy.number, said)
    chain = await read_chain(books, buy, books.directory, homes_in(books.directory))
    booked, _ = await _book_own(talk, books, buy, said, chain, {})
    return booked or HERE


def _chosen(data: dict[str, Any], text: str) -> str | None:
    said = text.strip().rstrip("。.号!！")
    names: list[str] = data["names"]
    if said.isdecimal() and 1 <= int(said) <= len(names):
        return names[int(said) - 1]
    called = key_of(said)
    return next((it for it in [*names, *data["others"]] if key_of(it) == called), None) if called else None

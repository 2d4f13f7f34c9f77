"""接龙: a pasted order chain. A resident's books their own line; a leader's is echoed and books all."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.attesting import attested, book_attested
from bot.commands.base import Who, answers, command
from bot.commands.order import confirm, rests_on
from bot.homes import homes_in, homes_of
from bot.parsing.forms import is_no, is_yes
from bot.parsing.paging import page_in, paged
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand import understand
from bot.understand.intent import ChainEntry, ChainIntent
from bot.which import leaders_buy
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.chaining import Stands, beside_the_book, enter_for, merged_chain, own_wishes
from groupbuy.chains import ChainLine, Entry, Snapshot, key_of
from groupbuy.directory import Right
from groupbuy.errors import Refusal, TooLate, TooLateToBook
from groupbuy.notices import chain_differs
from groupbuy.ordering import keep_late, place, spoken_at
from groupbuy.ports import Pending
from groupbuy.quantity import show
from groupbuy.rights import must_run
from groupbuy.telling import QUESTION_LIVES

ALIVE = frozenset(State) - OVER - {State.DRAFT, State.ARRIVED}
HERE = "你的那行已在账上，没有变化。"
NOT_MINE = "接龙里没看到哪行是你的。要订直接说，例如“草莓2盒”。"
ASK_WHOSE = "接龙里哪一行是你的？回编号：{lines}"
ASK_DROPPED = "你之前接的 {was} 不在这条里了。还要就不用管，不要了回“取消”。"


async def take_chain(talk: Talk, books: UnitBooks, buy: GroupBuy, intent: ChainIntent) -> str:
    """Entries whose author the platform names are booked as their own words. Of the rest: in a leader's own
    buy all, after a 确认; anybody else's own line only."""
    await books.once(chain_key(talk))
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
        return await _by_resident(talk, books, buy, entries, unclear, spoken)
    return await _by_leader(talk, books, buy, entries, unclear)


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
    spoken: bool,
) -> str:
    me = talk.speaker.resident
    sent = Snapshot(me.id, spoken_at(talk.incoming.sent_at, talk.at), tuple(entries))
    await books.keep_chain(buy.number, sent)
    await _report(books, buy, sent)
    if spoken:
        return HERE if talk.incoming.addressed else ""
    said = await _book_own(talk, books, buy, sent)
    if said:
        return said
    merged = await merged_chain(books, buy.number)
    unsure = next((it for it in merged.unsure if it.author == me.id), None)
    if unsure is not None:
        return await _ask_whose(talk, books, buy, sent, unsure.entries)
    dropped = next((it.entry for it in merged.dropped if it.author == me.id), None)
    if dropped is not None and dropped.key not in {key_of(it.name) for it in unclear}:
        return ASK_DROPPED.format(was=in_words(buy, dropped))
    if not talk.incoming.addressed:
        return ""
    return HERE if merged.own(me.id) is not None else NOT_MINE


async def _book_own(talk: Talk, books: UnitBooks, buy: GroupBuy, sent: Snapshot) -> str:
    """Book what the sending changes for its author; "" where it changes nothing. A refusal undoes the
    booking alone: the sending itself is kept, others' forks are merged with it."""
    wishes = await own_wishes(books, buy, talk.speaker.resident, sent, _words(talk, buy))
    if not wishes:
        return ""
    try:
        async with books.savepoint():
            placed = await place(books, buy.number, talk.speaker.id, wishes, sent_at=talk.incoming.sent_at)
            return await confirm(talk, books, buy.number, placed)
    except (TooLate, TooLateToBook) as late:
        return talk.texts.refusal(await keep_late(books, late))
    except Refusal as refused:
        return talk.texts.refusal(refused)


def _words(talk: Talk, buy: GroupBuy) -> dict[str, str]:
    """What stands in the message for each entry; {} where it is no chain (a number that answers)."""
    intent = understand(talk.incoming.text, talk.context(buy))
    entries = intent.entries if isinstance(intent, ChainIntent) else ()
    return {key_of(it.name): rests_on(talk.incoming.text, it.span) for it in entries}


async def _report(books: UnitBooks, buy: GroupBuy, sent: Snapshot) -> None:
    """Tell the leader, once for the same lines, what it says of others that the book does not."""
    merged = await merged_chain(books, buy.number)
    own = next((key for key, owner in merged.owners.items() if owner == sent.author), None)
    changed = [it for it in merged.conflicts if it.author == sent.author]
    beside = await beside_the_book(
        books, buy, [it for it in sent.entries if it.key != own], homes_in(books.directory)
    )
    unknown = [it.entry for it in beside if it.order is None and it.entry.key not in merged.owners]
    fresh = [it for it in unknown if await books.once(f"chain:{buy.number}:{it.key}:{it.wants}")]
    if not changed and not fresh:
        return
    version = "|".join(f"{it.entry.key}{it.entry.wants}" for it in changed)
    version += "|".join(f"{it.key}{it.wants}" for it in fresh)
    await chain_differs.tell(
        books, buy, sent.author, changed=len(changed), unknown=len(fresh), version=version
    )


async def _ask_whose(
    talk: Talk, books: UnitBooks, buy: GroupBuy, sent: Snapshot, entries: Sequence[Entry]
) -> str:
    data = {"buy": buy.number, "names": [it.name for it in entries], "sent": sent.sent_at.isoformat()}
    await books.ask(Pending(talk.speaker.id, talk.chat, "whose", data, talk.at + QUESTION_LIVES))
    lines = " ".join(f"{no} {it.name}" for no, it in enumerate(entries, 1))
    return ASK_WHOSE.format(lines=lines)


@answers("whose")
async def that_is_me(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """A number from the list: that line is theirs from now on, in this buy."""
    number = text.strip().rstrip("。.号")
    if not number.isdecimal() or not 1 <= int(number) <= len(data["names"]):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    buy = await books.buy(data["buy"])
    mine = [it for it in await books.chains(buy.number) if it.author == talk.speaker.id]
    latest = next(it for it in mine if it.sent_at.isoformat() == data["sent"])
    said = Snapshot(
        latest.author,
        latest.sent_at + timedelta(microseconds=1),
        latest.entries,
        own=key_of(data["names"][int(number) - 1]),
    )
    await books.keep_chain(buy.number, said)
    return await _book_own(talk, books, buy, said) or HERE


async def _by_leader(
    talk: Talk, books: UnitBooks, buy: GroupBuy, entries: Sequence[Entry], unclear: Sequence[ChainEntry]
) -> str:
    sent = Snapshot(talk.speaker.id, spoken_at(talk.incoming.sent_at, talk.at), tuple(entries), leads=True)
    await books.keep_chain(buy.number, sent)
    beside = await beside_the_book(books, buy, list(sent.by_key().values()), homes_of(talk))
    new = [it for it in beside if it.order is None and it.entry.lines]
    rows = [f"{_mark(it, talk.speaker.id)} {it.entry.name}：{in_words(buy, it.entry)}" for it in beside]
    rows += [f"？ {it.name or '（没写名字）'}：没看懂，请直接代订" for it in unclear]
    kept = [it for it in beside if it.order and it.order.placed_by == talk.speaker.id and not it.agrees]
    to_do = [it.entry.name for it in (*new, *kept)]
    if not to_do:
        return paged([*rows, "账上都有了，没有要加的。"], 1, f"接龙 {buy.number}")
    data = {"buy": buy.number, "names": to_do, "sent": sent.sent_at.isoformat()}
    await books.ask(Pending(talk.speaker.id, talk.chat, "chain", data, talk.at + QUESTION_LIVES))
    head = f"{buy.number}号团接龙：＋是要加的，≠和账上不同（以本人为准），✓已在账上"
    ask = f"共{len(to_do)}行要记，回“确认”记账，不记回“算了”。"
    return paged([head, *rows], 1, f"接龙 {buy.number}") + f"\n{ask}"


def _mark(it: Stands, leader: str) -> str:
    if it.agrees:
        return "✓"
    if it.order is None:
        return "＋" if it.entry.lines else "－"
    return "改" if it.order.placed_by == leader else "≠"


@answers("chain")
async def enter_all(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """Each line in its own savepoint: one that does not fit does not hold up the others."""
    if is_no(text):
        await books.asked(talk.speaker.id, talk.chat)
        return "好，没有记。"
    if not is_yes(text):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    buy = await books.locked(data["buy"])
    must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    sent = [it for it in await books.chains(buy.number) if it.author == talk.speaker.id]
    latest = next(it for it in sent if it.sent_at.isoformat() == data["sent"])
    rows, done = [], 0
    for name in data["names"]:
        entry = latest.by_key()[key_of(name)]
        (stands,) = await beside_the_book(books, buy, [entry], homes_of(talk))
        try:
            async with books.savepoint():
                placed = await enter_for(books, buy, talk.speaker.resident, entry, stands.order)
                rows.append(f"{placed.order.seq_no}号 {name}：{in_words(buy, entry)}")
                done += 1
        except Refusal as refused:
            rows.append(f"✗ {name}：{talk.texts.refusal(refused)}")
        buy = await books.locked(data["buy"])
    return "\n".join([f"记了{done}行，名字是你给的，本人来了会分开：", *rows])


@command(
    "接龙",
    usage="接龙 12",
    says="看群里接龙合起来是什么、和账上差在哪",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def show_chain(talk: Talk, books: UnitBooks, words: str) -> str:
    page, rest = page_in(words)
    buy, _ = await leaders_buy(talk, books, rest, Right.ORDERS, ALIVE, usage="接龙 12")
    merged = await merged_chain(books, buy.number)
    if not merged.entries:
        return f"{buy.number}号团还没有人发接龙。"
    beside = await beside_the_book(books, buy, list(merged.entries.values()), homes_of(talk))
    rows = [f"{_mark(it, talk.speaker.id)} {it.entry.name}：{in_words(buy, it.entry)}" for it in beside]
    for conflict in merged.conflicts:
        theirs = f"{in_words(buy, conflict.entry)}，没算，原来是{in_words(buy, conflict.stands)}"
        rows.append(f"≠ 有人把 {conflict.entry.name} 改成{theirs}")
    head = f"{buy.number}号团接龙合并后{len(merged.entries)}行（✓在账上 ＋不在账上 ≠不同）："
    return paged([head, *rows], page, f"接龙 {buy.number}")


def in_words(buy: GroupBuy, entry: Entry) -> str:
    """草莓2盒、蓝莓1盒; 取消 where nothing is wanted."""
    named = [(buy.items[item], qty) for item, qty in entry.wants if item in buy.items and qty]
    return "、".join(f"{it.name}{show(qty)}{it.unit}" for it, qty in named) or "取消"

"""A leader's 接龙: the table beside the book before anything is booked, and the merged chain."""

import re
from collections.abc import Sequence
from typing import Any

from bot.commands.base import Who, answers, command
from bot.homes import homes_of
from bot.parsing.forms import is_no, is_yes
from bot.parsing.paging import BYTES, page_in, paged
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.understand.intent import ChainEntry
from bot.which import leaders_buy
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.chaining import Chain, Stands, enter_for, read_chain
from groupbuy.chains import Entry, Snapshot, key_of
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.ordering import spoken_at
from groupbuy.ports import Pending
from groupbuy.quantity import show
from groupbuy.rights import must_run
from groupbuy.sendings import keep
from groupbuy.telling import QUESTION_LIVES

ALIVE = frozenset(State) - OVER - {State.DRAFT, State.ARRIVED}
AT_ONCE = 100
"""Lines booked on one yes: nobody else is served meanwhile."""
SHOWN = 30
SEVERAL = "？ {name}：有{several}个同名的单（{numbers}），说跟团号才知道是谁，例如“代改 {order} {wants}”"
UNREAD = "？ {name}：没看懂，请直接代订"
WHICH_AND_PAGE = re.compile(
    r"[:：,， \t]*(?:(?:团|第)? ?\d{1,9} ?(?:号团?)?)?[,， \t]*(?:第 ?\d{1,3} ?页|[pP]\d{1,3})?"
)
"""A chain is headed 接龙 too: the command has a buy's number and a page behind it, on its line, or nothing."""
TOO_OLD = "这条接龙太久了，请再发一次。"
BEFORE = "（上一条{buy}号团的接龙还有{left}行没记，这条代替它；要记请等这条记完再发一次。）"
THEIRS = "{row}，没动"
NOT_SHOWN = "…（没记的还有{left}行，发“接龙 {buy}”看）"
MORE = "还有{left}行，回“确认”接着记，不记回“算了”。"


async def take_table(
    talk: Talk, books: UnitBooks, buy: GroupBuy, entries: Sequence[Entry], unclear: Sequence[ChainEntry]
) -> str:
    """Say the leader's chain back beside the book and wait for a yes; nothing is booked yet."""
    me = talk.speaker.id
    sent = Snapshot(me, spoken_at(talk.incoming.sent_at, talk.at), tuple(entries), leads=True)
    sent = await keep(books, buy.number, sent)
    chain = await read_chain(books, buy, talk.directory, homes_of(talk))
    beside = chain.beside(chain.who.snapshot(sent).by_key().values())
    unread = [it.name for it in unclear if chain.who.who(it.name) != f"#{me}"]
    to_do = [it.entry.key for it in beside if _to_enter(it, me)]
    rows = [_row(buy, it, me) for it in beside] + [UNREAD.format(name=it or "（没写名字）") for it in unread]
    if not to_do:
        return paged([*rows, "账上都有了，没有要加的。"], 1, f"接龙 {buy.number}")
    data = {
        "buy": buy.number,
        "keys": to_do,
        "sent": sent.sent_at.isoformat(),
        "unread": unread,
        "page": 1,
    }
    replaced = await _replaced(talk, books, buy, [it.entry.key for it in beside])
    await _ask(talk, books, data)
    return _table(buy, rows, to_do, 1) + replaced


async def _replaced(talk: Talk, books: UnitBooks, buy: GroupBuy, keys: Sequence[str]) -> str:
    """What is said of a table that was waiting for its yes and is not all in this one."""
    asked = await books.pending(talk.speaker.id, talk.chat, talk.at)
    if asked is None or asked.kind != "chain":
        return ""
    other = asked.data["buy"] != buy.number
    left = [it for it in asked.data["keys"] if other or it not in keys]
    return "\n" + BEFORE.format(buy=asked.data["buy"], left=len(left)) if left else ""


def _table(buy: GroupBuy, rows: Sequence[str], to_do: Sequence[str], page: int) -> str:
    head = f"{buy.number}号团接龙：＋是要加的，≠和账上不同（以本人为准），✓已在账上"
    ask = f"共{len(to_do)}行要记，回“确认”记账，不记回“算了”。"
    return paged([head, *rows], page, "") + f"\n{ask}"


async def _ask(talk: Talk, books: UnitBooks, data: dict[str, Any]) -> None:
    await books.ask(Pending(talk.speaker.id, talk.chat, "chain", data, talk.at + QUESTION_LIVES))


def _to_enter(it: Stands, leader: str) -> bool:
    """A new line, or one of the leader's own entering that says something else now."""
    if it.order is None:
        return bool(it.entry.lines) and not it.several
    return it.order.placed_by == leader and not it.agrees


def _row(buy: GroupBuy, it: Stands, leader: str) -> str:
    if it.several:
        numbers = "、".join(f"{order.seq_no}号" for order in it.several)
        order = f"{buy.number}号团 {it.several[0].seq_no}号"
        facts = {"name": it.entry.name, "several": len(it.several), "numbers": numbers}
        return SEVERAL.format(**facts, order=order, wants=in_words(buy, it.entry))
    return f"{_mark(it, leader)} {it.entry.name}：{in_words(buy, it.entry)}"


def _mark(it: Stands, leader: str) -> str:
    if it.agrees:
        return "✓"
    if it.order is None:
        return "＋" if it.entry.lines else "－"
    return "改" if it.order.placed_by == leader else "≠"


@answers("chain")
async def enter_all(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """Each line in its own savepoint: one that does not fit does not hold up the others. Leafing through
    the table keeps it."""
    if is_no(text):
        await books.asked(talk.speaker.id, talk.chat)
        return "好，没有记。"
    page = _page_wanted(text, data["page"])
    if page is None and not is_yes(text):
        return None
    buy = await books.locked(data["buy"])
    must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    sent = [it for it in await books.chains(buy.number) if it.author == talk.speaker.id]
    latest = next((it for it in sent if it.sent_at.isoformat() == data["sent"]), None)
    chain = await read_chain(books, buy, talk.directory, homes_of(talk))
    if latest is None:
        await books.asked(talk.speaker.id, talk.chat)
        return TOO_OLD
    entries = chain.who.snapshot(latest).by_key()
    if page is not None:
        rows = [_row(buy, it, talk.speaker.id) for it in chain.beside(entries.values())]
        rows += [UNREAD.format(name=it or "（没写名字）") for it in data["unread"]]
        await _ask(talk, books, {**data, "page": page})
        return _table(buy, rows, data["keys"], page)
    await books.asked(talk.speaker.id, talk.chat)
    now, later = data["keys"][:AT_ONCE], data["keys"][AT_ONCE:]
    named = {key_of(it.name): it for it in entries.values()} | entries  # who has become known has a new key
    found = [named[it] for it in (key if key in named else key.lstrip("?") for key in now) if it in named]
    done = await _enter(talk, books, buy, chain, found)
    if later:
        await _ask(talk, books, {**data, "keys": later})
        done += "\n" + MORE.format(left=len(later))
    return done


def _page_wanted(text: str, page: int) -> int | None:
    said = text.strip().strip("。.!！ ")
    if said in ("下一页", "下页", "往下", "继续看"):
        return page + 1
    if said in ("上一页", "上页"):
        return max(1, page - 1)
    wanted, rest = page_in(said)
    return wanted if said != rest and not rest else None


async def _enter(talk: Talk, books: UnitBooks, buy: GroupBuy, chain: Chain, entries: Sequence[Entry]) -> str:
    rows, refused = [], []
    for stands in chain.beside(entries):
        entry = stands.entry
        if not _to_enter(stands, talk.speaker.id):  # since the table was shown
            refused.append(THEIRS.format(row=_row(buy, stands, talk.speaker.id)))
            continue
        try:
            async with books.savepoint():
                placed = await enter_for(books, buy, talk.speaker.resident, entry, stands.order)
                rows.append(f"{placed.order.seq_no}号 {entry.name}：{in_words(buy, entry)}")
        except Refusal as no:
            refused.append(f"✗ {entry.name}：{talk.texts.refusal(no)}")
        buy = await books.locked(buy.number)
    told = _fitting(refused, BYTES)
    room = min(max(SHOWN - told, 0), _fitting(rows, BYTES - _size(refused[:told])))
    more = [f"…（其余{len(rows) - room}行也记了，看“名单”）"] if len(rows) > room else []
    left = [NOT_SHOWN.format(left=len(refused) - told, buy=buy.number)] if len(refused) > told else []
    count = f"记了{len(rows)}行" + (f"，{len(refused)}行没记" if refused else "")
    return "\n".join(
        [f"{count}，名字是你给的，本人来了会分开：", *refused[:told], *left, *rows[:room], *more]
    )


def _fitting(rows: Sequence[str], room: int) -> int:
    """How many of the first rows, at most SHOWN, fit `room` bytes: an answer longer than 4 KB is cut."""
    return next((no for no in range(min(len(rows), SHOWN), 0, -1) if _size(rows[:no]) <= room), 0)


def _size(rows: Sequence[str]) -> int:
    return sum(len(it.encode()) + 1 for it in rows)


@command(
    "接龙",
    usage="接龙 12",
    says="看群里接龙合起来是什么、和账上差在哪",
    who=Who.LEADER,
    right=Right.ORDERS,
    only=WHICH_AND_PAGE,
)
async def show_chain(talk: Talk, books: UnitBooks, words: str) -> str:
    page, rest = page_in(words)
    buy, _ = await leaders_buy(talk, books, rest, Right.ORDERS, ALIVE, usage="接龙 12")
    chain = await read_chain(books, buy, talk.directory, homes_of(talk))
    merged = chain.merged
    if not merged.entries:
        return f"{buy.number}号团还没有人发接龙。"
    rows = [_row(buy, it, talk.speaker.id) for it in chain.beside(merged.entries.values())]
    for conflict in merged.conflicts:
        theirs = f"{in_words(buy, conflict.entry)}，没算，原来是{in_words(buy, conflict.stands)}"
        rows.append(f"≠ 有人把 {conflict.entry.name} 改成{theirs}")
    head = f"{buy.number}号团接龙合并后{len(merged.entries)}行（✓在账上 ＋不在账上 ≠不同）："
    return paged([head, *rows], page, f"接龙 {buy.number}")


def in_words(buy: GroupBuy, entry: Entry) -> str:
    """草莓2盒、蓝莓1盒; 取消 where nothing is wanted."""
    named = [(buy.items[item], qty) for item, qty in entry.wants if item in buy.items and qty]
    return "、".join(f"{it.name}{show(qty)}{it.unit}" for it, qty in named) or "取消"

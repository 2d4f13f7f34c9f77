"""The audit after the day: every figure of the database against the demo's own ledger and what people were told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.demo import figures
from bot.demo.cast import LEADERS
from bot.demo.figures import Figures
from bot.demo.knowing import everybody_knows
from bot.demo.notices import seen
from bot.demo.play import Play
from bot.ports import Store
from groupbuy.fold import Book
from groupbuy.ports import JournalEntry, Reads

RESIDENTS, MESSAGES = 60, 250
"""At least so many people and callbacks make a day."""

REFUSED_REMINDERS = 1
"""One resident asked not to be reminded and had not come yet."""

_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


class AuditedStore(Store, Protocol):
    """The database as the audit reads it; storage's own comparison beside ours."""

    async def check(self) -> None:
        """Raises where it cannot be used."""
        ...

    async def stored(self) -> Book:
        """The book as the tables have it."""
        ...

    async def folded(self) -> Book:
        """The book as the journal tells it."""
        ...

    async def disagreements(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Check:
    """`wrong` says what does not agree; nothing: it passed."""

    name: str
    wrong: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Audited:
    checks: Sequence[Check]
    book: Book
    figures: Figures
    ends: Mapping[str, int]

    @property
    def passed(self) -> bool:
        return not any(it.wrong for it in self.checks)


async def audit(it: Play, store: AuditedStore) -> Audited:
    """Every check of the day, all of them made whatever the first ones say."""
    tables, fold, journal = await store.stored(), await store.folded(), await store.reads.journal()
    ends = await store.outbox.ends()
    shown = figures.of_book(tables, journal)
    checks = [
        *_of_buys(tables, shown, figures.of_book(fold, journal), figures.of_ledger(it.ledger)),
        Check("每张表都等于日志推出来的 tables = fold of the journal", tuple(await store.disagreements())),
        *_of_notices(it, ends),
        await _of_whereabouts(it, store.reads, tables),
        Check("群里没有取货码、手机号和房号", tuple(_leaks(it, tables))),
        *_of_messages(it, journal),
    ]
    return Audited(checks, tables, shown, ends)


def _of_buys(book: Book, tables: Figures, fold: Figures, ours: Figures) -> Iterator[Check]:
    for number in sorted({*book.buys, *(of for of, _ in ours.orders)}):
        buy = book.buys.get(number)
        title = f"{number}号团 {buy.title if buy else '（不在账上）'}："
        items = {key: found for key, found in tables.items.items() if key[0] == number}
        unsound = [f"{name} {found}" for (_, name), found in items.items() if not found.sound]
        yield Check(f"{title}接受 − 取消 = 卖出 = Σ 订单行 ≤ 库存", tuple(unsound))
        yield Check(
            f"{title}每样的数和金额 = 自己记的账 = 日志", tuple(_apart(number, tables, fold, ours, "items"))
        )
        yield Check(
            f"{title}每单的应付、已付、缺货、已取", tuple(_apart(number, tables, fold, ours, "orders"))
        )


def _apart(buy: int, tables: Figures, fold: Figures, ours: Figures, what: str) -> Iterator[str]:
    mine, theirs, told = (getattr(it, what) for it in (ours, tables, fold))
    for key in sorted({*mine, *theirs, *told}, key=str):
        if key[0] == buy and not mine.get(key) == theirs.get(key) == told.get(key):
            yield f"{key[1]}: ours {mine.get(key)}, tables {theirs.get(key)}, journal {told.get(key)}"


def _of_notices(it: Play, ends: Mapping[str, int]) -> Iterator[Check]:
    stage = it.stage
    groups = dict(stage.groups)
    got, wanted = seen(stage.platform.told, groups), it.expected.keys
    unlike = [
        f"{key}: {got[key]} times, not {wanted[key]}"
        for key in sorted({*got, *wanted})
        if got[key] != wanted[key]
    ]
    yield Check("该收到的人每条通知收到一次，没有多的", tuple(unlike))
    delivered = ends.get("sent", 0) + ends.get("merged", 0)
    total = sum(wanted.values())
    yield Check("送到的通知 = 该送的通知", () if delivered == total else (f"{delivered} of {total}",))
    rest = {end: count for end, count in ends.items() if end not in ("sent", "merged") and count}
    right = rest == {"undeliverable": REFUSED_REMINDERS}
    yield Check("没有还在等的通知；没送的各有原因（一位要求别提醒）", () if right else (str(rest),))


async def _of_whereabouts(it: Play, reads: Reads, book: Book) -> Check:
    """The words that reached people against the book."""
    known = await everybody_knows(it, reads, sorted(book.buys))
    counted = f"{known.households}户{known.orders}单"
    return Check(f"每户最后听到的取货地点和时间 = 账上的，没有两样的话（{counted}）", known.wrong)


def _leaks(it: Play, book: Book) -> Iterator[str]:
    codes = {order.code for order in book.orders.values()}
    rooms = sorted({re.escape(person.room) for person in it.cast.everybody if person.room})
    room = re.compile(rf"(?<!\d)(?:{'|'.join(rooms)})(?!\d)")
    for text in it.stage.tally.in_groups:
        if any(code in text for code in codes) or _PHONE.search(text) or (rooms and room.search(text)):
            yield text


def _of_messages(it: Play, journal: Sequence[JournalEntry]) -> Iterator[Check]:
    tally = it.stage.tally
    people = len(it.cast.everybody) - len(LEADERS)
    enough = people >= RESIDENTS and tally.callbacks >= MESSAGES
    yield Check(
        f"{people} 位居民，{tally.callbacks} 条加密消息，{tally.overheard} 句闲聊",
        () if enough else (f"fewer than {RESIDENTS} or {MESSAGES}",),
    )
    yield Check("每条回答都说对了（数量、金额、拒绝的原因）", tuple(tally.wrong_answers))
    yield Check(f"重发的 {tally.repeats} 条：回答一个字节不差，账没动", tuple(tally.wrong_repeats))
    yield Check(f"该沉默的 {tally.silences} 条没有回答", tuple(tally.wrong_silences))
    yield Check(f"伪造、过期、明文的 {tally.refused} 条都是 403", tuple(tally.wrong_refusals))
    forged = [entry for entry in journal if "forged" in entry.message]
    yield Check("没有一件事是伪造的消息做的", tuple(str(entry) for entry in forged))

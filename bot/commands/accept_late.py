"""收迟单: late orders are taken into the book, each by itself, within stock and limits as ever."""

import re
from collections.abc import Sequence

from bot.commands.base import Who, command
from bot.commands.late_list import waiting
from bot.parsing.forms import BadForm
from bot.parsing.plain import plain
from bot.people import called, numbered
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import WhichBuy, list_of, named_in, without_name
from groupbuy.buy import GroupBuy
from groupbuy.directory import Right
from groupbuy.errors import NoSuchLate, Refusal
from groupbuy.money import yuan
from groupbuy.notices.facts import in_brief, order_facts
from groupbuy.ordering import Placed
from groupbuy.ordering import accept_late as accept
from groupbuy.ports import LateOrder
from groupbuy.rights import must_run

USAGE = "收迟单 3"
ALL = frozenset({"全部", "全收", "都收", "所有"})
_NUMBERS = re.compile(r"[#\d\s,、和号]+")
Late = tuple[GroupBuy, LateOrder]


class NoneLate(Refusal):
    text = "现在没有等着的迟单"


@command(
    "收下迟单",
    "收迟单",
    usage=USAGE,
    says="把迟单收进来（几条一起写：收迟单 3 5，或全部；可加“12号团”）",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def accept_late(talk: Talk, books: UnitBooks, words: str) -> str:
    words = plain(words)
    named = words if named_in(words) else f"{words} {talk.incoming.quote or ''}"
    chosen = _chosen(without_name(words), await waiting(talk, books, named))
    if len(chosen) == 1:
        return await _accepted(talk, books, *chosen[0])
    rows = []
    for buy, late in chosen:
        try:
            async with books.savepoint():
                rows.append(await _accepted(talk, books, buy, late))
        except Refusal as no:
            rows.append(f"迟单{late.no}没收成：{talk.texts.refusal(no)}")
    return "\n".join(rows)


def _chosen(said: str, there: Sequence[Late]) -> list[Late]:
    """By number, or all; the only one where nothing is said. A number that two buys have is asked back."""
    if not there and (not said or said in ALL):
        raise NoneLate()
    if said in ALL or (not said and len(there) == 1):
        return list(there)
    if not said or not _NUMBERS.fullmatch(said):
        raise BadForm(usage=USAGE)
    return [_one(int(no), there) for no in dict.fromkeys(re.findall(r"\d{1,9}", said))]


def _one(no: int, there: Sequence[Late]) -> Late:
    fits = [it for it in there if it[1].no == no]
    if len(fits) > 1:
        example = f"收迟单 {no} {fits[0][0].number}号团"
        raise WhichBuy(example=example, choices=list_of([buy for buy, _ in fits]))
    if not fits:
        raise NoSuchLate(no=no)
    return fits[0]


async def _accepted(talk: Talk, books: UnitBooks, seen: GroupBuy, late: LateOrder) -> str:
    buy = await books.locked(seen.number)
    must_run(talk.speaker, buy, Right.ORDERS, talk.directory)
    placed = await accept(books, buy, late.no)
    return f"迟单{late.no}收下了：{await _told(talk, books, buy, placed)}"


async def _told(talk: Talk, books: UnitBooks, buy: GroupBuy, placed: Sequence[Placed]) -> str:
    names = await called(talk, books, [it.order for it in placed])
    return "；".join(
        f"{numbered(it.order, names)} 现在是 {in_brief(order_facts(buy, it.order)) or '已取消'} {yuan(it.order.amount)}元"
        for it in placed
    )

"""迟单: what came too late and waits for the leader's word."""

from collections.abc import Sequence

from bot.commands.base import Who, command
from bot.parsing.forms import nothing_more
from bot.people import called_here
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import buys_they_run, named_in, without_name
from groupbuy.buy import OVER, GroupBuy, State
from groupbuy.directory import Right
from groupbuy.ports import LateOrder
from groupbuy.resident import Resident
from groupbuy.rights import must_lead, must_run

USAGE = "迟单 12号团"
MOST = 30


@command(
    "迟单",
    usage=USAGE,
    says="截单后来的单，收下回“收迟单 3”",
    who=Who.LEADER,
    right=Right.ORDERS,
)
async def late_list(talk: Talk, books: UnitBooks, words: str) -> str:
    found = await waiting(talk, books, words)
    nothing_more(without_name(words), USAGE)
    if not found:
        return "没有等着收的迟单。"
    names = await books.residents({late.resident for _, late in found})
    rows = [_row(talk, buy, late, names.get(late.resident)) for buy, late in found[:MOST]]
    more = f"\n…共{len(found)}条" if len(found) > MOST else ""
    return "\n".join(rows) + f"{more}\n收下回“收迟单 {found[0][1].no}”。"


async def waiting(talk: Talk, books: UnitBooks, words: str) -> list[tuple[GroupBuy, LateOrder]]:
    """Late orders not accepted, of the buy named or of all that the speaker runs and may still change."""
    number = named_in(words)
    if number is not None:
        named = await books.buy(number)
        must_run(talk.speaker, named, Right.ORDERS, talk.directory)
        return await _of([named], books)
    if talk.community:
        must_lead(talk.speaker, talk.community, Right.ORDERS, talk.directory)
    mine = await buys_they_run(talk, books)
    return await _of([it for it in mine if it.state not in OVER | {State.DRAFT, State.ARRIVED}], books)


async def _of(buys: Sequence[GroupBuy], books: UnitBooks) -> list[tuple[GroupBuy, LateOrder]]:
    return [(buy, it) for buy in buys for it in await books.late_orders(buy.number) if not it.accepted]


def _row(talk: Talk, buy: GroupBuy, late: LateOrder, resident: Resident | None) -> str:
    who = called_here(talk, resident or Resident(late.resident))
    at = late.sent_at.astimezone(talk.directory.zone)
    on_time = "，截单前发的" if late.on_time else ""
    return f"{buy.number}号团 迟单{late.no}：{who} {wanted(buy, late)}（{at:%H:%M}发{on_time}）"


def wanted(buy: GroupBuy, late: LateOrder) -> str:
    """草莓2盒、蓝莓取消"""
    return "、".join(_wish(buy, it) for it in late.wishes if int(it["item"]) in buy.items)


def _wish(buy: GroupBuy, wish: dict[str, object]) -> str:
    item, qty = buy.item(int(str(wish["item"]))), str(wish["qty"])
    if qty == "0":
        return f"{item.name}不要了"
    return f"{item.name}{ {'add': '加', 'sub': '减'}.get(str(wish.get('mode')), '') }{qty}{item.unit}"

"""迟单: what came too late and waits for the leader's word."""

from collections.abc import Mapping, Sequence

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
    people = {it for _, late in found for it in (late.resident, *_others(late))}
    names = await books.residents(people)
    rows = [_row(talk, buy, late, names) for buy, late in found[:MOST]]
    more = f"\n…共{len(found)}条" if len(found) > MOST else ""
    return "\n".join(rows) + f"{more}\n收下回“收迟单 {found[0][1].no}”。"


async def waiting(talk: Talk, books: UnitBooks, words: str) -> list[tuple[GroupBuy, LateOrder]]:
    """Late orders not accepted, of the buy named or of all that the speaker runs and may still change."""
    number = named_in(words)
    if number is not None:
        named = await books.buy(number)
        must_run(talk.speaker, named, Right.ORDERS, talk.directory)
        return await _of([named], books)
    if talk.group and talk.community:
        must_lead(talk.speaker, talk.community, Right.ORDERS, talk.directory)
    mine = await buys_they_run(talk, books)
    return await _of([it for it in mine if it.state not in OVER | {State.DRAFT, State.ARRIVED}], books)


async def _of(buys: Sequence[GroupBuy], books: UnitBooks) -> list[tuple[GroupBuy, LateOrder]]:
    return [(buy, it) for buy in buys for it in await books.late_orders(buy.number) if not it.accepted]


def _others(late: LateOrder) -> list[str]:
    """The ids of those it is ordered for."""
    return [str(it["whom"]) for it in late.wishes if it.get("whom")]


def _row(talk: Talk, buy: GroupBuy, late: LateOrder, names: Mapping[str, Resident]) -> str:
    who = called_here(talk, names.get(late.resident) or Resident(late.resident))
    wishes = [it for it in late.wishes if int(it["item"]) in buy.items]
    what = "、".join(_wish(buy, it) + _for(talk, it, names) for it in wishes)
    at = late.sent_at.astimezone(talk.directory.zone)
    on_time = "，截单前发的" if late.on_time else ""
    return f"{buy.number}号团 迟单{late.no}：{who} {what}（{at:%H:%M}发{on_time}）"


def _wish(buy: GroupBuy, wish: Mapping[str, object]) -> str:
    """草莓2盒, 草莓加2盒, 草莓不要了"""
    item, qty = buy.item(int(str(wish["item"]))), str(wish["qty"])
    if qty == "0":
        return f"{item.name}不要了"
    change = {"add": "加", "sub": "减"}.get(str(wish.get("mode")), "")
    return f"{item.name}{change}{qty}{item.unit}"


def _for(talk: Talk, wish: Mapping[str, object], names: Mapping[str, Resident]) -> str:
    whom = str(wish.get("whom") or "")
    return f"（给{called_here(talk, names.get(whom) or Resident(whom))}）" if whom else ""

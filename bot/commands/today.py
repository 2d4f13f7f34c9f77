"""今天: what is due in a leader's hands, by time: cutoffs, answers awaited, goods, pickups, late orders."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.at_stops import their_stops
from bot.coming import STATES
from bot.commands.base import Who, command
from bot.handing import may_hand_out, may_serve
from bot.leaves import due_today
from bot.on_the_way import to_bring, to_receive
from bot.parsing.forms import nothing_more
from bot.ports import UnitBooks
from bot.talk import Talk
from bot.which import without_name
from groupbuy.buy import GroupBuy, State
from groupbuy.directory import Right
from groupbuy.due import closes_at, moments, pickup_closes, pickup_opens
from groupbuy.errors import Refusal
from groupbuy.money import yuan
from groupbuy.notices.facts import WEEKDAYS, waiting_facts, when
from groupbuy.order import Order
from groupbuy.rights import minds_for, must_run, stands_for
from groupbuy.routing.stops import stops
from groupbuy.summing import active

USAGE = "今天"
Row = tuple[datetime, str]
TO_BUY = frozenset({State.CLOSED, State.FORMED})


@command(
    "今天",
    "今天有啥",
    "今日",
    usage=USAGE,
    says="今天要做的事，按时间排",
    who=Who.LEADER,
    right=Right.VERIFY,
    also=Right.GOODS,
    bare=True,
)
async def today(talk: Talk, books: UnitBooks, words: str) -> str:
    """Of every live buy the speaker runs, hands out or brings: what comes until tonight, what is overdue."""
    nothing_more(without_name(words), USAGE)
    rows: list[Row] = [(talk.at, it) for it in await due_today(talk, books)]
    for buy in await _theirs(talk, books):
        rows += await _of(talk, books, buy)
    local = talk.at.astimezone(talk.directory.zone)
    head = f"今天 {local.month}月{local.day}日({WEEKDAYS[local.weekday()]})"
    if not rows:
        return f"{head}没有要办的事。"
    return "\n".join([f"{head}：", *(_shown(talk, it) for it in sorted(rows))])


async def _theirs(talk: Talk, books: UnitBooks) -> list[GroupBuy]:
    leader = talk.speaker.leader
    places = leader.communities if leader else ()
    found = {it.number: it for place in places for it in await books.buys_in_community(place)}
    if leader:
        found |= {it.number: it for it in await books.buys_of_leader(leader.id)}  # drafts too
    return [it for _, it in sorted(found.items()) if may_serve(talk, it)]


async def _of(talk: Talk, books: UnitBooks, buy: GroupBuy) -> list[Row]:
    orders = active(await books.orders(buy.number))
    leader = talk.speaker.leader
    runs = leader is not None and stands_for(leader, buy.leader)
    rows: list[Row] = []
    if runs:
        rows += _to_decide(talk, buy, orders)
        late = _may(talk, buy, Right.ORDERS) and sum(
            not it.accepted for it in await books.late_orders(buy.number)
        )
        if late and buy.state in (State.OPEN, State.CLOSED, State.NOT_FORMED, State.FORMED, State.PURCHASING):
            rows.append((talk.at, f"{late}条迟单等你收（迟单 {buy.number}号团）"))
        claimed = _may(talk, buy, Right.MONEY) and sum(it.claimed for it in orders)
        if claimed:
            rows.append((talk.at, f"{claimed}人说付了，等你核对（未付 {buy.number}）"))
    elif leader is not None and minds_for(leader, buy.leader) and buy.state in TO_BUY and orders:
        rows.append((talk.at, f"{len(orders)}户，货订好了回“已采购 {buy.number}”"))
    mine = [it for it in orders if may_hand_out(talk, buy, it)]
    rows += _to_hand_out(talk, buy, mine)
    done = buy.state is State.ARRIVED and not any(it.waiting for it in orders)
    if done and _may(talk, buy, Right.GOODS):
        rows.append((talk.at, f"都取完了，回“完成 {buy.number}”"))
    if buy.state in STATES:
        brought = to_bring(talk, buy, orders)
        rows += ([brought] if brought else []) + [(talk.at, it) for it in to_receive(talk, buy)]
    name = f"{buy.number}号团《{buy.title}》"
    return [(at, name + text) for at, text in rows if at <= _midnight(talk)]


def _to_decide(talk: Talk, buy: GroupBuy, orders: Sequence[Order]) -> list[Row]:
    """What waits for the leader's own word."""
    households = f"{len(orders)}户 {yuan(sum(it.amount for it in orders))}元"
    match buy.state:
        case State.DRAFT:
            return [(talk.at, f"草稿还没开，开就回“确认 {buy.number}”")]
        case State.OPEN:
            return [(closes_at(buy, talk.directory) - talk.directory.limits.grace, f"截单，已有{households}")]
        case State.NOT_FORMED:
            by = next((it.at for it in moments(buy, talk.directory) if it.what == "give_up"), talk.at)
            ways = f"照常成团 {buy.number}、延长 {buy.number} 到几点、取消团购 {buy.number}"
            return [(talk.at, f"没成团，{when(by, talk.directory)}前定：{ways}")]
        case it if it in TO_BUY and orders:
            return [(talk.at, f"{households}，货订好了回“已采购 {buy.number}”")]
        case _:
            return []


def _to_hand_out(talk: Talk, buy: GroupBuy, mine: Sequence[Order]) -> list[Row]:
    """Goods that are to come and goods that lie waiting."""
    directory, at = talk.directory, talk.at
    hours = f"{buy.pickup.opens:%H:%M}–{buy.pickup.closes:%H:%M}"
    if buy.state in (State.FORMED, State.PURCHASING) and mine:
        text = f"{hours}取货，{len(mine)}户{_there(talk, buy, mine)}"
        return [(pickup_opens(buy, directory), text)]
    if buy.state is not State.ARRIVED:
        return []
    here = [it for it in mine if waiting_facts(buy, it, sorted(buy.items))]
    coming = sum(it.waiting and it not in here for it in mine)
    rows: list[Row] = []
    if here:
        late = "取货时间过了，" if at > pickup_closes(buy, directory) else ""
        rows.append(
            (pickup_opens(buy, directory), f"{hours}取货，{late}还有{len(here)}户没取（未取 {buy.number}）")
        )
    if coming:
        rows.append((pickup_opens(buy, directory), f"{coming}户在等货{_there(talk, buy, mine)}"))
    return rows


def _there(talk: Talk, buy: GroupBuy, mine: Sequence[Order]) -> str:
    """，到了回“到货 12” where the buy is theirs to count, “签收 12 3号点” at a point of theirs, "" else."""
    if _may(talk, buy, Right.GOODS):
        return f"，到了回“到货 {buy.number}”"
    there = their_stops(talk, buy, stops(buy, mine, talk.directory))
    first = next((it for it in there if it.coming), None)
    return f"，到了回“签收 {buy.number} {first.point.no}号点”" if first else ""


def _may(talk: Talk, buy: GroupBuy, right: Right) -> bool:
    try:
        must_run(talk.speaker, buy, right, talk.directory)
    except Refusal:
        return False
    return True


def _midnight(talk: Talk) -> datetime:
    return datetime.combine(talk.at.astimezone(talk.directory.zone), time.max, talk.directory.zone)


def _shown(talk: Talk, row: Row) -> str:
    """20:00 截单…; what waits already has no time but 现在."""
    at, text = row
    local = at.astimezone(talk.directory.zone)
    return f"{local:%H:%M} {text}" if at > talk.at else f"现在 {text}"

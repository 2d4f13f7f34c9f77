"""Why an order is fetched at its point, in words: how it came there, its cost terms, and what else there was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.talk import Talk
from groupbuy.assigning.explain import Explanation
from groupbuy.assigning.wording import drawn, others
from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, PickupPoint
from groupbuy.order import Order
from groupbuy.placing import read_task
from groupbuy.point_history import History, How, history
from groupbuy.ports import Reads
from groupbuy.reassigning import led_away, may_move
from groupbuy.rights import leader_name
from groupbuy.solving import explained
from groupbuy.standins import standing_in
from groupbuy.touched import lies
from groupbuy.whereabouts import of_point

HOWS = {
    How.DOOR: "自己选的",
    How.CHOSEN: "自己选的",
    How.BY_HAND: "团长定的",
    How.COVERED: "{away}那天请假，货到{who}这里取",
    How.BACK: "代班的安排变了，又回到这里",
    How.OUTGROWN: "加了货，{before}放不下，换到这里",
    How.GONE: "{before}那天取不了，换到这里",
    How.SOLVED: "统一排到这里",
    How.KEPT: "统一排过，还在这里",
    How.ONLY: "这次只有这个点能取",
    How.FOR_NOW: "先排在这里，截单后统一排一次，要换会通知",
}
KEPT = {How.BY_HAND: "团长定了这里", How.COVERED: "货已经交给代班的点"}
"""What keeps an order there whatever else is nearer."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Of one order, as the book was. `told`: beside the other points, None where there is nothing to choose;
    `together`: how many orders its household fetches there; `bound`: the point they chose for themselves."""

    order: Order
    buy: GroupBuy
    history: History
    told: Explanation | None
    together: int
    movable: bool
    bound: str | None
    directory: Directory


async def reasons(
    reads: Reads, directory: Directory, orders: Iterable[Order], at: datetime
) -> dict[str, Reason]:
    """By order id. Reads all orders of their buys: for ahead of a unit."""
    known = directory.covered_by(await reads.standins())
    found = {}
    for order in orders:
        if not order.active:
            continue
        buy = await reads.buy(order.buy)
        task = await read_task(reads, known, buy, at, also=(order.id,))
        home = next(it for it in task.orders.values() if order.id in it)
        bound = [await reads.binding(it, buy.community) for it in (order.resident, order.placed_by)]
        chosen = next((it for it in bound if it), None)
        found[order.id] = Reason(
            order,
            buy,
            history(order, buy, await reads.journal(order=order.id), chosen, known),
            explained(task, order.id),
            sum(task.present[it] == order.point for it in home),
            may_move(buy, order, known),
            chosen,
            known,
        )
    return found


def in_words(talk: Talk, it: Reason, asked: PickupPoint | None = None) -> str:
    """Whoever reads it 1:1 reads everything; a group reads of its own sender's walk alone, of others nothing
    but how it came about."""
    mine = talk.speaker.id in (it.order.resident, it.order.placed_by)
    point = it.directory.points.get(it.order.point)
    told = it.told if mine or talk.private else None
    walked = drawn(told, needs=talk.private) if told else ""
    rows = [f"{_at(point, mine=mine)}：{_came(it, walked)}"]
    rows += [_present(it, point)] if point else []
    if told is not None:
        names = {one.id: f"{one.no}号点" for one in it.directory.points_in(it.buy.community)}
        wanted = asked.id if asked else ""
        rows += others(told, names, asked=wanted, needs=talk.private, kept=KEPT.get(it.history.how, ""))
        rows += [_left_out(it, told, one) for one in _not_among(it, told, wanted)]
        rows.append(_unknown(talk, it, told, mine=mine))
    if not mine and not talk.private:
        rows.append("细节请私聊我问。")
    rows.append(_next(talk, it, mine=mine))
    return "\n".join(row for row in rows if row)


def _at(point: PickupPoint | None, *, mine: bool) -> str:
    if point is not None and point.at_door:
        return "你的货送到家门口" if mine else "送到家门口"
    where = f"{point.no}号点（{point.name}）" if point else "已撤的自提点"
    return f"{'你' if mine else ''}在{where}取"


def _came(it: Reason, walked: str) -> str:
    """How it came there and what is said for it; that a place is one for now is said last."""
    how = _how(it)
    if it.history.how is How.FOR_NOW:
        return f"{walked}。{how}。" if walked else f"{how}。"
    return f"{how}，{walked}。" if walked else f"{how}。"


def _how(it: Reason) -> str:
    before = it.directory.points.get(it.history.before)
    cover = it.history.cover
    text = HOWS[it.history.how].format(
        before=f"{before.no}号点" if before else "原来的点",
        away=leader_name(cover.leader, it.directory) if cover else "",
        who=leader_name(cover.substitute, it.directory) if cover else "",
    )
    return f"{text}，一家{it.together}单一起" if it.together > 1 else text


def _present(it: Reason, point: PickupPoint) -> str:
    """Why another person is there that day."""
    found = standing_in(it.directory.standins, point.id, it.order.day or it.buy.pickup.day)
    if found is None or not found.substitute or found.to:
        return ""
    away, who = leader_name(found.leader, it.directory), leader_name(found.substitute, it.directory)
    return f"{away}那天请假，到了找{who}。"


def _not_among(it: Reason, told: Explanation, wanted: str) -> list[PickupPoint]:
    """Points asked about or chosen that nobody could be sent to."""
    among = {told.own.point, *(one.point for one in told.others)}
    named = dict.fromkeys(one for one in (wanted, it.bound) if one and one not in among)
    return [it.directory.points[one] for one in named if one in it.directory.points]


def _left_out(it: Reason, told: Explanation, point: PickupPoint) -> str:
    name = f"{point.no}号点" + ("（自己选的）" if point.id == told.of.bound else "")
    if point.at_door:
        return f"{name}：送到家门口，要自己选。"
    if led_away(point, it.buy, it.directory):
        return f"{name}：团长那天请假，货不在那边取。"
    if of_point(point, it.buy, it.directory) is None:
        return f"{name}：那天取不了。"
    known = it.directory.communities.get(it.buy.community)
    return f"{name}：太远了，超过{known.farthest_walk if known else ''}米。"


def _unknown(talk: Talk, it: Reason, told: Explanation, *, mine: bool) -> str:
    """Said where the walk is not known: nothing is made up."""
    if any(one.metres is not None for one in (told.own, *told.others)):
        return ""
    known = it.directory.communities.get(it.buy.community)
    if told.of.building or not (known and known.buildings):
        return "楼栋或自提点的位置没登记，远近没算进去。"
    if not mine:
        return "还不知道TA住哪，远近没算进去。"
    how = "回" if talk.private else "私聊我发"
    return f"还不知道你住哪，远近没算进去：{how}“我叫 3-1203 王姐”这样告诉我。"


def _next(talk: Talk, it: Reason, *, mine: bool) -> str:
    """What can be done about it."""
    if not it.order.waiting:
        return "货都取走了。"
    if not it.movable:
        return "货已经到这个点，这次不换了。" if lies(it.buy, it.order) else ""
    other = it.told.next_with_room if it.told else None
    if other is None:
        return ""
    no = it.directory.points[other.point].no
    if mine:
        return f"想换就回“自提点 {no}”。"
    leads = talk.private and talk.speaker.leader is not None
    return f"要换就回“改点 {it.buy.number}号团 {it.order.seq_no}号 {no}号点”。" if leads else ""

"""How the book's answers are worded: short, what was understood, what it costs, what can be done."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.homes import homes_of
from bot.talk import Talk
from groupbuy.buy import GroupBuy, State
from groupbuy.money import yuan
from groupbuy.notices.facts import order_facts
from groupbuy.order import Order
from groupbuy.ordering import Placed
from groupbuy.quantity import show
from groupbuy.resident import Resident
from groupbuy.whereabouts import of_order, open_for

HELP = "我没看懂。要下单直接说，例如“草莓2盒”；发“帮助”看我会什么。"
APOLOGY = "抱歉，我这边出了点问题，这条没有记上，请过一会儿再发一次。"
CUT = "…（太长了，后面省略）"
ASK_DOOR = "送到哪一户？回“我叫 3-1203 王姐”这样告诉我门牌。"
MOST_BYTES = 4096


def fit(text: str, most: int = MOST_BYTES) -> str:
    """At most `most` bytes of UTF-8, never cut inside a character."""
    if len(text.encode()) <= most:
        return text
    room = most - len(CUT.encode())
    return text.encode()[:room].decode(errors="ignore") + CUT


Notes = Mapping[tuple[str, int], str]
"""Remarks by (order id, item no)."""
NO_NOTES: Notes = MappingProxyType({})


def order_lines(buy: GroupBuy, order: Order, notes: Notes = NO_NOTES) -> str:
    """One item a line: 草莓 2盒 50元; what is short, and what was remarked, stands beside it."""
    items = [no for no, line in sorted(order.lines.items()) if line.ordered]
    rows = [
        f"{it.name} {show(it.qty)}{it.unit} {yuan(it.amount)}元"
        + (f"（缺{show(it.short)}{it.unit}）" if it.short else "")
        + (f"（{notes[order.id, no]}）" if (order.id, no) in notes else "")
        for no, it in zip(items, order_facts(buy, order), strict=True)
    ]
    return "\n".join(rows)


def how_to_pay(talk: Talk, buy: GroupBuy) -> str:
    """The leader's own words on it, "" where there are none."""
    leader = talk.directory.leaders.get(buy.leader)
    return f"付款：{leader.pay}" if leader and leader.pay else ""


def pay_line(talk: Talk, buy: GroupBuy, order: Order) -> str:
    """What is still to pay and how; money is the leader's business, never ours."""
    owed = order.owed
    if owed > 0:
        return (f"待付 {yuan(owed)}元。" if order.paid else "") + how_to_pay(talk, buy)
    return "已付清。" if owed == 0 else f"多付 {yuan(-owed)}元，团长会退。"


def point_line(talk: Talk, buy: GroupBuy, order: Order) -> str:
    return of_order(order, buy, talk.directory).short


def placed_reply(
    talk: Talk,
    buy: GroupBuy,
    placed: Sequence[Placed],
    names: dict[str, Resident],
    notes: Notes = NO_NOTES,
) -> str:
    """The confirmation: item, quantity, amount, total, how to pay, how to undo."""
    rows = [_confirmed(talk, buy, it, names, notes) for it in placed]
    return "\n".join([*rows, *_undo(talk, buy, placed, names)])


def _undo(talk: Talk, buy: GroupBuy, placed: Sequence[Placed], names: dict[str, Resident]) -> list[str]:
    """How to take back what stands now; for whom, where it is somebody else's."""
    stands = [it.order for it in placed if it.order.active]
    if not stands or buy.state is not State.OPEN:
        return []
    own = any(it.resident == talk.speaker.id for it in stands)
    return [f"改就直接说，不要了回“取消{'' if own else _called(talk, names[stands[0].resident])}”。"]


def _called(talk: Talk, whose: Resident) -> str:
    return whose.name if talk.private else whose.masked


def _chosen(talk: Talk, buy: GroupBuy, it: Placed) -> str:
    """Why the goods go to this point where the resident has not said so, or has said another."""
    own = it.choice.instead_of if it.choice else None
    if own is not None and it.choice is not None:
        if not it.new:
            return f"（{own.name}放不下了，整单改到这里）"
        return f"（{own.name}{'那天不开' if it.choice.because == 'closed' else '放满了'}，这次先到这里）"
    choice = len(talk.directory.points_in(buy.community)) > 1 and it.provisional
    return "（换点回“自提点”）" if choice else ""


def _may_change(talk: Talk, buy: GroupBuy, it: Placed) -> str:
    """Only where the whole is still to be solved and this order may be moved by it."""
    free = it.choice is not None and it.choice.because != "bound" and not it.choice.point.at_door
    others = sum(not point.at_door for point in open_for(buy, talk.directory)) > 1
    return "截单时会统一排一次自提点，有变会告诉你。" if free and others and buy.state is State.OPEN else ""


def _confirmed(talk: Talk, buy: GroupBuy, it: Placed, names: dict[str, Resident], notes: Notes) -> str:
    order = it.order
    owner = names[order.resident]
    guest = "" if order.resident == talk.speaker.id else _called(talk, owner)
    if not order.active:
        gone = f"{guest and f'{guest}在'}{buy.number}号团（{order.seq_no}号）的单已取消。"
        return gone + (f"已付的{yuan(order.paid)}元由团长退。" if order.paid else "")
    head = f"{guest and f'给{guest}'}记好了：{buy.number}号团 {order.seq_no}号"
    rows = [
        head,
        order_lines(buy, order, notes),
        f"合计 {yuan(order.amount)}元。{pay_line(talk, buy, order)}",
    ]
    if it.new or it.choice is not None:
        rows.append(point_line(talk, buy, order) + _chosen(talk, buy, it))
        rows.append(_may_change(talk, buy, it))
    if (
        it.new
        and of_order(order, buy, talk.directory).spot.at_door
        and homes_of(talk).of(owner, buy.community) is None
    ):
        rows.append(ASK_DOOR)
    return "\n".join(row for row in rows if row)

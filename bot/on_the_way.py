"""What of a buy's goods is still on its way to somebody: stops to be signed for, transfers to be answered."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.at_stops import their_stops
from bot.talk import Talk
from groupbuy.buy import GroupBuy, Transfer
from groupbuy.directory import Directory
from groupbuy.errors import Refusal
from groupbuy.order import Order
from groupbuy.quantity import show
from groupbuy.rights import drives, must_deliver, runs
from groupbuy.routing.stops import Stop, stops
from groupbuy.whereabouts import delayed, of_point, opens

MOST = 6
"""Stops named; the route names all."""


def to_bring(talk: Talk, buy: GroupBuy, orders: Sequence[Order]) -> tuple[datetime, str] | None:
    """送货3站，已签收1站，还有2号点（晚了）、3号点…, and when the first of them is due. None where nothing is
    to be brought to the speaker's stops, or to a single one that is not a driver's."""
    there = their_stops(talk, buy, stops(buy, orders, talk.directory))
    left = sorted((it for it in there if not it.done), key=lambda it: due(buy, it, talk.directory))
    leader = talk.speaker.leader
    if not left or (len(there) == 1 and not (leader and drives(leader, buy.community))):
        return None
    names = "、".join(_marked(talk, buy, it) for it in left[:MOST])
    more = f"等{len(left)}站" if len(left) > MOST else ""
    signed = f"，已签收{len(there) - len(left)}站" if len(left) < len(there) else ""
    how = f"到一站回“签收 {buy.number} {left[0].point.no}号点”，顺序发“路线 {buy.number}”"
    return due(buy, left[0], talk.directory), f"送货{len(there)}站{signed}，还有{names}{more}，{how}"


def due(buy: GroupBuy, stop: Stop, directory: Directory) -> datetime:
    """When people may come for the goods of a stop, late ones when they were said to be there."""
    where = of_point(stop.point, buy, directory)
    ready = buy.delay_at(stop.point.id)
    if where is None:
        return datetime.combine(buy.pickup.day, buy.pickup.opens, directory.zone)
    return opens(delayed(where, stop.point, ready, directory) if ready else where, directory)


def _marked(talk: Talk, buy: GroupBuy, stop: Stop) -> str:
    """2号点（晚了）, 2号点（说了19:30到）"""
    at = due(buy, stop, talk.directory)
    if at <= talk.at:
        return f"{stop.point.no}号点（晚了）"
    return f"{stop.point.no}号点" + (f"（说了{at:%H:%M}到）" if buy.delay_at(stop.point.id) else "")


def to_receive(talk: Talk, buy: GroupBuy) -> Iterator[str]:
    """Goods sent from point to point that nobody has answered for: to whoever takes them in, and whoever sent."""
    for no, it in sorted(buy.transfers.items()):
        if it.state != "sent":
            continue
        if _delivers(talk, buy, it):
            yield f"{_goods(talk, buy, no, it)}，点清回“收到调货 {buy.number}号团 {no}”"
        elif _ran_by(talk, it.origin):
            yield f"{_goods(talk, buy, no, it)}，等那边点收"


def _goods(talk: Talk, buy: GroupBuy, no: int, it: Transfer) -> str:
    """调货 2：草莓3盒，1号点到2号点"""
    item, points = buy.item(it.item), talk.directory.points
    ends = [f"{points[end].no}号点" if end in points else end for end in (it.origin, it.target)]
    return f"调货 {no}：{item.name}{show(it.qty)}{item.unit}，{ends[0]}到{ends[1]}"


def _delivers(talk: Talk, buy: GroupBuy, it: Transfer) -> bool:
    point = talk.directory.points.get(it.target)
    if point is None:
        return False
    try:
        must_deliver(talk.speaker, buy, point, talk.directory)
    except Refusal:
        return False
    return True


def _ran_by(talk: Talk, point: str) -> bool:
    leader, known = talk.speaker.leader, talk.directory.points.get(point)
    return leader is not None and known is not None and runs(leader, known)

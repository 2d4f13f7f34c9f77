"""自提点: where goods can be fetched, and which point is the speaker's: asked once, remembered."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Any

from bot.commands.base import answers, command
from bot.commands.community import ask_community
from bot.commands.my_name import NameHow, read_self
from bot.homes import homes_of
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.buy import State
from groupbuy.directory import Directory, PickupPoint
from groupbuy.errors import NoPoint, UnknownPoint
from groupbuy.notices.facts import WEEKDAYS
from groupbuy.order import Order
from groupbuy.pickup import bind, find_point
from groupbuy.ports import Pending
from groupbuy.rights import admins_to_ask
from groupbuy.telling import QUESTION_LIVES

ASK_DOOR = "送到家门口要知道门牌，回“3-1203”这样。"
QUESTION = re.compile("[哪吗呢几啥?？]|什么")

WHICH_DOOR = "还不知道是哪一户，请写到门牌，例如“3-1203”。"


@command("自提点", "换自提点", "取货点", "提货点", usage="自提点 2", says="看有哪些自提点，选一个")
async def points(talk: Talk, books: UnitBooks, words: str) -> str:
    if talk.community is None:
        return await ask_community(talk, books)
    wanted = words.strip().removesuffix("点").removesuffix("号").strip()
    if not wanted or QUESTION.search(wanted):
        return await _list(talk, books, talk.community)
    point = find_point(wanted, talk.community, talk.directory)
    if point is None:
        raise UnknownPoint()
    if point.at_door and homes_of(talk).of(talk.speaker.resident, point.community) is None:
        data = {"point": point.id}
        await books.ask(Pending(talk.speaker.id, talk.chat, "door", data, talk.at + QUESTION_LIVES))
        return ASK_DOOR
    return await _bound(talk, books, point)


@answers("door")
async def told_door(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """The room that goods are brought to, however it is written; anything else is no answer, and a building
    or an address that several may mean is asked about again."""
    point, homes = talk.directory.points.get(data["point"]), homes_of(talk)
    if point is None:
        return None
    here = point.community
    try:
        said = read_self(text.strip().removeprefix("我叫"), lambda it: homes.apart(it, here))
    except NameHow:
        return None
    if not said.room:
        return None
    if homes.door(said.room, here) is None:
        return WHICH_DOOR if talk.private else ASK_DOOR
    known = talk.speaker.resident
    await books.update_resident(
        replace(known, room=said.room, name=said.name or known.name, home=point.community)
    )
    await books.asked(talk.speaker.id, talk.chat)
    return await _bound(talk, books, point)


async def _bound(talk: Talk, books: UnitBooks, point: PickupPoint) -> str:
    moved = await bind(books, talk.speaker.id, point)
    stay = await _left_behind(talk, books, point)
    arrived = {it.buy for it in stay if (await books.buy(it.buy)).state is State.ARRIVED}
    return _chosen(point, moved, stay, arrived)


async def my_point(talk: Talk, books: UnitBooks) -> PickupPoint | None:
    """The point the speaker is bound to in this community, if it still exists."""
    if talk.community is None:
        return None
    bound = await books.binding(talk.speaker.id, talk.community)
    return talk.directory.points.get(bound) if bound else None


async def _list(talk: Talk, books: UnitBooks, community: str) -> str:
    found = talk.directory.points_in(community)
    if not found:
        raise NoPoint(admin=admins_to_ask(talk.directory))
    mine = await my_point(talk, books)
    rows = [f"{it.no} {it.name} {it.address}{hours(it)}" for it in found]
    now = f"你现在在 {mine.no} {mine.name}。" if mine else "你还没选。"
    return "\n".join([*rows, f"{now}选或换回“自提点 {found[-1].no}”这样。"])


def hours(point: PickupPoint) -> str:
    """When it is open: ，周一二三 16:00–20:30"""
    return "".join(
        f"，{_days(sorted(it.weekdays))}{it.opens:%H:%M}–{it.closes:%H:%M}" for it in point.windows
    )


def _days(weekdays: Sequence[int]) -> str:
    return "" if len(weekdays) in (0, 7) else f"周{''.join(WEEKDAYS[day] for day in weekdays)} "


async def _left_behind(talk: Talk, books: UnitBooks, point: PickupPoint) -> list[Order]:
    """Orders whose goods lie at another point already."""
    mine = await books.orders_by(talk.speaker.id)
    return [it for it in mine if it.waiting and it.point != point.id and _in(talk.directory, it, point)]


def _in(directory: Directory, order: Order, point: PickupPoint) -> bool:
    other = directory.points.get(order.point)
    return other is not None and other.community == point.community


def _chosen(
    point: PickupPoint, moved: Sequence[Order], stay: Sequence[Order], arrived: Container[int]
) -> str:
    where = "送到家门口" if point.at_door else f"到 {point.name}（{point.address}）"
    rows = [f"好，以后你的货都{where}。"]
    if moved:
        rows.append(f"{_numbers(moved)}也改过去了。")
    there = [it for it in stay if it.buy in arrived]
    away = [it for it in stay if it.buy not in arrived]
    if there:
        rows.append(f"{_numbers(there)}的货已经到原来的点了，还在那边取。")
    if away:
        rows.append(f"{_numbers(away)}取货那天{point.name}不开，还在原来的点取。")
    return "\n".join(rows)


def _numbers(orders: Sequence[Order]) -> str:
    return "、".join(f"{number}号团" for number in sorted({it.buy for it in orders}))

"""请假: a leader is away for some days: what that touches, then on 确认 somebody is asked to stand in."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.commands.base import Who, answers, command
from bot.leaves import leave_rows
from bot.parsing.days import read_days
from bot.parsing.forms import BadForm, is_no, is_yes, nothing_more
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Leader, PickupPoint, Right
from groupbuy.leaving import effects, take
from groupbuy.notices.cover_asked import point_name
from groupbuy.notices.facts import days
from groupbuy.ports import Pending
from groupbuy.rights import leader_name
from groupbuy.telling import QUESTION_LIVES
from groupbuy.touched import Touched, households

USAGE = "请假 11-24 到 11-26"
NONE = f"你没有请假。要请就说“{USAGE}”，一天就“请假 明天”。"

DAY_FIRST = re.compile(
    r"我?(?P<days>(?:今|明|大?后)天|\d{1,2}(?:[-/]|月)\d{1,2}[日号]?|下?(?:周|星期|礼拜)[一二三四五六日天])我?[想要得]{0,2}请假[。.!！]*"
)
"""明天请假, 我明天要请假."""


def _hears(text: str) -> bool:
    return DAY_FIRST.fullmatch(text.strip()) is not None


@command(
    "请假",
    "我要请假",
    "我请假",
    usage=USAGE,
    says="请几天假，找人代班",
    who=Who.LEADER,
    right=Right.VERIFY,
    private=True,
    chatty=True,
    hears=_hears,
)
async def leave(talk: Talk, books: UnitBooks, words: str) -> str:
    leader = _speaking(talk)
    if not words.strip():
        return await _shown(talk, books, leader)
    day_first = DAY_FIRST.fullmatch(words.strip())
    read = read_days(day_first["days"] if day_first else words, talk.at.astimezone(talk.directory.zone))
    if read is None:
        raise BadForm(usage=USAGE)
    first, last = read
    found = await effects(books, leader, first, last)
    data = {"first": str(first), "last": str(last)}
    await books.ask(Pending(talk.speaker.id, talk.chat, "leave", data, talk.at + QUESTION_LIVES))
    rows = [_touches(point, touched) for point, touched in found]
    head = f"{days(first, last)}请假" + ("，会碰到：" if rows else "。你没有自己的自提点，不用找人代。")
    return "\n".join([head, *rows, "确定就回“确认”，我马上找人代班；不请了回“取消”。"])


@answers("leave")
async def sure(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    if is_no(text):
        await books.asked(talk.speaker.id, talk.chat)
        return "好，不请了。"
    if not is_yes(text):
        return None
    await books.asked(talk.speaker.id, talk.chat)
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    taken = await take(books, _speaking(talk), first, last)
    head, *rows = leave_rows(talk, taken)
    return "\n".join([f"好，{head}记下了。", *rows, "有结果我告诉你。提前回来就发“销假”。"])


@command(
    "我的请假",
    usage="我的请假",
    says="自己的请假和代班到哪一步了",
    who=Who.LEADER,
    right=Right.VERIFY,
    private=True,
    chatty=True,
)
async def my_leave(talk: Talk, books: UnitBooks, words: str) -> str:
    nothing_more(words, "我的请假")
    return await _shown(talk, books, _speaking(talk))


async def _shown(talk: Talk, books: UnitBooks, leader: Leader) -> str:
    """Their own leaves, and where they stand in for others."""
    rows = [row for it in await books.leaves_of(leader.id) for row in leave_rows(talk, it)]
    for it in talk.directory.standins:
        if it.substitute == leader.id:
            name = leader_name(it.leader, talk.directory)
            rows.append(f"你代{name}：{point_name(it.point, talk.directory)}，{days(it.first, it.last)}")
    return "\n".join(rows) or NONE


def _touches(point: PickupPoint, found: Sequence[Touched]) -> str:
    """1号点 东门驿站：2个团，12户没取"""
    head = f"{point.no}号点 {point.name}："
    if not found:
        return f"{head}现在没有要取的"
    return f"{head}{len({it.buy.number for it in found})}个团，{households(found)}户要取"


def _speaking(talk: Talk) -> Leader:
    leader = talk.speaker.leader
    assert leader is not None, "asked only of leaders"  # noqa: S101 - narrows the type
    return leader

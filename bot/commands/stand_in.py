"""代班: a leader who was asked to stand in answers, by number or in words; 不代班 declines."""

import re
from typing import Any

from bot.commands.base import answers, command
from bot.leaves import Asked, answers_to, asked_of, question
from bot.parsing.forms import BadForm, is_no, is_yes, nothing_more
from bot.parsing.plain import same
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.covering import QUESTION, accept, decline, put_question
from groupbuy.directory import Leader
from groupbuy.leave import Cover, Leave
from groupbuy.leave_errors import NotAsked, OnlyLeaders
from groupbuy.notices.cover_asked import point_name
from groupbuy.notices.facts import days
from groupbuy.rights import leader_name, whom_to_ask

USAGE = "代班 1"
THERE = re.compile("(?:让他们)?[来到](?:我(?:这里?|那里?|的点|家))取?")
HERE = frozenset({"我去", "去", "我代", "我来", "接", "接了", "我接", "我接了"})
NOT = frozenset({"不行", "没空", "去不了", "代不了", "不去", "这次不行", "不代", "不接"})


@command("代班", usage=USAGE, says="别的团长请假请你代，回几号", private=True)
async def stand_in(talk: Talk, books: UnitBooks, words: str) -> str:
    """Alone it shows what is asked."""
    leader = _leader(talk)
    asked = await asked_of(books, leader.id)
    if not asked:
        raise NotAsked()
    first = asked[0]
    if not words.strip():
        waits = [it for it in asked if it.now]
        if waits:
            await put_question(books, leader, waits[0].leave, waits[0].cover)
        return "\n".join(question(talk, it) for it in waits) or "现在没有要你回话的代班。"
    answer = await _take(talk, books, leader, first.leave, first.cover, words)
    if answer is None:
        raise BadForm(usage=USAGE)
    return answer


@command("不代班", usage="不代班", says="别的团长请你代班，这次不行", private=True)
async def refuse(talk: Talk, books: UnitBooks, words: str) -> str:
    nothing_more(words, "不代班")
    leader = _leader(talk)
    asked = [it for it in await asked_of(books, leader.id) if it.cover.candidate == leader.id]
    if not asked:
        raise NotAsked()
    return await _done(talk, books, leader, asked[0].leave, asked[0].cover, "no")


@answers(QUESTION)
async def answered(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    leader = talk.speaker.leader
    if leader is None:
        return None
    leave = await books.own_leave(data["leave"])
    return await _take(talk, books, leader, leave, leave.covers[data["cover"]], text)


async def _take(
    talk: Talk, books: UnitBooks, leader: Leader, leave: Leave, cover: Cover, text: str
) -> str | None:
    choice = chosen(text, cover)
    return None if choice is None else await _done(talk, books, leader, leave, cover, choice)


def chosen(text: str, cover: Cover) -> str | None:
    """here, there or no; None where it is no answer."""
    said, options = same(text).strip("。.!~,、").removesuffix("吧"), answers_to(cover)
    if said.isdecimal():
        return options[int(said) - 1] if 0 < int(said) <= len(options) else None
    if THERE.fullmatch(said):
        return "there"
    if said in NOT or is_no(text):
        return "no"
    return "here" if said in HERE or is_yes(text) else None


async def _done(talk: Talk, books: UnitBooks, leader: Leader, leave: Leave, cover: Cover, choice: str) -> str:
    await books.asked(talk.speaker.id, talk.chat)
    point, name = point_name(cover.point, talk.directory), leader_name(leave.leader, talk.directory)
    if choice == "no":
        await decline(books, leave, cover.no, leader)
        said = f"好，{point}我再问别人。"
    else:
        await accept(books, leave, cover.no, leader, there=choice == "there")
        to = leave.covers[cover.no].to
        where = f"他们到{point_name(to, talk.directory)}来取" if to else f"你在{point}代"
        said = (
            f"谢谢！{days(cover.first, cover.last)}{where}，已经告诉{name}和邻居们。那几天点货、核销都由你。"
        )
    waits = [it for it in await asked_of(books, leader.id) if it.cover.candidate == leader.id]
    return f"{said}\n{await _next(talk, books, leader, waits[0])}" if waits else said


async def _next(talk: Talk, books: UnitBooks, leader: Leader, asked: Asked) -> str:
    await put_question(books, leader, asked.leave, asked.cover)
    return f"还有一处：{question(talk, asked)}"


def _leader(talk: Talk) -> Leader:
    if talk.speaker.leader is None:
        raise OnlyLeaders(leader=whom_to_ask(talk.community or "", talk.directory))
    return talk.speaker.leader

"""How a leader's absence is shown: a line for each point, who is asked, who stands in, who takes in the goods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.talk import Talk
from groupbuy.directory import Directory, PickupPoint
from groupbuy.leave import Cover, Leave, Search
from groupbuy.notices.cover_asked import point_name, ways
from groupbuy.notices.facts import days, when
from groupbuy.ports import Reads
from groupbuy.rights import admins_to_ask, leader_name
from groupbuy.standins import standing_in


@dataclass(frozen=True, slots=True)
class Asked:
    """A cover somebody was asked to take; `now`: nobody else is asked and nobody has it."""

    leave: Leave
    cover: Cover
    now: bool


def leave_rows(talk: Talk, leave: Leave) -> list[str]:
    """11月24日–26日请假, and below it a line for each point."""
    numbers = {it.id: it.no for it in talk.directory.points.values()}
    covers = sorted(leave.open_covers, key=lambda it: (numbers.get(it.point, 0), it.first))
    return [f"{days(leave.first, leave.last)}请假", *(_row(talk, leave, it) for it in covers)]


def _row(talk: Talk, leave: Leave, cover: Cover) -> str:
    part = (
        "" if (cover.first, cover.last) == (leave.first, leave.last) else f" {days(cover.first, cover.last)}"
    )
    head = f"{point_name(cover.point, talk.directory)}{part}："
    if cover.state is Search.ACCEPTED:
        there = f"，邻居们到{point_name(cover.to, talk.directory)}取" if cover.to else ""
        return f"{head}{leader_name(cover.substitute, talk.directory)}代班{there}"
    if cover.candidate and cover.until:
        name = leader_name(cover.candidate, talk.directory)
        return f"{head}在问{name}，{when(cover.until, talk.directory)}前回话"
    return f"{head}还没有人代，已告诉{admins_to_ask(talk.directory)}；有人选就发“指派代班 名字”"


async def asked_of(reads: Reads, leader: str) -> list[Asked]:
    """What a leader was asked: what waits for their answer first, then what is still without anybody."""
    found = [
        Asked(leave, cover, cover.candidate == leader or (not cover.candidate and not cover.substitute))
        for leave in await reads.live_leaves()
        for cover in leave.open_covers
        if leader in cover.asked
    ]
    return sorted(
        found, key=lambda it: (it.cover.candidate != leader, not it.now, it.cover.first, it.cover.no)
    )


async def due_today(talk: Talk, reads: Reads) -> list[str]:
    """Of absences: what the speaker was asked, where they stand in, who does so for them and where nobody does."""
    leader = talk.speaker.leader
    if leader is None:
        return []
    rows = []
    for asked in await asked_of(reads, leader.id):
        it = asked.cover
        if it.candidate == leader.id:
            rows.append(f"{_where(talk, it)}想请你代班（代班）")
    for mine in leader.minds:
        whose = f"（{leader_name(mine.leader, talk.directory)}请假）"
        place = point_name(mine.point, talk.directory)
        rows.append(f"{place}的邻居到你的点取{whose}" if mine.to else f"{place}由你代班{whose}")
    day = talk.at.astimezone(talk.directory.zone).date()
    for leave in await reads.leaves_of(leader.id):
        for it in leave.open_covers:
            if it.state is Search.EXHAUSTED:
                rows.append(f"{_where(talk, it)}还没有人代（我的请假）")
            elif it.candidate and it.until:
                by = when(it.until, talk.directory)
                rows.append(f"{_where(talk, it)}在问{leader_name(it.candidate, talk.directory)}，{by}前回话")
            elif it.substitute and it.first <= day <= it.last:
                name = leader_name(it.substitute, talk.directory)
                rows.append(f"{point_name(it.point, talk.directory)}今天由{name}代班")
    return rows


def _where(talk: Talk, cover: Cover) -> str:
    """东门驿站11月24日–26日"""
    return f"{point_name(cover.point, talk.directory)}{days(cover.first, cover.last)}"


def question(talk: Talk, asked: Asked) -> str:
    """What is asked, with the answers by number."""
    leave, cover = asked.leave, asked.cover
    head = f"{leader_name(leave.leader, talk.directory)}{days(cover.first, cover.last)}请假"
    point = point_name(cover.point, talk.directory)
    return f"{head}，{point}想请你代班：\n{ways(cover.point, cover.offer, talk.directory)}"


def answers_to(cover: Cover) -> Sequence[str]:
    """What the numbers mean, from 1 on."""
    return ("here", "there", "no") if cover.offer else ("here", "no")


def receivers(point: PickupPoint, day: date, directory: Directory) -> str:
    """Who takes in goods at a point that day: its leader and whoever runs it with them; 小唐（代老韩） while that
    leader is away."""
    away = standing_in(directory.standins, point.id, day)
    names = {it: leader_name(it, directory) for it in point.run_by}
    if away is not None and away.substitute and away.leader in names:
        names[away.leader] = f"{leader_name(away.substitute, directory)}（代{names[away.leader]}）"
    return "、".join(names.values())

"""我是谁: the ids an admin needs to write somebody or a group into the configuration."""

import re
from collections.abc import Collection

from bot.commands.base import command
from bot.people import called_here
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Directory, Leader, Right
from groupbuy.rights import RIGHT_NAMES, role_word

PHONE = re.compile(r"(?<!\d)(\d{3})\d{4,}(\d{4})(?!\d)")


@command("我是谁", usage="我是谁", says="我的账号和身份（给管理员看）", bare=True)
async def whoami(talk: Talk, books: UnitBooks, words: str) -> str:
    """In a group an id that looks like a phone number is masked."""
    realm, user = talk.identity
    channel = talk.incoming.channel
    shown = user if talk.private else PHONE.sub(r"\1****\2", user)
    name = "" if talk.speaker.leader else f"{called_here(talk, talk.speaker.resident)}，"
    rows = [f"你是{name}{role(talk)}", f"渠道：{channel}"]
    rows.append(f"账号：{shown}" + (f"（账号域 {realm}）" if realm != channel else ""))
    if talk.incoming.chat is not None:
        named = f"（{talk.group.name}，已登记）" if talk.group else "（还没登记）"
        rows.append(f"群号：{talk.incoming.chat}{named}")
    if talk.speaker.leader is None and talk.speaker.admin is None:
        rows.append(f"要当团长或管理员，请管理员在 leaders.yaml 的 ids 里写 {channel}: {shown}")
    return "\n".join(rows)


def leads_where(leader: Leader, directory: Directory) -> str:
    """湖畔花园、枫林苑；开团、核销 where the rights are the same, else 湖畔花园：开团；枫林苑：核销"""
    places = [(directory.communities[it].name, _named(leader.rights_in(it))) for it in leader.communities]
    if len({rights for _, rights in places}) == 1:
        return f"{'、'.join(name for name, _ in places)}；{places[0][1]}"
    return "；".join(f"{name}：{rights}" for name, rights in places)


def _named(rights: Collection[Right]) -> str:
    return "、".join(name for right, name in RIGHT_NAMES.items() if right in rights)


def role(talk: Talk) -> str:
    """团长（湖畔花园；开团、核销） or 居民"""
    directory, leader = talk.directory, talk.speaker.leader
    roles = []
    if leader is not None:
        gone = "；已退任" if leader.retired else ""
        roles.append(f"{role_word(leader)}{leader.name}（{leads_where(leader, directory)}{gone}）")
    if talk.speaker.admin is not None:
        roles.append(f"管理员{talk.speaker.admin.name}")
    here = directory.communities.get(talk.community or "")
    return "、".join(roles) or ("居民" + (f"（{here.name}）" if here else ""))

"""帮助: what can be said, from the list of commands itself, by role."""

from collections.abc import Collection, Iterable

from bot.commands import all_commands
from bot.commands.base import Command, Who, command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.rights import RIGHT_NAMES, role_word

ORDERING = "下单直接说：“草莓2盒 蓝莓1”“1号2份”，改：“草莓改成3盒”，不要了：“取消”。"

ADMIN = "【管理员】设置写在配置文件里；命令行 python main.py 的 check 检查、doctor 体检、export 导出、backup 备份。"
FIRST = ("团购", "我的订单", "取货码", "自提点", "地址", "我叫", "已付", "为什么")


class NoSuchCommand(Refusal):
    text = "没有“{word}”这个指令，发“帮助”看我会什么"


@command("帮助", "help", "Help", usage="帮助", says="我会什么")
async def help_me(talk: Talk, books: UnitBooks, words: str) -> str:
    """A line for each command; of a leader's own, by right; an admin's tools. "帮助 截单" tells of one."""
    mine = [it for it in all_commands() if _may(it, talk)]
    if words.strip():
        return _one(mine, words.strip(), asked=talk.incoming.addressed)
    anyones = sorted((it for it in mine if it.who is Who.ANYONE), key=_rank)
    leaders = [it for it in mine if it.who is Who.LEADER]
    admins = _usages(sorted((it for it in mine if it.who is Who.ADMIN), key=_rank))
    admin = [f"{ADMIN}聊天里：{admins}。"] if talk.speaker.admin else []
    if not leaders:
        return "\n".join([ORDERING, *(line(it) for it in anyones), *admin])
    here = _rights(talk)
    groups = [
        f"【{RIGHT_NAMES[right]}】{_usages(_of(leaders, right, here))}"
        for right in Right
        if _of(leaders, right, here)
    ]
    tail = "一条怎么用，发“帮助 截单”这样。"
    head = [ORDERING, *role_line(talk), f"【大家】{_usages(anyones)}"]
    return "\n".join([*head, *groups, *admin, tail])


def role_line(talk: Talk) -> list[str]:
    """Whoever is no plain leader reads what they are called."""
    leader = talk.speaker.leader
    return [f"你是{role_word(leader)}。"] if leader and role_word(leader) != "团长" else []


def line(it: Command) -> str:
    """自提点 2：看有哪些自提点，选一个"""
    return f"{it.usage.splitlines()[0]}：{it.says}"


def _rank(it: Command) -> tuple[int, str]:
    """What people ask for first comes first; what is not named here follows."""
    word = it.words[0]
    return (FIRST.index(word) if word in FIRST else len(FIRST), word)


def _may(it: Command, talk: Talk) -> bool:
    leader = talk.speaker.leader
    if it.who is Who.ADMIN:
        return talk.speaker.admin is not None
    if leader is None or it.who is Who.ANYONE:
        return it.who is Who.ANYONE
    return any(right in _rights(talk) for right in it.rights)


def _rights(talk: Talk) -> Collection[Right]:
    leader = talk.speaker.leader
    if leader is None:
        return ()
    return leader.rights_in(talk.community) if talk.community in leader.communities else leader.rights


def _of(commands: Iterable[Command], right: Right, here: Collection[Right]) -> list[Command]:
    """Each under the first of its rights that one has."""
    fits = (it for it in commands if next((one for one in it.rights if one in here), None) is right)
    return sorted(fits, key=lambda it: it.words[0])


def _usages(commands: Iterable[Command]) -> str:
    return "、".join(it.usage.splitlines()[0] for it in commands)


def _one(commands: Iterable[Command], word: str, *, asked: bool) -> str:
    """A command in detail; "帮助 一下邻居" overheard is nobody's question."""
    found = next((it for it in commands if word in it.words), None)
    if found is None and not asked:
        return ""
    if found is None:
        raise NoSuchCommand(word=word[:10])
    others = "、".join(found.words[1:])
    return f"{found.says}\n例如：\n{found.usage}" + (f"\n也可以说：{others}" if others else "")

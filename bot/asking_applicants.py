"""The questions of an application: how each is put, what counts as its answer, and how that is shown again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.commands.community import find_community
from bot.commands.my_name import NameHow, read_self
from bot.parsing.answers import (
    MOST_TEXT,
    Line,
    read_capacity,
    read_windows,
    show_capacity,
    show_windows,
)
from groupbuy.applications import Ask
from groupbuy.directory import Directory

NAME = "name"
NAMES = {
    NAME: "称呼",
    Ask.COMMUNITY.value: "小区",
    Ask.ADDRESS.value: "地址",
    Ask.HOURS.value: "时间",
    Ask.CAPACITY.value: "容量",
    Ask.CONTACT.value: "联系",
}
HINTS = {
    NAME: "大家怎么称呼你？例如：王姐",
    Ask.COMMUNITY.value: "想带哪个小区？回名字或数字",
    Ask.ADDRESS.value: "自提点放在哪里？写到楼和门，例如：3号楼1单元101",
    Ask.HOURS.value: "什么时候能取货？例如：每天16:00-20:30，或：周一到周五17:00-20:00；周末10:00-18:00",
    Ask.CAPACITY.value: "放得下多少份？例如：常温100 冷藏30，没数就回“不限”",
    Ask.CONTACT.value: "怎么联系你？电话或微信，只给管理员看",
}
STRICT = (Ask.COMMUNITY, Ask.HOURS, Ask.CAPACITY)
SHAPED = (Ask.HOURS, Ask.CAPACITY)
"""Nothing else looks like their answers."""
PLACE = re.compile("号楼|单元|[栋幢座室铺]|门口|门卫|车库|架空层|大厅|楼下")

CALLED = re.compile("^(?:大家|都)*(?:我叫|我是|叫我|就叫)")
NO_NAME = re.compile(
    "(?:我?同意.*|确认|好的?|可以|是的?|对的?|行|嗯+|不.*|没有?|提交|退出|算了|你好)[。.!！~]*"
)


@dataclass(frozen=True, slots=True)
class Odd:
    """A line that answers nothing, and what was asked."""

    asked: str
    said: str


@dataclass(slots=True)
class Heard:
    good: dict[Ask, str] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)
    name: str = ""


def question(asked: str, directory: Directory) -> str:
    if asked != Ask.COMMUNITY:
        return HINTS[asked]
    places = " ".join(f"{no} {it.name}" for no, it in enumerate(directory.communities.values(), 1))
    return f"{HINTS[asked]}：{places}"


def heard(lines: Sequence[Line], asked: Sequence[str], directory: Directory) -> Heard:
    """What the lines answer; those without a label answer what was asked, one after the other, unless they
    can only be the answer to another question that is open."""
    found = Heard()
    named = {it.ask for it in lines}
    open_ones = [it for it in dict.fromkeys(asked) if it == NAME or it not in named]
    for line in lines:
        to = line.ask.value if line.ask else _asked(line.said, open_ones, directory)
        if not to:
            continue
        if to in open_ones:
            open_ones.remove(to)
        if to == NAME:
            found.name = _name(line.said)
        said = found.name if to == NAME else read_answer(Ask(to), line.said, directory)
        if not said:
            found.odd.append(Odd(to, line.said))
        elif to != NAME:
            found.good[Ask(to)] = said
    return found


def _asked(said: str, open_ones: Sequence[str], directory: Directory) -> str:
    """Which open question a line without a label answers."""
    first = open_ones[0] if open_ones else ""
    if Ask.COMMUNITY in open_ones and said in (it.name for it in directory.communities.values()):
        return Ask.COMMUNITY.value
    if first in STRICT and read_answer(Ask(first), said, directory):
        return first
    for ask in SHAPED:
        if ask in open_ones and read_answer(ask, said, directory):
            return ask.value
    if Ask.ADDRESS in open_ones and PLACE.search(said):
        return Ask.ADDRESS.value
    return first


def read_answer(ask: Ask, said: str, directory: Directory) -> str:
    """The answer as it is kept, "" where it is none."""
    match ask:
        case Ask.COMMUNITY:
            place = find_community(said, directory)
            return place.id if place else ""
        case Ask.HOURS:
            windows = read_windows(said)
            return show_windows(windows) if windows else ""
        case Ask.CAPACITY:
            capacity = read_capacity(said)
            return "" if capacity is None else show_capacity(capacity)
        case Ask.ADDRESS | Ask.CONTACT:
            letters = sum(it.isalnum() for it in said)
            return said if letters >= 4 and len(said) <= MOST_TEXT else ""


def shown(ask: Ask, kept: str, directory: Directory) -> str:
    if ask is Ask.COMMUNITY and kept in directory.communities:
        return directory.communities[kept].name
    return kept


def _name(said: str) -> str:
    """Without the words before it; an answer to something else is no name."""
    if NO_NAME.fullmatch(said):
        return ""
    try:
        return read_self(CALLED.sub("", said)).name
    except NameHow:
        return ""

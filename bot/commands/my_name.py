"""我叫: the name and room that the leader's lists show; platforms give only an opaque id."""

import re
import unicodedata
from dataclasses import dataclass, replace

from bot.commands.base import command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.errors import Refusal

MOST_NAME = 12
MOST_ROOM = 16
ROOM = re.compile(
    r"(?:[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座|楼|号|单元|室|层|[-－—–#/])\s*){0,4}[0-9A-Za-z]{1,5}(?:号楼|[栋幢座楼号室])?"
)
MARKUP = frozenset('<>@[]{}|\\`*_#&$%^~=+;:"')


class NameHow(Refusal):
    text = "写成“我叫 3-1203 王姐”：先房号后称呼，称呼最多{most}个字，不要符号"


@dataclass(frozen=True, slots=True)
class Self:
    """What somebody says of themself; "" for what they did not say."""

    room: str
    name: str


@command("我叫", "我的名字", usage="我叫 3-1203 王姐", says="让团长的单子上有你的名字")
async def my_name(talk: Talk, books: UnitBooks, words: str) -> str:
    said = read_self(words)
    known = talk.speaker.resident
    stored = replace(known, name=said.name or known.name, room=said.room or known.room)
    await books.update_resident(stored)
    if talk.private:
        return f"记下了：{stored.label}。只有团长的单子上看得到房号。"
    return f"记下了，{stored.masked}。" + ("房号也记了，群里不显示。" if said.room else "")


def read_self(words: str) -> Self:
    """Room and name apart, in either order; NameHow for anything that is no name."""
    if any(unicodedata.category(char).startswith("C") for char in words.strip()):
        raise NameHow(most=MOST_NAME)
    text = " ".join(unicodedata.normalize("NFKC", words).split())
    room, name = _apart(text)
    bad = any(char in MARKUP for char in name) or len(name) > MOST_NAME or len(room) > MOST_ROOM
    if bad or not (room or name) or (not room and not any(char.isalpha() for char in name)):
        raise NameHow(most=MOST_NAME)
    return Self(room, name)


def _apart(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    if _is_room(first):
        return first, rest
    before, _, last = text.rpartition(" ")
    if _is_room(last):
        return last, before
    glued = ROOM.match(text)
    if glued and _is_room(glued[0]) and "-" in glued[0]:
        return glued[0].strip(), text[glued.end() :].strip()
    return "", text


def _is_room(text: str) -> bool:
    return ROOM.fullmatch(text) is not None and any(char.isdigit() for char in text)

"""我叫: the name and room that the leader's lists show; platforms give only an opaque id."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.commands.base import command
from bot.commands.which_home import ask_home
from bot.homes import homes_of
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.errors import Refusal
from groupbuy.resident import Resident

Apart = Callable[[str], tuple[str, str]]

MOST_NAME = 12
MOST_ROOM = 30
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
    """Kept as written, with the community it is in; asked about where it may be two homes."""
    here = talk.community or ""
    said = read_self(words, lambda text: homes_of(talk).apart(text, here))
    known = talk.speaker.resident
    home = talk.community if said.room else known.home
    stored = replace(known, name=said.name or known.name, room=said.room or known.room, home=home)
    await books.update_resident(stored)
    if not talk.private:
        return f"记下了，{stored.masked}。{_in_group(talk, said.room)}"
    question = await ask_home(talk, books, said.room) if said.room else ""
    if question:
        return f"记下了：{stored.label}。{question}"
    return f"记下了：{stored.label}{_as_read(talk, stored, said.room)}。只有团长的单子上看得到房号。"


def _in_group(talk: Talk, room: str) -> str:
    """Nothing of the room is repeated where others read it."""
    if not room:
        return ""
    if homes_of(talk).read(room, talk.community or "").unclear:
        return "房号也记了，群里不显示；对得上的不止一户，请私聊我再说一次。"
    return "房号也记了，群里不显示。"


def _as_read(talk: Talk, stored: Resident, room: str) -> str:
    """The home in full where it was written short, so that a slip shows; or that the list lacks it."""
    here = talk.directory.communities.get(talk.community or "")
    if not room or here is None or not here.buildings:
        return ""
    reading = homes_of(talk).read(room, here.id)
    if reading.exact:
        full = reading.exact.display
        return "" if full.rstrip("室") == stored.room.rstrip("室") else f"（{full}）"
    return f"（{here.name}的楼栋里没对上，先照你写的记）"


def read_self(words: str, apart: Apart = lambda text: ("", text)) -> Self:
    """Room and name apart, in either order; NameHow for anything that is no name. `apart` knows the rooms
    of a place, and is asked first."""
    if any(unicodedata.category(char).startswith("C") for char in words.strip()):
        raise NameHow(most=MOST_NAME)
    text = " ".join(unicodedata.normalize("NFKC", words).split())
    room, name = apart(text)
    if not room:
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

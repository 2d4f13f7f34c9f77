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
    r"(?:[0-9A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座|楼|号|单元|室|层|期|[-－—–#/])\s*){0,4}[0-9A-Za-z]{1,5}(?:号楼|[栋幢座楼号室])?"
)
BETWEEN = re.compile(r"\s*[,;:、。]\s*")
"""What people put between room and name besides a space."""
GLUED = re.compile(r"-|[号栋幢座][0-9A-Za-z楼]*\d")
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
    here = talk.community or _named(talk, words)
    said = read_self(words, lambda text: homes_of(talk).apart(text, here))
    known = talk.speaker.resident
    home = (here or None) if said.room else known.home
    room = said.room or known.room
    if not talk.private and _settled(talk, known, said.room, here):
        room = known.room
    stored = replace(known, name=said.name or known.name, room=room, home=home)
    await books.update_resident(stored)
    if not talk.private:
        return f"记下了，{stored.masked}。{_in_group(talk, stored.room if said.room else '', here)}"
    question = await ask_home(talk, books, said.room, here) if said.room else ""
    if question:
        return f"记下了：{stored.label}。{question}"
    return f"记下了：{stored.label}{_as_read(talk, stored, said.room, here)}。只有团长的单子上看得到房号。"


def _named(talk: Talk, words: str) -> str:
    """The one community whose name stands in the words, "" where none or several do."""
    found = [it.id for it in talk.directory.communities.values() if it.name in words]
    return found[0] if len(found) == 1 else ""


def _settled(talk: Talk, known: Resident, room: str, here: str) -> bool:
    """Whether a room may be several homes and theirs, which they told before, is one of them: a group is no
    place to ask again."""
    homes = homes_of(talk)
    theirs = homes.door(known.room, here) if known.home == here else None
    reading = homes.read(room, here)
    return theirs is not None and reading.unclear and theirs in reading.homes


def _in_group(talk: Talk, room: str, here: str) -> str:
    """Nothing of the room is repeated where others read it."""
    if not room:
        return ""
    if homes_of(talk).read(room, here).unclear:
        return "房号也记了，群里不显示；对得上的不止一户，请私聊我再说一次。"
    return "房号也记了，群里不显示。"


def _as_read(talk: Talk, stored: Resident, room: str, here: str) -> str:
    """The home in full where it was written short, so that a slip shows; or that the list lacks it."""
    place = talk.directory.communities.get(here)
    if not room or place is None or not place.buildings:
        return ""
    reading = homes_of(talk).read(room, here)
    if reading.exact:
        full = reading.exact.display
        return "" if full.rstrip("室") == stored.room.rstrip("室") else f"（{full}）"
    return f"（{place.name}的楼栋里没对上，先照你写的记）"


def read_self(words: str, apart: Apart = lambda text: ("", text)) -> Self:
    """Room and name apart, in either order; NameHow for anything that is no name. `apart` knows the rooms
    of a place, and is asked first."""
    if any(unicodedata.category(char).startswith("C") for char in words.strip()):
        raise NameHow(most=MOST_NAME)
    text = " ".join(BETWEEN.sub(" ", unicodedata.normalize("NFKC", words)).split())
    room, name = apart(text)
    if not room:
        room, name = _apart(text)
    bad = any(char in MARKUP for char in name) or len(name) > MOST_NAME or len(room) > MOST_ROOM
    if bad or not (room or name) or (not room and not any(char.isalpha() for char in name)):
        raise NameHow(most=MOST_NAME)
    return Self(room, name)


def _apart(text: str) -> tuple[str, str]:
    """Where no list helps: as many pieces of a room as stand together at the front, else at the end, else
    what is glued to the name."""
    pieces = text.split(" ")
    front = next((n for n, it in enumerate(pieces) if not _is_room(it)), len(pieces))
    if front:
        return " ".join(pieces[:front]), " ".join(pieces[front:])
    end = next((n for n, it in enumerate(reversed(pieces)) if not _is_room(it)), 0)
    if end:
        return " ".join(pieces[-end:]), " ".join(pieces[:-end])
    glued = ROOM.match(text)
    if glued and _is_room(glued[0]) and GLUED.search(glued[0]):
        return glued[0].strip(), text[glued.end() :].strip()
    return "", text


def _is_room(text: str) -> bool:
    return ROOM.fullmatch(text) is not None and any(char.isdigit() for char in text)

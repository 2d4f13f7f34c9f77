"""A room that may be several homes: one short question with numbers, answered by one of them."""

from dataclasses import replace
from typing import Any

from bot.commands.base import answers
from bot.homes import homes_of
from bot.parsing.plain import plain
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.households import Household
from groupbuy.ports import Pending
from groupbuy.telling import QUESTION_LIVES

ASK = "是哪一户？回数字：\n{choices}\n都不是就把楼、单元和房号写全，例如“我叫 {example}”。"
UNSURE = "这个房号我拿不准，请把楼、单元和房号写全，例如“我叫 {example}”。"
MOST = 9


async def ask_home(talk: Talk, books: UnitBooks, room: str, community: str) -> str:
    """The question where `room` is unclear in a community, "" where it is not. 1:1 only: it shows rooms."""
    reading = homes_of(talk).read(room, community)
    if not reading.unclear:
        return ""
    homes = [it for it in reading.homes if it.complete]
    example = homes[0].display
    if len(homes) > MOST:
        return UNSURE.format(example=example)
    data = {"community": community, "homes": [it.display for it in homes]}
    await books.ask(Pending(talk.speaker.id, talk.chat, "home", data, talk.at + QUESTION_LIVES))
    choices = "\n".join(f"{no} {it.display}" for no, it in enumerate(homes, 1))
    return ASK.format(choices=choices, example=example)


@answers("home")
async def home_is(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """A number from the list, or the home written so that only one of them is meant. It is kept as it was
    shown, which is read as this one home from then on."""
    shown = _chosen(talk, data, text)
    if shown is None:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    known = await books.resident(talk.speaker.id) or talk.speaker.resident
    stored = replace(known, room=shown, home=data["community"])
    await books.update_resident(stored)
    return f"好，记下了：{stored.label}。"


def _chosen(talk: Talk, data: dict[str, Any], text: str) -> str | None:
    homes: list[str] = data["homes"]
    said = plain(text).strip().strip("。.!！号第个 ")
    if said.isdecimal() and len(said) < 3:
        return homes[int(said) - 1] if 0 < int(said) <= len(homes) else None
    exact: Household | None = homes_of(talk).read(text, data["community"]).exact
    return exact.display if exact and exact.display in homes else None

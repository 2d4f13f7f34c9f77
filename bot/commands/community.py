"""小区: which community somebody means when they write 1:1; asked once, remembered, changeable."""

from dataclasses import replace
from typing import Any

from bot.commands.base import answers, command
from bot.listening import offers
from bot.parsing.plain import same
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Community, Directory
from groupbuy.errors import Refusal
from groupbuy.ports import Pending
from groupbuy.telling import QUESTION_LIVES

ASK = "你是哪个小区的？回数字：\n{choices}"


class UnknownCommunity(Refusal):
    text = "没有这个小区，有：{choices}"


class GroupsOwn(Refusal):
    text = "这个群是{name}的。要换小区请私聊我发“小区”"


@command("小区", "换小区", usage="小区 2", says="私聊时看哪个小区的团")
async def community(talk: Talk, books: UnitBooks, words: str) -> str:
    here = talk.directory.communities.get(talk.community or "")
    if not talk.private and not talk.incoming.addressed:
        return ""
    if not talk.private:
        raise GroupsOwn(name=here.name if here else "别人")
    if not words.strip():
        now = f"你现在是{here.name}的。\n" if here else ""
        return now + await ask_community(talk, books, original="")
    chosen = find_community(words, talk.directory)
    if chosen is None:
        raise UnknownCommunity(choices=_choices(talk.directory).replace("\n", "、"))
    return await _settle(talk, books, chosen)


async def ask_community(talk: Talk, books: UnitBooks, original: str | None = None) -> str:
    """Ask, and remember what was said, so that it is answered once the community is known."""
    text = talk.incoming.text if original is None else original
    await books.ask(
        Pending(talk.speaker.id, talk.chat, "community", {"text": text}, talk.at + QUESTION_LIVES)
    )
    return ASK.format(choices=_choices(talk.directory))


@answers("community")
async def told(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    """The answer; then the message that raised the question is handled as if it came now."""
    chosen = find_community(text, talk.directory)
    if chosen is None:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    reply = await _settle(talk, books, chosen)
    if not data["text"]:
        return reply
    return f"{reply}\n{await _again(talk, books, chosen, data['text'])}"


def find_community(text: str, directory: Directory) -> Community | None:
    """By its number in the list, its name, or a part that only it has."""
    found, wanted = list(directory.communities.values()), same(text).strip("。.!！号")
    if wanted.isdecimal():
        return found[int(wanted) - 1] if 0 < int(wanted) <= len(found) else None
    fits = [it for it in found if wanted and wanted in same(it.name)]
    return fits[0] if len(fits) == 1 else None


def _choices(directory: Directory) -> str:
    return "\n".join(f"{no} {it.name}" for no, it in enumerate(directory.communities.values(), 1))


async def _settle(talk: Talk, books: UnitBooks, chosen: Community) -> str:
    await books.update_resident(replace(talk.speaker.resident, community=chosen.id))
    return f"好，{chosen.name}。"


async def _again(talk: Talk, books: UnitBooks, chosen: Community, text: str) -> str:
    from bot.deciding import decide  # the way in imports the commands, so it is looked up when needed

    known = await books.meet(talk.identity)
    speaker = replace(talk.speaker, resident=known)
    here = replace(
        talk,
        incoming=replace(talk.incoming, text=text),
        speaker=speaker,
        community=chosen.id,
        buys=await offers(books, speaker, None, chosen.id),
        orders={it.buy: it for it in await books.orders_by(known.id) if it.resident == known.id},
    )
    return await decide(here, None).run(here, books)

"""A leader's instruction in free words that is hard to take back: said back first, done on a yes."""

from typing import Any

from bot.commands.base import answers
from bot.parsing.forms import is_no, is_yes
from bot.ports import UnitBooks
from bot.router import find_command
from bot.talk import Talk
from groupbuy.errors import Refusal
from groupbuy.ports import Pending
from groupbuy.telling import QUESTION_LIVES

ASKS_FIRST = frozenset({"close", "price"})
"""Of LABELS §6; cancel_buy asks by itself. Who types the command itself (截单 12) has said it plainly."""
ASK = "是要“{said}”吗？回“确认”就办，不要回“算了”。"


async def ask_first(talk: Talk, books: UnitBooks, said: str) -> str:
    """Say the command back as it was understood, and wait for a yes."""
    data = {"said": said}
    await books.ask(Pending(talk.speaker.id, talk.chat, "sure", data, talk.at + QUESTION_LIVES))
    return ASK.format(said=said)


@answers("sure")
async def do_it(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    if is_no(text):
        await books.asked(talk.speaker.id, talk.chat)
        return "好，没有动。"
    call = find_command(data["said"]) if is_yes(text) else None
    if call is None:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    try:  # a refusal undoes what it refuses, not that the question is answered
        async with books.savepoint():
            return await call.command.run(talk, books, call.words)
    except Refusal as refused:
        return talk.texts.refusal(refused)

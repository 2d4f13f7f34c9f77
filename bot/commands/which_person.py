"""Several people of one name in a leader's command: the list is a question, and a 跟团号 answers it."""

import re
from typing import Any

from bot.commands.base import Command, answers
from bot.parsing.plain import plain
from bot.parsing.whose import WhichPerson
from bot.ports import UnitBooks
from bot.router import find_command
from bot.talk import Talk
from groupbuy.ports import Pending
from groupbuy.telling import QUESTION_LIVES

LISTED = re.compile(r"^(\d+)号", re.MULTILINE)
ANSWER = re.compile(r"#?\s*(\d{1,6})\s*号?[。.!！]?")


async def run_or_ask(talk: Talk, books: UnitBooks, command: Command, words: str) -> str:
    """Run a command; where a name in it is several people's, ask whose it is and wait for the number."""
    try:
        async with books.savepoint():
            return await command.run(talk, books, words)
    except WhichPerson as which:
        await books.audit(which.name, talk.chat)
        said, who = plain(words), str(which.facts["who"])
        if who in said:
            seqs = [int(it) for it in LISTED.findall(str(which.facts["choices"]))]
            data = {"word": command.words[0], "before": said, "who": who, "seqs": seqs}
            await books.ask(Pending(talk.speaker.id, talk.chat, "person", data, talk.at + QUESTION_LIVES))
        return talk.texts.refusal(which)


@answers("person")
async def that_person(talk: Talk, books: UnitBooks, data: dict[str, Any], text: str) -> str | None:
    found = ANSWER.fullmatch(text.strip())
    if found is None or int(found[1]) not in data["seqs"]:
        return None
    await books.asked(talk.speaker.id, talk.chat)
    words = data["before"].replace(data["who"], f"#{found[1]}号 ", 1)
    call = find_command(f"{data['word']} {words}")
    return await run_or_ask(talk, books, call.command, call.words) if call else None

"""The question that is open: answered, given up (算了), or dropped by something clear."""

import re

from bot.commands import all_questions
from bot.parsing.forms import is_no
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.ports import Pending
from groupbuy.undoing import answers_key

OF_AN_ORDER = frozenset({"choice", "quantity", "which", "whose", "old_line", "mine", "namesake"})
"""Kinds that ask about an order: whoever orders something else has left them. A leader's table and other
things that wait for a yes stay until they are answered."""
PUT_OFF = re.compile("^(?:先|那|那就|还是|暂时|都)(?=不|算了)")
GIVEN_UP = "好，这个不记了。"


async def answer_to(talk: Talk, books: UnitBooks, asked: Pending, *, clear: bool) -> str | None:
    """What the message does as an answer, None where it is none; `clear`: it says by itself what to do.

    The question may have been answered by another message meanwhile: it is asked again of the book.
    """
    question = all_questions().get(asked.kind)
    still = await books.pending(talk.speaker.id, talk.chat, talk.at)
    if question is None or still is None or still.kind != asked.kind:
        return None
    if asked.kind in OF_AN_ORDER and _given_up(talk):
        await books.asked(talk.speaker.id, talk.chat)
        return GIVEN_UP
    answer = await question.run(talk, books, still.data, talk.incoming.text)
    if answer is not None and asked.kind in OF_AN_ORDER:  # what it does is the doing of both
        await books.once(answers_key(still.message[:32], talk.incoming.origin))
    if answer is None and clear and asked.kind in OF_AN_ORDER:
        await books.asked(talk.speaker.id, talk.chat)
    return answer


def _given_up(talk: Talk) -> bool:
    """算了, 不要了; but 取消 of somebody who has ordered is about that order."""
    text = PUT_OFF.sub("", talk.incoming.text.strip())
    return is_no(text) and not ("取消" in text and any(it.active for it in talk.orders.values()))

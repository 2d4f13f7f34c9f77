"""One message: heard, read, done in one unit, answered, and the answer remembered."""

import hashlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot import replies
from bot.channels.clean import clean
from bot.commands.base import OutOfDate
from bot.crowds import Crowds
from bot.deciding import Step, decide
from bot.incoming import Incoming
from bot.listening import listen
from bot.ports import Store, UnitBooks
from bot.recalling import forget, overtaken
from bot.settings import Settings
from bot.slowing import TOLD, Slowing
from bot.talk import Talk
from bot.ticks import REMEMBERED, Happened, unwatched
from groupbuy import rights
from groupbuy.directory import Directory
from groupbuy.errors import NoRoom, Refusal, TooLate, TooLateToBook
from groupbuy.expected import Expected
from groupbuy.notices import room_short
from groupbuy.ordering import keep_late

LONGEST_NAME = 20
MOST_TRIES = 3
"""How often something is worked out anew because the book changed meanwhile."""

Count = Callable[[str, str], None]
"""(channel, outcome): a message's end, for the metrics."""


def _uncounted(channel: str, outcome: str) -> None:
    """Nobody counts."""


@dataclass(slots=True)
class App:
    """The bot's ear and mouth; channels hand it messages, it hands back answers."""

    store: Store
    settings: Settings
    count: Count = _uncounted
    happened: Happened = unwatched
    stored: Callable[[float], None] = lambda seconds: None
    slowing: Slowing = field(default_factory=Slowing)
    crowds: Crowds = field(default_factory=Crowds)

    async def handle(self, incoming: Incoming, *, at: datetime) -> str | None:
        """The answer to a message, None for silence. The same delivery again gets the same answer.

        A refusal is an answer. A crash is logged with the message's key and apologised for, and is
        not remembered, so that another delivery may succeed. `groupbuy.ports.Unavailable` (nothing
        could be stored) goes on to the channel, which lets the platform send again. What was sent
        longer ago than answers are remembered is never executed: it may be a repeat.
        """
        key = inbox_key(incoming)
        if incoming.sent_at is not None and at - incoming.sent_at > REMEMBERED:
            self.count(incoming.channel, "too old")
            return None
        async with self.store.reads.together() as reads:
            known = await reads.remembered(key)
            if known is not None:
                self.count(incoming.channel, "repeat")
                return known or None
            talk, asked = await listen(incoming, reads, self.settings, at=at)
        slowed = await self.slowing.refusal(incoming, self.settings)
        if slowed is not None:
            self.count(incoming.channel, TOLD)
            return slowed or None
        async with self.crowds.turn(talk.community):
            return await self._answered(talk, decide(talk, asked), key, at)

    async def _answered(self, talk: Talk, step: Step, key: str, at: datetime) -> str | None:
        incoming, outcome = talk.incoming, Outcome()
        for tried in range(MOST_TRIES):
            here = talk
            if step.ahead:
                here = replace(talk, worked=await step.ahead(talk, self.store.reads))
            try:
                answer = await self._run(here, step, key, outcome, at)
                break
            except OutOfDate:
                if tried == MOST_TRIES - 1:
                    raise
        self.count(incoming.channel, outcome.name)
        if outcome.books is not None:
            self.happened(outcome.books.happened, outcome.books.questions)
        return answer or None

    async def _run(self, talk: Talk, step: Step, key: str, outcome: "Outcome", at: datetime) -> str:
        began = time.perf_counter()
        try:
            return await self._stored(talk, step, key, outcome, at)
        finally:
            self.stored(time.perf_counter() - began)

    async def _stored(self, talk: Talk, step: Step, key: str, outcome: "Outcome", at: datetime) -> str:
        return await self.store.run(
            lambda books: self._unit(books, talk, step, key, outcome),
            at=at,
            directory=talk.directory,
            actor=talk.speaker.id,
            message=talk.incoming.origin + key[:32],
            communities=talk.communities,
            expected=_expected(talk, step, key),
        )

    async def _unit(self, books: UnitBooks, talk: Talk, step: Step, key: str, outcome: "Outcome") -> str:
        outcome.books = books
        known = await books.remembered(key)
        if known is not None:
            outcome.name = "repeat"
            return known
        talk = on_duty(talk, books.directory)
        if step.acts:
            talk = await meet(talk, books)
        if step.acts and not talk.incoming.about and await books.seen(overtaken(talk)):
            answer, outcome.name = "", "overtaken"
        else:
            beside = await step.beside(talk, books) if step.beside else ""
            answer, outcome.name = await _done_or_refused(talk, books, step.run)
            answer += f"\n{beside}" if answer and beside else ""
        if answer and step.acts and talk.incoming.chat is not None:
            talk = talk.met(await books.resident(talk.speaker.id) or talk.speaker.resident)
        answer = replies.fit(addressed_to(talk, answer))
        await books.remember(key, answer, outcome.name)
        return answer


def _expected(talk: Talk, step: Step, key: str) -> Expected:
    """What the unit of a message is likely to read."""
    if not step.acts:
        return Expected(answer=key)
    return Expected(
        answer=key,
        once=(overtaken(talk),),
        person=talk.identity,
        community=talk.community,
        buys=tuple(it.number for it in talk.buys),
    )


def on_duty(talk: Talk, directory: Directory) -> Talk:
    """The talk with what the book knows of absent leaders: a leader who stands in for one may do so today."""
    leader = talk.speaker.leader
    if leader is None or not directory.standins:
        return talk if talk.directory is directory else replace(talk, directory=directory)
    today = talk.at.astimezone(directory.zone).date()
    speaker = replace(talk.speaker, leader=rights.on_duty(leader, directory, today))
    return replace(talk, directory=directory, speaker=speaker)


@dataclass(slots=True)
class Outcome:
    """How a message ended: done, silence, repeat, overtaken by its recall or edit, or a refusal's name."""

    name: str = "done"
    books: UnitBooks | None = None


async def meet(talk: Talk, books: UnitBooks) -> Talk:
    """The talk with its stored person; where they were met in a group, that community is theirs, and
    until they say how they are called it is as the channel shows them."""
    found = await books.meet(talk.identity)
    here = talk.group.community if talk.group else None
    if talk.speaker.leader is not None and here not in talk.speaker.leader.communities:
        here = None  # a leader's own community is meant 1:1, wherever else they shop
    name = found.name or clean(talk.incoming.nickname).strip()[:LONGEST_NAME]
    community = found.community or here
    if (found.community, found.name) == (community, name):
        return talk.met(found)
    known = replace(found, community=community, name=name)
    await books.update_resident(known)
    return talk.met(known)


async def _done_or_refused(
    talk: Talk, books: UnitBooks, run: Callable[[Talk, UnitBooks], Awaitable[str]]
) -> tuple[str, str]:
    """A refusal undoes what the use case did, and keeps its answer, its late order and an audit line."""
    try:
        async with books.savepoint():
            answer = await run(talk, books)
            return answer, "done" if answer else "silence"
    except (TooLate, TooLateToBook) as late:
        if talk.incoming.about:  # what the message was before its edit waits no more (and was undone)
            await forget(talk, books)
        refusal = await keep_late(books, late)
    except NoRoom as full:
        await room_short.tell(books, full)
        refusal = full
    except Refusal as refused:
        refusal = refused
    await books.audit(refusal.name, talk.chat)
    return talk.texts.refusal(refusal), refusal.name


def addressed_to(talk: Talk, answer: str) -> str:
    """In a group an answer names whom it answers."""
    if not answer or talk.incoming.chat is None:
        return answer
    leader = talk.speaker.leader
    return f"@{leader.name if leader else talk.speaker.resident.masked} {answer}"


def inbox_key(incoming: Incoming) -> str:
    """The key of a delivery, as stored: opaque, of fixed length."""
    return hashlib.sha256(incoming.key.encode()).hexdigest()

"""What a chat command is: its words, who may use it, what it does; the decorator that lists it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.ports import Reads

Run = Callable[[Talk, UnitBooks, str], Awaitable[str]]
Ahead = Callable[[Talk, Reads, str], Awaitable[object]]
"""What takes long, worked out from a snapshot before the unit and handed to it as `Talk.worked`."""
Hears = Callable[[str], bool]
Answer = Callable[[Talk, UnitBooks, dict[str, Any], str], Awaitable[str | None]]


class OutOfDate(Exception):
    """What was worked out ahead of the unit is not about the book as it is now: to be done again."""


class Who(StrEnum):
    """Who may use a command at all; leaders' commands name a Right besides, an admin's none."""

    ANYONE = "anyone"
    LEADER = "leader"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are what a message begins with; `usage` an example, `says` the line of 帮助.

    `bare` commands are meant only when nothing follows the word (团购 is one, 开团 is not). `admins` may use
    a leader's command too; a `chatty` word is said in groups for other reasons: from others it gets silence.
    `hears` says of a whole message whether it is the command in words of people's own.
    `also` is another right that is enough, for what of it concerns those who have it.
    `only` is all that may follow a word that other messages begin with too; None: anything may.
    """

    words: tuple[str, ...]
    run: Run
    usage: str
    says: str
    who: Who = Who.ANYONE
    right: Right | None = None
    bare: bool = False
    private: bool = False
    ahead: Ahead | None = None
    admins: bool = False
    chatty: bool = False
    hears: Hears | None = None
    only: re.Pattern[str] | None = None
    also: Right | None = None

    @property
    def rights(self) -> tuple[Right, ...]:
        """Any one of these is enough."""
        return tuple(it for it in (self.right, self.also) if it)


@dataclass(frozen=True, slots=True)
class Question:
    """How the answer to a pending question of one kind is taken: a str is the reply, None means
    the message was no answer to it (it is then read as any other)."""

    kind: str
    run: Answer


COMMANDS: list[Command] = []
QUESTIONS: dict[str, Question] = {}


def command(
    *words: str,
    usage: str,
    says: str,
    who: Who = Who.ANYONE,
    right: Right | None = None,
    bare: bool = False,
    private: bool = False,
    ahead: Ahead | None = None,
    admins: bool = False,
    chatty: bool = False,
    hears: Hears | None = None,
    only: re.Pattern[str] | None = None,
    also: Right | None = None,
) -> Callable[[Run], Run]:
    """List a command. The function gets the talk, the unit's book and what follows the word; its
    reply is what the sender reads ("" = silence). Refusals are raised, never returned.

    `private`: the answer shows what only the sender may read; in a group it is refused with a hint.
    A leader's command must name its right, so that none can be listed without a rule.
    """
    if (who is Who.LEADER) != (right is not None):
        raise ValueError(f"{words[0]}: a leader's command names its right, nobody else's does")

    def listed(run: Run) -> Run:
        made = Command(
            words, run, usage, says, who, right, bare, private, ahead, admins, chatty, hears, only, also
        )
        COMMANDS.append(made)
        return run

    return listed


def answers(kind: str) -> Callable[[Answer], Answer]:
    """Take the answers to pending questions of `kind`."""

    def listed(run: Answer) -> Answer:
        QUESTIONS[kind] = Question(kind, run)
        return run

    return listed

"""Where people live, as the bot reads it: in any script and width, against the lists in force."""

from bot.talk import Talk
from bot.understand.normal import fold
from groupbuy.directory import Directory
from groupbuy.households import Households
from groupbuy.households.written import fold as plain

_in_force: list[tuple[Directory, Households]] = []
"""The lists of the latest configuration, made once."""


def in_one_script(text: str) -> str:
    return plain(fold(text))


def homes_of(talk: Talk) -> Households:
    return homes_in(talk.directory)


def homes_in(directory: Directory) -> Households:
    if not _in_force or _in_force[0][0].communities is not directory.communities:
        _in_force[:] = [(directory, Households(directory, in_one_script))]
    return _in_force[0][1]

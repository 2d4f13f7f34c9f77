"""Where people live, as the bot reads it: in any script and width, against the lists in force."""

from bot.talk import Talk
from bot.understand.normal import fold
from groupbuy.directory import Directory
from groupbuy.households import Households
from groupbuy.households.written import fold as plain


def in_one_script(text: str) -> str:
    return plain(fold(text))


def homes_of(talk: Talk) -> Households:
    return homes_in(talk.directory)


def homes_in(directory: Directory) -> Households:
    """The building lists, made once."""
    return directory.once("homes in one script", lambda: Households(directory, in_one_script))

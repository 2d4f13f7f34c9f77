"""Where a message goes: the answer to a question, a command word, else what it is understood to mean."""

from dataclasses import dataclass

from bot.commands import all_commands
from bot.commands.base import Command

SEPARATORS = " \n\t:：,，#＃、"


@dataclass(frozen=True, slots=True)
class Call:
    """A command and what follows its word."""

    command: Command
    words: str


def find_command(text: str) -> Call | None:
    """The command a message begins with. The word stands alone, or a separator or digit follows:
    "截单了吗" is talk, "截单 12" and "核销123456" are commands."""
    plain = text.strip()
    for it in all_commands():
        for word in it.words:
            if plain.startswith(word) and _ends_word(plain, word, it):
                return Call(it, plain[len(word) :].lstrip(SEPARATORS.replace("#", "").replace("＃", "")))
    return None


def _ends_word(text: str, word: str, command: Command) -> bool:
    rest = text[len(word) :]
    if not rest.strip("。！!~～ \n"):
        return True
    return not command.bare and (rest[0] in SEPARATORS or rest[0].isdigit())

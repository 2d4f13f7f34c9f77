"""Where a message goes: the answer to a question, a command word, else what it is understood to mean."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.commands import all_commands
from bot.commands.base import Command
from bot.parsing.offer import ECHO

ENDING = "。！!~～ \n"
OPEN = "开团"
SEPARATORS = " \n\t:：,，#＃、"
Letters = dict[str, list[tuple[str, Command]]]
Listeners = list[tuple[Callable[[str], bool], Command]]
_in_force: list[tuple[tuple[Command, ...], Letters, Listeners]] = []
"""The words of the commands there are, sorted once, and those that know their messages by more than a word."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command and what follows its word."""

    command: Command
    words: str


def find_command(text: str) -> Call | None:
    """The command a message begins with. The word stands alone, or a separator or digit follows:
    "截单了吗" is talk, "截单 12" and "核销123456" are commands. A draft as the bot repeats it is sent
    back to change it: that is 开团."""
    plain = text.strip()
    if ECHO.match(plain):
        return next(Call(it, plain) for it in all_commands() if OPEN in it.words)
    letters, listeners = _sorted()
    for word, it in letters.get(plain[:1], ()):
        if plain.startswith(word) and _ends_word(plain, word, it):
            return Call(it, _words(plain[len(word) :]))
    return next((Call(it, plain) for hears, it in listeners if hears(plain)), None)


def _sorted() -> tuple[Letters, Listeners]:
    """Every word with its command, in the commands' order: most messages begin with no command's letter."""
    commands = all_commands()
    if not _in_force or _in_force[0][0] is not commands:
        found: Letters = {}
        for it in commands:
            for word in it.words:
                found.setdefault(word[0], []).append((word, it))
        _in_force[:] = [(commands, found, [(it.hears, it) for it in commands if it.hears])]
    return _in_force[0][1:]


def _words(rest: str) -> str:
    """What follows the word; "到货。" is 到货 with nothing behind it."""
    return rest.lstrip(SEPARATORS.replace("#", "").replace("＃", "")) if rest.strip(ENDING) else ""


def _ends_word(text: str, word: str, command: Command) -> bool:
    rest = text[len(word) :]
    if not rest.strip(ENDING):
        return True
    if command.only is not None:
        return command.only.fullmatch(rest.strip(ENDING)) is not None
    return not command.bare and (rest[0] in SEPARATORS or rest[0].isdigit())

"""The chat commands, one file each: dropping a file in here is all a new command takes."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.commands.base import COMMANDS, QUESTIONS, Command, Question


@cache
def all_commands() -> tuple[Command, ...]:
    """Every command, longest word first, so that 撤销核销 is not read as 撤销."""
    _load()
    return tuple(sorted(COMMANDS, key=lambda it: -max(map(len, it.words))))


@cache
def all_questions() -> dict[str, Question]:
    _load()
    return QUESTIONS


def _load() -> None:
    for module in iter_modules(__path__, f"{__name__}."):
        import_module(module.name)

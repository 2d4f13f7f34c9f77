"""The kinds of lists, one file each: dropping a file in here is all a new kind takes."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.sheets.kinds.base import KINDS, Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Every kind by name, in alphabetical order."""
    for module in iter_modules(__path__, f"{__name__}."):
        import_module(module.name)
    return dict(sorted(KINDS.items()))

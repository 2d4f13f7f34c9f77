"""The kinds of notice, one file each: dropping a file in here is all a new kind takes."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from groupbuy.notices.base import Names, Notice, kind_of

__all__ = ["Names", "Notice", "kind_of", "notice_kinds"]


@cache
def notice_kinds() -> dict[str, type[Notice]]:
    """Every kind by name, as the outbox calls it."""
    found: dict[str, type[Notice]] = {}
    for module in iter_modules(__path__, f"{__name__}."):
        for it in vars(import_module(module.name)).values():
            if isinstance(it, type) and issubclass(it, Notice) and it.text:  # a shared base has none
                found[kind_of(it)] = it
    return found

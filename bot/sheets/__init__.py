"""Lists and ledgers of one group buy, and the files they become: kind → sheet → format → file."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from bot.sheets.formats import WRITERS
from bot.sheets.kinds import all_kinds
from bot.sheets.saving import save
from bot.sheets.sheet import Sheet, SheetError
from bot.sheets.view import view
from groupbuy.directory import Directory
from groupbuy.errors import NoSuchBuy
from groupbuy.ports import Reads

__all__ = ["SheetError", "all_kinds", "formats", "make", "must_be_known", "write"]


def formats() -> tuple[str, ...]:
    return tuple(WRITERS)


def must_be_known(kind: str, format: str) -> None:
    """SheetError that lists what is allowed; ask it before opening the store."""
    _must_be_one_of("kind of list", kind, all_kinds())
    _must_be_one_of("format", format, WRITERS)


async def make(kind: str, buy: int, reads: Reads, directory: Directory) -> Sheet:
    """One list of one group buy. SheetError for an unknown kind or buy.

    It reads several times: hand it the book of a unit (`Books` is a `Reads`) where others may write
    meanwhile, so that every figure is of one moment.
    """
    _must_be_one_of("kind of list", kind, all_kinds())
    made = all_kinds()[kind]
    try:
        seen = await view(buy, reads, directory)
    except NoSuchBuy:
        raise SheetError(f"there is no group buy {buy}") from None
    title = f"{buy}号团 {seen.buy.title} {made.title}"
    return Sheet.of(kind, title, buy, made.columns, await made.fill(seen))


def write(sheet: Sheet, format: str, file: Path) -> None:
    """The sheet as a file of that format, atomically. SheetError for an unknown format or a place where
    no file can be."""
    _must_be_one_of("format", format, WRITERS)
    save(WRITERS[format](sheet), file)


def _must_be_one_of(what: str, said: str, allowed: Iterable[str]) -> None:
    names = list(allowed)
    if said in names:
        return
    near = difflib.get_close_matches(said, names, n=1)
    hint = f"did you mean “{near[0]}”? " if near else ""
    raise SheetError(f"there is no {what} “{said}”; {hint}allowed: {', '.join(names)}")

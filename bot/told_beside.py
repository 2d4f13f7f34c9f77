"""What a resident tells about fetching inside an order: 草莓2盒，晚上7点后才能取 · 鸡蛋一板 我腿脚不便."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.parsing.free_times import names_fetching, read_free
from bot.parsing.steps import steps_in_the_way
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.places import PickupWindow
from groupbuy.told import NOTHING, in_words

PIECE = re.compile(r"[^\s,，。;；!！、~～]+")
HINT = re.compile("取|拿|提货|领|腿|行动|轮椅|台阶|楼|无障碍")
LONGEST = 300
"""Characters; a longer message is no order with a word beside it."""
MOST_PIECES = 3
"""工作日晚上7点后，周末都能取 are two."""


@dataclass(frozen=True, slots=True)
class Beside:
    """`free`: when they can come, () whenever, None not said; `step_free`: None not said. `rest` is the message
    with blanks in place of these words, so that places in it are the same."""

    free: tuple[PickupWindow, ...] | None
    step_free: bool | None
    rest: str

    def line(self, *, private: bool) -> str:
        """也记下了：19:00以后能取，分自提点会照顾。 What steps are to somebody is for nobody else to read."""
        parts = [] if self.free is None else [f"{in_words(self.free)}能取" if self.free else "随时都能取"]
        if self.step_free is not None and private:
            parts.append("要走无障碍" if self.step_free else "不用走无障碍")
        return f"也记下了{'：' if parts else ''}{'、'.join(parts)}，分自提点会照顾。"


def told_beside(text: str) -> Beside | None:
    """None where nothing of the kind is said, or nothing else is."""
    if len(text) > LONGEST or not HINT.search(text):
        return None
    pieces = [it.span() for it in PIECE.finditer(text)]
    free, steps, rest = None, None, text
    at = 0
    while at < len(pieces):
        for many in range(min(MOST_PIECES, len(pieces) - at), 0, -1):
            start, end = pieces[at][0], pieces[at + many - 1][1]
            found = _told(text, start, end, glued=many == 1)
            if found is not None:
                start, windows, needs = found
                free, steps = windows if windows is not None else free, needs if needs is not None else steps
                rest = rest[:start] + " " * (end - start) + rest[end:]
                at += many - 1
                break
        at += 1
    return Beside(free, steps, rest) if rest != text and rest.strip() else None


def _told(
    text: str, start: int, end: int, *, glued: bool
) -> tuple[int, tuple[PickupWindow, ...] | None, bool | None] | None:
    """From where on the words tell it, and what; `glued`: behind an amount without a space as well."""
    if not HINT.search(text, start, end):
        return None
    for first in range(start, end - 1 if glued else start + 1):
        said = text[first:end]
        windows = read_free(said) if names_fetching(said) else None
        needs = steps_in_the_way(said)
        if windows is not None or needs is not None:
            return first, windows, needs
    return None


async def keep(books: UnitBooks, beside: Beside, residents: Sequence[str]) -> None:
    """From now on, for each of these."""
    known = await books.told(residents)
    for it in residents:
        told = known.get(it, NOTHING)
        free = told.free if beside.free is None else beside.free
        steps = told.step_free if beside.step_free is None else beside.step_free
        await books.keep_told(it, replace(told, free=free, step_free=steps))


async def keep_own(talk: Talk, books: UnitBooks) -> str:
    """What the speaker tells beside what they order, kept whatever becomes of the order; how that is said."""
    beside = told_beside(talk.incoming.text)
    if beside is None:
        return ""
    await keep(books, beside, [talk.speaker.id])
    return beside.line(private=talk.private)

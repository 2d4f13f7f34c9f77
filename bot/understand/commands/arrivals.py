"""What has come and what has not, clause by clause or in one breath: 橘子苹果到了榴莲没到, 都到了就差榴莲."""

import re

from bot.understand.intent import CommandIntent

from . import cuewords as words
from .cues import Said, has


def _any(cues: list[str]) -> str:
    return "|".join(map(re.escape, sorted(cues, key=len, reverse=True)))


_CUES = re.compile(
    rf"(?P<no>{_any(words.NOT_ARRIVED)}|不到|没有到|晚点|晚到|(?:明|后)天(?:才|再)?[到来])"
    r"|(?P<out>除外|以外|之外|例外)"
    rf"|(?P<but>就差|只差|还差|{_any(words.EXCEPT)})"
    rf"|(?P<all>(?:{_any(words.OTHERS)}|都|全部|全|所有的?)(?:的|都|已经|也)*(?:{_any([*words.ARRIVED, *words.COME])}))"
    rf"|(?P<yes>{_any([*words.ARRIVED, *words.COME])})"
)


def products(said: Said) -> list[int] | None:
    """The products that are here by these words, [] for all of them; None if they tell of none."""
    text = said.normal.text
    named = [
        (t.start, no)
        for t in said.tokens
        if t.kind in ("product", "several")
        for no in (t.value.products if t.kind == "product" else t.value)
    ]
    here: list[int] = []
    missing: set[int] = set()
    whole = came = False
    start, kind = 0, ""
    for cue in (*_CUES.finditer(text), None):
        at = cue.start() if cue else len(text)
        before = [no for place, no in named if start <= place < at]
        last, kind = kind, (cue.lastgroup or "") if cue else ""
        if last == "but" or kind in ("no", "out"):
            missing.update(before)
        elif kind in ("yes", "all") or (last in ("yes", "all") and not cue):
            here += before
        came = came or kind in ("yes", "all")
        whole = whole or (kind == "all" and not before) or last == "but" or kind == "out"
        start = cue.end() if cue else at
    if not came:
        return None
    if here and not (whole and missing):
        return [no for no in dict.fromkeys(here) if no not in missing]
    return [no for no in said.goods.numbers if no not in missing] if missing else []


def speaks_of_both(said: Said) -> bool:
    """Whether some are here and some are not, so that the words must be read one after another."""
    kinds = {found.lastgroup for found in _CUES.finditer(said.text)}
    return bool(kinds & {"yes", "all"}) and bool(kinds & {"no", "but", "out"})


def arrived(said: Said) -> CommandIntent | None:
    """The command of a message that tells of both; None if it does not."""
    if (
        not speaks_of_both(said)
        or has(said.text, words.GONE[:3])
        or not any(t.kind == "product" for t in said.tokens)
    ):
        return None
    found = products(said)
    return CommandIntent("arrived", {"products": found}) if found is not None else None

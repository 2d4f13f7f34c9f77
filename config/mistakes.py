"""What is wrong in the admin's files: told all at once, each with its file, line and what is allowed."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

Loc = tuple[str | int, ...]
"""Where a value stands in a file: keys of maps and, from 0, places in lists."""

LONGEST = 60
MOST_CHOICES = 12


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to put right. `line` counts from 1; `what` says what is wrong and what is allowed."""

    file: str
    line: int
    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path or '(file)'}: {self.what}"


class Mistakes(Exception):
    """Every mistake of all files, in the order of files and lines."""

    def __init__(self, items: Iterable[Mistake]) -> None:
        self.items: tuple[Mistake, ...] = tuple(sorted(set(items)))
        super().__init__(self.items)

    def __str__(self) -> str:
        return "\n".join(str(it) for it in self.items)


def path_of(loc: Loc) -> str:
    """`("points", "gate", "windows", 0)` as people read it: `points.gate.windows[1]` (lists from 1)."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        else:
            path += ("." if path else "") + (_printable(part) or quoted(part))
    return path


def quoted(value: object) -> str:
    """A value in quotation marks: one line, shortened, nothing unprintable."""
    return f"“{_printable(str(value))}”"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`; did you mean “unit”?` when something allowed looks alike, else nothing."""
    near = get_close_matches(word, sorted(choices), n=1, cutoff=0.6)
    return f"; did you mean {quoted(near[0])}?" if near else ""


def listed(choices: Iterable[str]) -> str:
    """`a, b, c`, cut off where nobody would read on."""
    names = [_printable(it) for it in choices]
    rest = len(names) - MOST_CHOICES
    return (
        ", ".join(names[:MOST_CHOICES]) + (f" and {rest} more" if rest > 0 else "") if names else "none yet"
    )


def _printable(text: str) -> str:
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)

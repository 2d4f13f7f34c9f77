"""What the terminal shows: every bubble as it comes, one line each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.text import Text

Cell = tuple[str, str]
LONG = 10
"""Lines from which on an answer is a list."""


class Screen:
    """Prints to `console`; times in the operator's zone."""

    def __init__(self, console: Console, zone: ZoneInfo) -> None:
        self._console = console
        self._zone = zone
        self._aside = False
        self._like = ""
        self._left = 0

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What goes on meanwhile is not shown: much of the same."""
        self._aside = True
        try:
            yield
        finally:
            self._aside = False

    @contextmanager
    def few(self, most: int, like: str) -> Iterator[None]:
        """Of the notices with these words told meanwhile only the first are shown; a line says how many more."""
        self._like, self._left = like, most
        try:
            yield
        finally:
            self._like = ""
        if self._left < 0:
            self._print(Text(f"             … 另有{-self._left}条“{like}”发给了其他人", "dim"))

    def show(self, what: RenderableType) -> None:
        """A table, between two lines of talk."""
        self._print(what)

    def scene(self, title: str) -> None:
        self._console.rule(Text(title, "bold"))

    def said(self, at: datetime, where: str, who: str, text: str) -> None:
        self._line(at, (f"{where}  ", "cyan"), (f"{who}: ", "bold"), (_flat(text), ""))

    def answered(self, at: datetime, text: str) -> None:
        """A long list keeps its lines."""
        lines = [line for line in text.splitlines() if line.strip()]
        said = "\n               ".join(lines) if len(lines) >= LONG else _flat(text)
        self._line(at, ("    ↳ ", "green"), (said, "green"))

    def told(self, at: datetime, whom: str, text: str) -> None:
        if self._like and self._like in text:
            self._left -= 1
            if self._left < 0:
                return
        self._line(at, ("    → ", "magenta"), (f"{whom}: ", "magenta"), (_flat(text), ""))

    def remark(self, at: datetime, text: str) -> None:
        self._line(at, ("    · ", "dim"), (text, "dim"))

    def _line(self, at: datetime, *cells: Cell) -> None:
        local = at.astimezone(self._zone)
        line = Text.assemble((f"{local:%d %H:%M} ", "dim"), *cells)
        self._print(line)

    def _print(self, what: RenderableType) -> None:
        if not self._aside:
            self._console.print(what, soft_wrap=isinstance(what, Text))


def _flat(text: str) -> str:
    """A bubble of several lines in one."""
    return " / ".join(line for line in text.splitlines() if line.strip())

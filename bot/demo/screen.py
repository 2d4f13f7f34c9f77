"""What the terminal shows: every bubble as it comes, one line each."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

Cell = tuple[str, str]


class Screen:
    """Prints to `console`; times in the operator's zone."""

    def __init__(self, console: Console, zone: ZoneInfo) -> None:
        self._console = console
        self._zone = zone

    def scene(self, title: str) -> None:
        self._console.rule(Text(title, "bold"))

    def said(self, at: datetime, where: str, who: str, text: str) -> None:
        self._line(at, (f"{where}  ", "cyan"), (f"{who}: ", "bold"), (_flat(text), ""))

    def answered(self, at: datetime, text: str) -> None:
        self._line(at, ("    ↳ ", "green"), (_flat(text), "green"))

    def told(self, at: datetime, whom: str, text: str) -> None:
        self._line(at, ("    → ", "magenta"), (f"{whom}: ", "magenta"), (_flat(text), ""))

    def remark(self, at: datetime, text: str) -> None:
        self._line(at, ("    · ", "dim"), (text, "dim"))

    def _line(self, at: datetime, *cells: Cell) -> None:
        local = at.astimezone(self._zone)
        line = Text.assemble((f"{local:%d %H:%M} ", "dim"), *cells)
        self._console.print(line, soft_wrap=True)


def _flat(text: str) -> str:
    """A bubble of several lines in one."""
    return " / ".join(line for line in text.splitlines() if line.strip())

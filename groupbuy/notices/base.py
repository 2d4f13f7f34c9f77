"""What every notice is: facts for one recipient under a key, worded when it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal, Protocol

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory
from groupbuy.order import Order
from groupbuy.places import Spot

Waiting = Literal["waits", "cutoff", "now"]
"""waits: held until quiet hours end; cutoff: likewise, unless the cutoff itself lay in quiet hours;
now: never held."""


class Names(Protocol):
    """How people and places are called when a notice is worded (names and addresses are erasable, so never
    among the facts)."""

    def masked(self, resident: str) -> str: ...
    def label(self, resident: str) -> str: ...
    def spot(self, spot: str) -> Spot | None: ...
    def paste(self, leadership: str) -> str:
        """What an admin pastes to take an applicant on, "" where the answers are gone."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`to` is "chat:<chat group id>", "resident:<id>", "leader:<id>" or "admin:<id>".

    `subject` and `version` with kind and recipient make the unique key: the same thing is told to
    the same recipient once. `good_until` is when the telling has lost its sense (None: never).
    `place_of` is the absent leader in whose place the recipient reads it, "" nobody.
    `reminds` marks what a resident may ask not to get. `public` words a resident's notice for the
    group where they cannot be reached 1:1 ("" = not there).
    """

    waiting: ClassVar[Waiting] = "waits"
    text: ClassVar[str] = ""
    public: ClassVar[str] = ""
    reminds: ClassVar[bool] = False

    to: str
    subject: str
    version: str = ""
    buy: int | None = None
    good_until: datetime | None = None
    place_of: str = ""

    def holds(self, buy: GroupBuy | None, order: Order | None) -> bool:
        """Whether it is still true when it is about to go out; `order` is the recipient's in that buy."""
        return True

    def whose(self, resident: str, names: Names, own: str = "") -> str:
        """张姐的, told to somebody who ordered for 张姐; `own` where it is the reader's own order."""
        return own if self.to == f"resident:{resident}" else f"{names.masked(resident)}的"

    @property
    def kind(self) -> str:
        return kind_of(type(self))

    @property
    def key(self) -> str:
        parts = (self.kind, self.subject, self.to, self.version)
        return "\x1f".join((*parts, self.place_of) if self.place_of else parts)

    def said(self, template: str, names: Names, directory: Directory) -> str:
        """`worded`, and before it for whom the recipient stands in: （代梅姐）【7号团】…"""
        absent = directory.leaders.get(self.place_of)
        return (f"（代{absent.name}）" if absent else "") + self.worded(template, names, directory)

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        """The message, from `template` (this kind's `text` or the operator's own wording)."""
        raise NotImplementedError


def kind_of(cls: type[Notice]) -> str:
    """CutoffSoon -> cutoff_soon."""
    return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")

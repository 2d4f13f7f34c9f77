"""What the grammar reads out of a message: wishes and the few things said beside them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .amounts import Amount
from .catalogue import UNLISTED, Mention

Manner = Literal["plain", "add", "less", "set", "drop"]
#: a thing named that is not on offer
UNKNOWN = UNLISTED


@dataclass(slots=True)
class Wish:
    """One wish. `mention` None: no product was named. `amount` None: none was said.

    `every`: meant for each product on offer, those of `but` excepted. `signed`: `whom` only stands before the order, as a
    signature does. `mine`: the speaker is set apart from others ("我2箱，我姐1箱").
    """

    mention: Mention | None
    amount: Amount | None
    manner: Manner = "plain"
    whom: str | None = None
    signed: bool = False
    mine: bool = False
    every: bool = False
    but: tuple[int, ...] = ()
    refused: bool = False
    note: str = ""
    term: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Reading:
    """All that was read. `puzzle` is the stretch that kept a seeming order from being understood."""

    wishes: list[Wish] = field(default_factory=list)
    wanting: bool = False
    vague: bool = False
    same: bool = False
    everything_off: str = ""
    kept: tuple[int, ...] = ()
    off_whom: str | None = None
    off_signed: bool = False
    pointing_back: bool = False
    notes: list[str] = field(default_factory=list)
    puzzle: str = ""

    @property
    def asks(self) -> bool:
        """Whether something is wanted although no wish says what."""
        return self.same or self.wanting or self.vague


def inherit(wishes: Sequence[Wish], topic: Mention | None) -> None:
    """An amount without goods means what was just asked about, or what somebody else just took."""
    before: Wish | None = None
    for wish in wishes:
        if wish.mention is None and not wish.every:
            shared = before is not None and wish.whom != before.whom and wish.manner == "plain"
            wish.mention = before.mention if before is not None and shared and before.mention else topic
        before = wish

"""What somebody wants of a group buy, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from groupbuy.buy import Item
from groupbuy.order import Order, Part
from groupbuy.pickup import Choice


@dataclass(frozen=True, slots=True)
class Wish:
    """`qty` sale units of an item: as the new total (set), on top (add) or less (sub).

    `whom` is the id of the person it is for, "" for the sender; `words` are those it rests on.
    `parts` are the prices of what is given back by it (a message taken back); else the present one.
    """

    item: int
    qty: Decimal
    mode: Literal["set", "add", "sub"] = "set"
    whom: str = ""
    note: str = ""
    words: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    item: Item
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of it for one person: the order as it stands, what changed, and how its pickup point was
    chosen if it was now: for a new order, or for one that grew beyond the room at its old point. `remarks` are
    those that are new, by item, with or without a change."""

    order: Order
    changes: tuple[Change, ...]
    new: bool
    choice: Choice | None = None
    remarks: Mapping[int, str] = field(default_factory=dict)

    @property
    def noted(self) -> bool:
        """Something ordered has a new remark."""
        return any(self.order.line(it).ordered for it in self.remarks)

    @property
    def provisional(self) -> bool:
        """The point was chosen for them, as none was known."""
        return self.choice is not None and self.choice.because == "best"

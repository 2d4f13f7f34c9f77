"""What happens to the points of a buy's orders as a whole, as facts for the journal."""

from dataclasses import dataclass
from typing import Literal

from groupbuy.events import BuyEvent


@dataclass(frozen=True, slots=True)
class AssignmentAsked(BuyEvent):
    """The points of the buy's orders are to be solved anew: a leader asked, or a point cannot serve it."""

    no: int
    because: Literal["leader", "point_gone"]

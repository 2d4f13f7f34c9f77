"""The facts of a buy's goods on their way to the points."""

from dataclasses import dataclass
from datetime import datetime

from groupbuy.events import BuyEvent


@dataclass(frozen=True, slots=True)
class DeliveryDelayed(BuyEvent):
    """What has not come reaches a point ("" = every point, whatever was said of one) only at `ready`."""

    point: str
    ready: datetime


@dataclass(frozen=True, slots=True)
class RouteSet(BuyEvent):
    """In which order the goods are brought to their points; `by_hand`: as somebody said."""

    stops: tuple[str, ...]
    by_hand: bool

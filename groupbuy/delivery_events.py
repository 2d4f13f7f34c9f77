"""The facts of a buy's goods on their way to the points."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class TransferSent(BuyEvent):
    """`qty` sale units of an item left a point for another one; with `cut` its latest orders go without."""

    transfer: int
    item: int
    qty: Decimal
    origin: str
    target: str
    cut: bool


@dataclass(frozen=True, slots=True)
class TransferReceived(BuyEvent):
    """It is there; `lifted` of it went to those who were short."""

    transfer: int
    lifted: Decimal


@dataclass(frozen=True, slots=True)
class TransferRefused(BuyEvent):
    transfer: int

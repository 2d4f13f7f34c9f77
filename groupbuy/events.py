"""Everything that can happen, as facts: the journal is made of these and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from groupbuy.places import Hours

Because = Literal["resident", "leader", "late", "cancelled"]


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """An item as it was offered; prices in fen, quantities in sale units; a sale unit takes `units` of a
    point's capacity for `storage`."""

    no: int
    name: str
    unit: str
    price: int
    stock: Decimal | None = None
    limit: Decimal | None = None
    aliases: tuple[str, ...] = ()
    product: str | None = None
    storage: Literal["normal", "chilled", "frozen"] = "normal"
    units: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Event:
    """A fact. Which buy, order or resident it is about stands in the fields of that name."""


@dataclass(frozen=True, slots=True)
class BuyEvent(Event):
    buy: int


@dataclass(frozen=True, slots=True)
class BuyDrafted(BuyEvent):
    community: str
    leader: str
    title: str
    items: tuple[OfferedItem, ...]
    chats: tuple[str, ...]
    cutoff_at: datetime
    pickup_day: date
    pickup_opens: time
    pickup_closes: time
    minimum_of: Literal["orders", "units", "amount"] | None = None
    minimum_need: int = 0


@dataclass(frozen=True, slots=True)
class BuyOpened(BuyEvent):
    pass


@dataclass(frozen=True, slots=True)
class BuyExtended(BuyEvent):
    cutoff_at: datetime


@dataclass(frozen=True, slots=True)
class BuyClosed(BuyEvent):
    """`cutoff_at` is the cutoff that held: earlier than planned where a leader closed by hand."""

    cutoff_at: datetime
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class BuyReopened(BuyEvent):
    cutoff_at: datetime


@dataclass(frozen=True, slots=True)
class BuyFormed(BuyEvent):
    because: Literal["reached", "no_minimum", "leader"]


@dataclass(frozen=True, slots=True)
class BuyNotFormed(BuyEvent):
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class BuyCancelled(BuyEvent):
    because: Literal["leader", "no_answer"]


@dataclass(frozen=True, slots=True)
class GoodsOrdered(BuyEvent):
    """The list went to the supplier."""


@dataclass(frozen=True, slots=True)
class GoodsArrived(BuyEvent):
    """An item has reached a point ("" = every point of the buy)."""

    arrival: int
    item: int
    point: str
    short: Decimal


@dataclass(frozen=True, slots=True)
class GoodsShort(BuyEvent):
    """Less of an item comes than was ordered ("" = over all points)."""

    arrival: int
    item: int
    point: str
    short: Decimal


@dataclass(frozen=True, slots=True)
class ArrivalReversed(BuyEvent):
    arrival: int


@dataclass(frozen=True, slots=True)
class BuyArrived(BuyEvent):
    pass


@dataclass(frozen=True, slots=True)
class BuyFinished(BuyEvent):
    pass


@dataclass(frozen=True, slots=True)
class MomentPassed(BuyEvent):
    """A due moment (`due.py`) was dealt with; it will not be looked at again."""

    moment: str


@dataclass(frozen=True, slots=True)
class PriceChanged(BuyEvent):
    item: int
    price: int


@dataclass(frozen=True, slots=True)
class StockChanged(BuyEvent):
    item: int
    stock: Decimal | None


@dataclass(frozen=True, slots=True)
class OrderEvent(Event):
    buy: int
    order: str


@dataclass(frozen=True, slots=True)
class OrderPlaced(OrderEvent):
    """`placed_by` is who sent it: the resident, or whoever ordered for them."""

    resident: str
    placed_by: str
    seq_no: int
    point: str
    code: str


@dataclass(frozen=True, slots=True)
class ClaimAsked(OrderEvent):
    """`resident` says the order is theirs; changes nothing until the leader agrees."""

    resident: str


@dataclass(frozen=True, slots=True)
class OrderClaimed(OrderEvent):
    """What was entered under a name is now its owner's, as the leader agreed."""

    resident: str


@dataclass(frozen=True, slots=True)
class QtyChanged(OrderEvent):
    """A line went from `before` to `after` sale units; what was added costs `price` fen a unit."""

    item: int
    before: Decimal
    after: Decimal
    price: int
    because: Because


@dataclass(frozen=True, slots=True)
class PointChosen(OrderEvent):
    """Why another point: `full`, the order grew beyond the room there; `bound`, the resident's own is another
    now; `hand`, for this order alone or after the cutoff; `cover`, its
    leader is away or back; `assigned`, by the solution of the whole buy. "" in
    journals of older versions."""

    point: str
    code: str
    because: Literal["", "full", "bound", "hand", "cover", "assigned"] = ""


@dataclass(frozen=True, slots=True)
class PickupSet(OrderEvent):
    """Where (`spot`: an opaque id, the address stands beside the book) and when the order is fetched;
    local times of `day`."""

    spot: str
    day: date
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class LineShorted(OrderEvent):
    """`qty` of a line does not come, by arrival record `arrival`."""

    item: int
    qty: Decimal
    arrival: int


@dataclass(frozen=True, slots=True)
class ShortageLifted(OrderEvent):
    item: int
    qty: Decimal
    arrival: int


@dataclass(frozen=True, slots=True)
class Picked:
    item: int
    qty: Decimal


@dataclass(frozen=True, slots=True)
class GoodsPickedUp(OrderEvent):
    """`by_proxy`: against the code that the resident gave to a neighbour."""

    verification: str
    picked: tuple[Picked, ...]
    by_proxy: bool = False


@dataclass(frozen=True, slots=True)
class PickupReversed(OrderEvent):
    verification: str


@dataclass(frozen=True, slots=True)
class ProxyNamed(OrderEvent):
    """A neighbour may fetch the order against `code` until a moment; who it is, only the resident knows."""

    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ProxyWithdrawn(OrderEvent):
    pass


@dataclass(frozen=True, slots=True)
class PaymentClaimed(OrderEvent):
    pass


@dataclass(frozen=True, slots=True)
class PaymentConfirmed(OrderEvent):
    """`amount` fen that the leader says came in (negative: given back)."""

    amount: int


@dataclass(frozen=True, slots=True)
class Reminded(OrderEvent):
    """Whoever placed the order was asked by a leader to pay for it or to fetch it; changes nothing."""

    about: Literal["paying", "fetching"]


@dataclass(frozen=True, slots=True)
class PointBound(Event):
    resident: str
    community: str
    point: str


@dataclass(frozen=True, slots=True)
class ResidentErased(Event):
    resident: str


@dataclass(frozen=True, slots=True)
class ConfigApplied(Event):
    version: str

"""A group buy: what is offered, where, until when, and the one table of its states."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from groupbuy import delivery_events as way
from groupbuy import events as ev
from groupbuy import point_events
from groupbuy.errors import NoSuchItem, WrongState
from groupbuy.money import yuan
from groupbuy.places import StorageClass
from groupbuy.quantity import ZERO


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    FORMED = "formed"
    NOT_FORMED = "not_formed"
    PURCHASING = "purchasing"
    ARRIVED = "arrived"
    FINISHED = "finished"
    CANCELLED = "cancelled"


S = State
STEPS: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.OPEN, S.CANCELLED}),
    S.OPEN: frozenset({S.CLOSED, S.CANCELLED}),
    S.CLOSED: frozenset({S.OPEN, S.FORMED, S.NOT_FORMED, S.CANCELLED}),
    S.NOT_FORMED: frozenset({S.OPEN, S.FORMED, S.CANCELLED}),
    S.FORMED: frozenset({S.PURCHASING, S.CANCELLED}),
    S.PURCHASING: frozenset({S.ARRIVED, S.CANCELLED}),
    S.ARRIVED: frozenset({S.FINISHED}),
    S.FINISHED: frozenset(),
    S.CANCELLED: frozenset(),
}
STATE_NAMES: Mapping[State, str] = {
    S.DRAFT: "待确认",
    S.OPEN: "开团中",
    S.CLOSED: "已截单",
    S.FORMED: "已成团",
    S.NOT_FORMED: "未成团",
    S.PURCHASING: "采购中",
    S.ARRIVED: "已到货",
    S.FINISHED: "已完成",
    S.CANCELLED: "已取消",
}
TAKES_LATE_HANDLED = frozenset({S.OPEN, S.CLOSED, S.FORMED, S.NOT_FORMED})
ASSIGN, ASSIGN_ASKED = "assign@", "assign_asked-"
"""What a buy remembers of solving its points: moments that have passed, and that it was asked for."""
OVER = frozenset({S.FINISHED, S.CANCELLED})


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a buy must reach to form: `need` orders, sale units, or fen."""

    of: Literal["orders", "units", "amount"]
    need: int


def measure(minimum: Minimum, value: int) -> str:
    """A minimum's figure with its unit: 12户, 30份, 500元."""
    match minimum.of:
        case "orders":
            return f"{value}户"
        case "units":
            return f"{value}份"
        case "amount":
            return f"{yuan(value)}元"


@dataclass(frozen=True, slots=True)
class Pickup:
    """Day and window of fetching, local times in the operator's zone."""

    day: date
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on offer. `price` in fen per `unit`; `stock` None is unlimited; `limit` per resident;
    `taken` is what orders hold (stock's other half); `arrived` the points it has reached ("" = all);
    a sale unit takes `units` of a point's capacity for `storage`."""

    no: int
    name: str
    unit: str
    price: int
    stock: Decimal | None = None
    limit: Decimal | None = None
    aliases: tuple[str, ...] = ()
    product: str | None = None
    taken: Decimal = ZERO
    arrived: frozenset[str] = frozenset()
    storage: StorageClass = StorageClass.NORMAL
    units: Decimal = Decimal(1)

    @property
    def left(self) -> Decimal | None:
        """What can still be ordered; None is unlimited."""
        return None if self.stock is None else max(ZERO, self.stock - self.taken)

    def arrived_at(self, point: str) -> bool:
        return "" in self.arrived or point in self.arrived


@dataclass(frozen=True, slots=True)
class Transfer:
    """Goods on their way between two points; `lifted` of them went to those who were short."""

    no: int
    item: int
    qty: Decimal
    origin: str
    target: str
    cut: bool
    state: Literal["sent", "received", "refused"] = "sent"
    lifted: Decimal = ZERO


@dataclass(slots=True)
class GroupBuy:
    """`number` is how people call it; changes only by `apply`. `delays`: when goods that come late are at
    a point ("" = at every point that is not named). `route`: the points in the order to go, once that
    was worked out or said `by_hand`."""

    number: int
    community: str
    leader: str
    title: str
    items: dict[int, Item]
    chats: tuple[str, ...]
    cutoff_at: datetime
    pickup: Pickup
    minimum: Minimum | None = None
    state: State = State.DRAFT
    state_since: datetime | None = None
    last_seq: int = 0
    passed: frozenset[str] = frozenset()
    last_arrival: int = 0
    arrivals: dict[int, ev.GoodsArrived | ev.GoodsShort] = field(default_factory=dict)
    delays: dict[str, datetime] = field(default_factory=dict)
    route: tuple[str, ...] = ()
    by_hand: bool = False
    transfers: dict[int, Transfer] = field(default_factory=dict)

    @property
    def state_name(self) -> str:
        return STATE_NAMES[self.state]

    @property
    def assignments_asked(self) -> int:
        """How often its points were to be solved anew."""
        return sum(it.startswith(ASSIGN_ASKED) for it in self.passed)

    @property
    def assignment_waits(self) -> bool:
        """The latest of them has not been dealt with."""
        asked = self.assignments_asked
        return asked > 0 and not any(it.startswith(ASSIGN) and it.endswith(f"-{asked}") for it in self.passed)

    @property
    def assigned(self) -> bool:
        """Its points were solved as a whole, and residents told."""
        return any(it.startswith(ASSIGN) for it in self.passed)

    def item(self, no: int) -> Item:
        if no not in self.items:
            raise NoSuchItem(no=no, buy=self.number)
        return self.items[no]

    def may(self, to: State) -> bool:
        return to in STEPS[self.state]

    def must(self, to: State) -> None:
        """Refuses a step the table does not have, by name."""
        if not self.may(to):
            raise WrongState(buy=self.number, now=STATE_NAMES[self.state], wanted=STATE_NAMES[to])

    def apply(self, event: ev.BuyEvent, at: datetime) -> None:
        """The only way a group buy changes; the fold of the journal calls the same."""
        match event:
            case ev.BuyOpened():
                self._step(S.OPEN, at)
            case ev.BuyExtended(cutoff_at=cutoff):
                self.cutoff_at = cutoff
            case ev.BuyClosed(cutoff_at=cutoff):
                self._step(S.CLOSED, at)
                self.cutoff_at = cutoff
            case ev.BuyReopened(cutoff_at=cutoff):
                self._step(S.OPEN, at)
                self.cutoff_at = cutoff
            case ev.BuyFormed():
                self._step(S.FORMED, at)
            case ev.BuyNotFormed():
                self._step(S.NOT_FORMED, at)
            case ev.BuyCancelled():
                self._step(S.CANCELLED, at)
            case ev.GoodsOrdered():
                self._step(S.PURCHASING, at)
            case ev.BuyArrived():
                self._step(S.ARRIVED, at)
            case ev.BuyFinished():
                self._step(S.FINISHED, at)
            case ev.MomentPassed(moment=moment):
                self.passed |= {moment}
            case point_events.AssignmentAsked(no=no):
                self.passed |= {f"{ASSIGN_ASKED}{no}"}
            case ev.PriceChanged(item=no, price=price):
                self._change(no, price=price)
            case ev.StockChanged(item=no, stock=stock):
                self._change(no, stock=stock)
            case ev.GoodsArrived(arrival=arrival, item=no, point=point):
                self._arrival(arrival, event)
                self._change(no, arrived=self.items[no].arrived | {point})
            case way.DeliveryDelayed(point=point, ready=ready):
                self.delays = {**(self.delays if point else {}), point: ready}
            case way.TransferSent(transfer=no):
                self.transfers[no] = Transfer(
                    no, event.item, event.qty, event.origin, event.target, event.cut
                )
            case way.TransferReceived(transfer=no, lifted=lifted):
                self.transfers[no] = replace(self.transfers[no], state="received", lifted=lifted)
            case way.TransferRefused(transfer=no):
                self.transfers[no] = replace(self.transfers[no], state="refused")
            case way.RouteSet(stops=stops, by_hand=by_hand):
                self.route, self.by_hand = stops, by_hand
            case ev.GoodsShort(arrival=arrival):
                self._arrival(arrival, event)
            case ev.ArrivalReversed(arrival=arrival):
                gone = self.arrivals.pop(arrival)
                if isinstance(gone, ev.GoodsArrived):
                    self._change(gone.item, arrived=self.items[gone.item].arrived - {gone.point})

    def delay_at(self, point: str) -> datetime | None:
        """When its goods are at a point, where somebody said that they come late."""
        return self.delays.get(point, self.delays.get(""))

    def count(self, no: int, delta: Decimal) -> None:
        """Follows what storage has taken from (or given back to) an item's stock."""
        self._change(no, taken=self.items[no].taken + delta)

    def _step(self, to: State, at: datetime) -> None:
        self.must(to)
        self.state, self.state_since = to, at

    def _arrival(self, arrival: int, event: ev.GoodsArrived | ev.GoodsShort) -> None:
        self.last_arrival = arrival
        self.arrivals[arrival] = event

    def _change(self, no: int, **fields: object) -> None:
        self.items[no] = replace(self.items[no], **fields)  # type: ignore[arg-type]  # names are Item's own

"""What the operator wrote down, as the rules read it: communities, leaders, points, products, limits."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from groupbuy.applications import Applications
from groupbuy.errors import UnknownChat, UnknownPoint
from groupbuy.places import PickupPoint as PickupPoint
from groupbuy.places import PickupWindow as PickupWindow
from groupbuy.places import Place as Place
from groupbuy.places import Stand
from groupbuy.places import StorageClass as StorageClass
from groupbuy.standins import Standin

T = TypeVar("T")
Identity = tuple[str, str]
"""(realm, user id). A realm is a corp id where channels share user ids, else the channel's name."""
MOST_KEPT = 5_000
"""Things worked out that one directory remembers; beyond that it begins afresh."""


class Right(StrEnum):
    """What a leader may be allowed; a deputy has a subset."""

    OPEN = "open"
    ORDERS = "orders"
    GOODS = "goods"
    VERIFY = "verify"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Building:
    """A building as people name it. Absent figures are unknown and nothing is checked by them.

    `units` number their rooms alike (3-1-501 and 3-2-501 are two homes), `floors` above ground number
    them by floor (1203), `rooms_per_floor` in each unit; `house`: one household, a villa. `lift`: whether
    people get to their door without stairs.
    """

    name: str
    place: Place
    aliases: tuple[str, ...] = ()
    units: int | None = None
    floors: int | None = None
    rooms_per_floor: int | None = None
    house: bool = False
    lift: bool | None = None


@dataclass(frozen=True, slots=True)
class Community:
    """`walks`: metres that somebody measured, by `start` and by point id; a unit that has any has those of its
    building too. `farthest_walk`: metres that nobody is sent to walk unasked, None: no limit."""

    id: str
    name: str
    buildings: tuple[Building, ...] = ()
    walks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    farthest_walk: int | None = None

    @staticmethod
    def start(building: str, unit: str = "") -> str:
        """The key of `walks` for a building or one of its units."""
        return f"{building}/{unit}" if unit else building

    def start_of(self, building: str, unit: str) -> str:
        """Where walks from there begin: the unit where anything was measured from it, else the building."""
        own = self.start(building, unit)
        return own if own in self.walks else building


@dataclass(frozen=True, slots=True)
class ChatGroup:
    """`chat` is the platform's group id on `channel`; `push` names another channel that can speak
    to it: a webhook made in that group, or a simulator that knows it by the same id."""

    id: str
    name: str
    community: str
    channel: str
    chat: str
    hears_all: bool = False
    push: str | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """`communities` are where the rights hold: `rights` in each, or what `rights_by` says of it. `pay` is the
    leader's own "how to pay" text; `role` what the part is called ("" by rights). Retired ones open no more.
    `minds` is what they stand in for today, of the book and not of the configuration.
    """

    id: str
    name: str
    communities: tuple[str, ...]
    identities: tuple[Identity, ...]
    pay: str = ""
    rights: frozenset[Right] = frozenset(Right)
    deputy_of: str | None = None
    rights_by: Mapping[str, frozenset[Right]] = field(default_factory=dict)
    role: str = ""
    retired: bool = False
    minds: tuple[Standin, ...] = ()

    def rights_in(self, community: str) -> frozenset[Right]:
        return self.rights_by.get(community, self.rights) if community in self.communities else frozenset()


@dataclass(frozen=True, slots=True)
class Admin:
    id: str
    name: str
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Supplier:
    id: str
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """`price` is the list price in fen per `unit` (None: the leader names it when opening); `units` is
    what one `unit` takes of a point's capacity."""

    id: str
    name: str
    unit: str
    spec: str = ""
    aliases: tuple[str, ...] = ()
    storage_class: StorageClass = StorageClass.NORMAL
    units: Decimal = Decimal(1)
    supplier: str | None = None
    price: int | None = None
    supply_price: int | None = None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local times; may cross midnight (22:00 to 08:00). Equal times: never quiet."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Reminders:
    """How long before a moment somebody is reminded of it, and how long an answer is waited for."""

    before_cutoff: tuple[timedelta, ...] = (timedelta(hours=2), timedelta(minutes=15))
    before_pickup_closes: timedelta = timedelta(hours=2)
    not_formed_answer: timedelta = timedelta(hours=3)
    reopen_within: timedelta = timedelta(minutes=30)
    cover_answer: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one person's behaviour; quantities in sale units, money in fen."""

    grace: timedelta = timedelta(seconds=60)
    max_qty_per_line: Decimal = Decimal(99)
    max_lines_per_message: int = 30
    max_order_amount: int = 500_000
    messages_per_minute: int = 20
    open_buys_per_leader: int = 20


@dataclass(frozen=True, slots=True)
class Directory:
    """One applied configuration. `version` names it in the journal; `depot` is where goods set out from.
    `standins` is what the book knows of absent leaders (filled in where a unit of work begins)."""

    operator: str
    zone: ZoneInfo
    version: str = ""
    communities: Mapping[str, Community] = field(default_factory=dict)
    chats: Mapping[str, ChatGroup] = field(default_factory=dict)
    leaders: Mapping[str, Leader] = field(default_factory=dict)
    admins: Mapping[str, Admin] = field(default_factory=dict)
    applications: Applications | None = None
    points: Mapping[str, PickupPoint] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    suppliers: Mapping[str, Supplier] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    quiet: QuietHours | None = None
    reminders: Reminders = field(default_factory=Reminders)
    limits: Limits = field(default_factory=Limits)
    depot: Place | None = None
    standins: tuple[Standin, ...] = ()
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` finds, worked out once. It must follow from this directory and the key alone; another
        directory (a new configuration, another leave) knows nothing of it."""
        try:
            known: T = self._kept[key]
        except KeyError:
            known = work()
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = known
        return known

    def covered_by(self, standins: tuple[Standin, ...]) -> "Directory":
        """The same with these absences; the same object for the same ones, so that it keeps what it knows."""
        latest: Directory | None = self._kept.get("covered by")
        if latest is None or latest.standins != standins:
            latest = self._kept["covered by"] = replace(self, standins=standins)
        return latest

    def chat_at(self, channel: str, chat: str) -> ChatGroup | None:
        """The configured group for a platform's group id (ids are case-sensitive), or None."""
        found = self.once("chats", lambda: _first(((it.channel, it.chat), it) for it in self.chats.values()))
        return found.get((channel, chat))

    def chat(self, chat_id: str) -> ChatGroup:
        if chat_id not in self.chats:
            raise UnknownChat(chat_id)
        return self.chats[chat_id]

    def chats_in(self, community: str) -> tuple[ChatGroup, ...]:
        return tuple(g for g in self.chats.values() if g.community == community)

    def points_in(self, community: str) -> tuple[PickupPoint, ...]:
        """In the order of their numbers, as people are shown them."""
        return self.once(("points in", community), lambda: _by_number(self.points.values(), community))

    def point(self, point_id: str) -> PickupPoint:
        if point_id not in self.points:
            raise UnknownPoint(point_id)
        return self.points[point_id]

    def stands(self, point: PickupPoint, day: date) -> Stand | None:
        """Where and when a point stands that day, market holidays considered; None: closed."""
        if self.points.get(point.id) is not point:
            return point.on(day, self.holidays)
        return self.once(("stands", point.id, day), lambda: point.on(day, self.holidays))

    def open_points(self, community: str, day: date) -> tuple[PickupPoint, ...]:
        """Those of a community that are not closed that day, by number."""
        return tuple(it for it in self.points_in(community) if self.stands(it, day) is not None)

    def leader_of(self, identity: Identity) -> Leader | None:
        theirs = ((identity, it) for it in self.leaders.values() for identity in it.identities)
        return self.once("leaders", lambda: _first(theirs)).get(identity)

    def admin_of(self, identity: Identity) -> Admin | None:
        theirs = ((identity, it) for it in self.admins.values() for identity in it.identities)
        return self.once("admins", lambda: _first(theirs)).get(identity)


def _by_number(points: Iterable[PickupPoint], community: str) -> tuple[PickupPoint, ...]:
    return tuple(sorted((it for it in points if it.community == community), key=lambda it: it.no))


def _first(pairs: Iterable[tuple[Identity, T]]) -> Mapping[Identity, T]:
    """By key; of several with the same one the first."""
    found: dict[Identity, T] = {}
    for key, it in pairs:
        found.setdefault(key, it)
    return found

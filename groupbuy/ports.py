"""What the rules need of the outside: the book inside a unit of work, and the reads beside it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from groupbuy.buy import GroupBuy
from groupbuy.chains import Snapshot
from groupbuy.directory import Directory, Identity
from groupbuy.events import Event
from groupbuy.leadership import Leadership, State
from groupbuy.leave import Leave
from groupbuy.notices.base import Notice
from groupbuy.order import Order
from groupbuy.places import Spot
from groupbuy.resident import Resident
from groupbuy.room import Room
from groupbuy.standins import Standin
from groupbuy.told import Told


class Unavailable(Exception):
    """Nothing could be stored or read just now (disk full, database away): the message may be delivered again."""


@dataclass(frozen=True, slots=True)
class LateOrder:
    """An order that came too late, kept for the leader: `no` counts within the buy.

    `wishes` are plain JSON values as `ordering.Wish` writes them; `on_time` marks one that was sent
    in time and handled too late to be booked. `message` is what it came with; a `withdrawn` one (the
    message was recalled) keeps its number and is in no list.
    """

    no: int
    buy: int
    resident: str
    sent_at: datetime
    on_time: bool
    wishes: Sequence[dict[str, Any]]
    accepted: bool = False
    message: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A question put to somebody in a chat ("" = 1:1); `message` (the store's to fill in) is what it was about."""

    resident: str
    chat: str
    kind: str
    data: dict[str, Any]
    expires_at: datetime
    message: str = ""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal: what happened, when (UTC), by whom and because of which message."""

    no: int
    at: datetime
    event: Event
    actor: str
    message: str


class Reads(Protocol):
    """Plain reads, inside a unit or beside it; nothing is locked."""

    async def buy(self, number: int) -> GroupBuy:
        """NoSuchBuy where there is none."""
        ...

    async def buys_in_chat(self, chat_group: str) -> Sequence[GroupBuy]:
        """Those not over, drafts left out, by number."""
        ...

    async def buys_in_community(self, community: str) -> Sequence[GroupBuy]: ...
    async def buys_of_leader(self, leader: str) -> Sequence[GroupBuy]:
        """Those not over, drafts too."""
        ...

    async def past_buys(self, community: str) -> Sequence[GroupBuy]:
        """The latest finished or cancelled ones that somebody ordered in, latest first; at most 30."""
        ...

    async def live_buys(self) -> Sequence[GroupBuy]:
        """Every buy that is not over, drafts too, by number."""
        ...

    async def orders(self, buy: int) -> Sequence[Order]:
        """Every order of a buy (cancelled ones too), by seq_no."""
        ...

    async def order_of(self, buy: int, resident: str) -> Order | None: ...
    async def orders_by(self, resident: str, *, past: bool = False) -> Sequence[Order]:
        """Their own and those they placed for others, in buys not over (or all), newest buy first."""
        ...

    async def fetched_last(self, resident: str, points: Collection[str], *, without: int) -> str | None:
        """Where the newest of all those (but for the buy `without`) is fetched that is at one of these points."""
        ...

    async def order_by_code(self, point: str, code: str) -> Order | None:
        """Among a point's orders in buys that are not over."""
        ...

    async def orders_by_proxy(self, point: str, code: str) -> Sequence[Order]:
        """Those at a point, in buys not over, whose proxy has this code (it may have ended)."""
        ...

    async def resident(self, resident: str) -> Resident | None: ...
    async def resident_at(self, identity: Identity) -> Resident | None: ...
    async def residents(self, ids: Iterable[str]) -> dict[str, Resident]: ...
    async def guests_in(self, buy: int) -> Mapping[str, str]:
        """The orders of a buy that stand under a name somebody else gave: the name by the order's id."""
        ...

    async def known_in(self, community: str) -> Sequence[Resident]:
        """The people of a community who have told a name or a room, without their identities."""
        ...

    async def sponsored(self, sponsor: str) -> Sequence[Resident]:
        """The people somebody orders for."""
        ...

    async def loads(
        self, points: Sequence[str], day: date, *, now: datetime, without: str = ""
    ) -> Mapping[str, Room]:
        """What lies at each of the points on `day`: the needs of orders not yet fetched that are for that day,
        or whose hours are over at `now` (in the operator's zone) and that may still lie there, but `without`."""
        ...

    async def spots(self, ids: Iterable[str]) -> Mapping[str, Spot]:
        """What stands under the ids of places; those that were erased are left out."""
        ...

    async def binding(self, resident: str, community: str) -> str | None: ...
    async def bindings(self, community: str) -> Mapping[str, str]: ...
    async def told(self, residents: Iterable[str]) -> Mapping[str, Told]:
        """What they have told about fetching; those who told nothing are left out."""
        ...

    async def late_orders(self, buy: int) -> Sequence[LateOrder]: ...
    async def notes(self, buy: int) -> dict[tuple[str, int], str]:
        """Remarks by (order id, item no); `notes_on`: those of some orders."""

    async def notes_on(self, orders: Iterable[str]) -> dict[tuple[str, int], str]: ...
    async def words(self, order: str) -> dict[tuple[int, str], str]:
        """What was said for an order's lines, by (item no, message); erasable, so never in the journal."""
        ...

    async def chains(self, buy: int) -> Sequence[Snapshot]:
        """Every sending of an order chain for a buy; `names` are left empty."""
        ...

    async def application_of(self, resident: str) -> Leadership | None:
        """What a resident is applying with, not yet decided."""
        ...

    async def leadership_of(self, leader: str) -> Leadership | None:
        """Of a configured leader: the one that holds, else the latest that is over."""
        ...

    async def leaderships(self, *states: State) -> Sequence[Leadership]:
        """All in one of these states, longest there first."""
        ...

    async def leaves_of(self, leader: str) -> Sequence[Leave]:
        """A leader's own that are planned or running, the first day first; `live_leaves`: everybody's, and
        `standins` every cover of theirs that is not over, as a unit's `Directory` has them."""
        ...

    async def live_leaves(self) -> Sequence[Leave]: ...
    async def standins(self) -> tuple[Standin, ...]: ...
    async def answers(self, leadership: str) -> dict[str, str]:
        """What an applicant answered, by question."""
        ...

    async def pending(self, resident: str, chat: str, at: datetime) -> Pending | None: ...
    async def journal(self, *, buy: int | None = None, order: str | None = None) -> Sequence[JournalEntry]:
        """All of it, or what is about one buy (its orders' lines too) or one order; oldest first."""
        ...


class Books(Reads, Protocol):
    """The book inside one unit of work. Nothing else may be awaited while it is open."""

    at: datetime
    directory: Directory

    async def locked(self, number: int) -> GroupBuy:
        """The buy, held against other units until this one ends; NoSuchBuy where there is none."""
        ...

    async def own_order(self, order: str) -> Order:
        """An order by its id, held likewise; NoSuchOrder where there is none."""
        ...

    async def record(self, event: Event) -> None:
        """Apply an event to what is loaded, and write it to the journal."""
        ...

    async def take(self, buy: int, item: int, delta: Decimal) -> None:
        """Take `delta` sale units from an item's stock (give back when negative), or SoldOut."""
        ...

    async def spot_of(self, spot: Spot) -> str:
        """The id under which these words are kept: the same words, the same id."""
        ...

    async def look_again(self) -> None:
        """Work out anew when to look at each live buy: the configuration has changed."""
        ...

    async def empty_spots(self, known: Iterable[str]) -> None:
        """Erase the homes among the places of points that are no longer `known`."""
        ...

    async def next_buy_number(self) -> int: ...
    async def next_seq(self, buy: int) -> int: ...
    async def free_code(self, point: str) -> str:
        """Six digits that no undelivered order of the point has."""
        ...

    def new_id(self) -> str:
        """An id that says nothing and cannot be guessed."""
        ...

    async def tell(self, notice: Notice) -> None:
        """Write a notice to the outbox, once per key."""
        ...

    async def meet(self, identity: Identity) -> Resident:
        """Whoever has this identity; a new person where it is unknown."""
        ...

    async def guest_of(self, sponsor: str, name: str) -> Resident:
        """The person `sponsor` orders for under `name`, new where unknown."""
        ...

    async def update_resident(self, resident: Resident) -> None:
        """Store name, room, home, quiet and community (never identities)."""
        ...

    async def erase(self, resident: str) -> None:
        """Delete name, room, notes and identities; the opaque id stays in the book."""
        ...

    async def keep_told(self, resident: str, what: Told) -> None:
        """From now on; it goes when they are erased."""
        ...

    async def note(self, order: str, item: int, text: str) -> None: ...
    async def keep_words(self, order: str, item: int, text: str) -> None:
        """Keep the words of this unit's message that a line rests on."""
        ...

    async def keep_late(self, late: LateOrder) -> LateOrder:
        """Store a late order under the next number of its buy (or its own, if it has one > 0)."""
        ...

    async def keep_chain(self, buy: int, snapshot: Snapshot) -> None:
        """Store one sending; the same sending again changes nothing."""
        ...

    async def forget_chain(self, buy: int, snapshot: Snapshot) -> None: ...

    async def own_leadership(self, leadership: str) -> Leadership:
        """A leadership by its id, held likewise; KeyError where there is none."""
        ...

    async def own_leave(self, leave: str) -> Leave:
        """A leave by its id, held likewise; KeyError where there is none."""
        ...

    async def keep_answers(self, leadership: str, answers: Mapping[str, str]) -> None:
        """Store answers, those there were for the same questions are replaced."""
        ...

    async def drop_answers(self, leadership: str) -> None: ...
    async def ask(self, pending: Pending) -> None:
        """Remember a question; it replaces the one before for the same person and chat."""
        ...

    async def asked(self, resident: str, chat: str) -> None:
        """Forget the question: it was answered or dropped."""
        ...

    async def seen(self, key: str) -> bool:
        """Whether `once` was asked of a key."""
        ...

    async def once(self, key: str) -> bool:
        """True the first time a key is seen (hints that are given only once)."""
        ...

"""What the bot needs of storage beyond the rules: units of work, inbox, outbox, the clock's offset."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from groupbuy.directory import Directory
from groupbuy.expected import Expected
from groupbuy.ports import Books, Reads
from groupbuy.telling import Claimed, End

T = TypeVar("T")


class Shelf(Protocol):
    """What processes share and may lose: `storage.shelf.Shelf` without its opening and closing."""

    async def get(self, key: str) -> str | None: ...
    async def put(self, key: str, value: str, ttl_seconds: int) -> None: ...
    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Held by one at a time, among all that share the shelf."""
        ...

    async def lease(self, key: str, holder: str, ttl_seconds: int) -> bool:
        """True while `holder` has it: taken where it was free, prolonged where it was theirs."""
        ...

    async def release(self, key: str, holder: str) -> None: ...
    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        """Whether one more message may go now, by all processes together; a yes is counted."""
        ...

    async def may_hear(self, channel: str, sender: str, per_minute: int) -> bool:
        """Whether one more message of somebody is heard now, by all processes together (without what they
        share, each hears a part of it); a yes is counted."""
        ...

    def ring(self) -> None:
        """Wake the other processes; returns at once."""
        ...

    def on_ring(self, heard: Callable[[], None]) -> None: ...
    @property
    def shared(self) -> bool:
        """Whether other processes may have the same one."""
        ...

    def on_answer(self, took: Callable[[float], None]) -> None:
        """Have `took` told how many seconds each question to what is shared takes."""
        ...

    async def time(self) -> datetime | None:
        """What time it is where the shared shelf is; None where there is none, or it is away."""
        ...

    async def reachable(self) -> bool:
        """False while what is shared is out of reach."""
        ...

    @property
    def why(self) -> str:
        """What is in the way while it is out of reach; "" while nothing is."""
        ...


class InboxReads(Reads, Protocol):
    """The book, and what was answered to whom."""

    async def remembered(self, key: str) -> str | None:
        """The answer once given to this delivery ("" = silence), None where it is new."""
        ...


class Readings(InboxReads, Protocol):
    """Reads beside units."""

    def together(self) -> AbstractAsyncContextManager[InboxReads]:
        """Several reads that see one and the same moment, for the price of one."""
        ...


class UnitBooks(Books, InboxReads, Protocol):
    """A unit of work as the bot sees it: the book, plus savepoints and the inbox. `happened` are the kinds of
    what it recorded, `questions` of what it asked back; what a savepoint undid is not among them."""

    @property
    def happened(self) -> Sequence[str]: ...
    @property
    def questions(self) -> Sequence[str]: ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """Undoes what was done inside when it is left by an exception (which goes on)."""
        ...

    async def remember(self, key: str, answer: str, outcome: str) -> None:
        """Keep the answer (at most 4 KB of UTF-8) with what came of the message, for 7 days."""
        ...

    async def holds(self, lease: str, number: int) -> bool:
        """Whether a lease is still held under `number`: whoever was replaced must write nothing. Nobody can
        be replaced until the unit has ended."""
        ...

    async def audit(self, what: str, detail: str) -> None:
        """A line about something refused: who (the unit's actor), what, no message text."""
        ...


class Outbox(Protocol):
    """The notices' life beside units; every call commits by itself."""

    async def claim(self, limit: int, *, at: datetime, lease: timedelta) -> Sequence[Claimed]:
        """Waiting notices whose time has come, at most one per recipient, oldest first, leased."""
        ...

    async def settle(self, claimed: Claimed, end: End, reason: str, *, at: datetime) -> bool:
        """End a notice; False where the lease is no longer ours."""
        ...

    async def put_back(self, claimed: Claimed, *, not_before: datetime, reason: str, tried: bool) -> bool:
        """Wait until `not_before`; `tried` counts an attempt."""
        ...

    async def waiting(self, *to: str) -> Sequence[Claimed]:
        """What else waits for these recipients (to merge), oldest first, not leased."""
        ...

    async def backlog(self, at: datetime) -> tuple[int, timedelta]:
        """How many are not told yet, and how long the oldest waits whose time has come."""
        ...

    async def ends(self, buy: int | None = None) -> Mapping[str, int]:
        """How many notices are in each end state ("waiting" for those not ended)."""
        ...


class Leases(Protocol):
    """Who holds what until when; every call commits by itself."""

    async def take(self, lease: str, *, at: datetime, lasts: timedelta) -> int | None:
        """A number higher than any before; None while somebody holds it."""
        ...

    async def give_back(self, lease: str, number: int) -> None: ...


class Store(Protocol):
    """One open database."""

    @property
    def reads(self) -> Readings: ...

    @property
    def outbox(self) -> Outbox: ...
    @property
    def leases(self) -> Leases: ...

    async def run(
        self,
        unit: Callable[[UnitBooks], Awaitable[T]],
        *,
        at: datetime,
        directory: Directory,
        actor: str = "",
        message: str = "",
        alone: bool = False,
        communities: Collection[str] | None = None,
        expected: Expected | None = None,
    ) -> T:
        """Run one unit in a transaction and commit; it may be run again (lock, batch retry).

        `communities` are those it is likely to write about: units of others go on meanwhile. It may
        write about any all the same; none named is the same as all. `expected` is what it is likely to read.

        Waiting units share a commit, each in its own savepoint, unless `alone`. An exception of
        the unit undoes that unit only and is raised to its caller.
        """
        ...

    async def due(self, at: datetime) -> Sequence[int]:
        """Numbers of the buys whose next moment has come."""
        ...

    async def leaves_due(self, at: datetime) -> Sequence[str]:
        """Ids of the leaves whose next moment has come."""
        ...

    async def next_due(self) -> datetime | None:
        """The next moment of any live buy or leave, or None."""
        ...

    async def look_again(self, directory: Directory) -> None:
        """Work out every live buy's next moment anew (a configuration was applied)."""
        ...

    async def config_version(self) -> str:
        """The configuration last applied, "" before the first."""
        ...

    async def config_applied_at(self) -> datetime | None:
        """When that was, by the store's clock."""
        ...

    async def offset(self) -> timedelta:
        """How far the store's clock was moved forward."""
        ...

    async def move(self, offset: timedelta) -> None: ...
    async def machine_time(self) -> datetime:
        """What time it is where the database runs, to the second."""
        ...

    async def forget(self, *, before: datetime) -> None:
        """Drop remembered answers and dead questions older than `before`."""
        ...

"""A group-buy day on the real store: who says what, when, and what the outbox then holds."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from groupbuy import leaving, opening, ordering, passing, placing
from groupbuy.buy import GroupBuy, Minimum
from groupbuy.directory import Directory
from groupbuy.errors import TooLate, TooLateToBook
from groupbuy.notices import notice_kinds
from groupbuy.opening import Draft
from groupbuy.order import Order
from groupbuy.ordering import Placed, Wish
from groupbuy.record import from_json
from groupbuy.solving import solved
from storage.store import Store
from storage.unit import Unit
from tests.groupbuy.made import CUTOFF, DIRECTORY, MEI, OPENED, PICKUP, Named, offered

T = TypeVar("T")
Wants = Mapping[int, object]


def wishes(wants: Wants, mode: Any = "set", whom: str = "") -> list[Wish]:
    return [Wish(no, Decimal(str(qty)), mode, whom) for no, qty in wants.items()]


def a_draft(**changed: Any) -> Draft:
    told: dict[str, Any] = {
        "community": "garden",
        "title": "周末水果",
        "items": offered(),
        "chats": ("garden-1", "garden-2"),
        "cutoff_at": CUTOFF,
        "pickup": PICKUP,
    }
    return Draft(**(told | changed))


@dataclass
class Day:
    """`at` is what the clock says; a test moves it. `number` is the buy last opened."""

    store: Store
    directory: Directory = DIRECTORY
    at: datetime = OPENED
    number: int = 0
    people: dict[str, str] = field(default_factory=dict)

    async def run(self, unit: Callable[[Unit], Awaitable[T]], **how: Any) -> T:
        return await self.store.run(unit, **{"at": self.at, "directory": self.directory, **how})

    async def opens(self, minimum: Minimum | None = None, **changed: Any) -> int:
        async def unit(books: Unit) -> int:
            buy = await opening.draft(books, MEI, a_draft(minimum=minimum, **changed))
            await opening.confirm(books, buy)
            return buy.number

        self.number = await self.run(unit)
        return self.number

    async def says(
        self, who: str, wants: list[Wish], *, sent_at: datetime | None = None, number: int = 0
    ) -> list[Placed]:
        """A message that orders; what comes too late is kept, as the bot does it, and raised."""
        buy = number or self.number

        async def unit(books: Unit) -> list[Placed] | Exception:
            try:
                async with books.savepoint():
                    return await ordering.place(books, buy, who, wants, sent_at=sent_at or self.at)
            except (TooLate, TooLateToBook) as late:
                return await ordering.keep_late(books, late)

        answer = await self.run(unit)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def orders(self, who: str, wants: Wants, mode: Any = "set", **how: Any) -> Order:
        """One order for oneself; the order as it stands."""
        return (await self.says(who, wishes(wants, mode), **how))[0].order

    async def cancels(self, who: str, **how: Any) -> list[Placed]:
        sent_at = how.pop("sent_at", self.at)
        return await self.run(lambda books: ordering.cancel(books, self.number, who, sent_at=sent_at, **how))

    async def leads(self, step: Callable[..., Awaitable[T]], *args: Any, **how: Any) -> T:
        """A use case that takes the books and the buy."""

        async def unit(books: Unit) -> T:
            return await step(books, await books.locked(self.number), *args, **how)

        return await self.run(unit)

    async def for_order(self, step: Callable[..., Awaitable[T]], who: str, *args: Any) -> T:
        """A use case that takes the books, the buy and somebody's order."""

        async def unit(books: Unit) -> T:
            found = await books.order_of(self.number, who)
            assert found is not None
            return await step(books, await books.locked(self.number), await books.own_order(found.id), *args)

        return await self.run(unit)

    async def comes(self, at: datetime) -> list[str]:
        """The clock moves on and what is due is done, as the ticks do it."""
        self.at = at
        done = []
        while due := await self.store.due(at):
            for number in due:
                done += [it.what for it in await self.run(lambda books, n=number: passing.pass_due(books, n))]
                task = await placing.task_of(self.store.reads, self.directory, number, at)
                if task is not None:
                    answer = solved(task)
                    assert await self.run(lambda books, a=task, b=answer: placing.settle(books, a, b))
        while leaves := await self.store.leaves_due(at):
            for key in leaves:
                done += [it.what for it in await self.run(lambda books, k=key: leaving.pass_leave(books, k))]
        return done

    async def buy(self) -> GroupBuy:
        return await self.store.reads.buy(self.number)

    async def order(self, who: str) -> Order:
        found = await self.store.reads.order_of(self.number, who)
        assert found is not None
        return found

    async def told(self, to: str, kind: str = "") -> list[str]:
        """What waits for somebody, worded with its own template, oldest first."""
        kinds = notice_kinds()
        waiting = [it for it in await self.store.outbox.waiting(to) if kind in ("", it.kind)]
        notices = [from_json(kinds[it.kind], it.facts) for it in waiting]
        return [it.worded(it.text, Named(), self.directory) for it in notices]

    async def kinds_told(self, to: str) -> list[str]:
        return [it.kind for it in await self.store.outbox.waiting(to)]

"""Reminding: a leader has those who have not paid or not fetched told so, none of them too often."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from groupbuy.buy import GroupBuy
from groupbuy.events import Reminded
from groupbuy.notices import fetch_reminder, pay_reminder
from groupbuy.order import Order
from groupbuy.ports import Books
from groupbuy.telling import held_until
from groupbuy.whereabouts import of_order

About = Literal["paying", "fetching"]

AGAIN_AFTER = timedelta(hours=4)
"""How long nobody is reminded of the same order and thing a second time."""


@dataclass(slots=True)
class Reminding:
    """What came of it: `told` are reminded; `lately` were reminded a short while ago; `claimed` say they
    have paid; `unwilling` do not want reminders; `own` are orders that the leader placed for others.
    `held_until` is when it goes out where it is night now."""

    told: list[Order] = field(default_factory=list)
    lately: list[Order] = field(default_factory=list)
    claimed: list[Order] = field(default_factory=list)
    unwilling: list[Order] = field(default_factory=list)
    own: list[Order] = field(default_factory=list)
    held_until: datetime | None = None

    @property
    def people(self) -> int:
        """How many are told: somebody's orders, for whomever they are, come in one message."""
        return len({it.placed_by for it in self.told})


async def remind(
    books: Books, buy: GroupBuy, orders: Sequence[Order], about: About, *, leader: str
) -> Reminding:
    """Remind those of `orders` (which all owe, or wait to be fetched); `leader` is the id of who asks.

    Notices of one kind for one person go out as one message; at night they wait for the morning.
    """
    done = Reminding(held_until=held_until("waits", books.at, books.directory))
    lately = await _lately(books, buy, about)
    people = await books.residents({it.placed_by for it in orders})
    for order in orders:
        person = people.get(order.placed_by)
        if about == "fetching" and of_order(order, buy, books.directory).spot.at_door:
            continue  # nothing to fetch: it is brought
        if order.placed_by == leader:
            done.own.append(order)
        elif about == "paying" and order.claimed:
            done.claimed.append(order)
        elif person is not None and person.quiet:
            done.unwilling.append(order)
        elif order.id in lately:
            done.lately.append(order)
        else:
            await _tell(books, buy, order, about)
            done.told.append(order)
    return done


async def _tell(books: Books, buy: GroupBuy, order: Order, about: About) -> None:
    await books.record(Reminded(buy.number, order.id, about))
    if about == "paying":
        await pay_reminder.tell(books, buy, order)
    else:
        await fetch_reminder.tell(books, buy, order)


async def _lately(books: Books, buy: GroupBuy, about: About) -> set[str]:
    """The orders reminded of the same thing within the last hours."""
    return {
        it.event.order
        for it in await books.journal(buy=buy.number)
        if isinstance(it.event, Reminded) and it.event.about == about and it.at > books.at - AGAIN_AFTER
    }

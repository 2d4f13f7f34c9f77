"""One message with everything known about it: who, where, what is on offer there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from bot.incoming import Incoming
from bot.texts import Texts
from bot.understand.intent import Context, Product
from groupbuy.buy import GroupBuy
from groupbuy.directory import ChatGroup, Directory, Identity
from groupbuy.money import yuan
from groupbuy.order import Order
from groupbuy.quantity import ZERO
from groupbuy.resident import Resident, Speaker


@dataclass(frozen=True, slots=True)
class Talk:
    """`buys` are the candidates (DESIGN §3 "Which buy"): live ones of this chat, or 1:1 of the
    speaker's community; drafts left out. `orders` are the speaker's own, by buy; `guests` the orders they
    placed for others, by name and buy. `community` is None where a 1:1 speaker's is not known yet.
    `worked` is what was worked out ahead of the unit.
    """

    incoming: Incoming
    at: datetime
    speaker: Speaker
    directory: Directory
    texts: Texts
    group: ChatGroup | None = None
    community: str | None = None
    buys: tuple[GroupBuy, ...] = ()
    orders: Mapping[int, Order] = field(default_factory=dict)
    guests: Mapping[str, Mapping[int, Order]] = field(default_factory=dict)
    worked: object = None

    @property
    def chat(self) -> str:
        """Where questions are remembered: the chat group's id, "" 1:1."""
        return self.group.id if self.group else ""

    @property
    def communities(self) -> frozenset[str]:
        """Those the message is likely to change something in; 1:1 a leader's own too."""
        if self.group is not None:
            return frozenset({self.group.community})
        led = self.speaker.leader.communities if self.speaker.leader is not None else ()
        return frozenset({*led, *([self.community] if self.community else [])})

    @property
    def identity(self) -> Identity:
        return self.speaker.identity

    @property
    def private(self) -> bool:
        """Only the speaker reads the answer: codes and rooms may be shown."""
        return self.group is None and self.incoming.chat is None

    def met(self, resident: Resident) -> "Talk":
        """The same with the stored person (a first message makes one)."""
        if resident == self.speaker.resident:
            return self
        return replace(self, speaker=replace(self.speaker, resident=resident))

    def context(self, buy: GroupBuy, guest: str | None = None) -> Context:
        """What understanding needs to read a message against one buy; of `guest`, what they have there."""
        order = (self.guests.get(guest, {}) if guest else self.orders).get(buy.number)
        lines = order.lines.values() if order else ()
        leads = self.speaker.leads(buy.community)
        return Context(
            title=buy.title,
            products=products_of(buy),
            now=self.at.astimezone(self.directory.zone),
            sender=self.speaker.resident.known_as,
            role="leader" if leads else "resident",
            prior={line.item: line.ordered for line in lines if line.ordered > ZERO},
        )


OFFERED = attrgetter("no", "name", "unit", "price", "aliases")


def products_of(buy: GroupBuy) -> tuple[Product, ...]:
    """A buy's items as the reader of messages needs them: the same object for as long as they are the same."""
    return _products(tuple(OFFERED(it) for _, it in sorted(buy.items.items())))


@lru_cache(maxsize=256)
def _products(offered: tuple[tuple[Any, ...], ...]) -> tuple[Product, ...]:
    """Made anew for every message they cost as much as reading it."""
    return tuple(Product(no, name, unit, yuan(price), aliases) for no, name, unit, price, aliases in offered)

"""What a message can mean: the seam between understanding (text in) and acting (use cases)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

AskReason = Literal["unknown_product", "ambiguous_product", "missing_qty", "over_vague"]
Topic = Literal["price", "stock", "delivery", "my_order", "list", "other"]
Span = tuple[int, int]
"""A stretch of the message as it was sent, in code points: the words that something rests on."""


@dataclass(frozen=True, slots=True)
class Product:
    """One item on offer, as the reader needs it. `price` is yuan as text, exact ("12.80")."""

    no: int
    name: str
    unit: str
    price: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a message is read; `prior` is what the sender already has (sale units)."""

    title: str
    products: tuple[Product, ...]
    now: datetime
    sender: str = ""
    role: Literal["resident", "leader"] = "resident"
    prior: Mapping[int, Decimal] = field(default_factory=dict)


# What is made for each message is never changed once made; it is not declared frozen where that would make it
# four times as slow to make.


@dataclass(slots=True, unsafe_hash=True)
class WishLine:
    """One wanted quantity; `whom` is None for the sender, else the name as written."""

    product: int
    qty: Decimal
    whom: str | None = None
    note: str | None = None
    span: Span | None = None


@dataclass(slots=True, unsafe_hash=True)
class OrderIntent:
    lines: tuple[WishLine, ...]
    mode: Literal["set", "add"] = "set"


@dataclass(frozen=True, slots=True)
class CancelIntent:
    """`scope` None means all."""

    scope: tuple[int, ...] | None = None
    whom: str | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(slots=True, unsafe_hash=True)
class AskIntent:
    """An order that cannot be booked without a question; `term` is the word in doubt,
    `choices` the product numbers it may mean."""

    reason: AskReason
    term: str = ""
    choices: tuple[int, ...] = ()
    qty: Decimal | None = None
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class QueryIntent:
    topic: Topic
    products: tuple[int, ...] = ()
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CommandIntent:
    """A leader's instruction in free words; `args` as in tests/corpus/LABELS.md §6."""

    name: str
    args: Mapping[str, Any]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ChainEntry:
    seq: int | None
    name: str
    lines: tuple[WishLine, ...] = ()
    ask: AskReason | None = None
    cancel: bool = False
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ChainIntent:
    entries: tuple[ChainEntry, ...]


@dataclass(frozen=True, slots=True)
class NoIntent:
    """Chit-chat, or anything that is nobody's business here: silence when overheard."""


Intent = OrderIntent | CancelIntent | AskIntent | QueryIntent | CommandIntent | ChainIntent | NoIntent

"""What every callback channel offers the server, and the three ways it refuses."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Protocol

from bot.channels.clean import clean
from bot.incoming import Incoming


class Refused(Exception):
    """A request that is not answered. `reason` is one of a few fixed words, never content from outside."""

    status: ClassVar[int]

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Inauthentic(Refused):
    """Not shown to come from the platform, or too old: counted, not logged."""

    status = 403


class Malformed(Refused):
    """Signed by the platform's token, yet unreadable: logged."""

    status = 400


class TooLarge(Refused):
    """More bytes than any message has; nothing in it was looked at."""

    status = 413


def opaque_id(value: object, what: str) -> str:
    """A platform's id, checked: never empty, never with characters that could forge another's key."""
    if not isinstance(value, str) or not 0 < len(value) <= 256 or clean(value) != value or "\n" in value:
        raise Malformed(what)
    return value


class Query(Protocol):
    """The decoded query of a request: aiohttp's `request.query`, or a plain dict in tests."""

    def items(self) -> Iterable[tuple[str, str]]: ...


class Wire(Protocol):
    """One configured channel, bytes ↔ `Incoming`, without I/O and without a clock (`now` is aware).

    `verify` and `read` raise `Refused`, nothing else. `answer_limit` is how many UTF-8 bytes one
    answer may carry; `answer` cuts what is longer, so send a long text another way.
    """

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def answer_limit(self) -> int: ...

    def verify(self, query: Query, now: datetime) -> bytes:
        """The echo to return when an admin saves the callback address."""
        ...

    def read(self, query: Query, body: bytes, now: datetime) -> Incoming | None:
        """The message in a callback; None for an event that means nothing here (answer 200, empty)."""
        ...

    def answer(self, text: str | None, incoming: Incoming, nonce: str, now: datetime) -> bytes:
        """The encrypted body that answers `incoming`; empty where there is nothing to say."""
        ...

"""One message as every channel hands it over, whatever platform it came from."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from bot.solitaire import NativeEntry

Kind = Literal["text", "enter", "recalled", "edited", "unsupported"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified message. `sender` is the platform's opaque user id: the only identity there is.

    `chat` is the platform's group id, None in a 1:1 talk. `sent_at` is aware UTC, None where the
    channel gives no time. `text` has the bot's own @mention taken out; `addressed` tells whether
    it was there (always true 1:1). `kind` "enter" is somebody opening the talk, "unsupported" a
    message type the bot cannot read (a picture, a voice). "recalled" and "edited" tell of an earlier
    message of the sender's, whose id is `about`; the telling has an id and a time of its own, and
    `text` is what an edited message says now. `entries` is what the platform itself says of a chain's
    entries, where it does. `nickname` is what a channel shows people
    as, "" where it gives none: a way to call somebody, never who they are.
    """

    channel: str
    sender: str
    message_id: str
    text: str
    chat: str | None = None
    sent_at: datetime | None = None
    quote: str | None = None
    addressed: bool = True
    kind: Kind = "text"
    nickname: str = ""
    about: str = ""
    entries: tuple[NativeEntry, ...] = ()

    @property
    def key(self) -> str:
        """What makes a delivery "the same message" (PLATFORM §4: a message id alone is not unique)."""
        sent = self.sent_at.isoformat() if self.sent_at else ""
        return "\x1f".join((self.channel, self.chat or "", self.sender, self.message_id, sent))

    @property
    def origin(self) -> str:
        """What a message and everything told of it later have in common: the journal finds by it what
        they did. Opaque; without the time, which a recall does not name."""
        return _opaque(self.channel, self.chat or "", self.sender, self.about or self.message_id)


@lru_cache(maxsize=1024)
def _opaque(*parts: str) -> str:
    """Asked three times of each message."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

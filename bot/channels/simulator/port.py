"""What the simulator needs from the rest of the system."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.incoming import Incoming

Role = Literal["resident", "leader", "admin"]


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat group as the page lists it; `community` is the community's name."""

    id: str
    name: str
    community: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be spoken for; `user` is the opaque id, the only identity there is."""

    user: str
    name: str
    role: Role = "resident"


@dataclass(frozen=True, slots=True)
class Roster:
    """The world the page shows. Times are aware; `zone` is an IANA name for display; `next_close` is
    when the buy of `next_cutoff` closes by itself, some grace after it."""

    chats: tuple[Chat, ...]
    people: tuple[Person, ...]
    now: datetime
    zone: str
    next_cutoff: datetime | None = None
    next_close: datetime | None = None

    def person(self, wanted: str) -> Person:
        """Whose user id this is, else the first of this name, else a new resident with the name as id."""
        for person in self.people:
            if person.user == wanted:
                return person
        for person in self.people:
            if person.name == wanted:
                return person
        return Person(wanted, wanted)


class SimulatorPort(Protocol):
    """The system behind the page."""

    async def say(self, incoming: Incoming) -> str | None:
        """The bot's answer to one message, or None where it stays silent."""

    async def move_clock(self, to: datetime) -> None:
        """Move the one clock forward to `to` (aware). Raises a `Refusal` where it may not be moved."""

    async def roster(self) -> Roster:
        """The world as it is now."""

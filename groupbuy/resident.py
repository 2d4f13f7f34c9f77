"""Who somebody is: an opaque id in the book; name and room beside it, erasable."""

import re
import unicodedata
from dataclasses import dataclass

from groupbuy.directory import Admin, Identity, Leader

ADDRESS = re.compile(
    "(?:[0-9A-Za-z]|[〇零一二两三四五六七八九十百]){1,6} ?(?:[号號][楼樓院]|[栋棟幢座期区區楼樓层層室]|单元|單元|[号號]|#)的?"
)
"""Pieces of a home that somebody wrote into a name: 三栋一单元1203王姐."""
ROOM_LETTERS = dict.fromkeys(map(ord, "0123456789０１２３４５６７８９-－—#＃"))


@dataclass(frozen=True, slots=True)
class Resident:
    """A person. `sponsor` is who orders for them where they have no identity of their own; `home` the
    community that `room` is in, None where it was not known."""

    id: str
    name: str = ""
    room: str = ""
    sponsor: str | None = None
    quiet: bool = False
    community: str | None = None
    identities: tuple[Identity, ...] = ()
    home: str | None = None

    @property
    def label(self) -> str:
        """How lists show them where only leaders read: name with room, or the end of the id."""
        return self.known_as or f"邻居{self.id[-4:]}"

    @property
    def known_as(self) -> str:
        """Room and name as far as they have said them; "" where nothing is known."""
        return " ".join(part for part in (self.room, self.name) if part)

    @property
    def masked(self) -> str:
        """How a group may see them: never the room (somebody may have written it before the name), and
        no more than four letters of the name."""
        name = ADDRESS.sub("", unicodedata.normalize("NFKC", self.name))
        return name.translate(ROOM_LETTERS).strip()[:4].strip() or f"邻居{self.id[-4:]}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who sent a message, with the roles the configuration gives that identity, never the text."""

    resident: Resident
    identity: Identity
    leader: Leader | None = None
    admin: Admin | None = None

    @property
    def id(self) -> str:
        return self.resident.id

    def leads(self, community: str) -> bool:
        return self.leader is not None and community in self.leader.communities

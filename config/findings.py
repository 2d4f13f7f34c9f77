"""What the checks across files read (the files as far as they are right) and what they return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from config.mistakes import Loc
from config.schema.channels import Channel
from config.schema.communities import Chat, Community
from config.schema.leaders import Admin, Applications, Leader
from config.schema.operator import OperatorFile
from config.schema.points import Point
from config.schema.products import Product, Supplier


class Finding(NamedTuple):
    """A mistake before its line is looked up."""

    file: str
    loc: Loc
    what: str


@dataclass(slots=True)
class Parsed:
    """Every entry that is right by itself; `operator` is None when its file is not."""

    operator: OperatorFile | None = None
    channels: Mapping[str, Channel] = field(default_factory=dict)
    communities: Mapping[str, Community] = field(default_factory=dict)
    chats: Mapping[str, Chat] = field(default_factory=dict)
    leaders: Mapping[str, Leader] = field(default_factory=dict)
    admins: Mapping[str, Admin] = field(default_factory=dict)
    applications: Applications | None = None
    points: Mapping[str, Point] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    suppliers: Mapping[str, Supplier] = field(default_factory=dict)

    def realm(self, channel: str) -> str:
        """The space a channel's user ids live in: its corp where it names one."""
        return getattr(self.channels.get(channel), "corp_id", None) or channel

"""Opening configured channels: a channel's kind is the name of its folder, whose `opening.py` makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from aiohttp import ClientSession

from bot.channels.sending import Pusher
from bot.channels.simulator.room import SimulatorRoom
from bot.channels.wire import Wire

if TYPE_CHECKING:  # a kind loads its platform's library, which only those who configured it wait for
    from bot.channels.wecom_app.api import TokenShelf


class Spec(Protocol):
    """A configured channel that is on; each kind has settings of its own besides."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def realm(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What channels are made with; the caller closes `session`."""

    session: ClientSession
    shelf: "TokenShelf"
    room: SimulatorRoom


@dataclass(frozen=True, slots=True)
class Outlet:
    """A channel that can speak first: whom it reaches and how often one target may be spoken to
    (PLATFORM §1). `realm` names whose user ids it takes."""

    name: str
    realm: str
    pusher: Pusher
    to_people: bool
    to_groups: bool
    per_minute: int
    prefixed: bool = False

    def address(self, kind: str, target: str) -> str:
        """How the channel calls a "user" or a "chat"; one that has both kinds wants to be told which."""
        return f"{kind}:{target}" if self.prefixed else target


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel at work: what hears (called back over HTTP) and what speaks, where it can."""

    wire: Wire | None = None
    outlet: Outlet | None = None


def open_channel(spec: Spec, tools: Tools) -> Opened:
    """The channel of `spec`. LookupError where no folder makes its kind."""
    if not spec.kind.isidentifier():
        raise LookupError(f"no channel kind {spec.kind!r}")
    module = import_module(f"bot.channels.{spec.kind}.opening")
    make = cast("Callable[[Any, Tools], Opened]", module.open_channel)
    return make(spec, tools)

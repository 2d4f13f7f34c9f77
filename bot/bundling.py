"""Notices that make one message: several for one person, several neighbours named in one group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.ways import Way
from groupbuy.telling import Claimed

MOST_BYTES = 1800
"""UTF-8 bytes of a bundle, below the 2,048 of the tightest channel."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A notice that may go out now, worded for its way; `instead` is another way where this one turns
    out not to reach the person."""

    claimed: Claimed
    way: Way
    text: str
    instead: "Ready | None" = None

    @property
    def together(self) -> tuple[object, ...]:
        """What notices must share to go in one message: people are named together in a group, and
        one person's notices of a kind are told together; a group's own notices each stand alone."""
        if self.way.public:
            return (self.way.outlet.name, self.way.target, self.claimed.kind, self.claimed.buy)
        if self.claimed.to.startswith("chat:"):
            return (self.claimed.id,)
        return (self.way.outlet.name, self.way.target, self.claimed.kind)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One message: the first notice is sent, the others are merged into it."""

    parts: tuple[Ready, ...]

    @property
    def way(self) -> Way:
        return self.parts[0].way

    @property
    def text(self) -> str:
        joint = "\n" if self.way.public else "\n\n"
        return self.way.head + joint.join(it.text for it in self.parts)


def bundles(ready: Iterable[Ready]) -> Sequence[Bundle]:
    """In the order of their first notices; none longer than MOST_BYTES unless one notice alone is."""
    open_ones: dict[tuple[object, ...], list[Ready]] = {}
    done: list[list[Ready]] = []
    for it in sorted(ready, key=lambda it: it.claimed.id):
        mates = open_ones.get(it.together)
        if mates is None or _size([*mates, it]) > MOST_BYTES:
            mates = open_ones[it.together] = []
            done.append(mates)
        mates.append(it)
    return [Bundle(tuple(it)) for it in done]


def _size(parts: Sequence[Ready]) -> int:
    return len(Bundle(tuple(parts)).text.encode())

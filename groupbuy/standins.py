"""Who stands in for an absent leader at which point on which days: what the rules read of covers, day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Standin:
    """Cover `cover` of `leave`: from `first` to `last` (both included) `leader` is away from `point`.

    `substitute` is whoever has taken it over, "" while nobody has; `to` the substitute's own point where the
    households come there instead, "" where the substitute stands at `point`.
    """

    leave: str
    cover: int
    leader: str
    point: str
    first: date
    last: date
    substitute: str = ""
    to: str = ""

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def standing_in(standins: Sequence[Standin], point: str, day: date) -> Standin | None:
    """What holds of a point that day, if its leader is away."""
    return next((it for it in standins if it.point == point and it.holds(day)), None)


def led_to(standins: Sequence[Standin], point: str, day: date) -> Iterator[Standin]:
    """The covers by which a point's households come to another that day, and from there on to yet another."""
    seen = {point}
    while (it := standing_in(standins, point, day)) and it.substitute and it.to and it.to not in seen:
        yield it
        point = it.to
        seen.add(point)

"""How people are called when a notice is worded: read from the book at the moment of sending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from groupbuy.notices import Notice
from groupbuy.places import Spot
from groupbuy.ports import Reads
from groupbuy.resident import Resident


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Satisfies `groupbuy.notices.Names`; somebody erased is called a neighbour."""

    people: Mapping[str, Resident]
    spots: Mapping[str, Spot] = field(default_factory=dict)

    def masked(self, resident: str) -> str:
        return self._of(resident).masked

    def label(self, resident: str) -> str:
        return self._of(resident).label

    def spot(self, spot: str) -> Spot | None:
        return self.spots.get(spot)

    def _of(self, resident: str) -> Resident:
        return self.people.get(resident) or Resident(resident)


async def names_for(notice: Notice, reads: Reads) -> KnownNames:
    """The names of everybody the notice's facts mention."""
    spot = getattr(notice, "spot", "")
    people = await reads.residents(sorted(set(_mentioned(notice))))
    return KnownNames(people, await reads.spots([spot]) if spot else {})


def _mentioned(facts: Any) -> Iterable[str]:
    for it in fields(facts):
        value = getattr(facts, it.name)
        if it.name in ("resident", "entered"):
            yield value
        for part in value if isinstance(value, tuple) else ():
            if is_dataclass(part):
                yield from _mentioned(part)

"""How people are called when a notice is worded: read from the book at the moment of sending."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from bot.pasting import paste
from groupbuy.directory import Directory
from groupbuy.notices import Notice
from groupbuy.notices.applied import Applied
from groupbuy.places import Spot
from groupbuy.ports import Reads
from groupbuy.resident import Resident


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Satisfies `groupbuy.notices.Names`; somebody erased is called a neighbour."""

    people: Mapping[str, Resident]
    spots: Mapping[str, Spot] = field(default_factory=dict)
    pastes: Mapping[str, str] = field(default_factory=dict)

    def masked(self, resident: str) -> str:
        return self._of(resident).masked

    def label(self, resident: str) -> str:
        return self._of(resident).label

    def spot(self, spot: str) -> Spot | None:
        return self.spots.get(spot)

    def paste(self, leadership: str) -> str:
        return self.pastes.get(leadership, "")

    def _of(self, resident: str) -> Resident:
        return self.people.get(resident) or Resident(resident)


async def names_for(notice: Notice, reads: Reads, directory: Directory | None = None) -> KnownNames:
    """The names of everybody the notice's facts mention, and of an applicant what an admin pastes."""
    spot = getattr(notice, "spot", "")
    people = await reads.residents(sorted(set(_mentioned(notice))))
    known = KnownNames(people, await reads.spots([spot]) if spot else {})
    if not isinstance(notice, Applied) or directory is None:
        return known
    answers = await reads.answers(notice.leadership)
    person = people.get(notice.resident) or Resident(notice.resident)
    return replace(known, pastes={notice.leadership: paste(person, answers, directory)} if answers else {})


def _mentioned(facts: Any) -> Iterable[str]:
    for it in fields(facts):
        value = getattr(facts, it.name)
        if it.name in ("resident", "entered"):
            yield value
        for part in value if isinstance(value, tuple) else ():
            if is_dataclass(part):
                yield from _mentioned(part)

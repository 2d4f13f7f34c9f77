"""Who has applied to lead and waits for an admin, found by name or number."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.plain import same
from groupbuy.errors import Refusal
from groupbuy.leadership import Leadership, State
from groupbuy.ports import Reads
from groupbuy.resident import Resident


class NobodyApplied(Refusal):
    text = "现在没有等着看的团长申请"


class WhichApplicant(Refusal):
    text = "是哪一位？请写名字或号：{choices}"


@dataclass(frozen=True, slots=True)
class Applicant:
    """`no` is the place among those who wait, longest first."""

    no: int
    leadership: Leadership
    person: Resident

    @property
    def shown(self) -> str:
        return f"{self.no} {self.person.masked}"


async def waiting(reads: Reads) -> list[Applicant]:
    found = await reads.leaderships(State.SUBMITTED)
    people = await reads.residents([it.resident for it in found])
    return [
        Applicant(no, it, people.get(it.resident) or Resident(it.resident)) for no, it in enumerate(found, 1)
    ]


def meant(words: str, among: Sequence[Applicant]) -> tuple[Applicant, str]:
    """The applicant named first in the words, and what follows; NobodyApplied, WhichApplicant."""
    if not among:
        raise NobodyApplied()
    first, _, rest = words.strip().partition(" ")
    by_number = [it for it in among if str(it.no) == first.removesuffix("号")]
    by_name = [
        it for it in among if same(first) and same(first) in (same(it.person.name), same(it.person.masked))
    ]
    fits = by_number or by_name
    if len(fits) != 1:
        raise WhichApplicant(choices="、".join(it.shown for it in among))
    return fits[0], rest.strip()

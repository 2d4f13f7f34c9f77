"""What the operator asks of somebody who wants to lead: questions, terms, and steps before the first buy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ask(StrEnum):
    """What an application must answer."""

    COMMUNITY = "community"
    ADDRESS = "address"
    HOURS = "hours"
    CAPACITY = "capacity"
    CONTACT = "contact"


class Step(StrEnum):
    """What a new leader finishes before opening a group buy; every one can be seen from facts."""

    TERMS = "terms"
    PAY = "pay"
    POINT = "point"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Terms:
    """`since` is the day from which those who led before must have accepted them as well (None: never)."""

    version: str
    text: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Applications:
    asks: tuple[Ask, ...] = tuple(Ask)
    terms: Terms | None = None
    onboarding: tuple[Step, ...] = ()

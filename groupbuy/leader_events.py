"""The facts of a leader's life: applied, taken on, at work, gone. What was answered is kept beside, erasable."""

from dataclasses import dataclass

from groupbuy.events import Event


@dataclass(frozen=True, slots=True)
class LeadershipEvent(Event):
    leadership: str


@dataclass(frozen=True, slots=True)
class ApplicationBegun(LeadershipEvent):
    resident: str


@dataclass(frozen=True, slots=True)
class TermsAccepted(LeadershipEvent):
    version: str


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(LeadershipEvent):
    pass


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn(LeadershipEvent):
    pass


@dataclass(frozen=True, slots=True)
class ApplicationDeclined(LeadershipEvent):
    pass


@dataclass(frozen=True, slots=True)
class LeaderWelcomed(LeadershipEvent):
    """The applicant stands in an applied configuration, as `leader`."""

    leader: str


@dataclass(frozen=True, slots=True)
class LeaderKnown(LeadershipEvent):
    """A leader who never applied in chat: the configuration had them first."""

    leader: str


@dataclass(frozen=True, slots=True)
class LeaderReported(LeadershipEvent):
    """Wrote 1:1 since they are a leader: the bot can reach them."""


@dataclass(frozen=True, slots=True)
class OnboardingDone(LeadershipEvent):
    pass


@dataclass(frozen=True, slots=True)
class LeaderRetired(LeadershipEvent):
    pass


@dataclass(frozen=True, slots=True)
class LeaderReturned(LeadershipEvent):
    pass

"""A leadership: how somebody applies to lead, becomes, is and ceases to be a leader; the one table of its states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from groupbuy import leader_events as ev
from groupbuy.errors import NotThatFar


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    WELCOMED = "welcomed"
    ACTIVE = "active"
    RETIRED = "retired"


S = State
STEPS: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN, S.WELCOMED}),
    S.SUBMITTED: frozenset({S.WITHDRAWN, S.DECLINED, S.WELCOMED}),
    S.WITHDRAWN: frozenset(),
    S.DECLINED: frozenset(),
    S.WELCOMED: frozenset({S.ACTIVE, S.RETIRED}),
    S.ACTIVE: frozenset({S.RETIRED}),
    S.RETIRED: frozenset({S.ACTIVE}),
}
STATE_NAMES: Mapping[State, str] = {
    S.DRAFT: "还在填",
    S.SUBMITTED: "等管理员看",
    S.WITHDRAWN: "已撤回",
    S.DECLINED: "没有通过",
    S.WELCOMED: "已通过，还有几步",
    S.ACTIVE: "在任",
    S.RETIRED: "已退任",
}
APPLYING = frozenset({S.DRAFT, S.SUBMITTED})
LEADING = frozenset({S.WELCOMED, S.ACTIVE})
LEADS_TO: Mapping[type[ev.LeadershipEvent], State] = {
    ev.ApplicationSubmitted: S.SUBMITTED,
    ev.ApplicationWithdrawn: S.WITHDRAWN,
    ev.ApplicationDeclined: S.DECLINED,
    ev.LeaderWelcomed: S.WELCOMED,
    ev.OnboardingDone: S.ACTIVE,
    ev.LeaderRetired: S.RETIRED,
    ev.LeaderReturned: S.ACTIVE,
}


@dataclass(slots=True)
class Leadership:
    """`resident` is who applied ("" where nobody did), `leader` the configuration's id once there is one.

    `terms` is the version last accepted ("" none), at `terms_at`; `reported` that they wrote 1:1 since.
    """

    id: str
    state: State
    state_since: datetime
    resident: str = ""
    leader: str = ""
    terms: str = ""
    terms_at: datetime | None = None
    reported: bool = False

    @property
    def applying(self) -> bool:
        return self.state in APPLYING

    @property
    def state_name(self) -> str:
        return STATE_NAMES[self.state]

    def must(self, to: State) -> None:
        """NotThatFar unless the table has the step."""
        if to not in STEPS[self.state]:
            raise NotThatFar(now=self.state_name)

    def apply(self, event: ev.LeadershipEvent, at: datetime) -> None:
        if to := LEADS_TO.get(type(event)):
            self.must(to)
            self.state, self.state_since = to, at
        match event:
            case ev.TermsAccepted(version=version):
                self.terms, self.terms_at = version, at
            case ev.LeaderWelcomed(leader=leader):
                self.leader = leader
            case ev.LeaderReported():
                self.reported = True


def begun(event: ev.ApplicationBegun | ev.LeaderKnown, at: datetime) -> Leadership:
    """The leadership that an event makes."""
    match event:
        case ev.ApplicationBegun(leadership=key, resident=resident):
            return Leadership(key, State.DRAFT, at, resident=resident)
        case ev.LeaderKnown(leadership=key, leader=leader):
            return Leadership(key, State.ACTIVE, at, leader=leader)

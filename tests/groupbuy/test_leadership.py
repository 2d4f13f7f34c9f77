"""A leader's life: every pair of states is a step of the one table, or refused by name."""

from itertools import product

import pytest

from groupbuy import leader_events as ev
from groupbuy.errors import NotThatFar
from groupbuy.leadership import APPLYING, LEADING, LEADS_TO, STATE_NAMES, STEPS, Leadership, State, begun
from tests.for_each import for_each
from tests.groupbuy.made import CUTOFF, OPENED

TO: dict[State, ev.LeadershipEvent] = {
    State.SUBMITTED: ev.ApplicationSubmitted("a"),
    State.WITHDRAWN: ev.ApplicationWithdrawn("a"),
    State.DECLINED: ev.ApplicationDeclined("a"),
    State.WELCOMED: ev.LeaderWelcomed("a", "hong"),
    State.ACTIVE: ev.OnboardingDone("a"),
    State.RETIRED: ev.LeaderRetired("a"),
}
# Written a second time so that a slip in the table shows.
ALLOWED = {
    *("draft submitted", "draft withdrawn", "draft welcomed"),
    *("submitted withdrawn", "submitted declined", "submitted welcomed"),
    *("welcomed active", "welcomed retired", "active retired", "retired active"),
}


@for_each(("now", "to"), list(product(State, State)))
def test_every_pair_is_a_step_or_refused_by_name(now: State, to: State) -> None:
    it = Leadership("a", now, OPENED, resident="r1")
    if f"{now} {to}" in ALLOWED:
        it.must(to)
        it.apply(TO[to], CUTOFF)
        assert (it.state, it.state_since) == (to, CUTOFF)
        return
    with pytest.raises(NotThatFar, match=STATE_NAMES[now]):
        it.must(to)
    if to in TO:
        with pytest.raises(NotThatFar):
            it.apply(TO[to], CUTOFF)
    assert (it.state, it.state_since) == (now, OPENED), "a refused step changes nothing"


def test_the_table_names_every_state_and_every_state_can_be_reached() -> None:
    assert set(STEPS) == set(STATE_NAMES) == set(State)
    assert {State.DRAFT} | {to for steps in STEPS.values() for to in steps} == set(State)
    assert set(LEADS_TO.values()) == set(State) - {State.DRAFT}
    assert not APPLYING & LEADING


def test_what_is_accepted_reported_and_given_stays_with_the_leadership() -> None:
    it = begun(ev.ApplicationBegun("a", "r1"), OPENED)
    assert (it.state, it.resident, it.leader, it.terms, it.reported) == (State.DRAFT, "r1", "", "", False)
    assert it.applying
    for event in (
        ev.TermsAccepted("a", "v1"),
        ev.ApplicationSubmitted("a"),
        ev.LeaderWelcomed("a", "hong"),
        ev.LeaderReported("a"),
        ev.OnboardingDone("a"),
        ev.LeaderRetired("a"),
        ev.LeaderReturned("a"),
    ):
        it.apply(event, CUTOFF)
    assert (it.state, it.leader, it.terms, it.terms_at) == (State.ACTIVE, "hong", "v1", CUTOFF)
    assert it.reported
    assert not it.applying
    known = begun(ev.LeaderKnown("b", "mei"), OPENED)
    assert (known.state, known.leader, known.resident) == (State.ACTIVE, "mei", "")

"""A test's share of the time is used up and not overdrawn by a whole round; what is left out is told."""

import pytest

from tests.faults import budget
from tests.faults.budget import needs, rounds


def test_rounds_have_seeds_of_their_own_and_end_where_not_half_of_one_more_would_fit() -> None:
    assert list(rounds(0)) == [budget.FIRST], "at least one"
    assert list(rounds(1000, at_most=3)) == [budget.FIRST, budget.FIRST + 1, budget.FIRST + 2]
    now = [0.0]

    def lasting(each_s: float, share_s: float) -> int:
        now[0] = 0.0
        done = 0
        for _ in rounds(share_s * 20 / budget.MINUTES, seconds=lambda: now[0]):
            now[0] += each_s
            done += 1
        return done

    assert [lasting(30, share) for share in (10, 44, 46, 74, 76, 300)] == [1, 1, 2, 2, 3, 10]


def test_what_is_left_out_for_want_of_a_library_stands_among_what_was_done() -> None:
    needs("json", "H0", "it is Python's own")
    with pytest.raises(pytest.skip.Exception, match="no_such_library is not there: nobody made it"):
        needs("no_such_library", "H0", "nobody made it")
    assert budget.lines.pop() == "H0: nothing done, no_such_library is not there: nobody made it"

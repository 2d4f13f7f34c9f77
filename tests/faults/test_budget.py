"""A test's share of the time is used up and not overdrawn by a whole round."""

from tests.faults import budget
from tests.faults.budget import rounds


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

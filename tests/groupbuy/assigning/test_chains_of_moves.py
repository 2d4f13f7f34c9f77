"""Moves, swaps and chains of two: every one that pays is found, none that does not, each with what it really gains."""

import numpy as np
import pytest

from groupbuy.assigning.program import program
from groupbuy.assigning.solve.chains import Chains
from groupbuy.assigning.solve.whole import Ints, Whole
from tests.bench.neighbourhoods import neighbourhood


def charged(chains: Chains, at: Ints) -> float:
    """Walks, fair load and what lacks at its present price."""
    units, served = chains.whole.loads(at)
    cost = chains.whole.cost[np.arange(len(at)), at].sum()
    fair = chains.whole.fair(served, chains.every).sum()
    return float(cost + fair + chains.charge(units, chains.every).sum())


@pytest.mark.parametrize("seed", range(4))
def test_every_move_swap_and_chain_that_pays_is_offered_with_what_it_gains(seed: int) -> None:
    """Beside trying every pair of steps, at a price of lacking that is still low and at its full one."""
    whole = Whole(program(neighbourhood(seed, points=4, households=9, slack=0.1, side=900)))
    at = np.random.default_rng(seed).integers(0, 4, 9)
    chains = Chains(whole, at, np.ones(whole.cost.shape, bool))
    for _ in range(2):
        found = chains.better()
        offered = {
            (int(who), int(to), int(other), int(then)): gain
            for who, to, other, then, gain in zip(
                found.who, found.to, found.other, found.then, found.gain, strict=True
            )
            if gain < -0.5
        }
        expected: dict[tuple[int, int, int, int], float] = {}
        before = charged(chains, at)
        steps = [(who, to) for who in range(9) for to in range(4) if at[who] != to]
        for who, to in steps:
            one = at.copy()
            one[who] = to
            expected[who, to, -1, -1] = charged(chains, one) - before
            for other, then in steps:
                if at[other] == to and other != who and (then != at[who] or who < other):
                    two = one.copy()
                    two[other] = then
                    expected[who, to, other, then] = charged(chains, two) - before
        assert offered == {key: gain for key, gain in expected.items() if gain < -0.5}
        assert offered, "a case in which something can be made better"
        chains.price = whole.price


def test_equal_ones_come_in_one_order_and_what_is_done_is_no_more_offered() -> None:
    whole = Whole(program(neighbourhood(7, points=5, households=30)))
    chains = Chains(whole, np.zeros(30, int), np.ones(whole.cost.shape, bool))
    found = chains.better()
    keys = list(zip(found.who, found.to, found.other, found.then, strict=True))
    singles = [it for it in keys if it[2] < 0]
    assert keys[: len(singles)] == sorted(singles)
    assert len(set(keys)) == len(keys)
    before = charged(chains, chains.at)
    assert chains.apply(found)
    assert charged(chains, chains.at) < before
    end = chains.improve()
    assert not chains.apply(chains.better())
    assert (end == chains.at).all()

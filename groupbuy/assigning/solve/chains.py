"""Moves, swaps and chains of two moves, each applied when it makes a whole placement cheaper.

What lacks has a price that starts low and doubles where it stays, so a placement with a little too much here and
there becomes one that fits, close to its cost. Of a class that cannot fit, a unit costs the same everywhere: else
what lacks would only be sent round from one point to the next.
"""

from dataclasses import dataclass

import numpy as np

from groupbuy.assigning.solve.whole import Bools, Floats, Ints, Whole

LOW, RISE, MOST = 150.0, 2.0, 400
LOW_AT_LEAST, RISE_AT_LEAST = 600.0, 3.0
"""The same for what lacks whoever goes where."""
SURE = 1e-6


@dataclass(slots=True)
class Moves:
    """One row a candidate: `who` from where it is to `to`, and then, unless -1, `other` from there to `then`."""

    who: Ints
    to: Ints
    other: Ints
    then: Ints
    gain: Floats


class Chains:
    def __init__(self, whole: Whole, at: Ints, candidates: Bools, least: Floats | None = None) -> None:
        """`least`: units per class that lack whoever goes where."""
        self.whole, self.at = whole, at.copy()
        self.least = np.zeros(whole.need.shape[1]) if least is None else least
        self.who, self.to = np.nonzero(candidates)
        self.units, self.served = whole.loads(at)
        self.every = np.arange(whole.points)
        self.price = np.minimum(np.where(self.least > SURE, LOW_AT_LEAST, LOW), whole.price)

    def charge(self, units: Floats, points: Ints) -> Floats:
        """What these loads of units would be charged for what lacks."""
        over = np.maximum(0, units - self.whole.room[points])
        charged: Floats = (over * self.price[points]).sum(1)
        return charged

    def improve(self) -> Ints:
        """Until nothing helps and nothing lacks that need not, or lacking has reached its full price."""
        for _ in range(MOST):
            if self.apply(self.better()):
                continue
            over = self.whole.over(self.units)
            rising = (over > 0) & (self.price < self.whole.price)
            if not rising.any() or over.sum() < self.least.sum() + 1 - SURE:
                break
            rise = RISE_AT_LEAST if self.least.sum() > SURE else RISE
            rising |= rising.any(axis=0) & (self.least > SURE)
            self.price = np.where(rising, np.minimum(self.price * rise, self.whole.price), self.price)
        return self.at

    def settle(self) -> Ints:
        """Single moves at the full price, until nobody could go elsewhere more cheaply."""
        self.price = self.whole.price
        while self.apply(self.better(chains=False)):
            pass
        return self.at

    def better(self, chains: bool = True) -> Moves:
        whole, at = self.whole, self.at
        moving = at[self.who] != self.to
        who, to = self.who[moving], self.to[moving]
        start = at[who]
        charged, fair = self.charge(self.units, self.every), whole.fair(self.served, self.every)
        leave_fair = (whole.fair(self.served - 1, self.every) - fair)[start]
        join_fair = (whole.fair(self.served + 1, self.every) - fair)[to]
        walk = whole.cost[who, to] - whole.cost[who, start]
        leave = self.charge(self.units[start] - whole.need[who], start) - charged[start]
        join = self.charge(self.units[to] + whole.need[who], to) - charged[to]
        single = walk + leave + join + leave_fair + join_fair
        if not chains:
            none = np.full(len(who), -1)
            return Moves(who, to, none, none, single)
        gone = walk + leave
        one, two = self.pairs(start, to, gone + leave_fair, gone)
        swap = to[two] == start[one]
        # A chain cannot gain more than its walks and what its departures set free, less the last arrival's charge.
        hope = gone[one] + gone[two]
        hope += np.where(swap, 0, leave_fair[one] + join_fair[two] + join[two])
        keep = (hope < -0.5) & (~swap | (who[one] < who[two]))
        one, two, swap = one[keep], two[keep], swap[keep]
        ranked = np.lexsort((two, one))  # so that which of two equal ones comes first is known
        one, two, swap = one[ranked], two[ranked], swap[ranked]
        a, b, middle = whole.need[who[one]], whole.need[who[two]], to[one]
        double = walk[one] + walk[two]
        double += self.charge(self.units[middle] + a - b, middle) - charged[middle]
        back = np.where(swap[:, None], b, 0)
        double += self.charge(self.units[start[one]] - a + back, start[one]) - charged[start[one]]
        double += np.where(swap, 0, leave_fair[one] + join_fair[two] + join[two])
        return Moves(
            np.concatenate([who, who[one]]),
            np.concatenate([to, to[one]]),
            np.concatenate([np.full(len(who), -1), who[two]]),
            np.concatenate([np.full(len(who), -1), to[two]]),
            np.concatenate([single, double]),
        )

    def pairs(self, start: Ints, to: Ints, first: Floats, second: Floats) -> tuple[Ints, Ints]:
        """Every (first, second) of the candidates where the second leaves the point that the first comes to, and
        what they cost at least says that they may gain."""
        order = np.lexsort((second, start))
        begins = np.searchsorted(start[order], self.every)
        ends = np.searchsorted(start[order], self.every, "right")
        times, least = np.zeros(len(to), int), second[order]
        for point, begin, end in zip(self.every, begins, ends, strict=True):
            coming = np.nonzero(to == point)[0]
            times[coming] = np.searchsorted(least[begin:end], -0.5 - first[coming])
        one = np.repeat(np.arange(len(to)), times)
        nth = np.arange(len(one)) - np.repeat(times.cumsum() - times, times)
        return one, order[begins[to[one]] + nth]

    def apply(self, moves: Moves) -> bool:
        """The best ones that do not touch each other's points; whether there was any."""
        good = np.nonzero(moves.gain < -0.5)[0]
        best = good[np.argsort(moves.gain[good], kind="stable")]
        rows = (it[best].tolist() for it in (moves.who, moves.to, moves.other, moves.then))
        touched: set[int] = set()
        for who, to, other, then in zip(*rows, strict=True):
            if len(touched) > self.whole.points - 2:
                break  # each needs two points of its own
            steps = [(who, to)] if other < 0 else [(who, to), (other, then)]
            points = {int(self.at[one]) for one, _ in steps} | {end for _, end in steps}
            if touched.isdisjoint(points):
                touched |= points
                for one, end in steps:
                    self.move(one, end)
        return len(good) > 0

    def move(self, who: int, to: int) -> None:
        start, need = self.at[who], self.whole.need[who]
        self.units[start] -= need
        self.units[to] += need
        self.served[start] -= 1
        self.served[to] += 1
        self.at[who] = to

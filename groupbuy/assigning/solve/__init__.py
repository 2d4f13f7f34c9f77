"""The least costly whole placement: an LP, chains of moves, a small MIP over what they leave open.

Only this folder of the rules uses libraries: numpy, and HiGHS (highspy) as the kept solver. They are slow to import,
so nobody imports this before there is something to solve. Runs in an executor: seconds, and no shared state.
"""

import math
from collections.abc import Sequence

import numpy as np

from groupbuy.assigning.costs import NEVER
from groupbuy.assigning.model import Assignment, Problem
from groupbuy.assigning.program import Program, program
from groupbuy.assigning.solve.chains import LOW, Chains
from groupbuy.assigning.solve.highs import SURE, Relaxed, integer, relax
from groupbuy.assigning.solve.whole import LACKING, Bools, Floats, Ints, Whole
from groupbuy.directory import StorageClass

CHAINS, WIDER, FEWER = 180_000, 2, 3
"""About so many chains are looked at in a round: those of the most promising pairs of household and point. Where
they leave something lacking although the LP has room for all, so many times as many pairs are tried; where the LP
itself has no room for all, a third of the chains does."""
MOST_COLUMNS, MOST_NODES, MOST_PIVOTS = 80, 100, 200_000
"""Limits are counted, not timed: the result must not depend on how busy the machine is."""


def solve(problem: Problem, pivots: int = MOST_PIVOTS) -> Assignment:
    """Where the room does not do, as few units as possible lack, then as few metres as possible are walked."""
    rows = program(problem)
    if not rows.households:
        return Assignment({}, stranded=tuple(it.id for it in rows.stranded))
    whole = Whole(rows)
    return finished(rows, whole, relax(whole, NEVER, pivots))


def gathered(problem: Problem, points: Sequence[str], most: int) -> dict[str, Assignment]:
    """All that lacks gathered at one of `points`: for each of those `most` at which, by the linear program, that is
    possible with the fewest units and then metres. What an undivided order lacks elsewhere all the same is told."""
    rows = program(problem)
    tried: list[tuple[float, str, Whole, Relaxed]] = []
    for point in points if rows.households else ():
        whole = Whole(rows, prices(rows, point))
        relaxed = relax(whole, NEVER, MOST_PIVOTS)
        if all(rows.points[j].id == point for j in np.nonzero(relaxed.lacking.sum(axis=1) > SURE)[0]):
            tried.append((relaxed.bound, point, whole, relaxed))
    best = sorted(tried, key=lambda it: it[:2])[:most]
    return {point: finished(rows, whole, relaxed, gather=True) for _, point, whole, relaxed in best}


def finished(rows: Program, whole: Whole, relaxed: Relaxed, *, gather: bool = False) -> Assignment:
    """The LP's placement with nobody divided. With `gather`, what lacks has its full price from the start, so that
    it stays where the LP has put it."""
    at = relaxed.shares.argmax(axis=1)
    least = bool((relaxed.shares.max(axis=1) > 1 - SURE).all()) and sum(whole.count(at)) < relaxed.bound + 1
    if not least:
        at = fitted(whole, relaxed, at if gather else start(whole, rows, at), gather=gather)
        at, least = closed(whole, relaxed, at)
        at = Chains(whole, at, whole.cost < NEVER).settle()
    return told(rows, whole, relaxed.bound, at, least)


def prices(rows: Program, growing: str) -> Floats:
    """A unit that lacks at a point that may not grow counts as much as a hundred at the one that may."""
    each = [LACKING if it.id == growing else 100 * LACKING for it in rows.points]
    return np.repeat(np.array(each)[:, None], len(rows.kinds), axis=1)


def start(whole: Whole, rows: Program, rounded: Ints) -> Ints:
    """The LP rounded, or everybody at their last point, whichever is cheaper while lacking is still cheap: so a
    solution that was told stays the root of the next."""
    number = {it.id: no for no, it in enumerate(rows.points)}
    last = np.array([number.get(it.promised or it.last or "", -1) for it in rows.households])
    stay = (last >= 0) & (whole.cost[np.arange(whole.households), last] < NEVER)
    lasting = np.where(stay, last, rounded)

    def cheap(at: Ints) -> float:
        return whole.count(at)[0] + LOW * float(whole.over(whole.loads(at)[0]).sum())

    return lasting if cheap(lasting) < cheap(rounded) else rounded


def fitted(whole: Whole, relaxed: Relaxed, at: Ints, *, gather: bool) -> Ints:
    least = relaxed.lacking.sum(axis=0)
    fits = least.sum() < SURE
    net = math.isqrt(CHAINS * whole.points // (1 if fits or gather else FEWER))
    for pairs_tried in (net, net * WIDER) if fits else (net,):
        pairs = promising(relaxed.reduced, at, pairs_tried)
        pairs[np.arange(whole.households), at] = True
        chains = Chains(whole, at, pairs, least)
        if gather:
            chains.price = whole.price
        at = chains.improve()
        if not whole.over(whole.loads(at)[0]).any():
            break
    return at


def closed(whole: Whole, relaxed: Relaxed, at: Ints) -> tuple[Ints, bool]:
    """The small MIP over the pairs that could still save something: a pair whose reduced cost is above the gap
    cannot be part of anything better. If it takes in all of those below, its optimum is that of all."""
    gap = sum(whole.count(at)) - relaxed.bound
    if gap < 1 - SURE:
        return at, True
    within = (relaxed.reduced <= gap + SURE) & (whole.cost < NEVER)
    within[np.arange(whole.households), at] = False
    pairs = promising(relaxed.reduced, at, MOST_COLUMNS) & within
    free = np.nonzero(pairs.any(axis=1))[0]
    pairs[np.arange(whole.households), at] = True
    better, proven = integer(whole, free, pairs, at, MOST_NODES)
    if sum(whole.count(better)) > sum(whole.count(at)) - 1 + SURE:
        better = at
    return better, proven and int(within.sum()) <= MOST_COLUMNS


def promising(reduced: Floats, at: Ints, number: int) -> Bools:
    """So many of the pairs that are not taken, those of the least reduced cost."""
    ranked = reduced.copy()
    ranked[np.arange(len(at)), at] = np.inf
    pairs: Bools = np.zeros(reduced.shape, bool)
    pairs.flat[np.argsort(ranked, axis=None, kind="stable")[:number]] = True
    return pairs & (ranked < NEVER / 2)


def told(rows: Program, whole: Whole, bound: float, at: Ints, least: bool) -> Assignment:
    over = whole.over(whole.loads(at)[0])
    lacking: dict[tuple[str, StorageClass], int] = {
        (rows.points[j].id, rows.kinds[k]): int(over[j, k]) for j, k in np.argwhere(over > 0)
    }
    return Assignment(
        placement={it.id: rows.points[j].id for it, j in zip(rows.households, at, strict=True)},
        cost=round(whole.count(at)[0]),
        bound=math.ceil(bound - SURE * max(1, abs(bound) * SURE)),
        least=least,
        lacking=lacking,
        stranded=tuple(it.id for it in rows.stranded),
    )

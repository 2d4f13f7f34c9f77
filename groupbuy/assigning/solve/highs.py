"""The linear program of a whole placement and the small integer ones of its parts, put to HiGHS."""

from dataclasses import dataclass

import highspy
import numpy as np

from groupbuy.assigning.solve.whole import Bools, Floats, Ints, Whole

FIRST = 8
"""Points a household is offered at first; the LP itself asks for the others that would help."""
SURE = 1e-6
OPTIMAL = highspy.HighsModelStatus.kOptimal


class Model:
    """Variables: household i at point j (offered by column), units lacking per point and class, households in
    each step of a point's load. Rows: each free household once, room, load. The others stay `at` their points."""

    def __init__(self, whole: Whole, free: Ints, at: Ints | None = None) -> None:
        self.whole, self.free = whole, free
        self.row = np.full(whole.households, -1)
        self.row[free] = np.arange(len(free))
        units, served = np.zeros(whole.room.shape), np.zeros(whole.points)
        if at is not None:
            held = np.setdiff1d(np.arange(whole.households), free)
            np.add.at(units, at[held], whole.need[held])
            served = np.bincount(at[held], minlength=whole.points).astype(float)
        points, kinds = np.nonzero(np.isfinite(whole.room))
        stepped = np.nonzero(whole.rises.any(axis=1))[0]
        self.room_row = np.full(whole.room.shape, -1)
        self.room_row[points, kinds] = len(free) + np.arange(len(points))
        self.load_row = np.full(whole.points, -1)
        self.load_row[stepped] = len(free) + len(points) + np.arange(len(stepped))
        once, never = np.ones(len(free)), -highspy.kHighsInf
        left = (whole.room - units)[points, kinds]
        calm = whole.starts[stepped, 0] - served[stepped] if len(stepped) else np.zeros(0)
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call] # highspy leaves this one bare
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            self.highs.setOptionValue(name, value)
        self._rows(
            np.concatenate([once, np.full(len(left) + len(calm), never)]), np.concatenate([once, left, calm])
        )
        self._columns(
            whole.price[points, kinds], self.room_row[points, kinds][:, None], -np.ones((len(left), 1))
        )
        self._steps(stepped)
        self.before = self.highs.getNumCol()
        self.offered: tuple[Ints, Ints] = np.zeros(0, int), np.zeros(0, int)

    def _rows(self, lower: Floats, upper: Floats) -> None:
        nothing = np.zeros(0, np.int32)
        self.highs.addRows(len(lower), lower, upper, 0, nothing, nothing, np.zeros(0))

    def _steps(self, stepped: Ints) -> None:
        starts, prices = self.whole.starts[stepped], self.whole.rises[stepped].cumsum(axis=1)
        widths = np.diff(starts, axis=1, append=np.inf) if starts.size else starts
        real = np.isfinite(starts)
        rows = np.broadcast_to(self.load_row[stepped][:, None], starts.shape)[real]
        self._columns(
            prices[real], rows[:, None], -np.ones((len(rows), 1)), np.nan_to_num(widths[real], posinf=np.inf)
        )

    def _columns(self, cost: Floats, rows: Ints, values: Floats, upper: Floats | None = None) -> None:
        """One column for each row of the tables; an entry in row -1 is none."""
        real = rows >= 0
        starts = np.concatenate([[0], real.sum(axis=1).cumsum()[:-1]]) if len(cost) else np.zeros(0)
        limit = np.full(len(cost), highspy.kHighsInf) if upper is None else upper
        self.highs.addCols(
            len(cost), cost, np.zeros(len(cost)), limit, int(real.sum()),
            starts.astype(np.int32), rows[real].astype(np.int32), values[real],
        )  # fmt: skip

    def offer(self, households: Ints, points: Ints) -> None:
        whole = self.whole
        needs = whole.need[households]
        rows = np.column_stack(
            [
                self.row[households],
                np.where(needs > 0, self.room_row[points], -1),
                self.load_row[points],
            ]
        )
        ones = np.ones((len(households), 1))
        self._columns(whole.cost[households, points], rows, np.hstack([ones, needs, ones]))
        self.offered = (
            np.concatenate([self.offered[0], households]),
            np.concatenate([self.offered[1], points]),
        )

    def run(self) -> highspy.HighsModelStatus:
        self.highs.run()
        return self.highs.getModelStatus()

    def shares(self) -> Floats:
        """x[i, j] of the last run, noughts where nothing was offered."""
        x: Floats = np.zeros(self.whole.cost.shape)
        x[self.offered] = np.array(self.highs.getSolution().col_value)[self.before :]
        return x


@dataclass(frozen=True, slots=True)
class Relaxed:
    """`reduced[i, j]`: by how much at least the cost rises above `bound` if household i goes to point j.
    `lacking[j, k]`: the units above the room that even divided orders need."""

    bound: float
    shares: Floats
    reduced: Floats
    lacking: Floats


def relax(whole: Whole, never: float, pivots: int) -> Relaxed:
    """The linear program over every allowed pair: few are offered, those whose reduced cost is below nought are
    added until there are none, which proves the optimum of all. Past `pivots`: what is true without any."""
    model = Model(whole, np.arange(whole.households))
    model.highs.setOptionValue("simplex_iteration_limit", pivots)
    nearest = np.argsort(whole.cost, axis=1, kind="stable")[:, :FIRST]
    offered = np.zeros(whole.cost.shape, bool)
    np.put_along_axis(offered, nearest, True, axis=1)
    allowed = whole.cost < never
    fresh = offered = offered & allowed
    while True:
        model.offer(*np.nonzero(fresh))
        if model.run() != OPTIMAL:
            return unpriced(whole)
        duals = np.array(model.highs.getSolution().row_dual)
        reduced = reduced_costs(model, duals)
        fresh = (reduced < -SURE) & ~offered & allowed
        if not fresh.any():
            bound = model.highs.getInfo().objective_function_value
            limited = np.isfinite(whole.room)
            lacking = np.zeros(whole.room.shape)
            lacking[limited] = np.array(model.highs.getSolution().col_value)[: limited.sum()]
            return Relaxed(bound, model.shares(), np.maximum(0, reduced), lacking)
        offered = offered | fresh


def unpriced(whole: Whole) -> Relaxed:
    """The bound of everybody at their cheapest point, as if there were room for all."""
    cheapest = whole.cost.min(axis=1, keepdims=True)
    shares = np.zeros(whole.cost.shape)
    np.put_along_axis(shares, whole.cost.argmin(axis=1)[:, None], 1.0, axis=1)
    return Relaxed(float(cheapest.sum()), shares, whole.cost - cheapest, np.zeros(whole.room.shape))


def reduced_costs(model: Model, duals: Floats) -> Floats:
    whole = model.whole
    room = np.where(model.room_row >= 0, duals[model.room_row], 0)
    load = np.where(model.load_row >= 0, duals[model.load_row], 0)
    reduced: Floats = whole.cost - duals[: whole.households, None] - whole.need @ room.T - load
    return reduced


def integer(whole: Whole, free: Ints, open_pairs: Bools, at: Ints, nodes: int) -> tuple[Ints, bool]:
    """The free households placed anew among their open pairs, none divided; the others stay. Also whether it is
    proven that nothing is cheaper by a whole metre."""
    model = Model(whole, free, at)
    households, points = np.nonzero(open_pairs[free])
    model.offer(free[households], points)
    count = len(households)
    columns = np.arange(model.before, model.before + count, dtype=np.int32)
    model.highs.changeColsIntegrality(count, columns, np.full(count, highspy.HighsVarType.kInteger))
    if not whole.over(whole.loads(at)[0]).any():
        lacking = np.arange(np.isfinite(whole.room).sum(), dtype=np.int32)
        model.highs.changeColsBounds(len(lacking), lacking, np.zeros(len(lacking)), np.zeros(len(lacking)))
    for name, value in (("mip_max_nodes", nodes), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99)):
        model.highs.setOptionValue(name, value)
    proven = model.run() == OPTIMAL
    if not np.isfinite(model.highs.getInfo().mip_gap):
        return at, False
    placed = at.copy()
    placed[free] = model.shares()[free].argmax(axis=1)
    return placed, proven

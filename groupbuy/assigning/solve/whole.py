"""A program in arrays, and what a placement costs in it."""

import numpy as np
from numpy.typing import NDArray

from groupbuy.assigning.program import Program

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

LACKING = 1_000_000.0
"""Metres for each unit above the room: more than walking could save, so that lacking is the last resort."""


class Whole:
    """`price[j, k]`: what each unit of class k above the room of point j counts. All figures are whole numbers
    kept as floats, so sums are exact."""

    def __init__(self, program: Program, price: Floats | None = None) -> None:
        self.cost: Floats = np.array(program.cost, float)
        self.households, self.points = self.cost.shape
        self.need: Floats = np.array(program.need, float).reshape(self.households, len(program.kinds))
        room = [[np.inf if it is None else it for it in row] for row in program.room]
        self.room: Floats = np.array(room, float).reshape(self.points, len(program.kinds))
        self.room[self.room >= self.need.sum(0)] = np.inf
        self.price: Floats = np.full(self.room.shape, LACKING) if price is None else price
        most = max(map(len, program.steps), default=0)
        self.starts: Floats = np.full((self.points, most), np.inf)
        self.rises: Floats = np.zeros((self.points, most))
        for point, steps in enumerate(program.steps):
            for no, (start, rise) in enumerate(steps):
                self.starts[point, no], self.rises[point, no] = start, rise

    def fair(self, served: Floats, points: Ints) -> Floats:
        """What so many households cost each of these points in fairness."""
        over = np.maximum(0, served[:, None] - self.starts[points])
        costs: Floats = (over * self.rises[points]).sum(1)
        return costs

    def loads(self, at: Ints) -> tuple[Floats, Floats]:
        """Units per point and class, households per point."""
        units: Floats = np.zeros(self.room.shape)
        np.add.at(units, at, self.need)
        return units, np.bincount(at, minlength=self.points).astype(float)

    def over(self, units: Floats) -> Floats:
        over: Floats = np.maximum(0, units - self.room)
        return over

    def count(self, at: Ints) -> tuple[float, float]:
        """(the cost, what the units that lack add to it)."""
        units, served = self.loads(at)
        walked = self.cost[np.arange(self.households), at].sum()
        fair = self.fair(served, np.arange(self.points)).sum()
        return float(walked + fair), float((self.over(units) * self.price).sum())

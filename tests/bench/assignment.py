"""How good, how fast and how steady the assignment of households to points is, beside two baselines; `make bench`.

`python -m tests.bench.assignment` prints the table and puts it into docs/assignment.md.
"""

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from groupbuy.assigning.costs import Costs
from groupbuy.assigning.greedy import place_at_once
from groupbuy.assigning.infeasible import short, ways_out
from groupbuy.assigning.loads import Fairness, Loads
from groupbuy.assigning.model import Placement, Problem
from groupbuy.assigning.solve import solve
from tests.bench.neighbourhoods import Parcels, far, mixed_parcels, neighbourhood, one_parcel, small
from tests.groupbuy.assigning.brute import best, counted

DOCUMENT = Path(__file__).parents[2] / "docs" / "assignment.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->"
POINTS, HOUSEHOLDS, SEEDS = 50, 2_000, (1, 2, 3)
SHORT = 20, 500
SIZES: dict[str, tuple[Parcels, float]] = {"unit": (one_parcel, 1.0), "mixed": (mixed_parcels, 1.02)}
SECONDS, STEADY = 3.0, 0.95


def nearest_with_room(problem: Problem) -> dict[str, str]:
    """In order of arrival, to the nearest point with room; to the nearest of all where none has."""
    loads, placed = Loads(problem.points), {}
    for household in problem.households:
        by_walk = sorted(problem.open_points, key=lambda it: far(household, it))
        point = next((it for it in by_walk if not loads.lacks(household.need, it.id)), by_walk[0])
        loads.add(household, point.id)
        placed[household.id] = point.id
    return placed


def own_choice(problem: Problem) -> dict[str, str]:
    """Everybody takes the point they know from last time, else the nearest, whether or not it has room."""
    return {
        it.id: it.bound or it.last or min(problem.open_points, key=lambda point: far(it, point)).id
        for it in problem.households
    }


def at_once(problem: Problem) -> dict[str, str]:
    """Linli's own way while orders come in; who has no room anywhere goes to the nearest point."""
    costs, loads, fairness = Costs(problem), Loads(problem.points), Fairness(problem)
    placed = {}
    for household in problem.households:
        choice = place_at_once(household, costs, loads, fairness)
        point = choice.point if choice else min(problem.open_points, key=lambda it: far(household, it)).id
        loads.add(household, point)
        placed[household.id] = point
    return placed


def moved_by_one_more(problem: Problem) -> int:
    """The last household orders after all others were told: how many of those are told another point."""
    first = solve(replace(problem, households=problem.households[:-1])).placement
    told = tuple(replace(it, promised=first.get(it.id)) for it in problem.households)
    again = solve(replace(problem, households=told)).placement
    return sum(again[who] != point for who, point in first.items())


def row(problem: Problem, way: str, placement: Placement, bound: int, more: str = "") -> str:
    costs, points = Costs(problem), {it.id: it for it in problem.points}
    terms = [costs.terms(it, points[placement[it.id]]) for it in problem.households]
    over, cost = counted(problem, dict(placement))
    walk = sum(it.walk for it in terms) / len(terms)
    known = [it for it in problem.households if it.last]
    moves = sum(placement[it.id] != it.last for it in known)
    hours, steps = sum(it.window > 0 for it in terms), sum(it.steps > 0 for it in terms)
    return f"| {way} | {cost / bound:.4f} | {walk:.0f} m | {over} | {moves} | {hours} | {steps} | {more} |"


def compared(sizes: str, seed: int) -> tuple[list[str], bool]:
    parcels, most = SIZES[sizes]
    problem = neighbourhood(seed, POINTS, HOUSEHOLDS, parcels)
    started = time.process_time()
    found = solve(problem)
    cpu = time.process_time() - started  # of one thread: the clock says the same where nobody else computes
    name = f"{sizes}, seed {seed}"
    lines = [
        row(problem, f"**{name}: solved**", found.placement, found.bound, f"{cpu:.1f} s"),
        row(problem, "decided at once", at_once(problem), found.bound),
        row(problem, "nearest with room", nearest_with_room(problem), found.bound),
        row(problem, "own choice", own_choice(problem), found.bound),
    ]
    same = solve(replace(problem, households=problem.households[::-1], points=problem.points[::-1]))
    good = found.fits and found.cost <= most * found.bound and cpu <= SECONDS and same == found
    return lines, good


def lacking(sizes: str, slack: float, seed: int) -> tuple[str, bool]:
    """A case without room for all: solved, and the ways out of it. No unit lacks that need not."""
    problem = neighbourhood(seed, *SHORT, SIZES[sizes][0], slack)
    started = time.process_time()
    found = solve(problem)
    solved = time.process_time()
    trouble = ways_out(problem, found)
    done = time.process_time()
    units, least = sum(found.lacking.values()), sum(short(problem).values())
    ways = "; ".join(f"{it.price[0]} at {len({one.point for one in it.adds})}" for it in trouble.ways)
    name = f"{sizes}, {-slack:.0%} lacks, seed {seed}"
    line = f"| {name} | {units} | {least} | {ways} | {solved - started:.1f} s | {done - solved:.1f} s |"
    return line, units == least and len(trouble.ways) > 1 and done - started <= SECONDS


def table(small_cases: int, one_more: int) -> tuple[list[str], bool]:
    lines = [
        f"{POINTS} points, {HOUSEHOLDS} households, 5 % slack in each class.",
        "",
        "| cases | cost ÷ bound | mean walk | units over | moved from last | hours missed | steps | CPU |",
        "|---|---|---|---|---|---|---|---|",
    ]
    good = True
    for sizes in SIZES:
        for seed in SEEDS:
            rows, fine = compared(sizes, seed)
            lines, good = lines + rows, good and fine
    lines += [
        "",
        f"Without room for all: {SHORT[0]} points, {SHORT[1]} households.",
        "",
        "| cases | units lacking | least possible | ways out: units to add, at points | solved, CPU | ways out, CPU |",
        "|---|---|---|---|---|---|",
    ]
    for sizes, slack in (("unit", -0.15), ("mixed", -0.05), ("mixed", -0.15)):
        for seed in SEEDS:
            line, fine = lacking(sizes, slack, seed)
            lines, good = [*lines, line], good and fine
    optimal = 0
    for seed in range(small_cases):
        case = small(seed)
        found = solve(case)
        optimal += (sum(found.lacking.values()), found.cost) == best(case)
    lines += ["", f"Against brute force: {optimal} of {small_cases} small cases optimal."]
    moved = Counter(moved_by_one_more(neighbourhood(seed, 6, 40)) for seed in range(one_more))
    calm = sum(times for number, times in moved.items() if number <= 2)
    spread = ", ".join(f"{number}: {times}" for number, times in sorted(moved.items()))
    lines.append(
        f"One more order (6 points, 40 households, mixed sizes): at most two others move in {calm} of {one_more} "
        f"cases (moved: cases — {spread})."
    )
    return lines, good and optimal == small_cases and calm >= STEADY * one_more


def main() -> int:
    lines, good = table(small_cases=200, one_more=500)
    text = "\n".join(lines)
    print(text)
    before, rest = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
    print("" if good else "A figure missed its aim.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.bench.throughput [--rounds 5] [--orders 1500] [--only SQLite,…] [--commit]`."""

import argparse
import asyncio
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.throughput import figures
from tests.bench.throughput.plan import Plan
from tests.bench.throughput.run import Bench
from tests.bench.throughput.servers import OTHER_CORE, ROOT

FOLDER = ROOT / "var" / "bench"
OUT = ROOT / "var" / "bench-throughput.json"


def plan(asked: Sequence[str] | None = None) -> tuple[Plan, bool]:
    usual = Plan()
    given = argparse.ArgumentParser(description="messages a second, beside floors and peers")
    given.add_argument("--rounds", type=int, default=usual.rounds)
    given.add_argument("--orders", type=int, default=usual.orders)
    given.add_argument("--light", type=int, default=usual.light)
    given.add_argument("--past", type=int, default=usual.past, help="stored orders of the large store")
    given.add_argument("--only", default="", help="parts of names, with commas; F1 always runs")
    given.add_argument("--commit", action="store_true", help="make this run's ratios the ones to hold")
    it = given.parse_args(asked)
    only = frozenset(filter(None, it.only.split(",")))
    return Plan(it.rounds, it.orders, it.light, past=it.past, only=only), it.commit


def machine() -> str:
    model = next(
        (
            it.split(":")[1].strip()
            for it in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if it.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{os.cpu_count()} × {model}, Linux {platform.release()}, Python {platform.python_version()}"


def main() -> int:
    """1 where books are wrong or a ratio fell below 0.85 of the committed one."""
    asked, commits = plan()
    os.sched_setaffinity(0, {OTHER_CORE} & os.sched_getaffinity(0) or os.sched_getaffinity(0))
    FOLDER.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked)
    try:
        asyncio.run(bench.go(FOLDER))
    except BaseException:  # what was measured until then is not measured again for nothing
        told = {"machine": machine(), "ended": False, "rounds": bench.figures}
        OUT.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
        raise
    found, slow = figures.ratios(bench.figures), figures.latencies(bench.figures)
    fails, warns = figures.against(figures.committed(), found)
    busy = f"load average {os.getloadavg()[1]:.1f} over five minutes"
    large = f"{asked.past:,} orders in the large store"
    head = f"{machine()}; {busy}; {asked.orders} orders a measurement, {large}, medians of {asked.rounds} rounds."
    lines = [head, "", *figures.table(bench.figures), "", *figures.verdicts(found, slow)]
    print("\n".join(lines))
    print("\n".join([*(f"BOOKS: {it}" for it in bench.wrong[:20]), *(f"FAILS: {it}" for it in fails)]))
    print("\n".join(f"warns: {it}" for it in warns))
    told = {"machine": machine(), "busy": busy, "ratios": found, "p99": slow, "rounds": bench.figures}
    OUT.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
    if commits and not bench.wrong:
        figures.commit(found, lines)
    return int(bool(fails or bench.wrong))


if __name__ == "__main__":
    sys.exit(main())

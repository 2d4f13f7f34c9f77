"""How long the faults are looked for: rounds of a seed each, as many as fit into a test's share of the time.

`make test-faults` shares out 20 minutes and takes some 30, as what has begun is finished; `MINUTES=120` six
times as many rounds, and `SEED=7` (default 1) other ones. What was done is printed by every test, so that a silent skip shows.
"""

import os
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

MINUTES = float(os.environ.get("MINUTES") or 20)
FIRST = int(os.environ.get("SEED") or 1)
LIMIT = 3 * 3600 if MINUTES > 20 else 1200
"""Seconds after which pytest ends a long test, whatever its share."""


def rounds(
    share_s: float, at_most: int = 1_000_000, seconds: Callable[[], float] = time.monotonic
) -> Iterator[int]:
    """Seeds while the share lasts (`share_s` seconds of the usual 20 minutes), at least one. What has begun is
    finished; no round is begun of which not even half would fit."""
    began, share_s = seconds(), share_s * MINUTES / 20
    for done in range(1, at_most + 1):
        yield FIRST + done - 1
        spent_s = seconds() - began
        if spent_s + spent_s / done / 2 >= share_s:
            return


lines: list[str] = []


def noted(line: str) -> None:
    """What was done and what came of it: at once, and all together at the end of the run."""
    print(line, flush=True)
    lines.append(line)


def needs(module: str, what: str, why: str) -> None:
    """Skips the test of `what` where a library is not there; that too is told at the end of the run."""
    if find_spec(module) is None:
        noted(f"{what}: nothing done, {module} is not there: {why}")
        pytest.skip(f"{module} is not there: {why}")


def fresh(folder: Path, seed: int) -> Path:
    """A folder of this round's own."""
    own = folder / f"seed{seed}"
    own.mkdir()
    return own

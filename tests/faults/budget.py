"""How long the faults are looked for: rounds of a seed each, as many as fit into a test's share of the time.

`make test-faults` takes about 20 minutes; `make test-faults MINUTES=120` six times as many rounds, and
`SEED=7` (default 1) other ones. What was done is printed by every test, so that a silent skip shows.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

MINUTES = float(os.environ.get("MINUTES") or 20)
FIRST = int(os.environ.get("SEED") or 1)
LIMIT = 3 * 3600 if MINUTES > 20 else 1200
"""Seconds after which pytest ends a long test, whatever its share."""


def rounds(share_s: float, at_most: int = 1_000_000) -> Iterator[int]:
    """Seeds while the share lasts (`share_s` seconds of the usual 20 minutes), at least one. The last round
    begins inside the share and is finished."""
    until = time.monotonic() + share_s * MINUTES / 20
    for seed in range(FIRST, FIRST + at_most):
        yield seed
        if time.monotonic() >= until:
            return


def fresh(folder: Path, seed: int) -> Path:
    """A folder of this round's own."""
    own = folder / f"seed{seed}"
    own.mkdir()
    return own

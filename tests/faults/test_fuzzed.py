"""H8: coverage-guided fuzzing of every way in, by atheris, each for its share of the time; a crash fails it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.budget import FIRST, LIMIT, MINUTES, needs, noted
from tests.hostile.stages import STAGES
from tests.test_run import ROOT

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
SHARES = dict.fromkeys(STAGES, 10) | {"text": 60, "village": 60}
"""Seconds of the usual 20 minutes."""


def counted(log: str, what: str) -> int:
    found = re.findall(what, log)
    return int(found[-1]) if found else 0


@pytest.mark.parametrize("way", SHARES)
def test_no_input_that_is_grown_by_coverage_crashes(way: str, tmp_path: Path) -> None:
    """What crashes is printed, and what to do: mend it and keep the input (tests/data/README.md)."""
    needs("atheris", f"H8 {way}", "there is no wheel of it for this machine")
    seconds = max(2, round(SHARES[way] * MINUTES / 20))
    command = (sys.executable, "-m", "tests.faults.fuzzing", way, str(tmp_path))
    run = subprocess.run(
        [*command, f"-max_total_time={seconds}", f"-seed={FIRST}"], cwd=ROOT, capture_output=True, check=False
    )
    log = (run.stdout + run.stderr).decode(errors="replace")
    crashed = [it for it in tmp_path.iterdir() if re.match("(crash|timeout|oom|leak|slow-unit)-", it.name)]
    for it in crashed:
        noted(f"H8 {way}: {it.name} crashes: {it.read_bytes()!r}")
    assert run.returncode == 0, log[-3000:]
    assert crashed == []
    runs = counted(log, r"number_of_executed_units:\s*(\d+)")
    paths, corpus, new = (
        counted(log, it) for it in (r"cov: (\d+)", r"corp: (\d+)", r"new_units_added:\s*(\d+)")
    )
    noted(
        f"H8 {way}: {runs} runs in {seconds} s (seed {FIRST}), {paths} paths, {corpus} kept, {new} new, 0 crashes"
    )
    assert runs > 0

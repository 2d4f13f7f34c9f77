"""S5: whatever fails at whatever moment, the sums hold; and a seed that fails can be run again."""

from collections import Counter

import pytest
import structlog

from tests.conversation import village
from tests.faults.budget import LIMIT, noted, rounds
from tests.faults.simulated import Run


async def simulated(seed: int, rate: float = 0.25) -> Run:
    async with village(kind="sqlite") as v:
        run = Run(v, seed, rate)
        with structlog.testing.capture_logs():
            await run.all()
        assert await run.violations() == [], f"seed {seed}"
        return run


async def test_faults_at_every_named_point_break_nothing_and_a_seed_repeats_itself() -> None:
    one, again, calm = await simulated(1), await simulated(1), await simulated(2, rate=0)
    assert one.hash == again.hash
    assert min(one.chance.drawn.values()) >= 1
    assert len(one.chance.drawn) == 6
    assert calm.chance.drawn.total() == 0


@pytest.mark.faults
@pytest.mark.timeout(LIMIT)
async def test_many_seeds_break_nothing() -> None:
    faults, deliveries, seeds, refused = Counter[str](), 0, 0, 0
    for seed in rounds(60):
        run = await simulated(seed)
        seeds, deliveries = seeds + 1, deliveries + run.deliveries
        refused += sum("记好了" not in said for answers in run.answers.values() for said in answers)
        faults += run.chance.drawn
        if seed <= 20:
            assert (await simulated(seed)).hash == run.hash
    noted(f"S5: {seeds} seeds, {deliveries} deliveries, {refused} refused, 0 violations; {dict(faults)}")

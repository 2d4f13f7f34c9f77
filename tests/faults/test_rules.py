"""S1, S3 and T1 on the rules and one file, for longer: what tests/groupbuy tries in short on every run."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase

import storage
from tests.faults.budget import LIMIT, fresh, noted, rounds
from tests.groupbuy.day import Day
from tests.groupbuy.test_at_once import BUYERS, SIZES, everybody
from tests.groupbuy.test_cutoff import in_any_order
from tests.groupbuy.test_histories import lived
from tests.migrated import migrated, migrated_copy

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
RANDOM: dict[str, Any] = {"database": None, "phases": [Phase.generate, Phase.shrink]}


@asynccontextmanager
async def a_day(folder: Path, seed: int) -> AsyncIterator[Day]:
    file = migrated_copy(fresh(folder, seed))
    async with storage.open(f"sqlite://{file}") as store:
        yield Day(store)
        assert await store.disagreements() == []


async def test_everybody_at_once_with_many_seeds(tmp_path: Path) -> None:
    """S1, each seed with sizes of 1 and with mixed ones."""
    done = 0
    for seed in rounds(20, at_most=1000):
        async with a_day(tmp_path, seed) as day:
            for sizes in SIZES:
                await everybody(day, seed, sizes)
        done += 1
    noted(f"S1 rules: {done} seeds × {BUYERS} buyers × 2, never too much, nor too little")


async def test_the_outcome_is_the_sent_time_alone_with_many_seeds(tmp_path: Path) -> None:
    done = 0
    for seed in rounds(15, at_most=1000):
        async with a_day(tmp_path, seed) as day:
            await in_any_order(day, seed)
        done += 1
    noted(f"T1 rules: {done} shuffles of 26 messages around the cutoff and its grace")


def test_many_histories_leave_the_book_as_the_model_and_the_journal_have_it() -> None:
    empty, histories = migrated(), 0
    commands: Counter[str] = Counter()
    for _ in rounds(35):
        commands += lived(empty, 25, 50, **RANDOM)
        histories += 25
    assert not {"order", "cancel", "arrive", "hand_out", "reverse"} - {
        it.partition(":")[0] for it in commands
    }
    noted(f"S3 rules: {histories} histories, {commands.total()} commands answered as the model answers them")
